/** What is said of the rules that are violated or cannot be decided: each row with its numbers. */

import { Lacking } from "./lacking.mjs";
import { formatNumber } from "./numbers.mjs";
import { unitAsWritten } from "./written_units.mjs";

/** @typedef {import("./texts.mjs").Label} Label */
/** @typedef {import("./plain.mjs").Row} Row */
/** @typedef {import("./tree.mjs").Fault} Fault */
/** @typedef {number | string | boolean | null} Datum */
/** @typedef {import("./lacking.mjs").Both} Both */
/** @typedef {import("./lacking.mjs").RestData} RestData */
/** @typedef {import("./lacking.mjs").RowPlace} RowPlace */
/** @typedef {import("./lacking.mjs").MissingValue} MissingValue */
/** Symbol, numerator, denominator, offset. */
/** @typedef {readonly [symbol: string, numerator: number, denominator: number, offset: number]} UnitData */
/** What a program worked out: its variables, and what it recorded of rules. */
/** @typedef {{[variable: string]: any, found: Found[], partial: boolean}} ProgramState */
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
 * @property {readonly RestData[]} rests_on
 */
/** @typedef {readonly [id: string, label: Label, variable: string]} PartData */
/**
 * Where results are found.
 * @typedef {object} ResultData
 * @property {{id: string, label: Label, unit: UnitData, step: number | null, value: string, by_stage: readonly PartData[], by_component: readonly PartData[]} | null} footprint
 * @property {readonly {id: string, label: Label, given: readonly string[], flow: string, value: string}[]} functional
 * @property {readonly {id: string, label: Label, unit: UnitData, step: number, given: readonly string[], value: string}[]} additional
 * @property {Record<string, readonly RestData[]>} formulas what each formula rests on
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
  const lacking = new Lacking(document, state, validator.standard, validator.results);
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
      rows: (byRule.get(id) ?? []).map((each) => rowOf(each, rule, state, document, validator, lacking)),
    }));
}

/**
 * @param {Found} found
 * @param {RuleData} rule
 * @param {ProgramState} state
 * @param {Row} document
 * @param {Validator} validator
 * @param {Lacking} lacking
 */
function rowOf([, index, truth, values], rule, state, document, validator, lacking) {
  const place = placeOf(rule.table, index, state, validator, lacking);
  const missing = truth === false ? [] : lacking.of(rule.rests_on, place);
  const day = state[validator.periodEnd];
  const units = rule.shown.map((each) => unitAsWritten(each, place?.row ?? null, document, validator.standard, day));
  return {
    row: place?.name ?? "",
    pointer: place?.pointer ?? "",
    outcome: truth === false ? "violated" : "not decidable",
    message: truth === false ? filled(values, units, rule, validator) : undecided(missing),
    numbers: values.slice(0, rule.operands).map((value, at) => shownOf(value, rule.shown[at], units[at])),
    missing,
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
 * Why nothing is decided: what is not given of what the rule rests on.
 * @param {readonly MissingValue[]} missing
 * @returns {Both}
 */
function undecided(missing) {
  if (missing.length === 0) return { zh: "无法判定。", en: "It cannot be decided." };
  const said = missing.slice(0, MOST_SAID);
  const [zh, en] = [said.map(({ label }) => label.zh).join("；"), said.map(({ label }) => label.en).join("; ")];
  const isMore = missing.length > MOST_SAID;
  return {
    zh: `无法判定，未给出：${zh}${isMore ? "……" : ""}`,
    en: `It cannot be decided; not given: ${en}${isMore ? " …" : ""}`,
  };
}

/**
 * A row with what it is called and its JSON pointer; null for the whole inventory.
 * @param {string | null} table
 * @param {number} index
 * @param {ProgramState} state
 * @param {Validator} validator
 * @param {Lacking} lacking knows all rows with their places
 * @returns {RowPlace | null}
 */
function placeOf(table, index, state, validator, lacking) {
  if (table === null || index < 0) return null;
  if (table !== "contribution") return lacking.rows(table)[index] ?? null;
  /** @type {[emission: string, table: string, row: number]} */
  const [emission, origin, row] = state[validator.results.places ?? ""][index];
  const found = origin === "" ? null : placeOf(origin, row, state, validator, lacking);
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
