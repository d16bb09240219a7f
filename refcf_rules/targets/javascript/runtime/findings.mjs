/** What is said of the rules that are violated or cannot be decided: each row with its numbers. */

import { BoundRows } from "./bound_rows.mjs";
import { Lacking } from "./lacking.mjs";
import { formatNumber } from "./numbers.mjs";
import { unitAsWritten } from "./written_units.mjs";

/** @typedef {import("./texts.mjs").Label} Label */
/** @typedef {import("./plain.mjs").Row} Row */
/** @typedef {import("./tree.mjs").Fault} Fault */
/** @typedef {number | string | boolean | null} Datum */
/** @typedef {import("./lacks.mjs").Lack} Lack */
/** @typedef {import("./lacking.mjs").ReasonData} ReasonData */
/** @typedef {import("./faults.mjs").Both} Both */
/** @typedef {{field: string, row: string | null, pointer: string, label: Both}} MissingValue */
/** A row, its name and its pointer. */
/** @typedef {{row: Row, name: string, pointer: string}} RowPlace */
/** Symbol, numerator, denominator, offset. */
/** @typedef {readonly [symbol: string, numerator: number, denominator: number, offset: number]} UnitData */
/** What a program worked out: its variables, and what it recorded of rules. */
/** @typedef {{[variable: string]: any, found: Found[], partial: boolean, keys: number}} ProgramState */
/** A row, or the whole inventory (−1), that does not meet a rule, or nobody knows; with the values to show. */
/** @typedef {[rule: string, index: number, truth: boolean | null, values: Datum[]]} Found */
/** A value to show; `field` is what a company typed in, of the row that stands in the field `key` of this one. */
/** @typedef {{id: string, label: Label, unit: UnitData | null, choice: string | null, field?: string, key?: string}} ShownData */
/**
 * What findings say of a rule.
 * @typedef {object} RuleData
 * @property {Label} label
 * @property {string} modality
 * @property {string | null} severity
 * @property {string} clause
 * @property {string | null} number
 * @property {Label | null} title
 * @property {string | null} table
 * @property {string} applies
 * @property {number} operands
 * @property {readonly ShownData[]} shown
 * @property {{zh: readonly (string | number)[], en: readonly (string | number)[]}} message
 */
/** @typedef {readonly [id: string, label: Label, variable: string]} PartData */
/**
 * Where results are found.
 * @typedef {object} ResultData
 * @property {{id: string, label: Label, unit: UnitData, step: number | null, value: string, by_stage: readonly PartData[], by_component: readonly PartData[]} | null} footprint
 * @property {readonly {id: string, label: Label, given: readonly string[], flow: string, value: string}[]} functional
 * @property {readonly {id: string, label: Label, unit: UnitData, step: number, given: readonly string[], value: string}[]} additional
 * @property {Record<string, string>} values the variable of every single value
 * @property {string | null} places the variable that says where contributions come from
 * @property {GradingData | null} grading
 */
/**
 * @typedef {object} GradingData
 * @property {string} of
 * @property {boolean} as_reported
 * @property {number | null} step
 * @property {readonly {number: number, label: Label, rest: boolean, limit: string | null}[]} levels
 * @property {readonly (readonly [since: string | null, until: string | null])[]} placeholders
 */
/**
 * A standard with its program.
 * @typedef {object} Validator
 * @property {import("./standard.mjs").Standard} standard
 * @property {Record<string, RuleData>} rules
 * @property {ResultData} results
 * @property {() => ReasonData} reasons what explains undecided rules
 * @property {string} periodEnd the variable of the last day of the period
 * @property {(document: Row, partial: boolean) => ProgramState} run
 * @property {string} toolVersion
 */

const MOST_SAID = 5;
const MISSING_WORD = { zh: "（缺）", en: "(missing)" };
const TRUTH_WORDS = { true: { zh: "是", en: "yes" }, false: { zh: "否", en: "no" } };


/**
 * Every rule that is violated or cannot be decided, in the order of the standard, each row in its order.
 * @param {ProgramState} state
 * @param {Row} document
 * @param {Record<string, string>} outcomes
 * @param {Validator} validator
 */
export function findingsOf(state, document, outcomes, validator) {
  const rows = new BoundRows(document, validator.standard, state[validator.periodEnd] ?? null);
  const isUndecided = state.found.some(([, , truth]) => truth !== false);
  const lacking = isUndecided ? new Lacking(rows, state, validator.results.values, validator.reasons()) : null;
  /** @type {Map<string, Found[]>} */
  const byRule = new Map();
  for (const each of state.found) byRule.set(each[0], [...(byRule.get(each[0]) ?? []), each]);
  return Object.entries(validator.rules)
    .filter(([id]) => byRule.has(id))
    .map(([id, rule]) => ({
      rule: id,
      label: both(rule.label),
      modality: rule.modality,
      severity: rule.severity,
      clause: rule.clause,
      clause_number: rule.number,
      clause_title: rule.title === null ? null : both(rule.title),
      outcome: outcomes[id],
      rows: (byRule.get(id) ?? []).map((each) => rowOf(each, rule, state, document, validator, rows, lacking)),
    }));
}

/**
 * @param {Found} found
 * @param {RuleData} rule
 * @param {ProgramState} state
 * @param {Row} document
 * @param {Validator} validator
 * @param {BoundRows} rows
 * @param {Lacking | null} lacking
 */
