/** Reading a plain document as fast as it can be checked: at the first thing unusual the careful reader takes over. */

import { daysOfMonth } from "./arithmetic.mjs";
import { measures } from "./cells.mjs";
import { folded, isAscii } from "./texts.mjs";
import { toCanonical } from "./units.mjs";

/** @typedef {import("./standard.mjs").Standard} Standard */
/** @typedef {import("./units.mjs").Unit} Unit */
/** @typedef {import("./factors.mjs").Row} Row */
/**
 * What is counted while rows are read: keys, however deep; the ids of rows, by table; rows that others name.
 * @typedef {{keys: number, ids: Record<string, Set<string>>, named: [table: string, id: string][]}} Counted
 */

const JSON_NUMBER = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?$/;
const LONGEST_NUMBER = 100;
const MOST_DAYS_KEPT = 10000;
/** @type {Map<string, boolean>} */
const KNOWN_DAYS = new Map();
const NO_ROW = Object.freeze({});
const COMPANY_KEYS = new Set(["name", "site", "place"]);
/** @type {readonly Row[]} */
const NO_ROWS = [];

/** Something is not written in the plain way; it may still be right. */
export class Unusual extends Error {}
/** One for all: what was unusual is not asked, and a trace of calls takes time. */
const UNUSUAL = new Unusual("not plain");

/**
 * Hands over to the careful reader.
 * @returns {never}
 */
export function unusual() {
  throw UNUSUAL;
}

/**
 * A text as it is compared; it says something.
 * @param {unknown} value
 * @returns {string}
 */
export function readText(value) {
  if (typeof value !== "string") return unusual();
  const first = value.charCodeAt(0);
  const last = value.charCodeAt(value.length - 1);
  if (first > 0x20 && last > 0x20 && isAscii(value)) return value;
  const text = folded(value);
  return text === "" ? unusual() : text;
}

/**
 * A text where the standard lists some options and takes others.
 * @param {unknown} value
 * @param {ReadonlySet<string>} labels
 * @returns {string}
 */
export function readOpen(value, labels) {
  const text = readText(value);
  return labels.has(text) ? unusual() : text;
}

/**
 * An option by its id.
 * @param {unknown} value
 * @param {ReadonlySet<unknown>} options
 * @returns {string}
 */
export function readOption(value, options) {
  return options.has(value) ? /** @type {string} */ (value) : unusual();
}

/**
 * @param {unknown} value
 * @returns {boolean}
 */
export function readTruth(value) {
  return typeof value === "boolean" ? value : unusual();
}

/**
 * A day of the calendar, written 2024-12-31.
 * @param {unknown} value
 * @returns {string}
 */
export function readDate(value) {
  if (typeof value !== "string") return unusual();
  let known = KNOWN_DAYS.get(value);
  if (known === undefined) {
    known = isDay(value);
    if (KNOWN_DAYS.size < MOST_DAYS_KEPT) KNOWN_DAYS.set(value, known);
  }
  return known ? value : unusual();
}

/**
 * @param {string} text
 * @returns {boolean}
 */
function isDay(text) {
  const found = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/.exec(text);
  if (found === null) return false;
  const [year, month, day] = found.slice(1).map(Number);
  return year > 0 && month > 0 && month < 13 && day > 0 && day <= daysOfMonth(year, month);
}

/**
 * A section that is one group of values.
 * @param {Row} document
 * @param {string} name
 * @returns {Row}
 */
export function section(document, name) {
  const found = document[name] ?? NO_ROW;
  return isGroup(found) ? found : unusual();
}

/**
 * A section that is a list of rows, or the rows nested in a row.
 * @param {Row} document
 * @param {string} name
 * @returns {readonly Row[]}
 */
export function rowsOf(document, name) {
  const found = document[name] ?? NO_ROWS;
  if (!Array.isArray(found)) return unusual();
  for (const row of found) if (!isGroup(row)) unusual();
  return found;
}

/**
 * @param {unknown} value
 * @returns {value is Row}
 */
