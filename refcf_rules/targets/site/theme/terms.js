/* The definition of a term beside its first use in a section: with the mouse, the keyboard or a finger.
   Without this script a term is a link to its definition. */
(function () {
  "use strict";

  var CHINESE = (document.documentElement.lang || "").indexOf("zh") === 0;
  var MORE = CHINESE ? "查看定义 →" : "See the definition →";
  var GAP = 6;
  var note, name, meaning, more, shownFor = null, leaving = 0;

  function make() {
    note = document.createElement("div");
    note.className = "term-note";
    note.id = "term-note";
    note.setAttribute("role", "tooltip");
    note.hidden = true;
    name = document.createElement("strong");
    meaning = document.createElement("span");
    more = document.createElement("a");
    more.textContent = MORE;
    note.append(name, meaning, document.createElement("br"), more);
    note.addEventListener("pointerenter", stay);
    note.addEventListener("pointerleave", leave);
    document.body.append(note);
  }

  function place(term) {
    var box = term.getClientRects()[0];
    var width = document.documentElement.clientWidth;
    var left = Math.max(GAP, Math.min(box.left, width - note.offsetWidth - GAP));
    var above = box.top - note.offsetHeight - GAP;
    var top = above > 60 ? above : term.getBoundingClientRect().bottom + GAP;
    note.style.left = left + window.scrollX + "px";
    note.style.top = top + window.scrollY + "px";
  }

  function show(term) {
    if (!note) make();
    stay();
    if (shownFor === term) return;
    hide();
    shownFor = term;
    name.textContent = term.textContent;
    meaning.textContent = term.dataset.meaning;
    more.href = term.href;
    note.hidden = false;
    term.setAttribute("aria-describedby", note.id);
    place(term);
  }

  function hide() {
    if (!shownFor) return;
    shownFor.removeAttribute("aria-describedby");
    shownFor = null;
    note.hidden = true;
  }

  function stay() { clearTimeout(leaving); }

  function leave() { stay(); leaving = setTimeout(hide, 200); }

  function termAt(event) {
    return event.target.closest ? event.target.closest("a.term") : null;
  }

  document.addEventListener("pointerover", function (event) {
    var term = termAt(event);
    if (event.pointerType !== "mouse" || !term) return;
    show(term);
    term.addEventListener("pointerleave", leave, { once: true });
  });
  document.addEventListener("focusin", function (event) {
    var term = termAt(event);
    if (term) show(term);
    else if (!note || !note.contains(event.target)) hide();
  });
  /* The first touch shows the note, which has the link; a second one follows it. */
  var touched = null;
  document.addEventListener("pointerdown", function (event) {
    var term = termAt(event);
    touched = event.pointerType === "mouse" ? null : term;
    if (touched && touched === shownFor) touched = null;
    if (!term && (!note || !note.contains(event.target))) hide();
  });
  document.addEventListener("click", function (event) {
    var term = termAt(event);
    if (!term || term !== touched) return;
    event.preventDefault();
    touched = null;
    show(term);
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") hide();
  });
})();
