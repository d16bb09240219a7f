/** What the footprint sums, with the reasons of what is missing: a row per activity, then the computed emissions. */

import { BoundRow, STAGE_WORDS } from "./bound_rows.mjs";
import { Lack, lackOf, merged, totalOf } from "./lacks.mjs";

/** @typedef {import("./lacks.mjs").Answer} Answer */
/** @typedef {import("./lacking.mjs").Lacking} Lacking */
/** @typedef {import("./lacking.mjs").Formula} Formula */

const CONTRIBUTION_PARTS = ["fossil", "biogenic", "land_use", "aircraft"];
const OF_HEADLINE = ["fossil", "land_use", "aircraft"];

/**
 * The rows of the table of contributions.
 * @param {Lacking} state
 * @returns {BoundRow[]}
 */
export function contributionRows(state) {
  /** @type {BoundRow[]} */
  const found = [];
  for (const activity of state.rows("activity")) {
    /** @type {[string, Answer][]} */
    const cells = [["computed", false], ["activity", activity.id], ["stage", state.cell(activity, "stage")]];
    const process = state.cell(activity, "process");
    if (!(process instanceof Lack)) cells.push(["process", process]);
    for (const part of CONTRIBUTION_PARTS) cells.push([part, state.cell(activity, part)]);
    found.push(contributionRow(found.length, activity, activity.id, activity.label, cells));
  }
  for (const emission of state.reasons.emissions) {
    const [id, label, , , , , , component] = emission;
    for (const { row, process, value } of emitted(emission, state)) {
      /** @type {[string, Answer][]} */
      const cells = [["computed", true], ["process", process], ["stage", stageOfEmission(emission, row, process, state)]];
      for (const part of CONTRIBUTION_PARTS) cells.push([part, part === component ? value : 0]);
      const [rowId, name] = row === null ? [id, label] : [`${id}.${row.id}`, `${label} ${row.label}`];
      found.push(contributionRow(found.length, row, rowId, name, cells));
    }
  }
  return found;
}

/**
 * Each row with its process and its emission; missing where the filter or the process is.
 * @param {Formula} emission
 * @param {Lacking} state
 * @returns {{row: BoundRow | null, process: Answer, value: Answer}[]}
 */
function emitted([, , table, name, test, process, expression], state) {
  const found = [];
  for (const row of table === null ? [null] : state.rows(table)) {
    const scope = row === null ? {} : { [name]: row };
    const passes = test === null ? true : state.value(test, scope);
    if (passes === false) continue;
    const value = passes instanceof Lack ? passes : state.value(expression, scope);
    const where = state.value(process, scope);
    found.push({ row, process: where, value: where instanceof Lack ? (merged([where, value]) ?? value) : value });
  }
  return found;
}

/**
 * @param {Formula} emission
 * @param {BoundRow | null} row
 * @param {Answer} process
 * @param {Lacking} state
 * @returns {Answer}
 */
function stageOfEmission(emission, row, process, state) {
  if (process instanceof Lack) return process;
  const place = state.tables.place(String(process));
  if (place !== null) return place[0];
  return row === null ? lackOf(STAGE_WORDS) : state.tables.unlisted(row, row.label, emission[8], STAGE_WORDS);
}

/**
 * @param {number} index
 * @param {BoundRow | null} source
 * @param {string} id
 * @param {string} name
 * @param {readonly [string, Answer][]} cells
 * @returns {BoundRow}
 */
function contributionRow(index, source, id, name, cells) {
  const row = new BoundRow("contribution", index, id, {}, source?.pointer ?? "");
  row.label = name;
  row.values = new Map([["id", id], ["name", name], ...cells]);
  row.values.set("emission", totalOf(OF_HEADLINE.map((part) => row.values.get(part) ?? 0)));
  return row;
}
