// Comforts for readers whose browser runs scripts; no page needs them.
(function () {
  "use strict";
  // Folded tables are printed: paper cannot be unfolded.
  var opened = [];
  window.addEventListener("beforeprint", function () {
    if (document.body.classList.contains("page-organisation")) { return; }
    opened = Array.prototype.filter.call(document.querySelectorAll("details"), function (d) { return !d.open; });
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
})();
