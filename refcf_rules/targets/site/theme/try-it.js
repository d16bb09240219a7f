// “Try it”: a few numbers of an example to change, and what the rule then says, by the validator of the part.
// Whatever comes from a standard or an inventory is put in as text, never as HTML.
(() => {
  "use strict";

  const ZH = document.documentElement.lang.startsWith("zh");
  const WORDS = ZH
    ? {
        from: (row) => `数值取自示例“`,
        after: (row) => `”${row ? `中的“${row}”一行` : ""}，可以改动；一切都在本机计算，不发送任何数据。`,
        loading: "正在载入判定程序和示例 …",
        again: "再试一次",
        back: "恢复示例的数值",
        empty: "（不填）",
        yes: "是",
        no: "否",
        outcomes: { satisfied: "满足", violated: "不满足", "not applicable": "不适用", "not decidable": "无法判定", unreadable: "看不懂" },
        none: "按这些数，本条不适用于这一行。",
        fixed: "这个示例中没有可以改动的数。",
        margin: "余量",
        beyond: "超出",
        short: "相差",
        exact: "正好等于限值",
        missing: "缺",
        colon: "：",
        inputs: "可改动的数值",
        result: "结论",
      }
    : {
        from: () => "The numbers are those of the example “",
        after: (row) =>
          `”${row ? `, row “${row}”` : ""}; change them. All is worked out on this computer, nothing is sent.`,
        loading: "Loading the validator and the example …",
        again: "Try again",
        back: "Put the example’s numbers back",
        empty: "(not given)",
        yes: "yes",
        no: "no",
        outcomes: {
          ...{ satisfied: "satisfied", violated: "violated", "not applicable": "not applicable" },
          ...{ "not decidable": "not decidable", unreadable: "not understood" },
        },
        fixed: "This example has no number to change here.",
        none: "With these numbers the rule does not apply to this row.",
        margin: "margin",
        beyond: "beyond the limit by",
        short: "difference",
        exact: "exactly on the limit",
        missing: "missing",
        colon: ": ",
        inputs: "Numbers to change",
        result: "What the rule says",
      };
  const SIGNS = { "<=": "≤", "<": "<", ">=": "≥", ">": ">", "=": "=", "!=": "≠" };
  const TONES = { satisfied: "good", violated: "warn", "not decidable": "open", unreadable: "open" };
  const GUARD = 1e-9; // of every comparison with a limit
  const PATIENCE = 120; // milliseconds after the last key

  for (const several of document.querySelectorAll("details.try-several")) several.hidden = false;
  for (const box of document.querySelectorAll("details.try-it[data-try]")) {
    box.hidden = false;
    box.addEventListener("toggle", () => box.open && opened(box));
  }

  async function opened(box) {
    if (box.dataset.state === "ready" || box.dataset.state === "loading") return;
    const asked = JSON.parse(box.dataset.try);
    const body = box.querySelector(".try-body") ?? box.appendChild(element("div", { className: "try-body" }));
    box.dataset.state = "loading";
    body.replaceChildren(element("p", { className: "try-note", role: "status" }, WORDS.loading));
    try {
      const { refcf } = globalThis;
      const [validator, inventory] = await Promise.all([
        refcf.load(asked.part),
        refcf.inventory(asked.part, asked.example),
      ]);
      body.replaceChildren(...trial(asked, validator, inventory));
      box.dataset.state = "ready";
    } catch (error) {
      box.dataset.state = "failed";
      const again = element("button", { type: "button", className: "try-back" }, WORDS.again);
      again.addEventListener("click", () => opened(box));
      body.replaceChildren(element("p", { className: "try-note", role: "alert" }, error.message), again);
    }
  }

  /** The form of one rule: what is asked, the verdict, and the way back. */
  function trial(asked, validator, inventory) {
    const row = chosenRow(validator.look(inventory, asked.rule), asked, inventory, validator.rules[asked.rule].table);
    const verdict = element("div", { className: "try-verdict", role: "status", ariaLive: "polite" });
    verdict.setAttribute("aria-label", WORDS.result);
    const inputs = asked.inputs.map((one) => inputOf(one, row, inventory)).filter((one) => one !== null);
    let timer = 0;
    const judge = () => {
      clearTimeout(timer);
      const changed = edited(inventory, inputs);
      const result = validator.look(changed, asked.rule);
      verdict.replaceChildren(...said(result, row, validator));
      for (const input of inputs) {
        const isWrong = result.faults.some(({ pointer }) => pointer.startsWith(input.pointer));
        input.control.setAttribute("aria-invalid", String(isWrong));
      }
    };
    const form = element("form", { className: "try-fields", ariaLabel: WORDS.inputs });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      judge();
    });
    form.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(judge, PATIENCE);
    });
    const back = element("button", { type: "button", className: "try-back" }, WORDS.back);
    back.addEventListener("click", () => {
      for (const input of inputs) input.control.value = input.start;
      judge();
    });
    form.append(...inputs.map(({ label }) => label), back);
    if (inputs.length === 0) form.replaceChildren(element("p", { className: "try-note" }, WORDS.fixed));
    judge();
    return [note(asked, row), form, verdict];
  }

  function note(asked, row) {
    const name = asked.href
      ? element("a", { href: asked.href }, asked.label)
      : element("span", {}, asked.label);
    return element("p", { className: "try-note" }, WORDS.from(row.name), name, WORDS.after(row.name));
  }

  /** The row that the trial is about: one that satisfies the rule and has what is asked; none for whole inventories. */
  function chosenRow(result, asked, inventory, table) {
    if (table === null) return { pointer: "", name: "" };
    const own = asked.inputs.filter(({ at }) => at === undefined);
    const isGiven = (cells, path) => at(cells, placed(path, cells)) !== undefined;
    const given = ({ pointer }) => own.filter(({ path }) => isGiven(at(inventory, steps(pointer)), path)).length;
    const rows = result.rows.filter(({ outcome, pointer }) => outcome === "satisfied" && pointer !== "");
    const best = rows.reduce((one, other) => (given(other) > given(one) ? other : one), rows[0] ?? result.rows[0]);
    const named = at(inventory, steps(best.pointer));
    return { pointer: best.pointer, name: String(named?.name ?? best.row) };
  }

  // --- inputs ---

  /** A control with its label, or nothing where the example has no place for it. */
  function inputOf(one, row, inventory) {
    const path = [...steps(one.at ?? row.pointer), ...placed(one.path, at(inventory, steps(one.at ?? row.pointer)))];
    const parent = at(inventory, path.slice(0, -1));
    if (parent === null || typeof parent !== "object") return null;
    const control = one.kind === "options" || one.kind === "truth" ? menu(one) : field(one);
    const { text, unit } = written(at(inventory, path), one);
    control.value = text;
    const shown = element("span", { className: "try-control" }, control);
    if (unit) shown.append(element("span", { className: "try-unit" }, unit));
    const label = element("label", {}, element("span", { className: "try-label" }, one.label), shown);
    return { control, label, start: text, path, unit, kind: one.kind, pointer: `/${path.join("/")}` };
  }

  /** Where a field stands in its row: `factor.value` in the mapping `factor`. */
  function placed([name], row) {
    const point = name.lastIndexOf(".");
    return point === -1 || Object.hasOwn(row ?? {}, name) ? [name] : [name.slice(0, point), name.slice(point + 1)];
  }

  function field({ kind }) {
    return element("input", {
      ...{ type: "text", autocomplete: "off", spellcheck: false },
      inputMode: kind === "date" ? "numeric" : "decimal",
      placeholder: kind === "date" ? "2024-12-31" : WORDS.empty,
    });
  }

  function menu({ kind, options }) {
    const listed = kind === "truth" ? [["yes", WORDS.yes], ["no", WORDS.no]] : options;
    return element(
      "select",
      {},
      ...[["", WORDS.empty], ...listed].map(([value, text]) => element("option", { value }, text)),
    );
  }

  /** A value of the inventory as it is typed, and the unit that stands behind it. */
  function written(value, { kind, unit }) {
    if (value === undefined || value === null) return { text: "", unit: kind === "number" ? unit : "" };
    if (kind === "truth") return { text: value === true || value === "yes" ? "yes" : "no", unit: "" };
    if (kind !== "number") return { text: String(value), unit: "" };
    const [, number, own] = /^\s*([-+\d.,eE]*)\s*(.*)$/su.exec(String(value));
    return number === "" ? { text: String(value), unit: "" } : { text: number, unit: own || (typeof value === "number" ? "" : unit) };
  }

  /** The example with what is typed now; an empty field is not given. */
  function edited(inventory, inputs) {
    const changed = structuredClone(inventory);
    for (const { control, path, unit, kind } of inputs) {
      const parent = at(changed, path.slice(0, -1));
      const typed = control.value.trim();
      const name = path.at(-1);
      if (typed === "") delete parent[name];
      else if (kind === "truth") parent[name] = typed === "yes";
      else if (kind !== "number" || /[^\s\d０-９.．,，+＋\-−－eEｅＥ]/u.test(typed)) parent[name] = typed;
      else parent[name] = unit === "" ? typed : `${typed} ${unit}`;
    }
    return changed;
  }

  // --- what the rule says ---

  function* said(result, row, validator) {
    if (result.faults.length > 0) {
      yield verdictOf("unreadable");
      for (const { message, fix } of result.faults.slice(0, 2)) {
        yield element("p", {}, `${inLanguage(message)}${WORDS.colon === ": " ? " " : ""}${inLanguage(fix)}`);
      }
      return;
    }
    const found = result.rows.find(({ pointer }) => pointer === row.pointer);
    if (found === undefined) {
      yield verdictOf("not applicable");
      if (row.pointer !== "") yield element("p", {}, WORDS.none);
      return;
    }
    yield verdictOf(found.outcome);
    if (found.message !== null) yield element("p", {}, inLanguage(found.message));
    const lines = found.compared.map((one) => comparison(one, validator)).filter((one) => one !== null);
    if (lines.length > 0) yield element("ul", { className: "try-margins" }, ...lines);
  }

  function verdictOf(outcome) {
    const tag = element("strong", { className: `tag ${TONES[outcome] ?? ""}` }, WORDS.outcomes[outcome]);
    return element("p", { className: "try-outcome" }, tag);
  }

  /** Both sides of a comparison with their values, and how far they are apart. */
  function comparison({ operator, left, right, unit }, validator) {
    const quantity = (value) =>
      value === null ? `（${WORDS.missing}）` : `${validator.formatNumber(value)}${unit === null ? "" : ` ${unit}`}`;
    const line = element("li", {});
    const side = ({ label, value }) => {
      const name = inLanguage(label);
      const shown = element("b", {}, quantity(value));
      return name === quantity(value) ? [shown] : [`${name} `, shown];
    };
    line.append(...side(left), ` ${SIGNS[operator]} `, ...side(right));
    const apart = marginOf(operator, left.value, right.value);
    if (apart !== null) line.append(element("span", { className: "try-margin" }, apartWords(apart, operator, quantity)));
    return line;
  }

  function marginOf(operator, left, right) {
    if (left === null || right === null || operator === "!=") return null;
    const apart = operator.startsWith(">") ? left - right : right - left;
    return Math.abs(apart) <= GUARD * Math.max(Math.abs(left), Math.abs(right)) ? 0 : apart;
  }

  function apartWords(apart, operator, quantity) {
    if (apart === 0) return WORDS.exact;
    const word = operator === "=" ? WORDS.short : apart > 0 ? WORDS.margin : WORDS.beyond;
    return `${word} ${quantity(Math.abs(apart))}`;
  }

  // --- small things ---

  function inLanguage(message) {
    return (ZH ? message.zh : message.en) || message.zh || message.en;
  }

  function steps(pointer) {
    return pointer.split("/").slice(1).map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
  }

  function at(value, path) {
    return path.reduce((inner, step) => (inner === null || typeof inner !== "object" ? undefined : inner[step]), value);
  }

  function element(name, { ariaLabel, ariaLive, role, ...properties }, ...children) {
    const made = Object.assign(document.createElement(name), properties);
    for (const [attribute, value] of Object.entries({ "aria-label": ariaLabel, "aria-live": ariaLive, role })) {
      if (value !== undefined) made.setAttribute(attribute, value);
    }
    made.append(...children);
    return made;
  }
})();
