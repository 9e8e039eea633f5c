package chart

// Font names the fonts of all charts.
const Font = `"Noto Sans JP", "Noto Sans CJK JP", -apple-system, BlinkMacSystemFont, "Hiragino Sans", "Yu Gothic UI", sans-serif`

// CSS is the stylesheet of all charts. A theme may set the custom properties
// again on a selector stronger than .chart. Line colours have a contrast of at
// least 4.5 with the ground and are told apart under the common forms of colour
// blindness; none of them stands for good or bad. Hatching, textures, dashes
// and markers carry the same distinctions in grey.
//
// Letters are those of the page around a drawing; [Font] names them for one that
// stands alone.
const CSS = `.chart {
  --chart-ink: #333; --chart-sub: #4d4d4d; --chart-grid: #dfe3e8; --chart-axis: #767676;
  --chart-paper: #fff; --chart-hatch: #7d838c; --chart-hatch-ground: #f4f5f7;
  --chart-1: #0b5cad; --chart-2: #b34700; --chart-3: #00735c; --chart-4: #8f3a84; --chart-5: #5c5470; --chart-6: #7a5c00;
  --chart-t1: #b34700; --chart-t2: #e58a3c; --chart-t3: #f8cfa2; --chart-t4: #e4e6e9;
  --chart-t5: #a9cdf0; --chart-t6: #5b9bd8; --chart-t7: #0b5cad;
  --chart-q1: #e3eefa; --chart-q2: #b7d4f1; --chart-q3: #7db0e4; --chart-q4: #3672b8; --chart-q5: #0b4a8c;
  --chart-dark-text: #1a1a1a; --chart-light-text: #fff; --chart-texture: #fff; --chart-t3-texture: #b0640f;
  display: block; max-width: 100%; height: auto; overflow: visible;
  font-size: 13px; fill: var(--chart-ink);
}
.chart-small { font-size: 12px; }
svg.chart text { font-variant-numeric: tabular-nums; dominant-baseline: central; }
.chart .sub { fill: var(--chart-sub); }
.chart .strong { font-weight: 700; }
.chart .on, .chart .mid { text-anchor: middle; } .chart .right { text-anchor: end; } .chart .left { text-anchor: start; }
.chart .grid { stroke: var(--chart-grid); stroke-width: 1; shape-rendering: crispEdges; }
.chart .axis { stroke: var(--chart-axis); stroke-width: 1; shape-rendering: crispEdges; }
.chart .target { stroke: var(--chart-ink); stroke-width: 1.5; stroke-dasharray: 6 4; }
.chart .reference { stroke: var(--chart-ink); stroke-width: 1; }
.chart .break-ground { stroke: var(--chart-paper); stroke-width: 4; }
.chart .break { stroke: var(--chart-ink); stroke-width: 2; stroke-dasharray: 2 3; }
.chart .s1 { --c: var(--chart-1); } .chart .s2 { --c: var(--chart-2); } .chart .s3 { --c: var(--chart-3); }
.chart .s4 { --c: var(--chart-4); } .chart .s5 { --c: var(--chart-5); } .chart .s6 { --c: var(--chart-6); }
.chart .plain { --c: var(--chart-sub); }
.chart .line { fill: none; stroke: var(--c); stroke-width: 2; stroke-linejoin: round; stroke-linecap: round; }
.chart .s2 .line { stroke-dasharray: 9 5; } .chart .s3 .line { stroke-dasharray: 2 5; }
.chart .s4 .line { stroke-dasharray: 10 4 2 4; } .chart .s5 .line { stroke-dasharray: 16 5; }
.chart .s6 .line { stroke-dasharray: 5 4 2 4 2 4; }
.chart .line.main { stroke-width: 3; }
.chart .line.unsure { stroke-width: 1.5; stroke-dasharray: 3 4; }
.chart .past-mark { stroke: var(--chart-ink); stroke-width: 2; }
.chart .leader { fill: none; stroke: var(--chart-axis); stroke-width: 0.8; }
.chart .past .line { stroke-width: 1.5; }
.chart .band { fill: var(--c); fill-opacity: 0.14; }
.chart .whisker { fill: none; stroke: var(--c); stroke-width: 1.5; }
.chart .dot { fill: var(--c); stroke: var(--chart-paper); stroke-width: 1; }
.chart .hollow { fill: var(--chart-paper); stroke: var(--c); stroke-width: 2; }
.chart .name { fill: var(--c); font-weight: 700; }
.chart .bar { fill: var(--c); fill-opacity: 0.55; stroke: var(--c); }
.chart .bar.hollow, .chart .bar .hollow { fill: var(--chart-paper); fill-opacity: 1; stroke: var(--c); stroke-width: 1; stroke-dasharray: 4 2; }
.chart-dots .whisker { stroke: var(--chart-ink); }
.chart .zero { stroke: var(--c); stroke-width: 3; }
.chart .absent { fill: none; stroke: var(--chart-sub); stroke-width: 1.5; }
.chart .absent.dots { stroke-width: 2.2; stroke-linecap: round; }
.chart .absent-row { stroke: var(--chart-sub); stroke-width: 1.5; stroke-dasharray: 1.5 6; }
.chart .hatch-ground { fill: var(--chart-hatch-ground); }
.chart .hatch-line { stroke: var(--chart-hatch); stroke-width: 1.5; }
.chart .withheld { stroke: var(--chart-axis); stroke-width: 1; stroke-dasharray: 3 2; }
.chart .cells { stroke: none; }
.chart .t1 { --t: var(--chart-t1); } .chart .t2 { --t: var(--chart-t2); } .chart .t3 { --t: var(--chart-t3); } .chart .t4 { --t: var(--chart-t4); }
.chart .t5 { --t: var(--chart-t5); } .chart .t6 { --t: var(--chart-t6); } .chart .t7 { --t: var(--chart-t7); }
.chart .q1 { --t: var(--chart-q1); } .chart .q2 { --t: var(--chart-q2); } .chart .q3 { --t: var(--chart-q3); }
.chart .q4 { --t: var(--chart-q4); } .chart .q5 { --t: var(--chart-q5); }
.chart .on { --on: var(--chart-dark-text); }
.chart .t1, .chart .t7, .chart .q4, .chart .q5 { --on: var(--chart-light-text); }
.chart .shade { fill: var(--t); stroke: var(--chart-axis); stroke-width: 0.8; }
.chart .tile { fill: var(--chart-paper); stroke: var(--chart-axis); stroke-width: 1; stroke-dasharray: 3 2; }
.chart .plain-tile { --on: var(--chart-ink); --t: var(--chart-paper); }
.chart .part { stroke: var(--chart-paper); stroke-width: 1; paint-order: normal; }
.chart .part:not([fill]) { fill: var(--t); }
.chart .part.level { stroke: var(--chart-axis); stroke-width: 0.8; }
.chart .ground { fill: var(--t); }
.chart path.texture { fill: none; stroke: var(--chart-texture); stroke-width: 0.8; stroke-opacity: 0.55; }
.chart circle.texture { fill: var(--chart-t3-texture); fill-opacity: 0.55; }
.chart .on { fill: var(--on); stroke: var(--t); stroke-width: 4; stroke-linejoin: round; paint-order: stroke; font-weight: 700; }
.chart .sub, .chart .side, .chart .end { paint-order: stroke; stroke: var(--chart-paper); stroke-width: 3; stroke-linejoin: round; }
.chart-figure { container-type: inline-size; }
.chart-figure > .chart, .chart-narrow .chart { width: 100%; max-width: 480px; }
@container (max-width: 309px) { .chart-small { font-size: 12.4px; } }
@container (max-width: 285px) { .chart-small { font-size: 13.1px; } }
@container (min-width: 340px) { .chart-small { font-size: 11.4px; } }
@container (min-width: 380px) { .chart-small { font-size: 10.6px; } }
@container (min-width: 430px) { .chart-small { font-size: 9.6px; } }
@container (min-width: 470px) { .chart-small { font-size: 9px; } }
.chart-narrow { display: none; }
@container (max-width: 559px) { .chart-wide { display: none; } .chart-narrow { display: block; } }
@media screen and (prefers-color-scheme: dark) {
  .chart {
    --chart-ink: #e8eaed; --chart-sub: #c3c7cc; --chart-grid: #3a4048; --chart-axis: #9aa0a6;
    --chart-paper: #16191d; --chart-hatch: #7d848d; --chart-hatch-ground: #22272d;
    --chart-1: #7ab8ff; --chart-2: #ffab66; --chart-3: #4fd6b0; --chart-4: #e7a3dc; --chart-5: #c3bbd9; --chart-6: #e3c65b;
    --chart-t1: #ff9340; --chart-t2: #c96f1f; --chart-t3: #7d4a1c; --chart-t4: #4a5059;
    --chart-t5: #24507d; --chart-t6: #3f86cc; --chart-t7: #8cc4ff;
    --chart-q1: #1c2c3f; --chart-q2: #27496d; --chart-q3: #3a6fa6; --chart-q4: #68a5e0; --chart-q5: #b5d8ff;
    --chart-texture: #16191d; --chart-t3-texture: #ffc48f;
  }
  .chart .q1, .chart .q2, .chart .q3 { --on: #fff; } .chart .q4, .chart .q5 { --on: #111; }
  .chart .t1, .chart .t2, .chart .t6, .chart .t7 { --on: #111; }
  .chart .t3, .chart .t4, .chart .t5 { --on: #fff; }
}
@media print {
  .chart { --chart-ink: #000; --chart-sub: #222222; --chart-axis: #555555; print-color-adjust: exact; -webkit-print-color-adjust: exact; break-inside: avoid; }
}
@media (forced-colors: active) {
  .chart {
    --chart-ink: CanvasText; --chart-sub: CanvasText; --chart-grid: GrayText; --chart-axis: CanvasText;
    --chart-paper: Canvas; --chart-hatch: CanvasText; --chart-hatch-ground: Canvas;
    --chart-t1: CanvasText; --chart-t2: CanvasText; --chart-t3: Canvas; --chart-t4: Canvas; --chart-t5: GrayText; --chart-t6: Highlight; --chart-t7: CanvasText;
    --chart-q1: color-mix(in srgb, CanvasText 4%, Canvas); --chart-q2: color-mix(in srgb, CanvasText 18%, Canvas); --chart-q3: color-mix(in srgb, CanvasText 36%, Canvas);
    --chart-q4: color-mix(in srgb, CanvasText 68%, Canvas); --chart-q5: color-mix(in srgb, CanvasText 90%, Canvas);
    --chart-texture: Canvas; --chart-t3-texture: CanvasText; forced-color-adjust: none;
  }
  .chart [class^="s"] { --c: CanvasText; }
  .chart .part { stroke: CanvasText; }
  .chart .q1, .chart .q2, .chart .q3 { --on: CanvasText; } .chart .q4, .chart .q5 { --on: Canvas; }
  .chart .t1, .chart .t2, .chart .t5, .chart .t7 { --on: Canvas; }
  .chart .t6 { --on: HighlightText; } .chart .t3, .chart .t4 { --on: CanvasText; }
}
`
