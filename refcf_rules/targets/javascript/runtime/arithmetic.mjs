/**
 * Operations on values that may be missing.
 *
 * A missing number is NaN (a result that is not finite counts as missing too), a missing text
 * and an unknown truth are null. Comparisons have one relative guard of 1e-9.
 */

import { parseNumber, significant } from "./numbers.mjs";
import { folded, isAscii } from "./texts.mjs";

const GUARD = 1e-9;

/** @typedef {boolean | null} Truth an unknown truth is null */
/** @typedef {string | null} Text a missing text is null */

/**
 * Whether a number is there: neither NaN nor infinite.
 * @param {number} x
 * @returns {boolean}
 */
export function isFinite_(x) {
  return x - x === 0;
}

/**
 * Whether a < b by more than the guard; null if a side is missing.
 * @param {number} a
 * @param {number} b
 * @returns {Truth}
 */
export function below(a, b) {
  if (a - a !== 0 || b - b !== 0) return null;
  return a - b < -GUARD * Math.max(Math.abs(a), Math.abs(b));
}

/**
 * Whether a ≤ b: not larger by more than the guard; null if a side is missing.
 * @param {number} a
 * @param {number} b
 * @returns {Truth}
 */
export function atMost(a, b) {
  if (a - a !== 0 || b - b !== 0) return null;
  return a - b <= GUARD * Math.max(Math.abs(a), Math.abs(b));
}

/**
 * Whether a = b: neither is below the other; null if a side is missing.
 * @param {number} a
 * @param {number} b
 * @returns {Truth}
 */
export function equal(a, b) {
  if (a - a !== 0 || b - b !== 0) return null;
  const difference = a - b;
  const guard = GUARD * Math.max(Math.abs(a), Math.abs(b));
  return difference >= -guard && difference <= guard;
}

/**
 * A quotient; by zero it is missing.
 * @param {number} dividend
 * @param {number} divisor
 * @returns {number}
 */
export function divide(dividend, divisor) {
  // Beside an infinite divisor, which is missing, a quotient would be 0.
  return divisor === 0 || divisor - divisor !== 0 ? NaN : dividend / divisor;
}

/**
 * Kleene *and*: one no decides, else one unknown makes it unknown.
 * @param {...Truth} truths
 * @returns {Truth}
 */
export function allOf(...truths) {
  if (truths.includes(false)) return false;
  return truths.includes(null) ? null : true;
}

/**
 * Kleene *or*: one yes decides, else one unknown makes it unknown.
 * @param {...Truth} truths
 * @returns {Truth}
 */
export function anyOf(...truths) {
  if (truths.includes(true)) return true;
  return truths.includes(null) ? null : false;
}

/**
 * Kleene *not*: unknown stays unknown.
 * @param {Truth} truth
 * @returns {Truth}
 */
export function negated(truth) {
  return truth === null ? null : !truth;
}

/**
 * Whether two texts are equal after NFKC and trimming, or two truths the same; null if one is missing.
 * @param {Text | Truth} a
 * @param {Text | Truth} b
 * @returns {Truth}
 */
export function same(a, b) {
  if (a === null || b === null) return null;
  if (a === b) return true;
  return typeof a === "string" && typeof b === "string" && !(isAscii(a) && isAscii(b)) && folded(a) === folded(b);
}

/**
 * Whether a text is among folded ones; null if it is missing.
 * @param {Text} text
 * @param {ReadonlySet<string>} options
 * @returns {Truth}
 */
export function oneOf(text, options) {
  return text === null ? null : options.has(text) || options.has(folded(text));
}

/**
 * Of two numbers the one that a test asks for; an unknown test does not matter if both are equal.
 * @param {Truth} test
 * @param {number} yes
 * @param {number} no
 * @returns {number}
 */
export function chooseNumber(test, yes, no) {
  if (test !== null) return test ? yes : no;
  return equal(yes, no) === true ? yes : NaN;
}

/**
 * Of two texts or truths the one that a test asks for; an unknown test does not matter if both are the same.
 * @template {string | boolean} T
 * @param {Truth} test
 * @param {T | null} yes
 * @param {T | null} no
 * @returns {T | null}
 */
