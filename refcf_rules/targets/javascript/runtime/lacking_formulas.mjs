/** What each kind of formula means where the reasons of what is missing are wanted. */

import { isEntry, rounded, validOn, yearOf } from "./arithmetic.mjs";
import { NO_PERIOD_END } from "./lacking_activity.mjs";
import { Lack, allAnswers, anyAnswer, calculated, comparedBy, denied, lackOf, merged, answeredNumber } from "./lacks.mjs";
import { formatNumber } from "./numbers.mjs";
import { folded } from "./texts.mjs";

/** @typedef {import("./lacks.mjs").Answer} Answer */
/** @typedef {import("./lacking.mjs").Lacking} Lacking */
/** @typedef {import("./lacking.mjs").Formula} Formula */
/** @typedef {import("./lacking.mjs").Scope} Scope */
/** @typedef {(state: Lacking, of: Formula, scope: Scope) => Answer} Meaning */

/**
 * A field of the row with an id; missing, with the reason, if there is no such row.
 * @type {Meaning}
 */
function joinedCell(state, [, key, table, name, what], scope) {
  const id = state.value(key, scope);
  if (id instanceof Lack) return id;
  const row = state.tables.row(table, String(id));
  if (row !== undefined) return state.cell(row, name);
  const { label, fields } = state.standard.data.tables[table];
  const choice = fields?.id?.choice;
  const options = choice === undefined ? undefined : state.standard.data.choices[choice]?.options;
  const [, zhRow, enRow] = options?.find(([option]) => option === id) ?? [id, String(id), String(id)];
  const zh = `${label[0]}“${zhRow}”的${what[0]}（没有这一行）`;
  const en = `${what[1]} of ${label[1]} “${enRow}” (there is no such row)`;
  return lackOf([zh, en], `${table}.${name}`, String(id));
}

/**
 * An entry of a table of the standard; never a near one.
 * @type {Meaning}
 */
function lookedUp(state, [, table, ...parts], scope) {
  const keys = parts.map((/** @type {Formula} */ part) => state.value(part, scope));
  const unknown = merged(keys);
  if (unknown !== null) return unknown;
  const [label, entries] = state.reasons.tables[table];
  const matching = entries.filter((/** @type {Formula} */ each) => isEntry(each[0], keys));
  const valid = matching.filter((/** @type {Formula} */ each) => validOn(each[2], each[3], state.day));
  if (valid.length === 1) return valid[0][1];
  if (matching.length > 0 && valid.length === 0 && state.day === null) return NO_PERIOD_END;
  const listed = keys.map((/** @type {Answer} */ key) => (typeof key === "number" ? formatNumber(key) : String(key))).join(", ");
  if (valid.length > 0) {
    return lackOf([`表“${label[0]}”中 ${listed} 有多项`, `table “${label[1]}” has several entries for ${listed}`], table);
  }
  return lackOf([`表“${label[0]}”中没有 ${listed}`, `table “${label[1]}” has no entry for ${listed}`], table);
}

/** @type {Meaning} */
function operationOf(state, [operator, left, right, words], scope) {
  return calculated(operator, state.value(left, scope), state.value(right, scope), words);
}

/** @type {Meaning} */
function comparisonOf(state, [operator, left, right], scope) {
  return comparedBy(operator, state.value(left, scope), state.value(right, scope));
}

/** @type {Meaning} */
function aggregateOf(state, of, scope) {
  return state.aggregate(of, scope);
}

/** @type {Meaning} */
function chosenOf(state, [, test, then, otherwise], scope) {
  const truth = state.value(test, scope);
  if (!(truth instanceof Lack)) return state.value(truth === true ? then : otherwise, scope);
  const first = state.value(then, scope);
  return comparedBy("=", first, state.value(otherwise, scope)) === true ? first : truth;
}

/** @type {(state: Lacking, of: Formula, scope: Scope) => Answer[]} */
function operandsOf(state, [, ...parts], scope) {
  return parts.map((/** @type {Formula} */ part) => state.value(part, scope));
}

/** @type {Record<string, Meaning>} */
export const MEANINGS = {
  value: (state, of) => state.single(of[1]),
  cell: (state, of, scope) => state.cell(scope[of[1]], of[2]),
  joined: joinedCell,
  entry: lookedUp,
  negative: (state, of, scope) => {
    const value = answeredNumber(state.value(of[1], scope));
    return value instanceof Lack ? value : 0 - value;
  },
  year: (state, of, scope) => {
    const day = state.value(of[1], scope);
    return day instanceof Lack ? day : yearOf(String(day));
  },
  rounded: (state, of, scope) => {
    const value = answeredNumber(state.value(of[1], scope));
    return value instanceof Lack ? value : rounded(value, of[2]);
  },
  among: (state, of, scope) => {
    const text = state.value(of[1], scope);
    return text instanceof Lack ? text : of[2].includes(folded(String(text)));
  },
  not: (state, of, scope) => denied(state.value(of[1], scope)),
  and: (state, of, scope) => allAnswers(operandsOf(state, of, scope)),
  or: (state, of, scope) => anyAnswer(operandsOf(state, of, scope)),
  given: (state, of, scope) => !(state.value(of[1], scope) instanceof Lack),
  if: chosenOf,
  interpolated: (state, of, scope) => state.interpolated(of, scope),
  ...Object.fromEntries(["+", "-", "*", "/"].map((operator) => [operator, operationOf])),
  ...Object.fromEntries(["<=", "<", ">=", ">", "=", "!="].map((operator) => [operator, comparisonOf])),
  ...Object.fromEntries(["sum", "count", "any", "every", "least", "greatest", "average"].map((kind) => [kind, aggregateOf])),
};