export function isGroup(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * What names a row: its id, else the product or component, else its number.
 * @param {Row} row
 * @param {number} index
 * @returns {string}
 */
export function nameOf(row, index) {
  for (const field of ["id", "product", "component"]) {
    if (typeof row[field] === "string") return folded(row[field]);
  }
  return `#${index + 1}`;
}

/**
 * The keys of a row are among those that are known.
 * @param {Row} row
 * @param {ReadonlySet<string>} known
 */
export function checkKeys(row, known) {
  for (const key in row) if (!known.has(key)) unusual();
}

/**
 * Whether a row has only keys that most rows have. Its keys are counted on the way.
 * @param {Row} row
 * @param {ReadonlySet<string>} usual
 * @param {Counted} counted
 * @returns {boolean}
 */
export function hasOnly(row, usual, counted) {
  let keys = 0;
  let only = true;
  for (const key in row) {
    keys += 1;
    if (!usual.has(key)) only = false;
  }
  counted.keys += keys;
  return only;
}

/**
 * The top of a document: its version, what it claims, who hands it in, and no section that nobody knows.
 * @param {unknown} document
 * @param {ReadonlySet<string>} known
 * @param {Counted} counted
 * @returns {Row}
 */
export function checkSections(document, known, counted) {
  if (!isGroup(document) || document.refcf !== 1) return unusual();
  if (!hasOnly(document, known, counted)) unusual();
  for (const name of ["standard", "edition"]) if (document[name] !== undefined) readText(document[name]);
  const company = section(document, "company");
  if (!hasOnly(company, COMPANY_KEYS, counted)) unusual();
  for (const name in company) readText(company[name]);
  return document;
}

/**
 * The id of a row, which no row before it has.
 * @param {unknown} value
 * @param {Set<string>} ids
 * @returns {string}
 */
export function readId(value, ids) {
  const id = readText(value);
  const before = ids.size;
  ids.add(id);
  return ids.size > before ? id : unusual();
}

/**
 * The id of a row of another table; whether there is such a row is seen when all were read.
 * @param {unknown} value
 * @param {string} table
 * @param {Counted} counted
 * @returns {string}
 */
export function readReference(value, table, counted) {
  const id = readText(value);
  counted.named.push([table, id]);
  return id;
}

/**
 * Every row that was named is there.
 * @param {Counted} counted
 */
export function checkNamed({ named, ids }) {
  for (const [table, id] of named) if (!ids[table].has(id)) unusual();
}

/**
 * A number from `low` to `high`.
 * @param {number} value
 * @param {number} low
 * @param {number} high
 * @returns {number}
 */
export function within(value, low, high) {
  return value >= low && value <= high ? value : unusual();
}

/**
 * @param {number} value
 * @returns {number} the same, which is not below zero
 */
export function notNegative(value) {
  return value >= 0 ? value : unusual();
}

/**
 * @param {number} value
 * @returns {number} the same, which is above zero
 */
export function positive(value) {
  return value > 0 ? value : unusual();
}

/** Numbers with their units in the plain form: `6480 t`, one blank between. */
export class Quantities {
  /** @param {Standard} standard */
  constructor(standard) {
    this.units = standard.units;
  }

  /**
   * @param {string} text
   * @returns {Unit} the unit that follows the number
   */
  unitOf(text) {
    const gap = text.indexOf(" ");
    const unit = gap > 0 ? this.units.parse(text.slice(gap + 1)) : null;
    return unit ?? unusual();
  }

  /**
   * A number in canonical units; its unit measures one of `dimensions`.
   * @param {unknown} value
   * @param {ReadonlySet<string>} dimensions
   * @returns {number}
   */
  quantity(value, dimensions) {
    if (typeof value !== "string") return unusual();
    const unit = this.unitOf(value);
    return dimensions.has(unit.dimension) ? canonical(numberOf(value), unit) : unusual();
  }

  /**
   * A number that needs no unit, or one in per cent and the like.
   * @param {unknown} value
   * @param {ReadonlySet<string>} dimensions
   * @returns {number}
   */
  number(value, dimensions) {
    return typeof value === "number" ? finite(value) : this.quantity(value, dimensions);
  }

  /**
   * A number whose unit differs from row to row, with its unit in the same text or, where it may stand there, beside it.
   * @param {"total" | "factor" | "ncv"} what
   * @param {unknown} value
   * @param {unknown} [beside]
   * @returns {number}
   */
  open(what, value, beside) {
    if (typeof value === "string") {
      const unit = this.unitOf(value);
      return beside === undefined && measures(what, unit.dimension) ? canonical(numberOf(value), unit) : unusual();
    }
    const unit = typeof beside === "string" ? this.units.parse(beside) : null;
    if (unit === null || typeof value !== "number" || !measures(what, unit.dimension)) return unusual();
    return canonical(finite(value), unit);
  }
}

/**
 * @param {string} text
 * @returns {number} the number in front of the unit
 */
function numberOf(text) {
  const number = text.slice(0, text.indexOf(" "));
  if (number.length > LONGEST_NUMBER || !JSON_NUMBER.test(number)) return unusual();
  const found = Number(number);
  if (found === 0 && /^[^eE]*[1-9]/.test(number)) return unusual(); // too small to tell from nothing
  return found + 0;
}

/**
 * @param {number} number
 * @param {Unit} unit
 * @returns {number}
 */
function canonical(number, unit) {
  const value = toCanonical(number, unit);
  return value - value === 0 ? value : unusual();
}

/**
 * A JSON number as a finite double, without −0.
 * @param {number} value
 * @returns {number}
 */
function finite(value) {
  return value - value === 0 ? value + 0 : unusual();
}
