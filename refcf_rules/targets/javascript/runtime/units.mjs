/**
 * Units as people write them, and their exact size in canonical units.
 *
 * Sizes are fractions of whole numbers, so that a value is converted with the same two roundings
 * everywhere. A dimension is the product of its canonical units: `kgCO2e·kg^-1`, "" for a pure number.
 */

import { stripped } from "./texts.mjs";

/** A unit that is not a product of others: symbol, other spellings, dimension, numerator, denominator, offset. */
/** @typedef {readonly [string, readonly string[], string, number, number, number?]} UnitAtom */
/** Canonical value = value × numerator / denominator + offset. */
/** @typedef {{symbol: string, dimension: string, numerator: number, denominator: number, offset: number}} Unit */
/** @typedef {Map<string, number>} Powers */
/** @typedef {{powers: Powers, numerator: bigint, denominator: bigint, offset: number, bare: boolean}} Size */

const TEN_THOUSAND = /万|(?<![0-9０-９])[1１][0０](?:⁴|[\^＾][4４])/g;
const DOTS = /[·⋅∙•・･*＊]/g;
const EXPONENT = /^(.+?)(\^?)([2-9])$/su;
const TAKES_BARE_EXPONENT = new Set(["m", "s", "K"]);
const MOST_KEPT = 4096;

/** The reader of units of one standard; what it has read it keeps. */
export class Units {
  /**
   * @param {readonly UnitAtom[]} atoms
   * @param {readonly string[]} bases the canonical units in the order in which they stand in a dimension
   */
  constructor(atoms, bases) {
    this.bases = bases;
    /** @type {Map<string, Size>} */
    this.sizes = new Map();
    /** @type {Map<string, Unit | null>} */
    this.kept = new Map();
    for (const [symbol, aliases, dimension, numerator, denominator, offset = 0] of atoms) {
      const size = { powers: powersOf(dimension), numerator: BigInt(numerator), denominator: BigInt(denominator), offset };
      const bare = /^[A-Za-z]+$/.test(symbol) && TAKES_BARE_EXPONENT.has(dimension);
      this.sizes.set(symbol, { ...size, bare });
      for (const alias of aliases) this.sizes.set(alias, { ...size, bare: false });
    }
  }

  /**
   * The unit a text means: kg, 公斤/吨, W/(m·K), m³(20 ℃); null when it is no unit or could be read in two ways.
   * @param {string} text
   * @returns {Unit | null}
   */
  parse(text) {
    let unit = this.kept.get(text);
    if (unit === undefined) {
      unit = this.read(foldedUnit(text));
      if (this.kept.size < MOST_KEPT) this.kept.set(text, unit);
    }
    return unit;
  }

  /**
   * @param {string} symbol
   * @returns {Unit | null}
   */
  read(symbol) {
    const alone = this.sizes.get(symbol);
    if (alone !== undefined) return this.unit(symbol, alone);
    const sides = symbol === "" || hasGaps(symbol) ? null : partsOf(symbol);
    if (sides === null) return null;
    const size = { powers: new Map(), numerator: 1n, denominator: 1n, offset: 0, bare: false };
    for (const factor of sides.above) if (!this.multiply(size, factor, 1)) return null;
    for (const factor of sides.below) if (!this.multiply(size, factor, -1)) return null;
    return this.unit(symbol, size);
  }

  /**
   * Take a factor, such as m3, into a product; false when it is none.
   * @param {Size} product
   * @param {string} factor
   * @param {1 | -1} sign above or below the stroke
   * @returns {boolean}
   */
  multiply(product, factor, sign) {
    const found = this.power(factor);
    if (found === null || found.size.offset !== 0) return false;
    const { size, exponent } = found;
    for (const [base, power] of size.powers) {
      product.powers.set(base, (product.powers.get(base) ?? 0) + sign * power * exponent);
    }
    const [above, below] = sign === 1 ? [size.numerator, size.denominator] : [size.denominator, size.numerator];
    product.numerator *= above ** BigInt(exponent);
    product.denominator *= below ** BigInt(exponent);
    return true;
  }

  /**
   * One atom and its exponent; an atom that ends in a digit (Nm3) is looked up first.
   * @param {string} factor
   * @returns {{size: Size, exponent: number} | null}
   */
  power(factor) {
    const whole = this.sizes.get(factor);
    if (whole !== undefined) return { size: whole, exponent: 1 };
    const found = EXPONENT.exec(factor);
    const size = found === null ? undefined : this.sizes.get(found[1]);
    if (found === null || size === undefined) return null;
    const exponent = Number(found[3]);
    return found[2] === "^" || (size.bare && exponent <= 4) ? { size, exponent } : null;
  }

