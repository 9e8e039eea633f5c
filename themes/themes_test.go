package themes

import (
	"io/fs"
	"slices"
	"strings"
	"testing"
)

func listed(t *testing.T, fsys fs.FS) []string {
	t.Helper()
	var all []string
	err := fs.WalkDir(fsys, ".", func(name string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			all = append(all, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// Plain lacks ECharts and nothing else.
func TestPlain(t *testing.T) {
	want := slices.DeleteFunc(listed(t, Default), func(name string) bool { return strings.HasPrefix(name, "assets/echarts.") })
	if got := listed(t, Plain); !slices.Equal(got, want) || !slices.Contains(got, "assets/chart.js") {
		t.Errorf("got %q, want %q", got, want)
	}
}
