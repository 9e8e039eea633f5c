// Comforts for readers whose browser runs scripts; no page needs them, so they
// come when it has been loaded.
(function () {
  "use strict";
  // Folded tables are printed: paper cannot be unfolded. The cards of the front
  // page say the same in short, and stay short; plain Japanese says the same again.
  var opened = [];
  window.addEventListener("beforeprint", function () {
    if (document.body.classList.contains("page-organisation")) { return; }
    opened = Array.prototype.filter.call(document.querySelectorAll("details:not(.kpi details, .easy)"), function (d) { return !d.open; });
    opened.forEach(function (d) { d.open = true; });
  });
  window.addEventListener("afterprint", function () {
    opened.forEach(function (d) { d.open = false; });
    opened = [];
  });
  Array.prototype.forEach.call(document.querySelectorAll("[data-print]"), function (b) {
    b.parentNode.hidden = false;
    b.addEventListener("click", function () { window.print(); });
  });
  // The text of an organisation is copied as it is read.
  Array.prototype.forEach.call(document.querySelectorAll("[data-copy]"), function (b) {
    var from = document.getElementById(b.getAttribute("data-copy")), status = b.parentNode.querySelector("[role=status]");
    b.parentNode.hidden = false;
    b.addEventListener("click", function () {
      var range = document.createRange(), chosen = window.getSelection();
      range.selectNodeContents(from);
      chosen.removeAllRanges();
      chosen.addRange(range);
      var text = Array.prototype.map.call(from.querySelectorAll("p"), function (p) { return p.textContent; }).join("\n");
      var done = function () { status.textContent = b.getAttribute("data-done"); };
      if (document.execCommand("copy")) { done(); } // from a file, too; if nothing copies, the text is at least chosen
      else if (navigator.clipboard) { navigator.clipboard.writeText(text).then(done, function () {}); }
    });
  });
  // A chart is saved as a picture of twice its size. Its SVG needs no stylesheet.
  Array.prototype.forEach.call(document.querySelectorAll("[data-png]"), function (b) {
    var svg = b.closest("figure").querySelector("svg"), image = new Image();
    b.parentNode.hidden = false;
    image.onload = function () {
      var canvas = document.createElement("canvas"), a = document.createElement("a");
      canvas.width = 2 * svg.viewBox.baseVal.width;
      canvas.height = 2 * svg.viewBox.baseVal.height;
      canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
      a.href = canvas.toDataURL("image/png");
      a.download = b.getAttribute("data-png");
      a.click();
    };
    b.addEventListener("click", function () {
      image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(new XMLSerializer().serializeToString(svg));
    });
  });
  document.body.setAttribute("data-ready", (document.body.getAttribute("data-ready") || "") + " page");
})();
