/** Rows of the plain document with all that is worked out before any formula; what is missing says why. */

import { activityUse } from "./amounts.mjs";
import { wholeMonths } from "./arithmetic.mjs";
import { quantity } from "./factors.mjs";
import { LackingActivity } from "./lacking_activity.mjs";
import { Lack, TOO_LARGE, lackOf } from "./lacks.mjs";
import { isGroup, nameOf, rowsOf, section } from "./plain.mjs";
import { folded } from "./texts.mjs";

/** @typedef {import("./standard.mjs").Standard} Standard */
/** @typedef {import("./factors.mjs").Row} Row */
/** @typedef {import("./lacks.mjs").Answer} Answer */
/** @typedef {import("./lacks.mjs").Words} Words */
/** @typedef {import("./units.mjs").Unit} Unit */

/** @type {Record<string, string>} */
const WORKED_OUT = { amount: "amount", mass: "mass", energy: "energy", factor_amount: "factorAmount" };
/** @type {Record<string, string>} */
const SAID_OF_FACTOR = { land_use: "landUse", printed_as: "printedAs" };
const UNKNOWN_WITHOUT_FACTOR = ["value", "fossil", "biogenic", "land_use", "aircraft"];
const FROM_LIBRARY = ["factor.low", "factor.high", "factor.printed_as"];
/** @type {Words} */
export const STAGE_WORDS = ["阶段", "stage"];
/** @type {Words} */
const ORDER_WORDS = ["次序", "order"];

/** A row of a table with its values so far; `label` is what people call it, `parent` the id of its parent. */
export class BoundRow {
  /**
   * @param {string} table
   * @param {number} index
   * @param {string} id
   * @param {Row} plain
   * @param {string} pointer
   */
  constructor(table, index, id, plain, pointer) {
    this.table = table;
    this.index = index;
    this.id = id;
    this.plain = plain;
    this.pointer = pointer;
    /** @type {string | null} */
    this.parent = null;
    /** @type {import("./amounts.mjs").ActivityUse | null} */
    this.use = null;
    /** @type {Map<string, Answer>} */
    this.values = new Map();
    this.label = typeof plain.name === "string" ? folded(plain.name) : id;
  }
}

/** The tables of one inventory. */
export class BoundRows {
  /**
   * @param {Row} document
   * @param {Standard} standard
   * @param {string | null} day the last of the period
   */
  constructor(document, standard, day) {
    this.document = document;
    this.standard = standard;
    this.day = day;
    /** @type {Map<string, BoundRow[]>} */
    this.tables = new Map();
    /** @type {Map<string, Map<string, BoundRow>>} */
    this.byId = new Map();
  }

  /**
   * The rows of a table in order; of a single one always one.
   * @param {string} table
   * @returns {BoundRow[]}
   */
  rows(table) {
    let found = this.tables.get(table);
    if (found === undefined) {
      found = this.bound(table);
      this.tables.set(table, found);
    }
    return found;
  }

  /**
   * The first row with an id.
   * @param {string} table
   * @param {string} id
   * @returns {BoundRow | undefined}
   */
  row(table, id) {
    let found = this.byId.get(table);
    if (found === undefined) {
      found = new Map(this.rows(table).map((row) => /** @type {const} */ ([folded(row.id), row])).reverse());
      this.byId.set(table, found);
    }
    return found.get(folded(id));
  }

  /**
   * @param {string} table
   * @returns {BoundRow[]}
   */
  bound(table) {
    const { key, parent, single } = this.standard.data.tables[table];
    if (single) return [new BoundRow(table, 0, "", section(this.document, table), `/${table}`)];
    if (parent === undefined) {
      return rowsOf(this.document, key).map((row, at) => new BoundRow(table, at, nameOf(row, at), row, `/${key}/${at}`));
    }
    /** @type {BoundRow[]} */
    const found = [];
    for (const outer of this.rows(parent)) {
      for (const [at, row] of rowsOf(outer.plain, key).entries()) {
        const inner = new BoundRow(table, found.length, nameOf(row, at), row, `${outer.pointer}/${key}/${at}`);
        inner.parent = outer.id;
        found.push(inner);
      }
    }
    return found;
  }

  // --- cells ---

  /**
   * A field of a row, typed or worked out.
   * @param {BoundRow} row
   * @param {string} name
   * @returns {Answer}
   */
  cell(row, name) {
    let found = row.values.get(name);
    if (found === undefined) {
      found = this.workedOut(row, name) ?? this.absent(row, name);
      row.values.set(name, found);
    }
    return found;
  }

  /**
   * @param {BoundRow} row
   * @param {string} name
   * @returns {Answer | null}
   */
  workedOut(row, name) {
    if (row.parent !== null && name === this.standard.data.tables[row.table].parent) return row.parent;
    const own = row.table === "activity" ? this.ofActivity(row, name) : null;
    return own ?? this.typed(row, name) ?? this.derived(row, name);
  }

  /**
   * @param {BoundRow} row
   * @param {string} name
   * @returns {import("./standard.mjs").FieldData | null}
   */
  field(row, name) {
    const { fields } = this.standard.data.tables[row.table];
    return fields !== undefined && Object.hasOwn(fields, name) ? fields[name] : null;
  }

  /**
   * What the company wrote.
   * @param {BoundRow} row
   * @param {string} name
   * @returns {Answer | null}
   */
  typed(row, name) {
    const point = name.lastIndexOf(".");
    let cells = row.plain;
    let value = cells[name] ?? null;
    if (point !== -1 && value === null) {
      cells = row.plain[name.slice(0, point)];
      if (!isGroup(cells)) return null;
      value = cells[name.slice(point + 1)] ?? null;
    }
    const field = this.field(row, name);
    if (value === null || field === null || field.derived) return null;
    if (field.type !== "number") return typeof value === "string" ? folded(value) : typeof value === "boolean" ? value : null;
    if (typeof value === "number" && field.open === undefined) return value + 0;
    return quantity(value, cells.unit, this.standard)?.value ?? TOO_LARGE;
  }

