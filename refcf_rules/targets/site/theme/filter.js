/* Long tables of an index: a line of controls that shows only the rows a reader asks for.
   Without this script the tables are complete. Works from a folder; stores and sends nothing. */
(function () {
  "use strict";

  var CHINESE = (document.documentElement.lang || "").indexOf("zh") === 0;
  var WORDS = CHINESE
    ? { find: "筛选", all: "全部", none: "没有符合的行。", reset: "清除", shown: "{shown} / {all} 行" }
    : { find: "Filter", all: "all", none: "No row fits.", reset: "Clear", shown: "{shown} of {all} rows" };

  function plain(text) {
    return text.normalize("NFKC").toLowerCase().replace(/\s+/g, " ").trim();
  }

  /* The table holds the names and values to choose from, a row the numbers of its values: "0;2 3". */
  function rowsOf(frame) {
    var facets = JSON.parse(frame.dataset.facets);
    return Array.from(frame.querySelectorAll("tbody tr")).map(function (row) {
      var chosen = {};
      row.dataset.chosen.split(";").forEach(function (numbers, index) {
        chosen[facets[index][0]] = numbers.split(" ").filter(Boolean).map(function (one) { return facets[index][1][one]; });
      });
      return { element: row, text: plain(row.textContent), facets: chosen };
    });
  }

  /* A table that has lost all its rows goes, and the heading above it. */
  function group(frame) {
    var before = frame.previousElementSibling;
    return {
      frame: frame,
      heading: before && /^H[2-6]$/.test(before.tagName) ? before : null,
      rows: rowsOf(frame)
    };
  }

  function element(tag, attributes, text) {
    var made = document.createElement(tag);
    Object.keys(attributes).forEach(function (name) { made.setAttribute(name, attributes[name]); });
    if (text !== undefined) made.textContent = text;
    return made;
  }

  function chooser(name, values) {
    var label = element("label", { class: "filter-choice" });
    var select = element("select", { "data-facet": name });
    select.append(element("option", { value: "" }, WORDS.all));
    values.forEach(function (value) { select.append(element("option", { value: value }, value)); });
    label.append(element("span", {}, name), select);
    return label;
  }

  function facetsOf(groups) {
    var found = new Map();
    groups.forEach(function (one) {
      one.rows.forEach(function (row) {
        Object.keys(row.facets).forEach(function (name) {
          if (!found.has(name)) found.set(name, new Set());
          row.facets[name].forEach(function (value) { found.get(name).add(value); });
        });
      });
    });
    return found;
  }

  function fits(row, words, chosen) {
    return words.every(function (word) { return row.text.indexOf(word) >= 0; }) &&
      chosen.every(function (one) {
        var values = row.facets[one.name];
        return values !== undefined && values.indexOf(one.value) >= 0;
      });
  }

  function start(frames) {
    var groups = frames.map(group);
    var several = groups.length > 1;
    var total = groups.reduce(function (sum, one) { return sum + one.rows.length; }, 0);
    var bar = element("form", { class: "filter-bar", role: "search" });
    var field = element("input", { type: "search", placeholder: WORDS.find, "aria-label": WORDS.find });
    var count = element("output", { class: "filter-count", "aria-live": "polite" });
    var reset = element("button", { type: "reset", class: "filter-reset" }, WORDS.reset);
    var none = element("p", { class: "filter-none" }, WORDS.none);
    bar.append(field);
    facetsOf(groups).forEach(function (values, name) {
      if (values.size > 1) bar.append(chooser(name, Array.from(values).sort()));
    });
    bar.append(reset, count);

    function show() {
      var words = plain(field.value).split(" ").filter(Boolean);
      var chosen = Array.from(bar.querySelectorAll("select"))
        .filter(function (one) { return one.value !== ""; })
        .map(function (one) { return { name: one.dataset.facet, value: one.value }; });
      var shown = 0;
      groups.forEach(function (one) {
        var left = one.rows.filter(function (row) {
          row.element.hidden = !fits(row, words, chosen);
          return !row.element.hidden;
        }).length;
        one.frame.hidden = left === 0;
        if (one.heading && several) one.heading.hidden = left === 0;
        shown += left;
      });
      none.hidden = shown > 0;
      reset.hidden = words.length === 0 && chosen.length === 0;
      count.textContent = WORDS.shown.replace("{shown}", shown).replace("{all}", total);
    }

    /* A link to a row that is not shown shows everything again. */
    function reveal() {
      var target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
      if (!target || !target.closest("[hidden]")) return;
      bar.reset();
      show();
      target.scrollIntoView();
    }

    bar.addEventListener("submit", function (event) { event.preventDefault(); });
    bar.addEventListener("input", show);
    bar.addEventListener("reset", function () { setTimeout(show); });
    window.addEventListener("hashchange", reveal);
    /* One bar for several tables stands above the first heading; for one table, between its heading and the table. */
    var first = (several && groups[0].heading) || groups[0].frame;
    first.before(bar, none);
    show();
  }

  var frames = Array.from(document.querySelectorAll(".table.filter"));
  if (frames.length) start(frames);
})();