export function choose(test, yes, no) {
  if (test !== null) return test ? yes : no;
  return same(yes, no) === true ? yes : null;
}

/**
 * `x` rounded to the nearest multiple of `step`, a tie to the even multiple (GB/T 8170); first
 * x/step is cleaned to 12 significant digits. Missing if x is, or beyond a double.
 * @param {number} x
 * @param {number} step
 * @returns {number}
 */
export function rounded(x, step) {
  const quotient = x / step;
  if (x - x !== 0 || !(step > 0) || quotient - quotient !== 0) return NaN;
  const { negative, digits, exponent } = significant(quotient, 12);
  const multiple = halfToEven(Number(`${negative ? "-" : ""}${digits}e${exponent - 11}`));
  const { numerator, decimals } = decimalFraction(step);
  // A decimal that is read is rounded once: the best double for multiple × numerator / 10ⁿ.
  return Number(`${BigInt(multiple) * numerator}e-${decimals}`) + 0;
}

/**
 * @param {number} x
 * @returns {number} the nearest whole number, of two the even one
 */
function halfToEven(x) {
  const lower = Math.floor(x);
  const above = x - lower;
  if (above !== 0.5) return above < 0.5 ? lower : lower + 1;
  return lower % 2 === 0 ? lower : lower + 1;
}

/**
 * The whole numbers k and n, n as small as it gets, with step = k / 10ⁿ as it is written.
 * @param {number} step
 * @returns {{numerator: bigint, decimals: number}}
 */
function decimalFraction(step) {
  const [mantissa, exponent = "0"] = String(step).split("e");
  const [whole, part = ""] = mantissa.split(".");
  const decimals = part.length - Number(exponent);
  const numerator = BigInt(whole + part);
  return decimals >= 0 ? { numerator, decimals } : { numerator: numerator * 10n ** BigInt(-decimals), decimals: 0 };
}

/**
 * The calendar year of an ISO date; missing if there is none.
 * @param {Text} day
 * @returns {number}
 */
export function yearOf(day) {
  const parsed = dateOf(day);
  return parsed === null ? NaN : parsed[0];
}

/**
 * Whole calendar months of a period, both ends included: a calendar year has 12.
 * @param {Text} start
 * @param {Text} end
 * @returns {number}
 */
export function wholeMonths(start, end) {
  const first = dateOf(start);
  const last = dateOf(end);
  if (first === null || last === null || end === "9999-12-31") return NaN;
  let [year, month, day] = last;
  day += 1;
  if (day > daysOfMonth(year, month)) [month, day] = [month + 1, 1];
  const months = (year - first[0]) * 12 + month - first[1];
  return day < first[2] ? months - 1 : months;
}

/**
 * @param {Text} text
 * @returns {[number, number, number] | null} year, month and day of a date in the calendar
 */
function dateOf(text) {
  const found = text === null ? null : /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/.exec(text);
  if (found === null) return null;
  const [year, month, day] = [Number(found[1]), Number(found[2]), Number(found[3])];
  const exists = year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysOfMonth(year, month);
  return exists ? [year, month, day] : null;
}

/**
 * @param {number} year
 * @param {number} month from 1
 * @returns {number}
 */
export function daysOfMonth(year, month) {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/**
 * The least of some numbers; missing if one is missing or there is none.
 * @param {readonly number[]} numbers
 * @returns {number}
 */
export function least(numbers) {
  let found = NaN;
  for (const [index, x] of numbers.entries()) {
    if (x - x !== 0) return NaN;
    if (index === 0 || x < found) found = x;
  }
  return found;
}

/**
 * The greatest of some numbers; missing if one is missing or there is none.
 * @param {readonly number[]} numbers
 * @returns {number}
 */
export function greatest(numbers) {
  let found = NaN;
  for (const [index, x] of numbers.entries()) {
    if (x - x !== 0) return NaN;
    if (index === 0 || x > found) found = x;
  }
  return found;
}

/**
 * Texts in the order of their code points, which is not that of the UTF-16 units JavaScript compares.
 * @param {string} a
 * @param {string} b
 * @returns {number} below 0, 0 or above 0
 */
export function compareTexts(a, b) {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index += 1) {
    const left = a.charCodeAt(index);
    const right = b.charCodeAt(index);
    if (left === right) continue;
    // Surrogates stand for the code points above all others.
    const isHigh = [left, right].map((unit) => unit >= 0xd800 && unit <= 0xdfff);
    return isHigh[0] === isHigh[1] ? left - right : isHigh[0] ? 1 : -1;
  }
  return a.length - b.length;
}

