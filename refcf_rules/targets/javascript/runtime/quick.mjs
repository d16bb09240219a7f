/** JSON text read the ordinary way, where nothing in it needs the exact one. */

import { LIMITS } from "./tree.mjs";

const ODD_VERSION = /"refcf"\s*:\s*1[.eE]/y;
/** What follows the sign of an exponent of -10 or below. */
const SMALL_EXPONENT = /[0-9]*[1-9][0-9]/y;

/**
 * The values of a JSON text; undefined where only the exact reader can tell what the text holds, or what is wrong
 * with it: halves of characters, numbers too long or too small, too many values. Whether a key may be written
 * twice `mayRepeatKeys` says, once the keys are counted.
 * @param {string} text
 * @returns {unknown}
 */
export function quickDocument(text) {
  if (text.includes("\\u") && /\\u[dD][89a-fA-F]/.test(text)) return undefined;
  if (hasOddNumber(text) || mayHoldTooMany(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Whether a number may have more than 100 characters (it covers one of the places looked at), may be too small to
 * tell from zero, or may be a version that is not written 1.
 * @param {string} text
 * @returns {boolean}
 */
function hasOddNumber(text) {
  for (let at = LIMITS.numberCharacters; at < text.length; at += LIMITS.numberCharacters) {
    if (isOfNumber(text.charCodeAt(at)) && isLong(text, at)) return true;
  }
  return hasSmallExponent(text) || hasOddVersion(text);
}

/**
 * Signs are few in a text, and letters that may begin an exponent are many.
 * @param {string} text
 * @returns {boolean} whether an exponent may be -10 or below
 */
function hasSmallExponent(text) {
  for (let at = text.indexOf("-"); at !== -1; at = text.indexOf("-", at + 1)) {
    if ((text.charCodeAt(at - 1) | 0x20) !== 0x65) continue;
    SMALL_EXPONENT.lastIndex = at + 1;
    if (SMALL_EXPONENT.test(text)) return true;
  }
  return false;
}

/**
 * @param {string} text
 * @returns {boolean} whether the version may be written 1.0 or the like
 */
function hasOddVersion(text) {
  ODD_VERSION.lastIndex = Math.max(0, text.indexOf('"refcf"'));
  return ODD_VERSION.test(text);
}

/**
 * @param {string} text
 * @param {number} at
 * @returns {boolean}
 */
function isLong(text, at) {
  let [start, end] = [at, at];
  while (isOfNumber(text.charCodeAt(start - 1))) start -= 1;
  while (isOfNumber(text.charCodeAt(end))) end += 1;
  return end - start > LIMITS.numberCharacters;
}

/**
 * @param {number} code
 * @returns {boolean} whether it is a digit, a point, a sign or an exponent's e
 */
function isOfNumber(code) {
  return (code >= 0x30 && code <= 0x39) || (code >= 0x2b && code <= 0x2e && code !== 0x2c) || (code | 0x20) === 0x65;
}

/**
 * Every value but the first follows a comma or an opening bracket.
 * @param {string} text
 * @returns {boolean}
 */
function mayHoldTooMany(text) {
  if (text.length <= LIMITS.nodes) return false;
  return text.length - text.replace(/[,{[]/g, "").length >= LIMITS.nodes;
}

/**
 * Every key has a colon, so that no more colons than keys means that none is written twice. Texts hold colons too.
 * @param {string} text
 * @param {number} keys how many the document has, however deep
 * @returns {boolean}
 */
export function mayRepeatKeys(text, keys) {
  if (countOf(":", text) === keys) return false;
  return countOf('":', text) !== keys || /[\s]:/.test(text);
}

/**
 * @param {string} part
 * @param {string} text
 * @returns {number}
 */
function countOf(part, text) {
  let count = 0;
  for (let at = text.indexOf(part); at !== -1; at = text.indexOf(part, at + part.length)) count += 1;
  return count;
}
