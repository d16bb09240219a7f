/* Parts side by side: choose the columns, see what differs among them, or only the rows that do.
   Without this script all columns are shown, with what differs from most marked. */
(function () {
  "use strict";

  var CHINESE = (document.documentElement.lang || "").indexOf("zh") === 0;
  var WORDS = CHINESE
    ? { columns: "显示的部分", differing: "只看有差别的行", all: "全选", none: "全不选" }
    : { columns: "Parts shown", differing: "Only rows that differ", all: "All", none: "None" };

  function element(tag, attributes, text) {
    var made = document.createElement(tag);
    Object.keys(attributes).forEach(function (name) { made.setAttribute(name, attributes[name]); });
    if (text !== undefined) made.textContent = text;
    return made;
  }

  function box(text, checked) {
    var label = element("label", { class: "compare-choice" });
    var input = element("input", { type: "checkbox" });
    input.checked = checked;
    label.append(input, element("span", {}, text));
    return { label: label, input: input };
  }

  function mostUsual(texts) {
    var counts = new Map();
    texts.forEach(function (text) { counts.set(text, (counts.get(text) || 0) + 1); });
    var best = texts[0];
    counts.forEach(function (count, text) { if (count > counts.get(best)) best = text; });
    return best;
  }

  function start(tables) {
    var names = Array.from(tables[0].querySelectorAll("thead th")).slice(1).map(function (one) { return one.textContent; });
    var form = element("form", { class: "compare-bar" });
    var columns = element("fieldset", {});
    columns.append(element("legend", {}, WORDS.columns));
    var boxes = names.map(function (name) { return box(name, true); });
    boxes.forEach(function (one) { columns.append(one.label); });
    var all = element("button", { type: "button" }, WORDS.all);
    var none = element("button", { type: "button" }, WORDS.none);
    var differing = box(WORDS.differing, false);
    columns.append(all, none);
    form.append(columns, differing.label);

    function showRow(row, shown) {
      var cells = Array.from(row.cells).slice(1);
      cells.forEach(function (cell, index) { cell.hidden = !shown[index]; });
      if (row.parentNode.tagName === "THEAD") return;
      var seen = cells.filter(function (_, index) { return shown[index]; });
      var usual = mostUsual(seen.map(function (cell) { return cell.textContent; }));
      var differ = false;
      seen.forEach(function (cell) {
        var other = cell.textContent !== usual;
        cell.classList.toggle("differs", other);
        differ = differ || other;
      });
      row.hidden = differing.input.checked && !differ;
    }

    function show() {
      var shown = boxes.map(function (one) { return one.input.checked; });
      tables.forEach(function (table) {
        Array.from(table.rows).forEach(function (row) { showRow(row, shown); });
      });
    }

    function setAll(checked) {
      boxes.forEach(function (one) { one.input.checked = checked; });
      show();
    }

    form.addEventListener("submit", function (event) { event.preventDefault(); });
    form.addEventListener("change", show);
    all.addEventListener("click", function () { setAll(true); });
    none.addEventListener("click", function () { setAll(false); });
    var frame = tables[0].closest(".table");
    var before = frame.previousElementSibling;
    (before && before.tagName === "H2" ? before : frame).before(form);
    show();
  }

  var tables = Array.from(document.querySelectorAll(".table.compare table"));
  if (tables.length) start(tables);
})();
