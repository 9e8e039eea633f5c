package audit

import "testing"

func TestAreasAreNested(t *testing.T) {
	s := newSite(2).add("persons", 100).
		add("persons", 60, "area=14").add("persons", 40, "area=13").
		add("persons", 30, "area=14101").add("persons", secret, "area=14102").add("persons", 10, "area=14-unknown").
		add("persons", secret, "area=13101").add("persons", secret, "area=13102")
	expect(t, "one of a prefecture", s.run(t), "persons area=14102 = 20")
	s.cells[5][len(cellColumns)-2], s.cells[5][len(cellColumns)-1] = "", withheld
	expect(t, "two of each", s.run(t))
}

// A level without rows in between is a sum like any other.
func TestLevelWithoutRows(t *testing.T) {
	s := newSite(2).add("persons", 100).
		add("persons", 30, "area=14101").add("persons", secret, "area=14102").
		add("persons", 20, "area=13101").add("persons", 25, "area=13102")
	expect(t, "one municipality", s.run(t), "persons area=14102 = 25")
	s = newSite(10).add("persons", 100).add("persons", secret, "area=14101").add("persons", secret, "area=14102").
		add("persons", 45, "area=13101").add("persons", 50, "area=13102")
	expect(t, "a small prefecture without a row", s.run(t), "persons area=14 = 5", "persons area=14101 1 to 4", "persons area=14102 1 to 4")
}

func TestSurvey(t *testing.T) {
	item := "category=employee.enps"
	group := func(s *site, yes, no, n int64, code ...string) {
		s.add("respondents", n, append(code, item)...)
		s.add("respondents", yes, append(code, item+".yes")...)
		s.add("respondents", no, append(code, item+".no")...)
	}
	table := func(thirdYes, thirdNo, third int64) *Report {
		s := newSite(10)
		group(s, 60, 70, 130)
		group(s, secret, secret, secret, "sex=f")
		group(s, secret, secret, secret, "sex=m")
		group(s, thirdYes, thirdNo, third, "sex=x")
		return s.run(t)
	}
	expect(t, "two groups withheld", table(20, 30, 50))
	s := newSite(10)
	group(s, 60, 70, 130)
	group(s, secret, secret, secret, "sex=f")
	group(s, 20, 30, 50, "sex=m")
	expect(t, "one group withheld", s.run(t), "respondents sex=f category=employee.enps = 80",
		"respondents sex=f category=employee.enps.yes = 40", "respondents sex=f category=employee.enps.no = 40")
	expect(t, "nearly all agree", table(48, 2, 50), "respondents sex=x category=employee.enps.yes = 48")
	expect(t, "all but three agree", table(47, 3, 50))
	expect(t, "few", table(5, 4, 9), "respondents sex=x category=employee.enps = 9")

	// Nobody said yes: it is known of every group, and no leak. That then
	// everybody said no is one.
	s = newSite(10)
	group(s, 0, 130, 130)
	group(s, secret, secret, secret, "sex=f")
	group(s, secret, secret, secret, "sex=m")
	expect(t, "one answer", s.run(t), "respondents category=employee.enps.no = 130")
	s.cells = append(s.cells[:7], s.cells[8:]...) // men who said yes
	expect(t, "and no row for the other", s.run(t), "respondents category=employee.enps.no = 130")
}

func TestSensitiveAndSeveral(t *testing.T) {
	s := newSite(10).add("respondents", 50, "category=employee.motive").
		add("respondents", 40, "category=employee.motive.a").add("respondents", 30, "category=employee.motive.b")
	expect(t, "several answers do not add up to the respondents", s.run(t))
	s.definitions.Items[0].Sensitive = true
	s.add("respondents", 29, "category=employee.enps")
	expect(t, "29 answers to a sensitive item", s.run(t), "respondents category=employee.enps = 29")
}

func TestMomentsFollow(t *testing.T) {
	c := "category=employee.enps"
	s := newSite(10).add("respondents", 130, c).add("points", 700, c).
		add("respondents", secret, c, "sex=f").add("points", secret, c, "sex=f").
		add("respondents", secret, c, "sex=m").add("points", 300, c, "sex=m")
	expect(t, "a sum of points is left open", s.run(t), "points sex=f category=employee.enps = 400")
}

// A view that nobody has is not published; nothing is unknown for it.
func TestNoView(t *testing.T) {
	r := newSite(2).add("persons", 100).add("persons", 55, "sex=f").add("persons", 45, "sex=m").
		add("persons", 60, "organisation=aoba").add("persons", 40, "organisation=bizen").run(t)
	if expect(t, "two views", r); r.Relations != 2 {
		t.Errorf("%d relations, want 2", r.Relations)
	}
}

// A part without a row is nobody, so the others must add up to the total.
func TestMissingPart(t *testing.T) {
	s := newSite(2).add("persons", 100).add("persons", 40, "organisation=aoba").add("persons", 25, "organisation=bizen")
	expect(t, "a listed one is missing", s.run(t), "persons does not add up")
	s.add("persons", secret, "organisation=chita")
	expect(t, "one is withheld alone", s.run(t), "persons organisation=chita = 35")
}

// Zeros of an organisation that agreed to no number are withheld too, and
// follow from the public zero of its kind.
func TestZeroOfOrganisation(t *testing.T) {
	s := newSite(5).add("persons", 0).add("persons", secret, "organisation=aoba").add("persons", secret, "organisation=bizen")
	expect(t, "zero of a kind", s.run(t))
	s = newSite(5).add("persons", 0).add("persons", secret, "organisation=aoba")
	expect(t, "zero of one", s.run(t))
}