  /**
   * The position of a unit process, the months of the period, the id in the place of a name.
   * @param {BoundRow} row
   * @param {string} name
   * @returns {Answer | null}
   */
  derived(row, name) {
    const field = this.field(row, name);
    if (field === null) return null;
    if (name === "name" && row.id !== "") return row.id;
    if (name === "months" && row.table === "period") {
      const months = wholeMonths(row.plain.start ?? null, row.plain.end ?? null);
      return Number.isNaN(months) ? null : months;
    }
    const source = name === "order" ? "process" : name.replace(/\.order$/, "");
    const process = field.derived && source !== name ? this.typed(row, source) : null;
    if (typeof process !== "string") return null;
    const place = this.place(process);
    if (place !== null) return place[1];
    return row.table === "activity" ? null : this.unlisted(row, row.id, source, ORDER_WORDS);
  }

  /**
   * Stage and position of a unit process that the standard lists.
   * @param {string} process
   * @returns {readonly [stage: string, order: number] | null}
   */
  place(process) {
    const { processes } = this.standard.data;
    return Object.hasOwn(processes, process) ? processes[process] : null;
  }

  /**
   * Why something of a row is not known: the standard does not list its unit process.
   * @param {BoundRow} row
   * @param {string} label
   * @param {string} source
   * @param {Words} what
   * @returns {Lack}
   */
  unlisted(row, label, source, what) {
    const process = this.typed(row, source);
    const [zhTable, enTable] = this.standard.data.tables[row.table].label;
    const zh = `${zhTable}“${label}”的${what[0]}（标准中没有单元过程“${process}”）`;
    const en = `${what[1]} of ${enTable} “${label}” (the standard has no unit process “${process}”)`;
    return lackOf([zh, en], `${row.table}.${source}`, row.id, `${row.pointer}/${source}`);
  }

  /**
   * The missing value of a field that nobody filled in.
   * @param {BoundRow} row
   * @param {string} name
   * @returns {Lack}
   */
  absent(row, name) {
    const { label, single, parent } = this.standard.data.tables[row.table];
    const what = name === parent ? this.standard.data.tables[parent].label : (this.field(row, name)?.label ?? [name, name]);
    const words = placedWords(label, single ? null : row.label, what);
    return lackOf(words, `${row.table}.${name}`, single ? null : row.id, `${row.pointer}/${name.replaceAll(".", "/")}`);
  }

  /**
   * The unit in which a number was written.
   * @param {BoundRow} row
   * @param {string} name
   * @returns {Unit | null}
   */
  unit(row, name) {
    const value = row.plain[name];
    return typeof value === "string" ? this.standard.units.parse(value.slice(value.indexOf(" ") + 1)) : null;
  }

  // --- activities ---

  /**
   * What is worked out for an activity; null for fields that are only typed.
   * @param {BoundRow} row
   * @param {string} name
   * @returns {Answer | null}
   */
  ofActivity(row, name) {
    const { plain } = row;
    if (name === "stage") return this.stage(row);
    if (name === "origin" && (plain.origin ?? null) === null) {
      return (plain.kind ?? "material") === "material" ? null : "not-applicable";
    }
    const ofFactor = name.startsWith("factor.") ? name.slice("factor.".length) : null;
    if (ofFactor === null && !Object.hasOwn(WORKED_OUT, name)) return null;
    row.use ??= activityUse(plain, this.standard, this.day);
    const key = ofFactor === null ? WORKED_OUT[name] : (SAID_OF_FACTOR[ofFactor] ?? ofFactor);
    const value = /** @type {any} */ (row.use)[key];
    if (typeof value === "string" || (typeof value === "number" && value - value === 0)) return value;
    return this.lackingOf(row, name);
  }

  /**
   * @param {BoundRow} row
   * @returns {Answer | null}
   */
  stage(row) {
    const process = this.typed(row, "process");
    if (typeof process !== "string") return null;
    return this.place(process)?.[0] ?? this.unlisted(row, row.id, "process", STAGE_WORDS);
  }

  /**
   * Why it is missing; null where it simply was not filled in.
   * @param {BoundRow} row
   * @param {string} name
   * @returns {Lack | null}
   */
  lackingOf({ plain, id, pointer }, name) {
    const isUnknown = UNKNOWN_WITHOUT_FACTOR.includes(name.replace(/^factor\./, "")) && plain.origin !== "own-reject";
    if (!Object.hasOwn(WORKED_OUT, name) && !isUnknown && !FROM_LIBRARY.includes(name)) return null;
    const legs = rowsOf(plain, "legs").map((row, at) => ({ row, id: nameOf(row, at), pointer: `${pointer}/legs/${at}` }));
    return new LackingActivity(plain, id, pointer, legs, this.standard, this.day).of(name);
  }
}

/**
 * Something of a row, or of a single table: carbon content of binder “resin”; 结合剂“resin”的含碳量.
 * @param {readonly string[]} table
 * @param {string | null} row
 * @param {readonly string[]} what
 * @returns {Words}
 */
export function placedWords(table, row, what) {
  if (row === null) return [`${table[0]}的${what[0]}`, `${what[1]} of the ${table[1]}`];
  return [`${table[0]}“${row}”的${what[0]}`, `${what[1]} of ${table[1]} “${row}”`];
}
