// Which activities rest on placeholder values: their results must not be declared.
((checker) => {
  "use strict";

  const { folded } = checker;
  const PLACEHOLDER = "placeholder";

  /**
   * The ids of the activities whose factor is a placeholder, by what the company typed in or by the library.
   * @param {unknown} document the inventory as it was written
   * @param {object} data what the validator knows of the standard
   * @returns {string[]}
   */
  checker.placeholdersIn = (document, data) => {
    const { tables, choices, factors } = data;
    const table = tables.activity;
    const words = new Set(spellings(choices.status?.options?.find(([id]) => id === PLACEHOLDER) ?? [PLACEHOLDER]));
    const named = new Set(factors.filter(({ status }) => status === PLACEHOLDER).flatMap(({ id, label }) => spellings([id, ...label])));
    const flows = new Set(factors.filter(({ status }) => status === PLACEHOLDER).map(({ flow }) => folded(flow)));
    const keys = {
      rows: new Set(spellings(["activities", "activity", table.key, ...table.label])),
      factor: new Set(spellings(["factor", ...(table.groups?.factor?.label ?? [])])),
      status: new Set(spellings(table.groups?.factor?.fields?.["factor.status"] ?? ["status"])),
      flow: new Set(spellings(["flow", ...(table.fields?.flow?.label ?? [])])),
      id: new Set(spellings(["id", ...(table.fields?.id?.label ?? [])])),
    };
    const rests = (row) => {
      const factor = valueOf(row, keys.factor);
      if (isObject(factor)) return words.has(text(valueOf(factor, keys.status)));
      return factor === undefined || factor === null ? flows.has(text(valueOf(row, keys.flow))) : named.has(text(factor));
    };
    const rows = isObject(document) ? valueOf(document, keys.rows) : [];
    return (Array.isArray(rows) ? rows : []).filter((row) => isObject(row) && rests(row)).map((row) => text(valueOf(row, keys.id)));
  };

  function spellings(texts) {
    return texts.filter((each) => typeof each === "string").map(folded);
  }

  function valueOf(object, keys) {
    return Object.entries(object).find(([key]) => keys.has(folded(key)))?.[1];
  }

  function text(value) {
    return typeof value === "string" ? folded(value) : "";
  }

  function isObject(value) {
    return typeof value === "object" && value !== null && !Array.isArray(value);
  }
})(((globalThis.refcf ??= {}).checker ??= {}));
