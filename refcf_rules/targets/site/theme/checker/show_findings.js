// What is wrong and where: faults of the file, findings by clause, what is missing.
((checker) => {
  "use strict";

  const { element, valueText } = checker;
  const [FIRST_ROWS, MOST_ROWS, FIRST_MISSING] = [3, 50, 5];

  /** The faults of a file: where, what, and the one thing to do. */
  checker.showFaults = (faults, shown) =>
    element("ul", { class: "checker-list" }, faults.map((fault) => element("li", {},
      placeOf(fault, shown),
      element("p", {}, shown.speaker.of(fault.message)),
      element("p", { class: "checker-fix" }, element("b", {}, `${shown.speaker.say("fix")} `), shown.speaker.of(fault.fix)),
      element("p", { class: "note" }, element("code", {}, fault.code)),
    )));

  /** Findings under the clauses they belong to, in the order of the standard; what is missing may be said elsewhere. */
  checker.showFindings = (findings, shown, withMissing) => {
    const clauses = new Map();
    for (const finding of findings) {
      if (!clauses.has(finding.clause)) clauses.set(finding.clause, []);
      clauses.get(finding.clause).push(finding);
    }
    return [...clauses.values()].map((group) => element("section", { class: "checker-clause" },
      element("h4", {}, clauseLink(group[0], shown)),
      group.map((finding) => showFinding(finding, shown, withMissing)),
    ));
  };

  function clauseLink({ clause, clause_number: number, clause_title: title }, shown) {
    const words = [number ?? clause, title === null ? "" : shown.speaker.of(title)].filter((text) => text !== "").join(" ");
    return shown.link(`clause:${clause}`, words);
  }

  function showFinding(finding, shown, withMissing) {
    const { speaker } = shown;
    const more = finding.rows.length - MOST_ROWS;
    return element("div", { class: `checker-finding ${finding.outcome === "violated" ? "bad" : "open"}` },
      element("p", { class: "checker-finding-title" },
        element("span", { class: `badge ${finding.modality}` }, speaker.say(finding.modality)), " ",
        shown.link(`rule:${finding.rule}`, speaker.of(finding.label)), " ",
        element("span", { class: "tag" }, speaker.say(finding.outcome)),
        finding.severity === null || finding.outcome !== "violated" ? null : element("span", { class: "tag warn" }, speaker.say(finding.severity)),
      ),
      folded(finding.rows.slice(0, MOST_ROWS).map((row) => showRow(row, shown, withMissing)), FIRST_ROWS, "checker-list", speaker),
      more > 0 ? element("p", { class: "note" }, speaker.say("more", { n: more })) : null,
    );
  }

  function showRow(row, shown, withMissing) {
    const { speaker } = shown;
    const numbers = row.numbers.map(({ label, value, unit }) => `${speaker.of(label)} = ${valueText(shown.option(value), unit, speaker)}`);
    return element("li", {},
      placeOf(row, shown, row.row),
      element("p", {}, speaker.of(row.message)),
      numbers.length === 0 ? null : element("p", { class: "checker-numbers" }, numbers.join(speaker.language === "zh" ? "；" : "; ")),
      row.missing.length === 0 || !withMissing ? null : folded(row.missing.slice(0, MOST_ROWS).map((each) => showMissing(each, shown)), FIRST_MISSING, "checker-missing", speaker),
    );
  }

  function showMissing(each, shown) {
    return element("li", {}, element("b", {}, `${shown.speaker.say("missing")} `), shown.speaker.of(each.label), " ", placeOf(each, shown, each.row ?? ""));
  }

  /** What is missing anywhere, each once, as the list of what is to be added. */
  checker.showLacking = (findings, shown) => {
    const missing = findings.flatMap(({ rows }) => rows.flatMap((row) => row.missing));
    const once = [...new Map(missing.map((each) => [JSON.stringify([each.pointer, each.field, each.label]), each])).values()];
    if (once.length === 0) return null;
    const more = once.length - MOST_ROWS;
    return element("div", {},
      element("h4", {}, `${shown.speaker.say("lacking")} (${once.length})`),
      folded(once.slice(0, MOST_ROWS).map((each) => showMissing(each, shown)), 2 * FIRST_MISSING, "checker-missing", shown.speaker),
      more > 0 ? element("p", { class: "note" }, shown.speaker.say("more", { n: more })) : null,
    );
  };

  /** A list of which the first stand open and the others behind a word. */
  function folded(items, first, kind, speaker) {
    if (items.length <= first + 1) return element("ul", { class: kind }, items);
    return element("div", {},
      element("ul", { class: kind }, items.slice(0, first)),
      element("details", { class: "checker-more" },
        element("summary", {}, speaker.say("others", { n: items.length - first })),
        element("ul", { class: kind }, items.slice(first)),
      ),
    );
  }

  /** Where it stands in the file: sheet and cell, or line and pointer. */
  function placeOf(of, { speaker, judged }, row = "") {
    const place = of.place ?? (of.cell === undefined ? judged.placeOf(of.pointer) : { cell: of.cell }) ?? {};
    const words = [];
    if (place.cell !== undefined) words.push(place.cell);
    else if (place.line !== undefined) words.push(speaker.say("line", { n: place.line }));
    if (row !== "") words.push(row);
    if (place.cell === undefined && place.line === undefined && of.pointer !== "") words.push(of.pointer);
    if (words.length === 0) words.push(speaker.say("whole"));
    return element("span", { class: "checker-place" }, words.map((word, at) => [at > 0 ? " · " : "", word]));
  }
})(((globalThis.refcf ??= {}).checker ??= {}));
