/** Aggregates over rows of which some may be missing: a missing term or an unknown filter makes the result missing. */

import { compareTexts } from "./arithmetic.mjs";
import { Lack, NO_ROW_TO_TAKE, allAnswers, anyAnswer, calculated, denied, divided, merged, answeredNumber, totalOf } from "./lacks.mjs";

/** @typedef {import("./lacks.mjs").Answer} Answer */
/** @typedef {{passes: Answer, value: Answer, weight: Answer}} AggregateTerm */

/** @type {Record<string, (terms: readonly AggregateTerm[], words: readonly string[]) => Answer>} */
const AGGREGATES = {
  sum: (terms) => totalOf(terms.map(({ value }) => value)),
  count: (terms) => terms.length,
  least: (terms) => extreme(terms, -1),
  greatest: (terms) => extreme(terms, 1),
  average: averageOf,
};

/**
 * The aggregate of the terms in row order; `words` name the weights where these come to zero.
 * @param {string} kind
 * @param {readonly AggregateTerm[]} terms
 * @param {readonly string[]} words
 * @returns {Answer}
 */
export function foldedTerms(kind, terms, words) {
  if (kind === "any") return anyAnswer(terms.map(({ passes, value }) => allAnswers([passes, value])));
  if (kind === "every") return allAnswers(terms.map(({ passes, value }) => anyAnswer([denied(passes), value])));
  const unknown = merged(terms.map(({ passes }) => passes));
  if (unknown !== null) return merged([unknown, ...terms.map(({ value }) => value)]) ?? unknown;
  return AGGREGATES[kind](terms, words);
}

/**
 * @param {readonly AggregateTerm[]} terms
 * @param {1 | -1} sign of what is looked for: the greatest, the least
 * @returns {Answer}
 */
function extreme(terms, sign) {
  const absent = merged(terms.map(({ value }) => value));
  if (absent !== null || terms.length === 0) return absent ?? NO_ROW_TO_TAKE;
  let best = terms[0].value;
  for (const { value } of terms) {
    const areTexts = typeof value === "string" && typeof best === "string";
    const order = areTexts ? compareTexts(String(value), String(best)) : Number(value) - Number(best);
    if (order * sign > 0) best = value;
  }
  return best;
}

/**
 * @param {readonly AggregateTerm[]} terms
 * @param {readonly string[]} words
 * @returns {Answer}
 */
function averageOf(terms, words) {
  if (terms.length === 0) return NO_ROW_TO_TAKE;
  const weighted = answeredNumber(totalOf(terms.map(({ value, weight }) => calculated("*", value, weight))));
  const weights = answeredNumber(totalOf(terms.map(({ weight }) => weight)));
  if (weighted instanceof Lack || weights instanceof Lack) return merged([weighted, weights]) ?? NO_ROW_TO_TAKE;
  return divided(weighted, weights, [words[0], words[1]]);
}
