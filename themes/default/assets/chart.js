// Comforts around charts for readers whose browser runs scripts; no page needs
// them. Buttons save a drawing as SVG or PNG, and where the site has ECharts
// another shows the chart as one that can be zoomed and whose series can be
// switched. The drawing and its table stay for whoever listens.
(function () {
  "use strict";
  var words = document.body.dataset;
  var still = window.matchMedia("(prefers-reduced-motion: reduce)");
  var dark = window.matchMedia("(prefers-color-scheme: dark)");
  var open = []; // what is shown by ECharts now, each with close and dress

  function each(list, visit) { Array.prototype.forEach.call(list, visit); }

  // The rules of what is made here come with it: a page without scripts needs
  // none of them. The drawing stays for whoever listens.
  var rules = [
    '.chart-tools { display: flex; flex-wrap: wrap; gap: 0 1rem; margin: 0.25rem 0 0 -0.25rem; max-width: 480px; }',
    '.chart-tools button { min-height: 2.75rem; padding: 0 0.25rem; background: none; color: var(--sub, inherit); font-size: 0.875rem; text-decoration: underline; text-decoration-color: var(--rule); text-underline-offset: 0.2em; }',
    '.chart-tools button:hover { text-decoration-thickness: 2px; }',
    '.chart-figure.exploring > .chart:not(.chart-explore), .chart-figure.exploring > .chart-wide, .chart-figure.exploring > .chart-narrow { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }',
    '.chart-figure { position: relative; }',
    '.chart-explore { width: 100%; max-width: 720px; }',
    '.chart-keys { margin: 0; color: var(--sub, inherit); font-size: 0.875rem; }',
    '@media (pointer: coarse) { .chart-keys { display: none; } }',
    '@media print { .chart-tools { display: none; } }'
  ];
  if (document.adoptedStyleSheets) {
    var sheet = new CSSStyleSheet();
    sheet.replaceSync(rules.join("\n"));
    document.adoptedStyleSheets = document.adoptedStyleSheets.concat(sheet);
  }

  // ---- buttons ----

  each(document.querySelectorAll(".chart-figure[id]"), addTools);
  document.body.setAttribute("data-ready", (document.body.getAttribute("data-ready") || "") + " chart"); // for whoever waits for the buttons

  function addTools(figure) {
    var tools = document.createElement("p");
    tools.className = "chart-tools";
    figure.appendChild(tools);
    if (words.charts) {
      var explore = button(tools, words.explore, titleOf(figure));
      explore.addEventListener("click", function () { toggle(figure, tools, explore); });
    }
    button(tools, words.saveSvg, titleOf(figure)).addEventListener("click", function () { saveSVG(figure); });
    button(tools, words.savePng, titleOf(figure)).addEventListener("click", function () { savePNG(figure); });
  }

  // Buttons of one word are told apart by the title of their chart.
  function button(parent, text, about) {
    var b = document.createElement("button"), spoken = document.createElement("span");
    b.type = "button";
    b.textContent = text;
    spoken.className = "spoken";
    spoken.textContent = " " + about;
    b.appendChild(spoken);
    parent.appendChild(b);
    return b;
  }

  function drawing(figure) {
    var all = figure.querySelectorAll("svg.chart");
    return Array.prototype.find.call(all, function (s) { return s.getClientRects().length > 0; }) || all[0];
  }

  // A drawing is labelled by its title and, on a line of its own, its description.
  function labelOf(figure) { return figure.querySelector("svg.chart").getAttribute("aria-label").split("\n"); }
  function titleOf(figure) { return labelOf(figure)[0]; }

  // ---- exploring ----

  var loaded = {};
  function load(src) {
    loaded[src] = loaded[src] || new Promise(function (done, failed) {
      var s = document.createElement("script");
      s.src = src;
      s.onload = done;
      s.onerror = failed;
      document.head.appendChild(s);
    });
    return loaded[src];
  }

  function toggle(figure, tools, control) {
    var shown = open.find(function (o) { return o.figure === figure; });
    if (shown) { shown.close(); return; }
    if (control.getAttribute("aria-busy")) { return; }
    control.setAttribute("aria-busy", "true");
    Promise.all([load(words.echarts), load(words.charts)]).then(function () {
      control.removeAttribute("aria-busy");
      show(figure, tools, control, fukusenCharts[figure.id]);
    }, function () { control.hidden = true; });
  }

  function show(figure, tools, control, data) {
    var region = document.createElement("div"), box = document.createElement("div"), heard = document.createElement("p"), hint = document.createElement("p");
    region.setAttribute("role", "application");
    region.setAttribute("aria-label", titleOf(figure) + ": " + keys(data));
    region.tabIndex = 0;
    heard.className = "spoken";
    heard.setAttribute("aria-live", "polite");
    region.appendChild(box);
    region.appendChild(heard);
    hint.className = "chart-keys";
    hint.setAttribute("aria-hidden", "true"); // the label says it
    hint.textContent = keys(data);
    region.appendChild(hint);
    box.className = "chart chart-explore";
    box.setAttribute("aria-hidden", "true");
    box.style.height = (level(data) ? 90 + 30 * data.option.yAxis[0].data.length * (grouped(data) ? 2 : 1) : 340) + "px";
    figure.insertBefore(region, tools);
    figure.classList.add("exploring");
    var chart = fukusenECharts.init(box, null, { renderer: "svg" });
    var watch = new ResizeObserver(function () { chart.resize(); });
    watch.observe(box);
    var shown = {
      figure: figure,
      dress: function () { chart.setOption(dressed(data, box, chart), true); },
      close: function () {
        open.splice(open.indexOf(shown), 1);
        watch.disconnect();
        chart.dispose();
        var within = region.contains(document.activeElement);
        region.remove();
        figure.classList.remove("exploring");
        control.firstChild.data = words.explore;
        if (within) { control.focus(); }
      }
    };
    control.firstChild.data = words.back;
    open.push(shown);
    shown.dress();
    walk(region, box, heard, chart, data);
    region.focus();
  }

  // keys tells what the keyboard can do: all that a pointer can.
  function keys(data) {
    return [words.keys, data.option.legend.show && words.keysSeries, data.option.dataZoom && words.keysZoom].filter(Boolean).join(" ").replace(/。 /g, "。");
  }

  // walk lets the arrow keys go from place to place: each shows its tooltip, and
  // is told to whoever listens. Digits switch series, plus and minus zoom.
  function walk(region, box, heard, chart, data) {
    var axis = axisOf(data.option, data), n = axis.data.length, at = -1;
    region.addEventListener("keydown", function (e) {
      if (e.altKey || e.ctrlKey || e.metaKey) { return; }
      var way = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -n, End: n }[e.key];
      var near = { "+": 0.5, "=": 0.5, ";": 0.5, "-": 2 }[e.key]; // plus without Shift is = or ;
      var series = data.option.legend.show && data.option.series[e.key - 1];
      if (way) { go(way); } else if (near && data.option.dataZoom) { zoom(near); } else if (series) { switchOver(series); } else { return; }
      e.preventDefault();
    });

    function go(way) {
      at = at < 0 && way === 1 ? 0 : Math.max(0, Math.min(n - 1, (at < 0 ? n : at) + way));
      var w = seen();
      if (w && (at < w[0] || at > w[1])) { look(at < w[0] ? at : at - (w[1] - w[0]), w[1] - w[0]); }
      var place = chart.convertToPixel(level(data) ? { yAxisIndex: 0 } : { xAxisIndex: 0 }, at);
      chart.dispatchAction(level(data) ? { type: "showTip", x: box.clientWidth / 2, y: place } : { type: "showTip", x: place, y: box.clientHeight / 2 });
      heard.textContent = spoken(data, chart, at);
    }

    // seen are the first and the last place that can be seen, if that can change.
    function seen() {
      var z = (chart.getOption().dataZoom || [])[0];
      return z && [z.startValue, z.endValue];
    }

    function look(first, more) {
      first = Math.max(0, Math.min(n - 1 - more, first));
      chart.dispatchAction({ type: "dataZoom", dataZoomIndex: 0, startValue: first, endValue: first + more });
    }

    function zoom(by) {
      var w = seen(), more = Math.max(1, Math.min(n - 1, Math.round((w[1] - w[0]) * by)));
      var middle = at < 0 ? (w[0] + w[1]) / 2 : at;
      look(Math.round(middle - more / 2), more);
      w = seen();
      heard.textContent = [w[0], w[1]].map(function (i) { return axis.data[i].replace(/\n/g, " "); }).join(" – ");
    }

    function switchOver(series) {
      chart.dispatchAction({ type: "legendToggleSelect", name: series.name });
      heard.textContent = series.name.trim() + ": " + (isOn(chart, series) ? words.shown : words.hidden);
    }
  }

  // spoken is what is told of a place: quarters by their full names, years side
  // by side each with its own.
  function spoken(data, chart, i) {
    var lines = lineOf(data, data.option, chart, i), series = data.option.series;
    var quarters = series.map(function (s) { return s.data.map(function (p) { return quarterOf(p.name); }); });
    var here = quarters.map(function (all) { return all[i]; }).filter(Boolean);
    if (here.some(function (q) { return q !== here[0]; })) {
      return data.kind !== "line" ? lines.join(", ") : series.map(function (s, k) { return isOn(chart, s) && data.texts[k][i] && named(quarters[k][i]) + ": " + data.texts[k][i]; }).filter(Boolean).join(", ");
    }
    var dated = quarters.some(function (all) { return all.some(function (q) { return q && q !== here[0]; }); });
    var name = dated && named(here[0] || between(quarters, i));
    return (name ? [name].concat(lines.slice(1)) : lines).join(", ");
  }

  // quarterOf counts the quarters up to that of the id of an observation.
  function quarterOf(id) {
    var m = /@(\d{4})[cf]q(\d)/.exec(id);
    return m ? 4 * m[1] + (m[2] - 1) : 0;
  }

  // between is the quarter of a place without observations, from two others.
  function between(quarters, i) {
    var all = quarters[0].map(function (q, j) { return { q: q, j: j }; }).filter(function (p) { return p.q; }), a = all[0], b = all[all.length - 1];
    return a && a !== b ? a.q + (i - a.j) * (b.q - a.q) / (b.j - a.j) : 0;
  }

  function named(q) {
    var year = Math.floor(q / 4), name = words.quarter.replace("{year}", year).replace("{yy}", String(year).slice(-2)).replace("{n}", q % 4 + 1);
    return q > 0 && q === Math.floor(q) && name.indexOf("{") < 0 ? name : "";
  }

  function closeAll() { open.slice().forEach(function (o) { o.close(); }); }
  document.addEventListener("keydown", function (e) { if (e.key === "Escape") { closeAll(); } });
  window.addEventListener("beforeprint", closeAll);
  dark.addEventListener("change", function () { open.forEach(function (o) { o.dress(); }); });

  function level(data) { return data.option.yAxis[0].type === "category"; }
  function grouped(data) { return data.kind === "funnels"; }

  // dressed gives the option what is the reader's: colours, sizes, motion.
  function dressed(data, box, chart) {
    var o = JSON.parse(JSON.stringify(data.option));
    var css = getComputedStyle(box);
    function colour(name) { return css.getPropertyValue("--chart-" + name).trim(); }
    var ink = colour("ink"), names = o.legend.show;
    o.color = tones(data).map(colour);
    o.backgroundColor = "transparent";
    o.animation = !still.matches;
    o.aria = { enabled: false };
    o.textStyle = { color: ink, fontFamily: css.fontFamily, fontSize: 13 };
    o.legend.top = 0;
    o.legend.left = 0;
    o.legend.textStyle = { color: ink };
    o.legend.pageTextStyle = { color: ink };
    o.legend.pageIconColor = ink;
    o.grid = { left: 12, right: level(data) && o.dataZoom ? 56 : 20, top: names ? 44 : 20, bottom: !level(data) && o.dataZoom ? 56 : 12, outerBoundsMode: "same", outerBoundsContain: "axisLabel" };
    o.tooltip.renderMode = "richText";
    o.tooltip.confine = true;
    o.tooltip.backgroundColor = colour("paper");
    o.tooltip.borderColor = colour("axis");
    o.tooltip.textStyle = { color: ink, fontSize: 13 };
    o.tooltip.axisPointer = { type: data.kind === "line" || data.kind === "slope" || data.kind === "heat" ? "line" : "shadow" };
    o.tooltip.formatter = function (at) { return told(data, o, chart, at); };
    [o.xAxis[0], o.yAxis[0]].forEach(function (axis) { dressAxis(axis, data, colour); });
    (o.dataZoom || []).forEach(function (z) {
      z.textStyle = { color: ink };
      z.brushSelect = false;
      z.showDetail = false;
      z.borderColor = colour("axis");
    });
    if (shares(data)) { inShares(o.series); }
    o.series.forEach(function (s, k) { dressSeries(s, k, data, colour); });
    if (data.limits && !grouped(data)) { o.series = o.series.concat(intervals(data, o)); }
    return o;
  }

  // tones names the colours of the series, as the drawing has them.
  function tones(data) {
    var n = data.option.series.length;
    var shares = { 2: "26", 3: "246", 4: "1357", 5: "12467", 6: "123567", 7: "1234567" }, sizes = { 2: "52", 3: "531", 4: "5421", 5: "54321" };
    if (data.kind === "levels" && sizes[n]) { return sizes[n].split("").map(function (d) { return "q" + d; }); }
    if (stacked(data) && shares[n]) { return shares[n].split("").map(function (d) { return "t" + d; }); }
    return ["1", "2", "3", "4", "5", "6"];
  }
  function stacked(data) { return ["stacked", "diverging", "levels"].indexOf(data.kind) >= 0; }

  function dressAxis(axis, data, colour) {
    axis.axisLabel = { color: colour("sub"), hideOverlap: true };
    if (axis.type !== "category") { dressValues(axis, data); }
    axis.axisLine = { lineStyle: { color: colour("axis") } };
    axis.splitLine = { show: axis.type !== "category", lineStyle: { color: colour("grid") } };
    if (axis.type === "category" && axis.inverse) {
      axis.axisLabel.width = 120;
      axis.axisLabel.overflow = "break";
      axis.axisLabel.hideOverlap = false;
      axis.axisLabel.interval = 0;
    }
  }

  // Values have the ticks of the drawing, with their finished texts.
  function dressValues(axis, data) {
    var ticks = data.ticks || [];
    if (shares(data)) {
      axis.max = 100;
      axis.axisLabel.formatter = "{value}%";
    }
    if (ticks.length > 1 && axis.type === "value") { axis.interval = ticks[1].value - ticks[0].value; }
    if (ticks.length === 0) { return; }
    axis.axisLabel.formatter = function (v) {
      var near = ticks.find(function (t) { return Math.abs(t.value - v) <= 1e-9 * Math.max(1, Math.abs(v)); });
      return near ? near.text : axis.type === "log" ? String(v) : "";
    };
  }
  function shares(data) { return data.kind === "stacked" || data.kind === "diverging"; }

  // inShares makes each row as long as the plot, as the drawing does.
  function inShares(series) {
    series[0].data.forEach(function (_, i) {
      var total = series.reduce(function (sum, s) { return sum + (s.data[i].value || 0); }, 0);
      series.forEach(function (s) { if (s.data[i].value !== null && total > 0) { s.data[i].value *= 100 / total; } });
    });
  }

  var signs = ["circle", "rect", "triangle", "diamond", "arrow", "pin"];
  var dashes = ["solid", [9, 5], [2, 5], [10, 4, 2, 4], [16, 5], [5, 4, 2, 4, 2, 4]];

  function dressSeries(s, k, data, colour) {
    if (s.markLine) {
      s.markLine.symbol = "none";
      s.markLine.silent = true;
      s.markLine.animation = false;
      s.markLine.lineStyle = { color: colour("ink"), type: "dashed", width: 1.5 };
      s.markLine.label = { formatter: "{b}", color: colour("ink"), position: "insideEndTop" };
    }
    if (s.type === "line") {
      s.symbol = signs[k % signs.length];
      s.symbolSize = level(data) ? 11 : 8;
      s.showAllSymbol = true;
      s.connectNulls = false;
      s.lineStyle = { width: 2, type: dashes[k % dashes.length], opacity: level(data) ? 0 : 1 };
    } else {
      s.barMaxWidth = 36;
      s.itemStyle = { borderColor: colour("paper"), borderWidth: stacked(data) ? 1 : 0 };
    }
  }

  // intervals are bands between neighbours, and whiskers elsewhere.
  function intervals(data, o) {
    return data.limits.map(function (all, k) {
      var across = level(data);
      return {
        type: "custom", name: o.series[k].name, silent: true, clip: true, z: 1, animation: false, tooltip: { show: false },
        color: o.color[k % o.color.length], encode: across ? { y: 0, x: [1, 2] } : { x: 0, y: [1, 2] },
        data: all.map(function (l, i) { return l ? [i, l[0], l[1]] : [i, NaN, NaN]; }),
        renderItem: function (params, api) { return interval(all, params.dataIndex, data.kind === "line", across, api, o.color[k % o.color.length]); }
      };
    });
  }

  function interval(all, i, band, across, api, colour) {
    if (!all[i]) { return null; }
    function at(n, end) { return api.coord(across ? [all[n][end], n] : [n, all[n][end]]); }
    var next = band && all[i + 1], lone = !next && !(band && all[i - 1]);
    if (next) {
      return { type: "polygon", shape: { points: [at(i, 0), at(i, 1), at(i + 1, 1), at(i + 1, 0)] }, style: { fill: colour, opacity: 0.14 } };
    }
    if (!lone) { return null; }
    var a = at(i, 0), b = at(i, 1), r = 4;
    function cap(p) { return across ? [[p[0], p[1] - r], [p[0], p[1] + r]] : [[p[0] - r, p[1]], [p[0] + r, p[1]]]; }
    return {
      type: "group",
      children: [[a, b], cap(a), cap(b)].map(function (points) { return { type: "polyline", shape: { points: points }, style: { stroke: colour, lineWidth: 1.5, fill: "none" } }; })
    };
  }

  // told is what a reader reads at a place: finished texts, also where there is
  // no number.
  function told(data, o, chart, at) {
    var first = Array.isArray(at) ? at[0] : at;
    if (!first) { return ""; }
    return lineOf(data, o, chart, first.dataIndex).join("\n");
  }

  function isOn(chart, series) { return ((chart.getOption().legend[0] || {}).selected || {})[series.name] !== false; }

  function axisOf(o, data) { return level(data) ? o.yAxis[0] : o.xAxis[0]; }

  function lineOf(data, o, chart, i) {
    var lines = [axisOf(o, data).data[i].replace(/\n/g, " ")];
    data.texts.forEach(function (texts, k) {
      var name = o.series[k].name.trim();
      if (isOn(chart, o.series[k]) && texts[i]) { lines.push((name ? name + ": " : "") + texts[i]); }
    });
    return lines;
  }

  // ---- saving ----

  var looks = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray", "stroke-linecap", "stroke-linejoin",
    "paint-order", "font-family", "font-size", "font-weight", "text-anchor", "dominant-baseline"];

  // standalone is the drawing as it is seen now, without need of a stylesheet.
  function standalone(figure) {
    var svg = drawing(figure), copy = svg.cloneNode(true), size = svg.viewBox.baseVal;
    var from = svg.querySelectorAll("*"), to = copy.querySelectorAll("*");
    resolve(svg, copy);
    each(from, function (e, i) { resolve(e, to[i]); });
    var title = titleLines(titleOf(figure), size.width), room = title.length * 20 + 16;
    copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
    copy.setAttribute("viewBox", [-12, -room, size.width + 24, size.height + room + 12].join(" "));
    copy.setAttribute("width", Math.round((size.width + 24) * 2));
    copy.setAttribute("height", Math.round((size.height + room + 12) * 2));
    var style = getComputedStyle(svg);
    var ground = element("rect", { x: -12, y: -room, width: size.width + 24, height: size.height + room + 12, fill: style.getPropertyValue("--chart-paper").trim() });
    copy.removeAttribute("aria-label");
    copy.insertBefore(ground, copy.firstChild);
    labelOf(figure).reverse().forEach(function (text, i, all) {
      var e = element(i === all.length - 1 ? "title" : "desc", {});
      e.textContent = text;
      copy.insertBefore(e, copy.firstChild);
    });
    title.forEach(function (line, i) {
      var t = element("text", { x: 0, y: 20 + i * 20 - room, "font-size": 14, "font-weight": 700, fill: style.getPropertyValue("--chart-ink").trim() });
      t.textContent = line;
      copy.appendChild(t);
    });
    return copy;
  }

  function element(name, attributes) {
    var e = document.createElementNS("http://www.w3.org/2000/svg", name);
    Object.keys(attributes).forEach(function (k) { e.setAttribute(k, attributes[k]); });
    return e;
  }

  function titleLines(text, width) {
    var n = Math.max(8, Math.floor(width / 14)), lines = [];
    for (var rest = Array.from(text); rest.length > 0; rest = rest.slice(n)) { lines.push(rest.slice(0, n).join("")); }
    return lines;
  }

  function resolve(e, copy) {
    each(Array.from(copy.attributes), function (a) { if (a.name === "class" || a.name.indexOf("data-") === 0) { copy.removeAttribute(a.name); } });
    if (/^(title|desc|defs)$/.test(e.localName)) { return; }
    var style = getComputedStyle(e), above = e.localName === "svg" ? null : getComputedStyle(e.parentNode);
    looks.forEach(function (name) {
      var v = style.getPropertyValue(name);
      if (v && (!above || above.getPropertyValue(name) !== v)) { copy.setAttribute(name, v); }
    });
  }

  function serialised(figure) {
    return { text: new XMLSerializer().serializeToString(standalone(figure)), name: titleOf(figure).replace(/[\\/:*?"<>|\u0000-\u001f]+/g, "_").slice(0, 80) };
  }

  function save(blob, name) {
    var a = document.createElement("a"), url = URL.createObjectURL(blob);
    a.href = url;
    a.download = name;
    a.click();
    setTimeout(function () { URL.revokeObjectURL(url); }, 10000);
  }

  function saveSVG(figure) {
    var s = serialised(figure);
    save(new Blob([s.text], { type: "image/svg+xml" }), s.name + ".svg");
  }

  function savePNG(figure) {
    var s = serialised(figure), image = new Image();
    image.onload = function () {
      var canvas = document.createElement("canvas");
      canvas.width = 2 * image.width;
      canvas.height = 2 * image.height;
      canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
      canvas.toBlob(function (blob) { save(blob, s.name + ".png"); }, "image/png");
    };
    image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(s.text);
  }
})();
