/**
 * Numbers as text: rounding to significant digits, one reader for inputs, one formatter for messages.
 *
 * A double is rounded as if written out in full: a tie goes to the even digit, which
 * `Number.prototype.toExponential` does not do.
 */

import { stripped } from "./texts.mjs";

/** A double at some significant digits: the digits without their point, and the exponent of the first. */
/** @typedef {{negative: boolean, digits: string, exponent: number}} Significant */

/**
 * `x`, a finite number, to so many significant digits; half to even on its exact value.
 * @param {number} x
 * @param {number} count
 * @returns {Significant}
 */
export function significant(x, count) {
  const size = Math.abs(x);
  let [mantissa, exponent] = size.toExponential(count - 1).split("e");
  // A tie has one digit more, a 5. No double comes nearer to such a number than 60 digits tell.
  const [exact, power] = size.toExponential(60).split("e");
  if (/^50*$/.test(exact.replace(".", "").slice(count)) && size !== 0) {
    const kept = BigInt(exact.replace(".", "").slice(0, count));
    const even = kept % 2n === 0n ? kept : kept + 1n;
    const carried = even.toString().length > count ? 1 : 0;
    mantissa = even.toString().slice(0, count);
    exponent = String(Number(power) + carried);
  }
  return { negative: x < 0, digits: mantissa.replace(".", ""), exponent: Number(exponent) };
}

/**
 * `x` to so many significant digits, as every message shows it: no trailing zeros, no grouping,
 * never -0; an exponent only below 1e-4 and from 1e15 in absolute size.
 * @param {number} x a finite number
 * @param {number} [count]
 * @returns {string}
 */
export function formatNumber(x, count = 6) {
  const { negative, digits, exponent } = significant(x, count);
  const kept = digits.replace(/0+$/, "");
  if (kept === "") return "0";
  const sign = negative ? "-" : "";
  if (exponent < -4 || exponent >= 15) {
    return `${sign}${kept[0]}${kept.length > 1 ? "." + kept.slice(1) : ""}e${exponent}`;
  }
  if (exponent < 0) return `${sign}0.${"0".repeat(-exponent - 1)}${kept}`;
  const whole = kept.slice(0, exponent + 1).padEnd(exponent + 1, "0");
  const rest = kept.slice(exponent + 1);
  return sign + (rest === "" ? whole : `${whole}.${rest}`);
}

/** Full-width digits, sign, point and blanks; not NFKC, which would read 10² as 102. */
const FULL_WIDTH = /[０-９．＋－−Ｅｅ\u00a0\u3000]/g;
const PLAIN = new Map([..."．.＋+－-−-ＥEｅe\u00a0 \u3000 ".matchAll(/(.)(.)/gsu)].map((pair) => [pair[1], pair[2]]));
const NUMBER = /^[+-]?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?$/;
/** The longest head that is meant as one number, separators included: 1 234 t is not 1 of the unit "234 t". */
const HEAD =
  /^[+-]?(?:[0-9]+(?:[ ,，'’_][0-9]{3}(?![0-9]))+|[0-9]+(?:[,，][0-9]+)*|(?=\.[0-9]))(?:[.,，][0-9]+)*(?:[eE][+-]?[0-9]+)?/;
const UNIT_START = /^(?:(?![⁰¹²³⁴-⁹])[\p{L}\p{Nl}\p{No}]|[%％‰°℃(（1１])/u;

/**
 * Number text in plain characters, trimmed.
 * @param {string} text
 * @returns {string}
 */
export function foldedNumber(text) {
  const plain = text.replace(FULL_WIDTH, (one) => PLAIN.get(one) ?? String.fromCharCode(one.charCodeAt(0) - 0xfee0));
  return stripped(plain);
}

/**
 * The number a text states, and nothing else; digits, sign and point may be full-width. Missing if it is none:
 * separators, words, currency, beyond the largest double, or too small to tell from 0.
 * @param {string} text
 * @returns {number}
 */
export function parseNumber(text) {
  const plain = foldedNumber(text);
  if (!NUMBER.test(plain)) return NaN;
  const value = Number(plain);
  if (value - value !== 0 || (value === 0 && /[1-9]/.test(plain.split(/[eE]/)[0]))) return NaN;
  return value + 0;
}

/**
 * A text as the number in front and what follows it, the unit; all of it is the number if the rest is no unit.
 * @param {string} text
 * @returns {{number: string, unit: string}}
 */
export function splitQuantity(text) {
  const plain = foldedNumber(text);
  const head = HEAD.exec(plain);
  const rest = head === null ? "" : plain.slice(head[0].length).replace(/^ +| +$/g, "");
  if (head === null || (rest !== "" && !UNIT_START.test(rest))) return { number: plain, unit: "" };
  return { number: head[0], unit: rest };
}
