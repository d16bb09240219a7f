/** What programs do with columns and groups of rows, and with numbers of the standard. */

import { anyOf, atMost, below, compareTexts } from "./arithmetic.mjs";

/** @typedef {import("./arithmetic.mjs").Truth} Truth */
/** @typedef {import("./arithmetic.mjs").Text} Text */

// --- numbers against a threshold that holds the guard ----------------------------------------------------

/**
 * Whether a number that may be missing is at most a threshold.
 * @param {number} value
 * @param {number} threshold
 * @returns {Truth}
 */
export function atMostLimit(value, threshold) {
  return value - value === 0 ? value <= threshold : null;
}

/**
 * Whether a number that may be missing is below a threshold.
 * @param {number} value
 * @param {number} threshold
 * @returns {Truth}
 */
export function belowLimit(value, threshold) {
  return value - value === 0 ? value < threshold : null;
}

/**
 * Whether a number that may be missing is at least a threshold.
 * @param {number} value
 * @param {number} threshold
 * @returns {Truth}
 */
export function atLeastLimit(value, threshold) {
  return value - value === 0 ? value >= threshold : null;
}

/**
 * Whether a number that may be missing is above a threshold.
 * @param {number} value
 * @param {number} threshold
 * @returns {Truth}
 */
export function aboveLimit(value, threshold) {
  return value - value === 0 ? value > threshold : null;
}

/**
 * Whether a number that may be missing is as good as equal to a number of the standard.
 * @param {number} value
 * @param {number} low
 * @param {number} high
 * @returns {Truth}
 */
export function nearLimit(value, low, high) {
  return value - value === 0 ? low <= value && value <= high : null;
}

// --- texts -----------------------------------------------------------------------------------------------

/**
 * Whether a date is not after another.
 * @param {Text} a
 * @param {Text} b
 * @returns {Truth}
 */
export function textAtMost(a, b) {
  return a === null || b === null ? null : compareTexts(a, b) <= 0;
}

/**
 * Whether a date is before another.
 * @param {Text} a
 * @param {Text} b
 * @returns {Truth}
 */
export function textBelow(a, b) {
  return a === null || b === null ? null : compareTexts(a, b) < 0;
}

/**
 * The first of several texts; missing if one is missing, or of nothing.
 * @param {readonly Text[]} values
 * @returns {Text}
 */
export function leastText(values) {
  const sorted = sortedTexts(values);
  return sorted === null ? null : sorted[0];
}

/**
 * The last of several texts; missing if one is missing, or of nothing.
 * @param {readonly Text[]} values
 * @returns {Text}
 */
export function greatestText(values) {
  const sorted = sortedTexts(values);
  return sorted === null ? null : sorted[sorted.length - 1];
}

/**
 * @param {readonly Text[]} values
 * @returns {string[] | null}
 */
function sortedTexts(values) {
  const given = values.filter((value) => value !== null);
  return given.length === 0 || given.length < values.length ? null : given.sort(compareTexts);
}

/**
 * Whether something dated holds on a day, both ends included; an empty text is no end.
 * @param {string} since
 * @param {string} until
 * @param {Text} day
 * @returns {boolean}
 */
export function holdsOn(since, until, day) {
  return day !== null && since <= day && (until === "" || day <= until);
}

// --- rows of other tables --------------------------------------------------------------------------------

/**
 * The cell of the row with an id; missing where there is none.
 * @template {Truth | string} T
 * @param {readonly (T | null)[]} column
 * @param {ReadonlyMap<string, number>} byId
 * @param {Text} key
 * @returns {T | null}
 */
export function joined(column, byId, key) {
  const index = key === null ? undefined : byId.get(key);
  return index === undefined ? null : column[index];
}

/**
 * The number of the row with an id; missing where there is none.
 * @param {readonly number[]} column
 * @param {ReadonlyMap<string, number>} byId
 * @param {Text} key
 * @returns {number}
 */
export function joinedNumber(column, byId, key) {
  const index = key === null ? undefined : byId.get(key);
  return index === undefined ? NaN : column[index];
}

/**
 * The id of a computed contribution.
 * @param {string} emission
 * @param {Text} row
 * @returns {string}
 */
export function rowId(emission, row) {
  return `${emission}.${row}`;
}

/**
 * The name of a computed contribution.
 * @param {string} emission
 * @param {Text} row
 * @returns {string}
 */
export function rowName(emission, row) {
  return `${emission} ${row}`;
}

/**
 * What a row without id is called.
 * @param {number} index
 * @returns {string}
 */
