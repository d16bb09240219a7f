/**
 * Rows found by what ties them to the row that asks, where a formula compares the rows of a table with each other.
 *
 * What is found may pass; the whole test is still put to each, in the order of the rows.
 */

import { folded } from "./texts.mjs";

/** @typedef {import("./arithmetic.mjs").Truth} Truth */
/** @typedef {import("./arithmetic.mjs").Text} Text */

/** What is equal under the guard of 1e-9 lies within this part of the number asked for. */
const WIDER = 4e-9;

/** The places of rows by a text; strays may have any, since theirs is missing. */
/** @typedef {{byText: Map<string, number[]>, known: number[], strays: number[]}} RowsByText */
/** The places of rows in the order of a number; strays may have any, since theirs is missing. */
/** @typedef {{numbers: number[], order: number[], strays: number[]}} RowsByNumber */
/** Some places: those of a list from one index to another, and some more. */
/** @typedef {{order: readonly number[], start: number, end: number, strays: readonly number[]}} Places */

/**
 * The rows by a text. `isGiven`: a row without it does not pass.
 * @param {readonly Text[]} texts
 * @param {readonly Truth[] | null} mayPass
 * @param {boolean} isGiven
 * @returns {RowsByText}
 */
export function rowsByText(texts, mayPass, isGiven) {
  /** @type {RowsByText} */
  const rows = { byText: new Map(), known: [], strays: [] };
  for (const [place, text] of texts.entries()) {
    if (mayPass !== null && mayPass[place] === false) continue;
    if (text === null) {
      if (!isGiven) rows.strays.push(place);
      continue;
    }
    const key = folded(text);
    const places = rows.byText.get(key);
    if (places === undefined) rows.byText.set(key, [place]);
    else places.push(place);
    rows.known.push(place);
  }
  return rows;
}

/**
 * The rows in the order of a number. `isGiven`: a row without it does not pass.
 * @param {readonly number[]} numbers
 * @param {readonly Truth[] | null} mayPass
 * @param {boolean} isGiven
 * @returns {RowsByNumber}
 */
export function rowsByNumber(numbers, mayPass, isGiven) {
  const places = [...numbers.keys()].filter((place) => mayPass === null || mayPass[place] !== false);
  const order = places.filter((place) => numbers[place] - numbers[place] === 0);
  order.sort((a, b) => numbers[a] - numbers[b] || a - b);
  const strays = isGiven ? [] : places.filter((place) => numbers[place] - numbers[place] !== 0);
  return { numbers: order.map((place) => numbers[place]), order, strays };
}

/**
 * The rows that may have a text; if it is missing, all that have one.
 * @param {RowsByText} rows
 * @param {Text} text
 * @returns {Places}
 */
export function withText(rows, text) {
  const order = text === null ? rows.known : (rows.byText.get(folded(text)) ?? []);
  return { order, start: 0, end: order.length, strays: rows.strays };
}

/**
 * The rows that may lie between some numbers; a missing number leaves its side open.
 * @param {RowsByNumber} rows
 * @param {readonly number[]} atLeast
 * @param {readonly number[]} atMost
 * @returns {Places}
 */
export function inRange(rows, atLeast, atMost) {
  let [low, high] = [-Infinity, Infinity];
  for (const each of atLeast) if (each - each === 0) low = Math.max(low, each - Math.abs(each) * WIDER);
  for (const each of atMost) if (each - each === 0) high = Math.min(high, each + Math.abs(each) * WIDER);
  const start = firstFrom(rows.numbers, low);
  let end = Math.max(start, firstFrom(rows.numbers, high));
  while (end < rows.numbers.length && rows.numbers[end] <= high) end += 1;
  return { order: rows.order, start, end, strays: rows.strays };
}

/**
 * @param {readonly number[]} numbers in order
 * @param {number} limit
 * @returns {number} the index of the first that is not below the limit
 */
