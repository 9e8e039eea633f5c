// The search of search.html. Its index is a script beside it, so that it works
// from a folder as well as from a server, and asks nobody for anything. Without
// it the page is the list of all that can be found.
(function () {
  "use strict";
  const index = window.fukusenSearch;
  const form = document.getElementById("search");
  if (!index || !form) { return; }
  const input = document.getElementById("q");
  const status = document.getElementById("search-status");
  const results = document.getElementById("search-results");
  const most = 50;

  // As fold in internal/page/searchfold.go, with the table of the index.
  const plainer = new Map();
  index.older.split(" ").forEach(function (group) {
    const all = Array.from(group);
    all.slice(1).forEach(function (c) { plainer.set(c, all[0]); });
  });
  function fold(text) {
    return Array.from(text.normalize("NFKC").toLowerCase()).map(function (c) {
      const code = c.codePointAt(0);
      if (/\s/u.test(c) || c === "\u0085" || c === "ー" || c === "・" || (code >= 0xfe00 && code <= 0xfe0f) || (code >= 0xe0100 && code <= 0xe01ef)) { return ""; }
      if ((c >= "ァ" && c <= "ヶ") || c === "ヽ" || c === "ヾ") { c = String.fromCodePoint(code - 0x60); }
      return plainer.get(c) || c;
    }).join("");
  }
  index.fold = fold;

  // How well a word fits one entry: its title before its names before what is
  // told about it, and beginnings before what lies inside; 0 if not at all.
  function fits(word, entry) {
    const title = entry[3], names = "\n" + entry[4] + "\n", text = entry[5];
    if (title === word) { return 70; }
    if (title.startsWith(word)) { return 60; }
    if (names.includes("\n" + word + "\n")) { return 55; }
    if (title.includes(word)) { return 50; }
    if (names.includes("\n" + word)) { return 40; }
    if (names.includes(word)) { return 30; }
    return text.includes(word) ? 10 : 0;
  }

  // All words have to fit, or what was typed as a whole.
  function rank(words, whole, entry) {
    const together = words.reduce(function (least, w) { return Math.min(least, fits(w, entry)); }, 100);
    return Math.max(together, fits(whole, entry));
  }

  function find(typed) {
    const words = typed.normalize("NFKC").split(/\s+/u).map(fold).filter(Boolean);
    const whole = words.join("");
    return index.entries.map(function (entry, place) {
      return { entry: entry, place: place, rank: rank(words, whole, entry) };
    }).filter(function (f) { return f.rank > 0; }).sort(function (a, b) {
      return b.rank - a.rank || a.place - b.place;
    });
  }

  // Names are text, whatever they hold: nothing here is parsed as HTML.
  function show(found) {
    results.textContent = "";
    found.slice(0, most).forEach(function (f) {
      const li = document.createElement("li"), a = document.createElement("a"), kind = document.createElement("span");
      a.href = f.entry[1];
      a.textContent = f.entry[2];
      kind.className = "small";
      kind.textContent = index.kinds[f.entry[0]];
      li.append(a, " ", kind);
      results.append(li);
    });
    results.hidden = found.length === 0;
  }

  function say(key, typed, n) {
    let text = form.dataset[key];
    const values = { "{q}": typed, "{n}": String(n) };
    return text.replace(/\{[qn]\}/g, function (place) { return values[place]; });
  }

  function search() {
    const typed = input.value.trim(), folded = fold(typed);
    if (folded === "") {
      show([]);
      status.textContent = "";
      return;
    }
    if (/^[\u3041-\u309f]$/u.test(folded)) {
      show([]);
      status.textContent = form.dataset.short;
      return;
    }
    const found = find(typed);
    show(found);
    status.textContent = found.length === 0 ? say("none", typed, 0) :
      say("found", typed, found.length) + (found.length > most ? " " + say("more", typed, most) : "");
  }

  let waiting = 0;
  input.addEventListener("input", function (ev) {
    if (ev.isComposing) { return; }
    clearTimeout(waiting);
    waiting = setTimeout(search, 150);
  });
  input.addEventListener("compositionend", search);
  form.addEventListener("submit", function (ev) {
    ev.preventDefault();
    clearTimeout(waiting);
    search();
    const first = results.querySelector("a");
    if (first) { first.focus(); }
  });

  // Up and down go through the results, Escape goes back to the field.
  document.addEventListener("keydown", function (ev) {
    const links = Array.from(results.querySelectorAll("a"));
    const at = links.indexOf(document.activeElement);
    let to = null;
    if (ev.key === "ArrowDown" && (at >= 0 || document.activeElement === input)) { to = links[at + 1]; }
    if (ev.key === "ArrowUp" && at >= 0) { to = at > 0 ? links[at - 1] : input; }
    if (ev.key === "Escape" && at >= 0) { to = input; }
    if (to && !ev.isComposing) {
      ev.preventDefault();
      to.focus();
    }
  });

  form.hidden = false;
  const asked = new URLSearchParams(location.search).get("q");
  if (asked) {
    input.value = asked;
    search();
  }
})();