/** One place and the value there. */
/** @typedef {readonly number[]} Point */

/**
 * The value at a place, on the straight line between the neighbouring points; missing beyond them,
 * between two points at one place, and if a number is missing.
 * @param {readonly Point[]} points
 * @param {number} at
 * @returns {number}
 */
export function interpolated(points, at) {
  if (at - at !== 0 || points.length === 0) return NaN;
  if (points.some(([place, value]) => place - place !== 0 || value - value !== 0)) return NaN;
  const sorted = [...points].sort((a, b) => a[0] - b[0]);
  for (let index = 1; index < sorted.length; index += 1) {
    if (equal(sorted[index - 1][0], sorted[index][0])) return NaN;
  }
  const last = sorted[sorted.length - 1];
  if (below(at, sorted[0][0]) || below(last[0], at)) return NaN;
  for (let index = 1; index < sorted.length; index += 1) {
    if (at <= sorted[index][0]) return between(sorted[index - 1], sorted[index], at);
  }
  return last[1];
}

/**
 * @param {Point} left
 * @param {Point} right
 * @param {number} at
 * @returns {number}
 */
function between(left, right, at) {
  const part = (at - left[0]) / (right[0] - left[0]);
  if (part <= 0) return left[1];
  return part >= 1 ? right[1] : left[1] + (right[1] - left[1]) * part;
}

/** A value of the standard with the first and the last day on which it holds. */
/** @typedef {readonly [value: number, since: string | null, until: string | null]} Dated */
/** An entry of a table of the standard: what it is found by, then as a dated value. */
/** @typedef {readonly [keys: readonly string[], value: number, since: string | null, until: string | null]} TableEntry */

/**
 * Whether something dated holds on a day, both ends included; not known without the day, hence no.
 * @param {string | null} since
 * @param {string | null} until
 * @param {Text} day
 * @returns {boolean}
 */
export function validOn(since, until, day) {
  if (since === null && until === null) return true;
  return day !== null && (since === null || since <= day) && (until === null || day <= until);
}

/**
 * The value that holds on a day, the one that began last if several do.
 * @param {readonly Dated[]} values
 * @param {Text} day
 * @returns {number}
 */
export function dated(values, day) {
  let best = null;
  let found = NaN;
  for (const [value, since, until] of values) {
    if (!validOn(since, until, day) || (best !== null && (since ?? "") <= best)) continue;
    best = since ?? "";
    found = value;
  }
  return found;
}

/**
 * The value of the one entry with equal keys that holds on a day; never a near one.
 * @param {readonly TableEntry[]} entries
 * @param {readonly (Text | number)[]} keys
 * @param {Text} day
 * @returns {number}
 */
export function entry(entries, keys, day) {
  const valid = entries.filter(([wanted, , since, until]) => isEntry(wanted, keys) && validOn(since, until, day));
  return valid.length === 1 ? valid[0][1] : NaN;
}

/**
 * Whether an entry has these keys.
 * @param {readonly string[]} wanted
 * @param {readonly (Text | number)[]} keys
 * @returns {boolean}
 */
export function isEntry(wanted, keys) {
  return wanted.length === keys.length && wanted.every((key, index) => isKey(key, keys[index]));
}

/**
 * @param {string} wanted
 * @param {Text | number} key
 * @returns {boolean}
 */
function isKey(wanted, key) {
  return typeof key === "number" ? equal(parseNumber(wanted), key) === true : same(wanted, key) === true;
}
