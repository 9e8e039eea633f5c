// Package sample writes fictional sites of any size: the example that the
// repository carries, and inputs for benchmarks.
//
// The same arguments give the same bytes on every machine. Nothing is kept
// but the file that is being written, so memory does not grow with the site.
// The example in data/ is this package's output: change it here, then run
//
//	go test ./internal/sample -update
package sample

// exampleSeed is the only choice behind the numbers of the example.
const exampleSeed = 20240401

// Example writes the data files of the fictional みなと県: three
// municipalities, twelve companies, four schools and three clubs over ten
// quarters, in the encodings, headers and labels that real submitters use.
// Every table of the contract is there, so that all KPIs have numbers.
// Paths are relative to the site's folder and begin with data/.
//
// An error of write ends it and is returned as it is.
func Example(write func(path string, data []byte) error) error {
	steps := []func(func(string, []byte) error) error{saveRegisters, saveNotices, saveAllPeople, saveForms, saveFrames, saveExports, savePublic, saveSources}
	for _, step := range steps {
		if err := step(write); err != nil {
			return err
		}
	}
	return nil
}

func saveRegisters(write func(string, []byte) error) error {
	if err := saveAreas(write, exampleAreas()); err != nil {
		return err
	}
	f := organisationFile(organisationJA)
	for _, s := range append(submitters(), townHalls()...) {
		o := s.organisation
		o.reports = s.sends()
		f.row(o.cells()...)
	}
	if err := f.save(write); err != nil {
		return err
	}
	if err := saveReadiness(write); err != nil {
		return err
	}
	return saveTargets(write)
}

// saveTargets writes what the region wants to reach by March 2028.
func saveTargets(write func(string, []byte) error) error {
	f := newFile(plain, "targets.csv")
	f.row("kpi", "kind", "value", "due")
	f.row("a1b", "company", "0.12", "2027fq4")
	f.row("a1b", "school", "0.13", "2027fq4")
	f.row("a1n", "company", "0.07", "2027fq4")
	f.row("w3", "municipality", "6.5", "2027fq4")
	return f.save(write)
}

// submitters are all who send people.
func submitters() []*submitter {
	return append(append(companies(), schools()...), clubs()...)
}

func saveAllPeople(write func(string, []byte) error) error {
	for _, s := range submitters() {
		if err := s.savePeople(write, exampleSeed); err != nil {
			return err
		}
	}
	return nil
}

func saveForms(write func(string, []byte) error) error {
	for _, f := range allForms() {
		if err := f.save(write, exampleSeed); err != nil {
			return err
		}
	}
	return nil
}

func saveSources(write func(string, []byte) error) error {
	if err := write("data/"+mappedID+"/source.yaml", []byte(mappedSource)); err != nil {
		return err
	}
	if err := write("data/"+mappedID+"/"+plainFolder+"/source.yaml", []byte(plainSource)); err != nil {
		return err
	}
	return write("data/aoba-systems/form/source.yaml", []byte(stampedSource))
}
