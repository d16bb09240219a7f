/** Names as people write them: near ones are found by how much of the letters two texts share. */

import { folded, isAscii } from "./texts.mjs";

/** Something that may be written here: its id, and every way to write it. */
/** @typedef {{id: string, spellings: readonly string[]}} Name */

const MOST_OFFERED = 3;
const MOST_COMPARED = 200;
const LONGEST_COMPARED = 40;
const ALIKE = 0.6;
const ALIKE_CHINESE = 0.5; // one of two characters

/**
 * At most three names of which some spelling resembles the text, the most alike first.
 * @param {string} text
 * @param {readonly Name[]} names
 * @returns {Name[]}
 */
export function nearNames(text, names) {
  const wanted = Array.from(folded(text)).slice(0, LONGEST_COMPARED).join("").toLowerCase();
  const limit = isAscii(wanted) ? ALIKE : ALIKE_CHINESE;
  const rated = names
    .slice(0, MOST_COMPARED)
    .map((name) => ({ name, rate: likeness(wanted, name) }))
    .filter(({ rate }) => rate >= limit)
    .sort((a, b) => b.rate - a.rate);
  const exact = rated.filter(({ rate }) => rate === 1);
  return (exact.length > 0 ? exact : rated).slice(0, MOST_OFFERED).map(({ name }) => name);
}

/**
 * @param {string} wanted
 * @param {Name} name
 * @returns {number} from 0, nothing in common, to 1
 */
function likeness(wanted, name) {
  const b = Array.from(wanted);
  let best = 0;
  for (const spelling of name.spellings) {
    if (spelling.toLowerCase() === wanted) return 1;
    const a = Array.from(Array.from(spelling).slice(0, LONGEST_COMPARED).join("").toLowerCase());
    best = Math.max(best, ratio(a, b));
  }
  return best;
}

/**
 * Twice the characters in matching stretches by those of both texts (Ratcliff and Obershelp).
 * @param {readonly string[]} a
 * @param {readonly string[]} b
 * @returns {number}
 */
function ratio(a, b) {
  const length = a.length + b.length;
  return length === 0 ? 1 : (2 * matching(a, b)) / length;
}

/**
 * The longest common stretch, and so on to its left and right; of equally long ones the first in `a`, then in `b`.
 * @param {readonly string[]} a
 * @param {readonly string[]} b
 * @returns {number} how many characters match
 */
function matching(a, b) {
  let [size, startA, startB] = [0, 0, 0];
  for (let i = 0; i < a.length - size; i += 1) {
    for (let j = 0; j < b.length - size; j += 1) {
      let length = 0;
      while (i + length < a.length && j + length < b.length && a[i + length] === b[j + length]) length += 1;
      if (length > size) [size, startA, startB] = [length, i, j];
    }
  }
  if (size === 0) return 0;
  const left = matching(a.slice(0, startA), b.slice(0, startB));
  return left + size + matching(a.slice(startA + size), b.slice(startB + size));
}
