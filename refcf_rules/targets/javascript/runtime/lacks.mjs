/**
 * Values that say why they are missing: for explaining what could not be decided, never for judging.
 *
 * The same arithmetic and Kleene logic as everywhere; a missing value is a `Lack` with its causes.
 */

import { atMost, below, compareTexts, equal } from "./arithmetic.mjs";
import { folded } from "./texts.mjs";

/** @typedef {readonly [zh: string, en: string]} Words */
/** @typedef {readonly [field: string, row: string | null, pointer: string, zh: string, en: string]} Cause */
/** @typedef {number | string | boolean | Lack} Answer */

const CAUSES_KEPT = 20;

/** A missing value. At most 20 causes are kept; `count` says how many there are at least. */
export class Lack {
  /**
   * @param {readonly Cause[]} causes
   * @param {number} count
   */
  constructor(causes, count) {
    this.causes = causes;
    this.count = count;
  }
}

/**
 * A value that is missing for one reason.
 * @param {Words} words
 * @param {string} [field]
 * @param {string | null} [row]
 * @param {string} [pointer]
 * @returns {Lack}
 */
export function lackOf([zh, en], field = "", row = null, pointer = "") {
  return new Lack([[field, row, pointer, zh, en]], 1);
}

/**
 * A value that is missing for several reasons, each once, in order.
 * @param {readonly Cause[]} causes
 * @returns {Lack}
 */
export function lackOfAll(causes) {
  const unique = uniqueOf(causes);
  return new Lack(unique.slice(0, CAUSES_KEPT), unique.length);
}

/**
 * All that is missing as one; null if nothing is.
 * @param {readonly (Answer | null)[]} values
 * @returns {Lack | null}
 */
export function merged(values) {
  const lacks = values.filter((value) => value instanceof Lack);
  if (lacks.length <= 1) return lacks[0] ?? null;
  const unique = uniqueOf(lacks.flatMap(({ causes }) => causes));
  let count = unique.length;
  for (const each of lacks) count = Math.max(count, each.count);
  return new Lack(unique.slice(0, CAUSES_KEPT), count);
}

/**
 * @param {readonly Cause[]} causes
 * @returns {Cause[]}
 */
function uniqueOf(causes) {
  /** @type {Map<string, Cause>} */
  const unique = new Map();
  for (const cause of causes) {
    const key = JSON.stringify(cause);
    if (!unique.has(key)) unique.set(key, cause);
  }
  return [...unique.values()];
}

const TOO_LARGE_WORDS = /** @type {const} */ (["计算结果超出可表示的范围", "a result beyond the largest number that can be held"]);
export const TOO_LARGE = lackOf(TOO_LARGE_WORDS);
export const NO_NUMBER = lackOf(["此处需要数值", "a number was needed here"]);
export const NO_ROW_TO_TAKE = lackOf(["没有任何一行，无法求最值或平均值", "no row to take a least, greatest or average value of"]);

// --- truths ----------------------------------------------------------------------------------------------

/**
 * Kleene *and* of what is worked out one by one.
 * @param {Iterable<Answer>} values
 * @returns {Answer}
 */
export function allAnswers(values) {
  return decidedBy(values, false);
}

/**
 * Kleene *or* of what is worked out one by one.
 * @param {Iterable<Answer>} values
 * @returns {Answer}
 */
export function anyAnswer(values) {
  return decidedBy(values, true);
}

/**
 * @param {Iterable<Answer>} values
 * @param {boolean} decisive
 * @returns {Answer}
 */
function decidedBy(values, decisive) {
  const unknown = [];
  for (const value of values) {
    if (value === decisive) return decisive;
    if (value instanceof Lack) unknown.push(value);
  }
  return merged(unknown) ?? !decisive;
}

/**
 * Kleene *not*.
 * @param {Answer} value
 * @returns {Answer}
 */
export function denied(value) {
  return value instanceof Lack ? value : value !== true;
}

// --- numbers ---------------------------------------------------------------------------------------------

/**
 * A number; anything else is missing with that reason.
 * @param {Answer} value
 * @returns {number | Lack}
 */
export function answeredNumber(value) {
  return typeof value === "number" || value instanceof Lack ? value : NO_NUMBER;
}

/**
 * The value, or missing when it is beyond the largest double.
 * @param {number} value
 * @returns {Answer}
 */
export function finiteAnswer(value) {
  return value - value === 0 ? value : TOO_LARGE;
}

/**
 * One operation; `divisor` names the right side where it is divided by zero.
 * @param {string} operator
 * @param {Answer} left
 * @param {Answer} right
 * @param {Words} [divisor]
 * @returns {Answer}
 */
export function calculated(operator, left, right, divisor = ["", ""]) {
  const [first, second] = [answeredNumber(left), answeredNumber(right)];
  if (first instanceof Lack || second instanceof Lack) return merged([first, second]) ?? NO_NUMBER;
  if (operator === "/") return divided(first, second, divisor);
  if (operator === "+") return finiteAnswer(first + second);
  return finiteAnswer(operator === "-" ? first - second : first * second);
}

/**
 * A quotient; by zero it is missing with that reason.
 * @param {number} dividend
 * @param {number} divisor
 * @param {Words} words
 * @returns {Answer}
 */
export function divided(dividend, divisor, words) {
  if (divisor === 0) return lackOf([`除数为零：${words[0]}为 0`, `division by zero: ${words[1]} is 0`]);
  return finiteAnswer(dividend / divisor);
}

/**
 * The sum in order, by plain addition.
 * @param {readonly Answer[]} values
 * @returns {Answer}
 */
export function totalOf(values) {
  const numbers = values.map(answeredNumber);
  const absent = merged(numbers);
  if (absent !== null) return absent;
  let sum = 0;
  for (const each of numbers) if (typeof each === "number") sum += each;
  return finiteAnswer(sum);
}

// --- comparisons -----------------------------------------------------------------------------------------

/** @type {Record<string, (a: number, b: number) => boolean>} */
const NUMBERS_COMPARED = {
  "<=": (a, b) => atMost(a, b) === true,
  "<": (a, b) => below(a, b) === true,
  ">=": (a, b) => atMost(b, a) === true,
  ">": (a, b) => below(b, a) === true,
  "=": (a, b) => equal(a, b) === true,
  "!=": (a, b) => equal(a, b) !== true,
};
/** @type {Record<string, (order: number) => boolean>} */
const TEXTS_COMPARED = {
  "<=": (order) => order <= 0,
  "<": (order) => order < 0,
  ">=": (order) => order >= 0,
  ">": (order) => order > 0,
  "=": (order) => order === 0,
  "!=": (order) => order !== 0,
};

/**
 * A comparison; unknown if a side is missing.
 * @param {string} operator
 * @param {Answer} left
 * @param {Answer} right
 * @returns {Answer}
 */
export function comparedBy(operator, left, right) {
  const absent = merged([left, right]);
  if (absent !== null) return absent;
  if (typeof left === "boolean" && typeof right === "boolean") return (left === right) === (operator === "=");
  if (typeof left === "number" && typeof right === "number") return NUMBERS_COMPARED[operator](left, right);
  if (typeof left !== "string" || typeof right !== "string") return NO_NUMBER;
  return TEXTS_COMPARED[operator](compareTexts(folded(left), folded(right)));
}