  /**
   * @param {string} symbol
   * @param {Size} size
   * @returns {Unit}
   */
  unit(symbol, size) {
    const divisor = commonDivisor(size.numerator, size.denominator);
    return {
      symbol,
      dimension: dimensionOf(size.powers, this.bases),
      numerator: Number(size.numerator / divisor),
      denominator: Number(size.denominator / divisor),
      offset: size.offset,
    };
  }
}

/**
 * A value in the canonical unit of the same dimension; 14 % is then the double written 0.14.
 * @param {number} value
 * @param {Unit} unit
 * @returns {number}
 */
export function toCanonical(value, unit) {
  const scaled = (value * unit.numerator) / unit.denominator;
  return unit.offset === 0 ? scaled : scaled + unit.offset;
}

/**
 * Unit text in plain characters, trimmed: NFKC, every middle dot ·, 10⁴ as 万; ℃ stays as people wrote it.
 * @param {string} text
 * @returns {string}
 */
export function foldedUnit(text) {
  const characters = Array.from(text.replace(TEN_THOUSAND, "万"), (one) => (one === "℃" ? one : one.normalize("NFKC")));
  return stripped(characters.join("").replace(DOTS, "·"));
}

/**
 * The powers of canonical units that a dimension is the product of.
 * @param {string} dimension
 * @returns {Powers}
 */
export function powersOf(dimension) {
  /** @type {Powers} */
  const powers = new Map();
  for (const factor of dimension === "" ? [] : dimension.split("·")) {
    const [base, power = "1"] = factor.split("^");
    powers.set(base, Number(power));
  }
  return powers;
}

/** @type {Map<string, {above: string, below: string}>} */
const KNOWN_SIDES = new Map();

/**
 * What stands above and what stands below the stroke of a dimension, both with positive powers.
 * @param {string} dimension
 * @returns {{above: string, below: string}}
 */
export function sidesOf(dimension) {
  let sides = KNOWN_SIDES.get(dimension);
  if (sides === undefined) {
    const powers = [...powersOf(dimension)];
    const above = powers.filter(([, power]) => power > 0).map(([base, power]) => powerText(base, power));
    const below = powers.filter(([, power]) => power < 0).map(([base, power]) => powerText(base, -power));
    sides = { above: above.join("·"), below: below.join("·") };
    if (KNOWN_SIDES.size < MOST_KEPT) KNOWN_SIDES.set(dimension, sides);
  }
  return sides;
}

/**
 * @param {string} base
 * @param {number} power
 * @returns {string}
 */
function powerText(base, power) {
  return power === 1 ? base : `${base}^${power}`;
}

/**
 * @param {Powers} powers
 * @param {readonly string[]} bases
 * @returns {string}
 */
export function dimensionOf(powers, bases) {
  return bases
    .filter((base) => (powers.get(base) ?? 0) !== 0)
    .map((base) => powerText(base, powers.get(base) ?? 0))
    .join("·");
}

/**
 * Blanks inside (those of m3(20 °C) aside), and joiners other than the dot.
 * @param {string} symbol
 * @returns {boolean}
 */
function hasGaps(symbol) {
  return /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000.×]/.test(
    symbol.replace(/\(20 (?=[°℃])/g, "(20"),
  );
}

/**
 * The factors above and below the slash; null for kg/t/h and kg/t·km, which can be read in two ways.
 * @param {string} symbol
 * @returns {{above: string[], below: string[]} | null}
 */
function partsOf(symbol) {
  const [above, ...below] = symbol.split("/");
  if (below.length === 0) return { above: above.split("·"), below: [] };
  const isBracketed = below[0].startsWith("(") && below[0].endsWith(")");
  const inner = isBracketed ? below[0].slice(1, -1) : below[0];
  if (below.length > 1 || (!isBracketed && inner.includes("·"))) return null;
  return { above: above.split("·"), below: inner.split("·") };
}

/**
 * @param {bigint} a
 * @param {bigint} b
 * @returns {bigint}
 */
function commonDivisor(a, b) {
  while (b !== 0n) [a, b] = [b, a % b];
  return a;
}
