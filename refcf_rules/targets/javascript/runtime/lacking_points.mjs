/** Interpolation between a company's own points, with the reasons why there is no value. */

import { below, equal, interpolated } from "./arithmetic.mjs";
import { Lack, finiteAnswer, lackOf, merged, answeredNumber } from "./lacks.mjs";
import { formatNumber } from "./numbers.mjs";

/** @typedef {import("./lacks.mjs").Answer} Answer */
/** @typedef {import("./bound_rows.mjs").BoundRow} BoundRow */
/** @typedef {readonly [symbol: string, numerator: number, denominator: number, offset: number] | null} ShownUnit */
/** What is interpolated, the table, the unit of a place. */
/** @typedef {{what: readonly string[], table: readonly string[], unit: ShownUnit}} Spoken */
/** @typedef {{place: number, value: number, row: BoundRow}} KnownPoint */
/** The points in the order of their places, or why there are none to work with. */
/** @typedef {{found: KnownPoint[], absent: Lack | null, spoken: Spoken}} Points */

/**
 * A canonical number as people read it, in a unit.
 * @param {number} value
 * @param {ShownUnit} unit
 * @returns {string}
 */
export function inWords(value, unit) {
  if (unit === null) return formatNumber(value);
  const [symbol, numerator, denominator, offset] = unit;
  const number = formatNumber(((value - offset) * denominator) / numerator);
  return symbol === "1" ? number : `${number} ${symbol}`;
}

/**
 * The points from rows, whether they pass, places and values; two at one place are an error of the data.
 * @param {readonly {row: BoundRow, passes: Answer, place: Answer, value: Answer}[]} terms
 * @param {Spoken} spoken
 * @returns {Points}
 */
export function pointsOf(terms, spoken) {
  const unknown = merged(terms.flatMap(({ passes, place, value }) => [passes, place, value]));
  if (unknown !== null) return { found: [], absent: unknown, spoken };
  const found = terms
    .map(({ row, place, value }) => ({ place: Number(place), value: Number(value), row }))
    .sort((a, b) => a.place - b.place);
  const { what, table, unit } = spoken;
  if (found.length === 0) {
    const none = lackOf([`${what[0]}：没有可供插值的行`, `${what[1]}: there is no row to interpolate between`]);
    return { found, absent: none, spoken };
  }
  for (let index = 1; index < found.length; index += 1) {
    const [{ place, row: one }, { place: next, row: other }] = [found[index - 1], found[index]];
    if (!equal(place, next)) continue;
    const at = inWords(place, unit);
    const zh = `${what[0]}：${table[0]}“${one.label}”和“${other.label}”都在 ${at} 处`;
    const en = `${what[1]}: ${table[1]} “${one.label}” and “${other.label}” both stand at ${at}`;
    return { found: [], absent: lackOf([zh, en], other.table, other.id, other.pointer), spoken };
  }
  return { found, absent: null, spoken };
}

/**
 * The value at a place; never beyond the points.
 * @param {Points} points
 * @param {Answer} at
 * @returns {Answer}
 */
export function valueAt({ found, absent, spoken }, at) {
  const place = answeredNumber(at);
  if (absent !== null || place instanceof Lack) return merged([place, absent]) ?? place;
  if (below(place, found[0].place) || below(found[found.length - 1].place, place)) return outside(place, found, spoken);
  return finiteAnswer(interpolated(found.map((point) => [point.place, point.value]), place));
}

/**
 * @param {number} place
 * @param {readonly KnownPoint[]} found
 * @param {Spoken} spoken
 * @returns {Lack}
 */
function outside(place, found, { what, table, unit }) {
  const [first, last] = [found[0], found[found.length - 1]];
  const { row: near } = place < first.place ? first : last;
  const [at, low, high] = [place, first.place, last.place].map((each) => inWords(each, unit));
  const ends = [first.row.label, last.row.label];
  const zh = `${what[0]}：需要 ${at} 处的值，数据只覆盖 ${low} 至 ${high}（${table[0]}“${ends[0]}”至“${ends[1]}”）`;
  const en = `${what[1]}: it is needed at ${at}, the data cover ${low} to ${high} (${table[1]} “${ends[0]}” to “${ends[1]}”)`;
  return lackOf([zh, en], near.table, near.id, near.pointer);
}
