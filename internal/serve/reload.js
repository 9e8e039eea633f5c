// Reloads the page when the site has been rebuilt, and shows why it has not.
(function () {
  "use strict";
  var edition = document.currentScript.getAttribute("data-edition");
  var banner = null;

  function show(title, text) {
    hide();
    banner = document.createElement("section");
    banner.setAttribute("role", "alert");
    banner.style.cssText = "position:fixed;left:0;right:0;bottom:0;z-index:2147483647;max-height:60vh;overflow:auto;" +
      "margin:0;padding:1em;background:#fff;color:#000;border-top:.4em solid #b00020;font:16px/1.6 sans-serif";
    var heading = document.createElement("strong");
    heading.textContent = title;
    var body = document.createElement("pre");
    body.style.cssText = "white-space:pre-wrap;margin:.5em 0 0;font:14px/1.6 monospace";
    body.textContent = text;
    banner.append(heading, body);
    document.body.append(banner);
  }

  function hide() {
    if (banner) banner.remove();
    banner = null;
  }

  // EventSource connects again by itself; the first event of each connection
  // tells whether something was missed.
  var events = new EventSource("/-/events");
  events.addEventListener("reload", function (e) {
    if (e.data !== edition) {
      events.close();
      location.reload();
    }
  });
  events.addEventListener("findings", function (e) {
    var f = JSON.parse(e.data);
    show(f.title, f.text);
  });
  addEventListener("pagehide", function () { events.close(); });
  addEventListener("pageshow", function (e) { if (e.persisted) location.reload(); });
})();
