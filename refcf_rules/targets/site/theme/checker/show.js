// A judgement as people read it: the verdict first, then what to do, the footprint, every rule, the receipt.
((checker) => {
  "use strict";

  const { element, showFaults, showFindings, showFootprint, showLacking, speaker: speakerOf, table } = checker;
  const OUTCOMES = ["satisfied", "violated", "not decidable", "not applicable"];
  const SIGNS = { satisfied: "✓", violated: "✕", "not decidable": "?", unreadable: "!" };
  const KINDS = { satisfied: "good", violated: "bad", "not decidable": "open", unreadable: "open" };

  /**
   * The elements of a judgement, in their order.
   * @param {object} judged
   * @param {"zh" | "en"} language
   * @param {(href: string) => string | null} address of a page of this site; null where nothing may lead there
   */
  checker.show = (judged, language, address) => {
    const speaker = speakerOf(language);
    const { result, words } = judged;
    const shown = { speaker, judged, link: linkTo(judged, address), option: optionOf(judged, speaker) };
    const isRead = result.verdict !== "unreadable";
    const [binding, advice] = [result.findings.filter(isBinding), result.findings.filter((each) => !isBinding(each))];
    return [
      verdict(judged, binding, speaker),
      judged.placeholders.length === 0 ? null : watermark(judged.placeholders, speaker),
      isRead ? null : section(speaker.say("faults"), showFaults(result.faults, shown)),
      findings("broken", binding.filter(({ outcome }) => outcome === "violated"), shown),
      findings("open", binding.filter(({ outcome }) => outcome === "not decidable"), shown),
      isRead && words !== null ? element("section", {}, showFootprint(result, words, shown)) : null,
      findings("advice", advice, shown),
      isRead && result.faults.length > 0 ? section(speaker.say("doubts"), showFaults(result.faults, shown)) : null,
      notes(judged, speaker),
      isRead ? everyRule(judged, shown) : null,
      receipt(judged, speaker),
    ].filter((each) => each !== null);
  };

  function isBinding({ modality }) {
    return modality === "shall";
  }

  function section(title, ...content) {
    return element("section", {}, element("h3", {}, title), ...content);
  }

  function findings(title, listed, shown) {
    if (listed.length === 0) return null;
    const lacking = title === "open" ? showLacking(listed, shown) : null;
    return section(shown.speaker.say(title), ...[lacking, ...showFindings(listed, shown, lacking === null)].filter((each) => each !== null));
  }

  function linkTo({ links }, address) {
    return (place, words) => {
      const href = links?.[place] === undefined ? null : address(links[place]);
      return href === null ? element("span", {}, words) : element("a", { href }, words);
    };
  }

  /** What an option is called, where all lists that have it call it so. */
  function optionOf({ choices }, speaker) {
    const labels = new Map();
    for (const { options = [] } of Object.values(choices ?? {})) {
      for (const [id, ...label] of options) labels.set(id, labels.has(id) && labels.get(id) !== speaker.of(label) ? id : speaker.of(label));
    }
    return (value) => (typeof value === "string" ? (labels.get(value) ?? value) : value);
  }

  // --- the verdict ------------------------------------------------------------------------------------

  function verdict({ result, entry, name }, binding, speaker) {
    const kind = result.verdict;
    const n = kind === "unreadable" ? result.faults.length : binding.filter(({ outcome }) => outcome === kind).length;
    const said = { satisfied: "saidSatisfied", violated: "saidViolated", "not decidable": "saidOpen", unreadable: "saidUnreadable" }[kind];
    const part = entry === null ? "" : `${entry.number} ${speaker.of(entry.title)}${entry.edition[0] === "" ? "" : ` · ${speaker.of(entry.edition)}`}`;
    return element("div", { class: `checker-verdict ${KINDS[kind]}` },
      element("h2", { class: "checker-verdict-word", tabindex: "-1" },
        element("span", { class: "checker-sign", "aria-hidden": "true" }, SIGNS[kind]), ` ${speaker.say(kind)}`),
      element("p", {}, speaker.say(said, { n })),
      kind === "unreadable" ? null : element("p", { class: "note" }, speaker.say("counts", countsOf(result))),
      element("p", { class: "note" }, `${speaker.say("file")} `, element("b", {}, name === "" ? speaker.say("pasted") : name),
        part === "" ? "" : ` · ${speaker.say("judgedBy")} ${part}`),
    );
  }

  function countsOf({ outcomes }) {
    const [a, b, c, d] = OUTCOMES.map((outcome) => Object.values(outcomes).filter((each) => each === outcome).length);
    return { a, b, c, d };
  }

  function watermark(placeholders, speaker) {
    return element("p", { class: "checker-watermark" }, `*** ${speaker.say("watermark")}${speaker.language === "zh" ? "：" : ": "}${placeholders.join(", ")} ***`);
  }

  // --- the rest ---------------------------------------------------------------------------------------

  function notes({ form, notes: listed, result }, speaker) {
    const said = [...listed.map((note) => speaker.of(note)), ...(form === "workbook" ? [speaker.say("bookNote")] : [])];
    if (said.length === 0 || (result.verdict === "unreadable" && listed.length === 0)) return null;
    return section(speaker.say("notes"), element("ul", {}, said.map((text) => element("li", {}, text))));
  }

  function everyRule({ result, rules }, shown) {
    const { speaker } = shown;
    const rows = Object.entries(result.outcomes).map(([id, outcome]) => {
      const label = rules?.[id]?.label;
      const words = label === undefined ? id : speaker.of(label);
      return [shown.link(`rule:${id}`, words), speaker.say(rules?.[id]?.modality ?? "shall"), speaker.say(outcome)];
    });
    return element("details", { class: "checker-rules" },
      element("summary", {}, `${speaker.say("allRules")} (${rows.length})`),
      table([speaker.say("rule"), speaker.say("kind"), speaker.say("outcome")], rows),
    );
  }

  function receipt({ result, entry }, speaker) {
    const { standard, number, edition, rules_digest: rules, tool, tool_version: version, input_digest: input } = result.receipt;
    const lines = [
      ["standard", [standard, number].filter(Boolean).join(" ")],
      ["edition", entry === null ? edition : speaker.of(entry.edition)],
      ["rules", rules],
      ["input", input],
      ["tool", `${tool} ${version}`],
    ].filter(([, value]) => value !== null && value !== "");
    return section(speaker.say("receipt"),
      element("dl", { class: "checker-receipt" }, lines.map(([label, value]) => [
        element("dt", {}, speaker.say(label)), element("dd", {}, element("code", {}, value)),
      ])),
      element("p", { class: "note" }, speaker.say("local")),
    );
  }
})(((globalThis.refcf ??= {}).checker ??= {}));
