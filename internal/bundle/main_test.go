package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const modules = "../../node_modules"

// The bundle is one script with what our charts need and little else, and goes
// with the licences of all that is in it.
func TestBundle(t *testing.T) {
	if _, err := os.Stat(filepath.Join(modules, "echarts")); err != nil {
		t.Skip("no echarts here: \"make bundle\" installs it")
	}
	dir := t.TempDir()
	if err := write(modules, dir); err != nil {
		t.Fatal(err)
	}
	script, err := os.ReadFile(filepath.Join(dir, "echarts.js"))
	if err != nil {
		t.Fatal(err)
	}
	if n := len(script); n < 200_000 || n > 700_000 {
		t.Errorf("the bundle has %d bytes", n)
	}
	for _, want := range []string{"echarts.license.txt", "var fukusenECharts="} {
		if !bytes.Contains(script, []byte(want)) {
			t.Errorf("the bundle has no %q", want)
		}
	}
	for _, bad := range []string{"node_modules", "new Function", "CanvasRenderer"} {
		if bytes.Contains(script, []byte(bad)) {
			t.Errorf("the bundle has %q", bad)
		}
	}
	terms, err := os.ReadFile(filepath.Join(dir, "echarts.license.txt"))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"Apache License", "Apache ECharts\n", "BSD 3-Clause", "echarts/licenses/LICENSE-d3", "tslib"} {
		if !strings.Contains(string(terms), want) {
			t.Errorf("the licences do not name %q", want)
		}
	}
}

// Where npm was not run it says so, and nothing is written.
func TestNoModules(t *testing.T) {
	dir := t.TempDir()
	if err := write(filepath.Join(dir, "node_modules"), dir); err == nil || !strings.Contains(err.Error(), "bundling echarts from") {
		t.Errorf("got %v", err)
	}
	if left, _ := os.ReadDir(dir); len(left) > 0 {
		t.Errorf("%v is written", left)
	}
}
