/** What is not given of what a rule rests on, for rules that cannot be decided. */

import { nameOf, rowsOf, section } from "./plain.mjs";

/** @typedef {import("./texts.mjs").Label} Label */
/** @typedef {import("./factors.mjs").Row} Row */
/** @typedef {import("./standard.mjs").Standard} Standard */
/** A field or formula; of other rows with the options that pick them (field, options). */
/** @typedef {string | readonly [id: string, where: readonly (readonly [field: string, options: readonly string[]])[]]} RestData */
/** A row, its name and its pointer. */
/** @typedef {{row: Row, name: string, pointer: string}} RowPlace */
/** @typedef {{zh: string, en: string}} Both */
/** @typedef {{field: string, row: string | null, pointer: string, label: Both}} MissingValue */

const MOST_MISSING = 20;
const FACTOR_LABEL = ["因子", "factor"];

/** Finds the fields that nobody filled in, behind the formulas of which nothing came. */
export class Lacking {
  /**
   * @param {Row} document
   * @param {{[variable: string]: any}} state
   * @param {Standard} standard
   * @param {{formulas: Record<string, readonly RestData[]>, values: Record<string, string>}} results
   */
  constructor(document, state, standard, results) {
    this.document = document;
    this.state = state;
    this.tables = standard.data.tables;
    this.formulas = results.formulas;
    this.values = results.values;
    /** @type {Map<string, RowPlace[]>} */
    this.known = new Map();
  }

  /**
   * What is not given, each once, at most 20.
   * @param {readonly RestData[]} rests
   * @param {RowPlace | null} row that of the finding
   * @returns {MissingValue[]}
   */
  of(rests, row) {
    /** @type {MissingValue[]} */
    const found = [];
    const seen = new Set();
    const waiting = rests.map((rest) => ({ rest, own: row })).reverse();
    for (let next = waiting.pop(); next !== undefined && found.length < MOST_MISSING; next = waiting.pop()) {
      const [id, where] = typeof next.rest === "string" ? [next.rest, null] : next.rest;
      const key = `${id} ${next.own === null || where !== null ? "" : next.own.pointer}`;
      if (seen.has(key) || this.isKnown(id)) continue;
      seen.add(key);
      if (Object.hasOwn(this.formulas, id)) {
        const own = where === null ? next.own : null;
        for (const rest of [...this.formulas[id]].reverse()) waiting.push({ rest, own });
      } else {
        found.push(...this.field(id, next.own, where));
      }
    }
    return found.slice(0, MOST_MISSING);
  }

  /**
   * @param {string} id
   * @returns {boolean} whether a single value is there
   */
  isKnown(id) {
    const value = Object.hasOwn(this.values, id) ? this.state[this.values[id]] : null;
    return value !== null && value !== undefined && !Number.isNaN(value);
  }

  /**
   * @param {string} id
   * @param {RowPlace | null} own
   * @param {readonly (readonly [string, readonly string[]])[] | null} where
   * @returns {MissingValue[]}
   */
  field(id, own, where) {
    const point = id.indexOf(".");
    const [table, field] = point === -1 ? [id, ""] : [id.slice(0, point), id.slice(point + 1)];
    const data = Object.hasOwn(this.tables, table) ? this.tables[table] : undefined;
    const typed = data?.fields?.[field];
    if (data === undefined || (typed === undefined && field !== "factor")) return []; // yet to be set by the committee
    const [zh, en] = typed?.label ?? FACTOR_LABEL;
    if (data.single) {
      const label = { zh: `${data.label[0]}的${zh}`, en: `${en} of the ${data.label[1]}` };
      const isGiven = section(this.document, table)[field] !== undefined;
      return isGiven ? [] : [{ field: id, row: null, pointer: `/${table}/${field}`, label }];
    }
    const rows = where === null && own !== null ? [own] : this.rows(table);
    return rows
      .filter(({ row }) => row[field] === undefined && (where ?? []).every(([key, options]) => key === "" || options.includes(row[key])))
      .map(({ name, pointer }) => {
        const label = { zh: `${data.label[0]}“${name}”的${zh}`, en: `${en} of ${data.label[1]} “${name}”` };
        return { field: id, row: name, pointer: `${pointer}/${field}`, label };
      });
  }

  /**
   * @param {string} table
   * @returns {RowPlace[]} its rows with their names and pointers
   */
  rows(table) {
    let rows = this.known.get(table);
    if (rows === undefined) {
      const { key, parent } = this.tables[table];
      const outer = parent === undefined ? null : this.rows(parent);
      rows = outer?.flatMap(({ row, pointer }) => placesOf(row, key, pointer)) ?? placesOf(this.document, key, "");
      this.known.set(table, rows);
    }
    return rows;
  }
}

/**
 * @param {Row} outer
 * @param {string} key
 * @param {string} above the pointer of what holds them
 * @returns {RowPlace[]}
 */
function placesOf(outer, key, above) {
  return rowsOf(outer, key).map((row, index) => ({ row, name: nameOf(row, index), pointer: `${above}/${key}/${index}` }));
}
