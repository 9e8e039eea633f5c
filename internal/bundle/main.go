// Command bundle makes the one script of Apache ECharts that pages load when a
// reader asks to explore a chart:
//
//	go run ./internal/bundle node_modules themes/default/assets
//
// It takes from the first folder, where npm has put them, only the parts that
// our charts use, and writes echarts.js and the licences of what is in it,
// echarts.license.txt, to the second. Neither is kept in the repository. Whatever
// is built without them has no button to explore, and lacks nothing else.
package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/evanw/esbuild/pkg/api"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: bundle NODE_MODULES ASSETS")
		os.Exit(2)
	}
	if err := write(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, "bundle:", err)
		os.Exit(1)
	}
}

// entry lists what our charts use. Its global is what chart.js of the theme looks
// for.
const entry = `
import { init, use } from "echarts/core";
import { BarChart, CustomChart, LineChart } from "echarts/charts";
import { AriaComponent, DataZoomSliderComponent, GridComponent, LegendComponent, LegendScrollComponent,
  MarkLineComponent, TooltipComponent } from "echarts/components";
import { SVGRenderer } from "echarts/renderers";
use([BarChart, CustomChart, LineChart, AriaComponent, DataZoomSliderComponent, GridComponent, LegendComponent,
  LegendScrollComponent, MarkLineComponent, TooltipComponent, SVGRenderer]);
export { init };
`

// licences are the texts that go with the bundle, below the folder of npm.
var licences = []string{"echarts/LICENSE", "echarts/NOTICE", "zrender/LICENSE", "tslib/LICENSE.txt"}

func write(modules, assets string) error {
	script, err := build(modules)
	if err != nil {
		return err
	}
	terms, err := collect(modules)
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(assets, "echarts.license.txt"), terms, 0o644); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(assets, "echarts.js"), script, 0o644)
}

// build gives the script. The same packages give the same bytes.
func build(modules string) ([]byte, error) {
	dir, err := filepath.Abs(modules)
	if err != nil {
		return nil, err
	}
	result := api.Build(api.BuildOptions{
		Stdin:             &api.StdinOptions{Contents: entry, ResolveDir: filepath.Dir(dir), Sourcefile: "entry.js"},
		NodePaths:         []string{dir},
		Bundle:            true,
		GlobalName:        "fukusenECharts",
		Format:            api.FormatIIFE,
		Target:            api.ES2018,
		Define:            map[string]string{"process.env.NODE_ENV": `"production"`},
		MinifyWhitespace:  true,
		MinifyIdentifiers: true,
		MinifySyntax:      true,
		LegalComments:     api.LegalCommentsNone,
		Banner:            map[string]string{"js": "/*! Apache ECharts and what it is made of: see echarts.license.txt */"},
		LogLevel:          api.LogLevelSilent,
	})
	var all []error
	for _, m := range result.Errors {
		all = append(all, errors.New(m.Text))
	}
	if len(all) > 0 || len(result.OutputFiles) != 1 {
		return nil, fmt.Errorf("bundling echarts from %s: %w", modules, errors.Join(all...))
	}
	return result.OutputFiles[0].Contents, nil
}

// collect puts the licences one below the other, each under its name.
func collect(modules string) ([]byte, error) {
	var b bytes.Buffer
	more, err := filepath.Glob(filepath.Join(modules, "echarts", "licenses", "*"))
	if err != nil {
		return nil, err
	}
	all := licences
	for _, name := range more {
		all = append(all[:len(all):len(all)], "echarts/licenses/"+filepath.Base(name))
	}
	for _, name := range all {
		text, err := os.ReadFile(filepath.Join(modules, filepath.FromSlash(name)))
		if err != nil {
			return nil, fmt.Errorf("copying the licences: %w", err)
		}
		fmt.Fprintf(&b, "==== %s ====\n\n%s\n", name, bytes.TrimSpace(text))
	}
	return b.Bytes(), nil
}