function firstFrom(numbers, limit) {
  let [start, end] = [0, numbers.length];
  while (start < end) {
    const middle = (start + end) >> 1;
    if (numbers[middle] < limit) start = middle + 1;
    else end = middle;
  }
  return start;
}

/**
 * Where several things tie the rows: the one that leaves the fewest.
 * @param {...Places} found
 * @returns {Places}
 */
export function fewest(...found) {
  return found.reduce((best, each) => (sizeOfPlaces(each) < sizeOfPlaces(best) ? each : best));
}

/**
 * @param {Places} of
 * @returns {number}
 */
function sizeOfPlaces(of) {
  return of.end - of.start + of.strays.length;
}

/**
 * The places that one way or another leads to, in the order of the rows.
 * @param {...Places} ways
 * @returns {number[]}
 */
export function inOrder(...ways) {
  /** @type {Set<number>} */
  const places = new Set();
  for (const way of ways) {
    for (let index = way.start; index < way.end; index += 1) places.add(way.order[index]);
    for (const place of way.strays) places.add(place);
  }
  return [...places].sort((a, b) => a - b);
}

// --- what rows that ask alike share ----------------------------------------------------------------------

/**
 * What a value rests on, as one key.
 * @param {...(Text | Truth | number)} values
 * @returns {string}
 */
export function keyOf(...values) {
  return JSON.stringify(values);
}

/**
 * Whether the value for a key was worked out before.
 * @param {ReadonlyMap<Text, unknown>} known
 * @param {string} key
 * @returns {boolean}
 */
export function isKnown(known, key) {
  return known.has(key);
}

/** How many rows pass, and of how many it is not certain, by a text of theirs and in all. */
/** @typedef {{certain: Map<string, number>, unsure: Map<string, number>, passing: number, open: number}} Tally */

/**
 * The rows that pass, and those that may, counted by their texts; without a text it is not certain of a row.
 * @param {readonly Text[]} certain
 * @param {readonly Text[]} unsure
 * @returns {Tally}
 */
export function tally(certain, unsure) {
  const passing = certain.filter((text) => text !== null).length;
  const open = certain.length - passing + unsure.length;
  return { certain: byText(certain), unsure: byText(unsure), passing, open };
}

/**
 * @param {readonly Text[]} texts
 * @returns {Map<string, number>}
 */
function byText(texts) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const text of texts) {
    if (text !== null) counts.set(folded(text), (counts.get(folded(text)) ?? 0) + 1);
  }
  return counts;
}

/**
 * How many rows that have another text pass, and of how many it is not certain.
 * @param {Tally | undefined} tallied
 * @param {Text} text
 * @returns {[passing: number, open: number]}
 */
function others(tallied, text) {
  if (tallied === undefined) return [0, 0];
  if (text === null) return [0, tallied.passing + tallied.open];
  const own = folded(text);
  return [tallied.passing - (tallied.certain.get(own) ?? 0), tallied.open - (tallied.unsure.get(own) ?? 0)];
}

/**
 * The number of rows that have another text; missing if it is not certain of one.
 * @param {ReadonlyMap<Text, Tally>} known
 * @param {string} key
 * @param {Text} text
 * @returns {number}
 */
export function countOfOthers(known, key, text) {
  const [passing, open] = others(known.get(key), text);
  return open > 0 ? NaN : passing;
}

/**
 * Whether there is a row that has another text.
 * @param {ReadonlyMap<Text, Tally>} known
 * @param {string} key
 * @param {Text} text
 * @returns {Truth}
 */
export function anyOther(known, key, text) {
  const [passing, open] = others(known.get(key), text);
  return passing > 0 ? true : open > 0 ? null : false;
}

/**
 * Whether there is no row that has another text.
 * @param {ReadonlyMap<Text, Tally>} known
 * @param {string} key
 * @param {Text} text
 * @returns {Truth}
 */
export function noOther(known, key, text) {
  const [passing, open] = others(known.get(key), text);
  return passing > 0 ? false : open > 0 ? null : true;
}
