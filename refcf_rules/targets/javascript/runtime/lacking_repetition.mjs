/** The passes of a repetition, with the reasons of what is missing and of what does not settle. */

import { placedWords } from "./bound_rows.mjs";
import { settled } from "./columns.mjs";
import { inWords } from "./lacking_points.mjs";
import { lackOfAll } from "./lacks.mjs";

/** @typedef {import("./lacks.mjs").Answer} Answer */
/** @typedef {import("./lacks.mjs").Cause} Cause */
/** @typedef {import("./bound_rows.mjs").BoundRow} BoundRow */
/** @typedef {import("./lacking.mjs").Lacking} Lacking */
/** @typedef {import("./lacking.mjs").Formula} Formula */
/** @typedef {{key: string, id: string, row: BoundRow | null}} RepeatedCell */

/**
 * All passes; afterwards the states stand, or are missing if the last pass still changed one too much.
 * @param {Formula} of
 * @param {Lacking} state
 */
export function runRepetition(of, state) {
  const [, times, states, formulas, tolerance, relative] = of;
  const cells = states.flatMap((/** @type {Formula} */ each) => repeatedCells(each[0], state).map((cell) => ({ ...cell, each })));
  const asked = formulas.flatMap((/** @type {string} */ id) => repeatedCells(id, state));
  const keys = asked.map((/** @type {RepeatedCell} */ { key }) => key);
  let now = stateValues(cells, 1, state);
  let before = now;
  for (let pass = 0; pass < times; pass += 1) {
    state.beginPass(now, keys);
    for (const { id, row } of asked) state.calculation(id, row);
    [before, now] = [now, stateValues(cells, 2, state)];
  }
  /** @type {Cause[]} */
  const restless = [];
  for (const { key, each, row } of cells) {
    const [old, last] = [before.get(key), now.get(key)];
    if (typeof old !== "number" || typeof last !== "number" || settled(old, last, tolerance, relative)) continue;
    restless.push(restlessCause(of, each, row, Math.abs(last - old), state));
  }
  const unsettled = lackOfAll(restless);
  const ends = restless.length === 0 ? now : new Map([...now.keys()].map((key) => [key, unsettled]));
  state.beginPass(ends, keys);
}

/**
 * @param {string} id
 * @param {Lacking} state
 * @returns {RepeatedCell[]}
 */
function repeatedCells(id, state) {
  const [table] = state.reasons.calculations[id];
  if (table === null) return [{ key: `${id} -1`, id, row: null }];
  return state.rows(table).map((row) => ({ key: `${id} ${row.index}`, id, row }));
}

/**
 * What the states begin with (1), or what follows (2).
 * @param {readonly RepeatedCell[]} cells
 * @param {1 | 2} part
 * @param {Lacking} state
 * @returns {Map<string, Answer>}
 */
function stateValues(cells, part, state) {
  /** @type {Map<string, Answer>} */
  const found = new Map();
  for (const { key, id, row } of cells) {
    const [, name, formula] = state.reasons.calculations[id];
    found.set(key, state.value(formula[part], row === null ? {} : { [name]: row }));
  }
  return found;
}

/**
 * @param {Formula} of
 * @param {Formula} each
 * @param {BoundRow | null} row
 * @param {number} change
 * @param {Lacking} state
 * @returns {Cause}
 */
function restlessCause([label, times, , , , , tolerance], [id, words, unit], row, change, state) {
  const what = row === null ? words : placedWords(state.standard.data.tables[row.table].label, row.label, words);
  const changed = inWords(change, unit);
  const zh = `“${label[0]}”计算 ${times} 次后仍未收敛：${what[0]}最后一次还变化 ${changed}（允差 ${tolerance}）`;
  const en =
    `“${label[1]}” has not settled after ${times} passes: ${what[1]} still changed by ${changed} in the last one ` +
    `(tolerance ${tolerance})`;
  return row === null ? [id, null, "", zh, en] : [id, row.id, row.pointer, zh, en];
}