export function rowOf([id, index, truth, values], rule, state, document, validator, rows, lacking) {
  const place = placeOf(rule.table, index, state, validator, rows);
  const lack = truth === false || lacking === null ? null : lacking.of(id, rule.table, index);
  const day = state[validator.periodEnd];
  const units = rule.shown.map((each) => unitAsWritten(each, place?.row ?? null, document, validator.standard, day));
  return {
    row: place?.name ?? "",
    pointer: place?.pointer ?? "",
    outcome: truth === false ? "violated" : "not decidable",
    message: truth === false ? filled(values, units, rule, validator) : undecided(lack),
    numbers: values.slice(0, rule.operands).map((value, at) => shownOf(value, rule.shown[at], units[at])),
    missing: lack === null ? [] : lack.causes.map(missingOf),
  };
}

/**
 * The message of a rule with its values.
 * @param {readonly Datum[]} values
 * @param {readonly (UnitData | null)[]} units
 * @param {RuleData} rule
 * @param {Validator} validator
 * @returns {Both}
 */
function filled(values, units, rule, validator) {
  return {
    zh: rule.message.zh.map((piece) => wordsOf(piece, values, units, rule, "zh", validator)).join(""),
    en: rule.message.en.map((piece) => wordsOf(piece, values, units, rule, "en", validator)).join(""),
  };
}

/**
 * Why nothing is decided: what is missing.
 * @param {Lack | null} lack
 * @returns {Both}
 */
function undecided(lack) {
  if (lack === null) return { zh: "无法判定。", en: "It cannot be decided." };
  const said = lack.causes.slice(0, MOST_SAID);
  const [zh, en] = [said.map((cause) => cause[3]).join("；"), said.map((cause) => cause[4]).join("; ")];
  const isMore = lack.count > MOST_SAID;
  return {
    zh: `无法判定，缺少：${zh}${isMore ? ` 等至少 ${lack.count} 处` : ""}`,
    en: `Cannot be decided; missing: ${en}${isMore ? ` and others, at least ${lack.count} in all` : ""}`,
  };
}

/**
 * A cause as the result has it.
 * @param {import("./lacks.mjs").Cause} cause
 * @returns {MissingValue}
 */
function missingOf([field, row, pointer, zh, en]) {
  return { field, row, pointer, label: { zh, en } };
}

/**
 * A row with what it is called and its JSON pointer; null for the whole inventory.
 * @param {string | null} table
 * @param {number} index
 * @param {ProgramState} state
 * @param {Validator} validator
 * @param {BoundRows} rows
 * @returns {RowPlace | null}
 */
function placeOf(table, index, state, validator, rows) {
  if (table === null || index < 0) return null;
  if (table !== "contribution") {
    const { plain, id, pointer } = rows.rows(table)[index];
    return { row: plain, name: id, pointer };
  }
  /** @type {[emission: string, table: string, row: number]} */
  const [emission, origin, row] = state[validator.results.places ?? ""][index];
  const found = origin === "" ? null : placeOf(origin, row, state, validator, rows);
  if (found === null) return { row: {}, name: emission, pointer: "" };
  return emission === "" ? found : { ...found, name: `${emission}.${found.name}` };
}

/**
 * A value that a finding shows; a number in its unit, a missing one null.
 * @param {Datum} value
 * @param {ShownData} shown
 * @param {UnitData | null} unit
 */
function shownOf(value, { id, label }, unit) {
  return {
    name: id,
    label: both(label),
    value: typeof value === "number" ? inUnit(value, unit) : value,
    unit: unit === null || unit[0] === "1" ? null : unit[0],
  };
}

/**
 * A piece of a message: its text, or a value as people read it.
 * @param {string | number} piece
 * @param {readonly Datum[]} values
 * @param {readonly (UnitData | null)[]} units
 * @param {RuleData} rule
 * @param {"zh" | "en"} language
 * @param {Validator} validator
 * @returns {string}
 */
function wordsOf(piece, values, units, rule, language, { standard }) {
  if (typeof piece === "string") return piece;
  const value = values[piece];
  const unit = units[piece];
  const { choice } = rule.shown[piece];
  if (typeof value === "boolean") return TRUTH_WORDS[value ? "true" : "false"][language];
  if (value === null) return MISSING_WORD[language];
  if (typeof value === "number") {
    const number = inUnit(value, unit);
    if (number === null) return MISSING_WORD[language];
    return unit === null || unit[0] === "1" ? formatNumber(number) : `${formatNumber(number)} ${unit[0]}`;
  }
  const options = choice === null ? undefined : standard.data.choices[choice]?.options;
  return options?.find(([id]) => id === value)?.[language === "zh" ? 1 : 2] ?? value;
}

/**
 * @param {Label} label
 * @returns {Both}
 */
function both(label) {
  return { zh: label[0], en: label[1] };
}

/**
 * A canonical number in a unit; null where it is missing.
 * @param {number} value
 * @param {UnitData | null} unit
 * @returns {number | null}
 */
export function inUnit(value, unit) {
  if (value - value !== 0) return null;
  if (unit === null) return value;
  const [, numerator, denominator, offset] = unit;
  return ((offset === 0 ? value : value - offset) * denominator) / numerator;
}
