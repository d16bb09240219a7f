// Asks the local server whether this page changed and what is wrong with the rules; loads the page anew if it did.
(function () {
  "use strict";
  const loaded = document.currentScript.dataset.state;
  const page = encodeURIComponent(location.pathname);
  let shown = "";

  function show(faults) {
    const text = faults.join("\n\n");
    if (text === shown) return;
    shown = text;
    document.getElementById("refcf-faults")?.remove();
    if (!text) return;
    const box = document.createElement("pre");
    box.id = "refcf-faults";
    box.setAttribute("role", "alert");
    box.textContent = text;
    box.style.cssText =
      "position:fixed;inset:auto 0 0 0;z-index:99;margin:0;max-height:45vh;overflow:auto;padding:1rem 1.5rem;" +
      "background:#fff4f2;color:#5c1a10;border-top:4px solid #a8401f;font:13px/1.6 ui-monospace,monospace;white-space:pre-wrap";
    document.body.append(box);
  }

  async function ask() {
    try {
      const answer = await fetch(`/-refcf-/state?page=${page}`, { cache: "no-store" });
      const found = await answer.json();
      show(found.faults);
      if (found.state && found.state !== loaded) {
        location.reload();
        return;
      }
    } catch {
      // The server has ended or is busy: ask again.
    }
    setTimeout(ask, document.hidden ? 2000 : 300);
  }
  ask();
})();
