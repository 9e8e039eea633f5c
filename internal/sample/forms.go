package sample

import "slices"

// employeeForms are the companies that ask their people every quarter. Those
// with few respondents, or with questions on health, let nobody leave the sex
// open: a handful of unknown would have to be withheld, and one of the others
// with it.
func employeeForms() []*form {
	ask := func(id string, s style, size, women int64, ages []share, lift, silent int64) *form {
		return &form{organisation: id, style: s, population: employee, items: []string{enps},
			first: firstQuarter, step: 1, size: size, women: women, ages: ages, lift: lift, silent: silent}
	}
	excel := style{enc: cp932, header: japaneseName, quarter: eraShort, sex: sexJA, age: agesJA}
	marked := style{enc: bom, header: japaneseName, quarter: eraShort, sex: sexLongJA, age: agesJA}
	forms := []*form{
		ask("minato-precision", marked, 380, 3100, bands(2300, 3600, 3000, 1100), 900, 500),
		ask("aoba-foods", excel, 370, 5400, bands(2600, 3200, 2900, 1300), 400, 0),
		ask("aoba-systems", style{sex: sexLongJA, age: agesJA}, 360, 3300, bands(3400, 4200, 1900, 500), 2600, 0),
		ask("shiomi-marine", style{sex: sexEN}, 230, 4200, bands(1700, 2800, 3300, 2200), 600, 0),
		ask("satoyama-timber", style{}, 165, 3400, bands(1800, 2900, 3100, 2200), 1800, 0),
	}
	forms[1].more, forms[3].more = workQuestions(), workQuestions()
	forms[2].way = stamped
	forms[4].first += 2 // the quarter in which it joined
	return forms
}

// residentForms are the municipalities, which ask every half-year.
func residentForms() []*form {
	ask := func(id, area string, s style, size int64, ages []share, lift, silent int64) *form {
		return &form{organisation: id, style: s, area: area, population: resident, items: []string{areaENPS, lifeSat},
			first: firstQuarter, step: 2, size: size, women: 5200, ages: ages, lift: lift, silent: silent}
	}
	forms := []*form{
		ask("aoba", aoba, style{enc: cp932, header: japaneseName, quarter: eraShort, sex: sexLongJA, age: agesJA}, 700, bands(1700, 2500, 2600, 3200), 700, 300),
		ask("shiomi", shiomi, style{enc: cp932, header: japaneseName, quarter: fiscalJA, sex: sexJA}, 300, bands(1400, 2100, 2600, 3900), 1200, 0),
		ask("satoyama", satoyama, style{enc: bom, quarter: fiscalEN, sex: sexEN, age: agesPlus}, 70, bands(900, 1700, 2400, 5000), 2300, 0),
	}
	forms[1].way = tallied
	forms[1].more, forms[2].more = lifeQuestions(), lifeQuestions()
	return forms
}

// otherForms ask those who leave a company, and those who live elsewhere but
// often come to a town.
func otherForms() []*form {
	return []*form{
		{
			organisation: "aoba-care", style: style{enc: bom, header: japaneseName, quarter: fiscalEN, sex: sexJA, age: agesJA}, area: aoba,
			population: leaver, items: []string{exitENPS}, way: tallied, first: firstQuarter, step: 1,
			size: 52, women: 6000, ages: bands(2900, 3300, 2500, 1300), lift: 300,
		}, {
			organisation: "aoba", style: style{enc: cp932, header: japaneseName, quarter: eraShort, sex: sexLongJA, age: agesJA}, area: aoba,
			population: related, items: []string{areaENPS}, way: tallied, first: firstQuarter, step: 2,
			size: 130, women: 4800, ages: bands(2900, 3300, 2500, 1300), lift: 2600,
		},
	}
}

func allForms() []*form { return slices.Concat(employeeForms(), residentForms(), otherForms()) }