export function numbered(index) {
  return `#${index + 1}`;
}

/**
 * The sum or count of a group. A row that belongs to nobody knows which makes all of them unknown.
 * @param {ReadonlyMap<Text, number>} group
 * @param {Text} key
 * @returns {number}
 */
export function ofGroup(group, key) {
  if (group.size > 0 && (key === null || group.has(null))) return NaN;
  return group.get(key) ?? 0;
}

/**
 * Whether any row of a group; rows of which the group is unknown may be of this one.
 * @param {ReadonlyMap<Text, Truth>} group
 * @param {Text} key
 * @returns {Truth}
 */
export function ofTruthGroup(group, key) {
  if (key === null) return [...group.values()].every((truth) => truth === false) ? false : null;
  const own = group.get(key);
  const stray = group.get(null);
  return anyOf(own === undefined ? false : own, stray === undefined || stray === false ? false : null);
}

/**
 * Adds to the sum of a group, which begins with 0.
 * @param {Map<Text, number>} group
 * @param {Text} key
 * @param {number} value
 */
export function addTo(group, key, value) {
  group.set(key, (group.get(key) ?? 0) + value);
}

/**
 * What a group holds under a key.
 * @template T
 * @param {ReadonlyMap<Text, T>} group
 * @param {Text} key
 * @param {T} otherwise
 * @returns {T}
 */
export function found(group, key, otherwise) {
  return group.has(key) ? /** @type {T} */ (group.get(key)) : otherwise;
}

/** Two columns in the order of the first, with the sums of the second from each row on. */
export class Ranked {
  /**
   * @param {readonly number[]} compared
   * @param {readonly number[]} added
   */
  constructor(compared, added) {
    this.isKnown = compared.every((x) => x - x === 0) && added.every((x) => x - x === 0);
    const order = this.isKnown ? [...compared.keys()].sort((a, b) => compared[a] - compared[b]) : [];
    this.compared = order.map((index) => compared[index]);
    /** @type {number[]} */
    this.sums = [0];
    for (const index of order.reverse()) this.sums.push(this.sums[this.sums.length - 1] + added[index]);
    this.sums.reverse();
  }
}

/**
 * Two columns, ready to be asked for the sum above a value.
 * @param {readonly number[]} compared
 * @param {readonly number[]} added
 * @returns {Ranked}
 */
export function ranked(compared, added) {
  return new Ranked(compared, added);
}

/**
 * The sum of the rows that lie above a value, by more than the guard.
 * @param {Ranked} rank
 * @param {number} limit
 * @returns {number}
 */
export function sumAbove(rank, limit) {
  if (!rank.isKnown || limit - limit !== 0) return NaN;
  let [start, end] = [0, rank.compared.length];
  while (start < end) {
    const middle = (start + end) >> 1;
    if (below(limit, rank.compared[middle]) === true) end = middle;
    else start = middle + 1;
  }
  return rank.sums[start];
}

// --- repetitions and subtotals ---------------------------------------------------------------------------

/**
 * Whether the last pass changed a state by no more than the tolerance; what is missing has its own reason.
 * @param {number} before
 * @param {number} now
 * @param {number} tolerance
 * @param {boolean} relative
 * @returns {boolean}
 */
export function settled(before, now, tolerance, relative) {
  if (before - before !== 0 || now - now !== 0) return true;
  const scale = relative ? Math.max(Math.abs(before), Math.abs(now)) : 1;
  return atMost(Math.abs(now - before), tolerance * scale) === true;
}

/**
 * The same for the states of all rows.
 * @param {readonly number[]} before
 * @param {readonly number[]} now
 * @param {number} tolerance
 * @param {boolean} relative
 * @returns {boolean}
 */
export function allSettled(before, now, tolerance, relative) {
  return before.every((value, index) => settled(value, now[index], tolerance, relative));
}

/**
 * A state that has not settled.
 * @returns {number}
 */
export function missingNumber() {
  return NaN;
}

/**
 * The states of all rows when they have not settled.
 * @param {readonly number[]} column
 * @returns {number[]}
 */
export function allMissing(column) {
  return column.map(() => NaN);
}

/**
 * A number, 0 where it is missing: for subtotals.
 * @param {number} value
 * @returns {number}
 */
export function numberOrNothing(value) {
  return value - value === 0 ? value : 0;
}

/**
 * A text, empty where it is missing: for subtotals.
 * @param {Text} value
 * @returns {string}
 */
export function textOrNothing(value) {
  return value ?? "";
}
