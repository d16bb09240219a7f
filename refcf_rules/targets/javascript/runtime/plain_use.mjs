/** The amount of an activity as most are: a number beside its unit, and a factor per the same kind of quantity. */

import { ENERGY, MASS, TAKEN_AS_DRY, dryPart } from "./amounts.mjs";
import { measures } from "./cells.mjs";
import { hasOnly, isGroup, readText } from "./plain.mjs";
import { folded } from "./texts.mjs";
import { sidesOf, toCanonical } from "./units.mjs";

/** @typedef {import("./standard.mjs").Standard} Standard */
/** @typedef {import("./units.mjs").Unit} Unit */
/** @typedef {import("./factors.mjs").Row} Row */
/** @typedef {import("./plain.mjs").Counted} Counted */
/** The unit of an amount and that of the factor that counts it. */
/** @typedef {{unit: Unit, per: Unit}} Conversion */

/** Times the size of any unit still a double. */
const MOST_PLAIN = 1e100;
const MOST_UNITS_KEPT = 1000;
const PLAIN_FACTOR = new Set(["value", "unit", "year", "source"]);
/** With one of these, more than two units decide what an amount comes to. */
const UNPLAIN_ACTIVITY = ["multiplier", "ncv", "ncv_basis", "flow"];

/** The conversions that the activities of a standard ask for, each worked out once. */
export class Conversions {
  /** @param {Standard} standard */
  constructor(standard) {
    this.standard = standard;
    /** @type {Map<string, Map<string, Conversion | null>>} by the unit of the amount, then that of the factor */
    this.known = new Map();
  }

  /**
   * The conversion of an activity; null if it takes more, or if something is not plain. Counts the keys of the factor.
   * @param {Row} row
   * @param {Counted} counted
   * @returns {Conversion | null}
   */
  of(row, counted) {
    const { factor, amount } = row;
    if (!isGroup(factor) || !hasOnly(factor, PLAIN_FACTOR, counted)) return null;
    const { value, year = 0, source = "-" } = factor;
    if (!isWithin(amount, 0) || !isWithin(value, -MOST_PLAIN) || !isWithin(year, 0)) return null;
    if (typeof source !== "string" || row.origin === "own-reject") return null;
    for (const name of UNPLAIN_ACTIVITY) if (row[name] !== undefined) return null;
    readText(source);
    return this.between(row.unit, factor.unit);
  }

  /**
   * @param {string} unit
   * @param {string} per
   * @returns {Conversion | null}
   */
  between(unit, per) {
    let ofUnit = this.known.get(unit);
    if (ofUnit === undefined) {
      if (this.known.size >= MOST_UNITS_KEPT) this.known.clear();
      ofUnit = new Map();
      this.known.set(unit, ofUnit);
    }
    let found = ofUnit.get(per);
    if (found === undefined) {
      found = this.worked(unit, per);
      if (ofUnit.size < MOST_UNITS_KEPT) ofUnit.set(per, found);
    }
    return found;
  }

  /**
   * @param {unknown} unit
   * @param {unknown} per
   * @returns {Conversion | null}
   */
  worked(unit, per) {
    if (typeof unit !== "string" || typeof per !== "string") return null;
    const [amount, factor] = [this.standard.units.parse(unit), this.standard.units.parse(per)];
    if (amount === null || factor === null || amount.offset !== 0 || factor.offset !== 0) return null;
    if (!measures("total", amount.dimension) || !measures("factor", factor.dimension)) return null;
    return sidesOf(factor.dimension).below === amount.dimension ? { unit: amount, per: factor } : null;
  }
}

/**
 * @param {unknown} value
 * @param {number} low
 * @returns {boolean} whether it is a number from `low` on that every unit leaves a double
 */
function isWithin(value, low) {
  return typeof value === "number" && value >= low && value < MOST_PLAIN;
}

/** What `ActivityUse` comes to where two units decide; a missing number is NaN, a missing text null. */
export class PlainUse {
  /**
   * @param {Row} row
   * @param {Standard} standard
   * @param {Conversion} conversion
   */
  constructor(row, standard, { unit, per }) {
    this.row = row;
    this.standard = standard;
    this.measure = unit.dimension;
    this.amount = toCanonical(row.amount + 0, unit);
    this.value = toCanonical(row.factor.value + 0, per);
  }

  /** @returns {number} the dry mass: without a stated basis only where dry is meant */
  get mass() {
    if (this.measure !== MASS) return NaN;
    if (this.row.basis === "as-received") return this.amount * dryPart(this.row, this.standard);
    return this.row.basis === undefined && !TAKEN_AS_DRY.includes(this.row.kind) ? NaN : this.amount;
  }

  /** @returns {number} the amount if that is an energy */
  get energy() {
    return this.measure === ENERGY ? this.amount : NaN;
  }

  /** @returns {number} the amount as the factor counts it */
  get factorAmount() {
    return this.amount;
  }

  /** @returns {number} all of the factor, where nothing is said of its parts */
  get fossil() {
    return this.value;
  }

  /** @returns {number} */
  get biogenic() {
    return 0;
  }

  /** @returns {number} */
  get landUse() {
    return 0;
  }

  /** @returns {number} */
  get aircraft() {
    return 0;
  }

  /** @returns {number} */
  get year() {
    return this.row.factor.year ?? NaN;
  }

  /** @returns {string | null} */
  get source() {
    const { source } = this.row.factor;
    return source === undefined ? null : folded(source);
  }
}
