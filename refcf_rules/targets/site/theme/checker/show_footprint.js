// The footprint: per declared unit, by stage as a chart with its table, by component, per functional unit, apart.
((checker) => {
  "use strict";

  const { barChart, element, numberText, valueText } = checker;

  checker.showFootprint = ({ footprint, functional, additional, grade }, words, shown) => {
    const { speaker } = shown;
    if (footprint === null) return [];
    const isKnown = footprint.value !== null;
    return [
      element("h3", {}, words.footprint === null ? speaker.say("footprint") : capital(speaker.of(words.footprint))),
      isKnown ? headline(footprint, words, speaker) : lacking(footprint, speaker),
      words.grades[grade] === undefined ? null : element("p", {}, element("b", {}, `${speaker.say("grade")} `), speaker.of(words.grades[grade])),
      element("h4", {}, speaker.say("byStage")),
      stages(footprint, words, speaker),
      element("h4", {}, speaker.say("byComponent")),
      shares("component", footprint.by_component, words.components, { ...footprint, value: null }, speaker),
      functional.length === 0 ? null : [element("h4", {}, speaker.say("functional")), units(functional, words, speaker)],
      additional.length === 0 ? null : [element("h4", {}, speaker.say("additional")), apart(additional, words, speaker)],
    ].flat();
  };

  function headline({ value, reported, unit }, words, speaker) {
    const [said, exact] = [reported ?? value, value].map((each) => valueText(each, unit, speaker));
    return element("div", { class: "checker-headline" },
      element("p", { class: "checker-value" }, said),
      said === exact ? null : element("p", { class: "note" }, speaker.say("exact", { v: exact })),
      words.declared === null ? null : element("p", { class: "note" }, speaker.of(words.declared)),
    );
  }

  function lacking({ subtotal, unit }, speaker) {
    return element("div", { class: "box open" },
      element("p", {}, speaker.say("noFootprint")),
      subtotal === null ? null : element("p", {}, speaker.say("subtotal", { v: valueText(subtotal, unit, speaker) })),
    );
  }

  function stages(footprint, words, speaker) {
    const parts = Object.entries(footprint.by_stage).map(([id, value]) => ({ label: nameOf(id, words.stages, speaker), value }));
    const said = parts.map(({ label, value }) => `${label} ${valueText(value, footprint.unit, speaker)}`).join(speaker.language === "zh" ? "；" : "; ");
    return element("div", { class: "checker-stages" },
      barChart(parts, footprint.unit, speaker.say("chart", { list: said }), speaker.say("noValue")),
      shares("stage", footprint.by_stage, words.stages, footprint, speaker),
    );
  }

  function shares(head, parts, labels, { unit, value: whole }, speaker) {
    const rows = Object.entries(parts).map(([id, value]) => [
      nameOf(id, labels, speaker),
      valueText(value, null, speaker),
      whole !== null && whole !== 0 && value !== null ? `${numberText((100 * value) / whole, 3)} %` : "",
    ]);
    const heads = [speaker.say(head), `${speaker.say("value")} ${unit}`, whole === null ? null : speaker.say("share")];
    return table(heads, rows.map((row) => (whole === null ? row.slice(0, 2) : row)));
  }

  function units(functional, words, speaker) {
    return table([speaker.say("functional"), speaker.say("value")], functional.map(({ id, applicable, reference_flow: flow, value }) => {
      const of = words.functional[id];
      if (!applicable) return [speaker.of(of.label), speaker.say("noService")];
      const per = speaker.say("perFlow", { per: speaker.of(of.per), flow: valueText(flow, of.flow, speaker) });
      const said = valueText(value, of.unit, speaker);
      return [speaker.of(of.label), speaker.language === "zh" ? `${said}（${per}）` : `${said} (${per})`];
    }));
  }

  function apart(additional, words, speaker) {
    return table([speaker.say("additional"), speaker.say("value")], additional.map(({ id, unit, applicable, value, reported }) => [
      words.additional[id] === undefined ? id : speaker.of(words.additional[id]),
      applicable ? valueText(reported ?? value, unit, speaker) : speaker.say("noService"),
    ]));
  }

  function table(heads, rows) {
    const known = heads.filter((head) => head !== null);
    return element("div", { class: "checker-table" }, element("table", {},
      element("thead", {}, element("tr", {}, known.map((head) => element("th", { scope: "col" }, head)))),
      element("tbody", {}, rows.map(([first, ...rest]) => element("tr", {},
        element("th", { scope: "row" }, first), rest.map((cell) => element("td", {}, cell)),
      ))),
    ));
  }
  checker.table = table;

  function capital(text) {
    return text.charAt(0).toUpperCase() + text.slice(1);
  }

  function nameOf(id, labels, speaker) {
    return labels[id] === undefined ? id : speaker.of(labels[id]);
  }
})(((globalThis.refcf ??= {}).checker ??= {}));
