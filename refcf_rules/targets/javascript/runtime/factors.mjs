/** The factor of an activity: its own, or that of the library, and what the library knows of its value. */

import { validOn } from "./arithmetic.mjs";
import { folded } from "./texts.mjs";
import { sidesOf, toCanonical } from "./units.mjs";

/** @typedef {import("./standard.mjs").Standard} Standard */
/** @typedef {import("./standard.mjs").FactorData} FactorData */
/** @typedef {import("./units.mjs").Unit} Unit */
/** @typedef {{[key: string]: any}} Row a row of the plain document */
/**
 * The factor a row uses, canonical. `library` is that of the standard, if it is one.
 * @typedef {object} Factor
 * @property {FactorData | null} library
 * @property {string} unit
 * @property {string} dimension
 * @property {string | null} basis
 * @property {string | null} kind
 * @property {number} value
 * @property {readonly number[]} parts fossil, biogenic, land use, aircraft
 */

/** Before what stands beside the id of a library factor. */
const BESIDE = "factor.";
export const EMISSIONS = ["kgCO2e", "kgCO2"];
// People round what they copy: 0.531 for 0.5306. A limit is compared as printed: there are many of them.
const SAME_VALUE = 1e-3;
const SAME_LIMIT = 1e-6;

/**
 * A number of the plain document with its unit: in one text, or with the unit beside it.
 * @param {string | number | null | undefined} written
 * @param {string | null | undefined} beside
 * @param {Standard} standard
 * @returns {{value: number, unit: Unit} | null}
 */
export function quantity(written, beside, standard) {
  if (written === undefined || written === null) return null;
  const isText = typeof written === "string";
  const gap = isText ? written.indexOf(" ") : -1;
  const unit = standard.units.parse(isText ? written.slice(gap + 1) : (beside ?? ""));
  const number = isText ? Number(written.slice(0, gap)) : written;
  return unit === null ? null : { value: toCanonical(number + 0, unit), unit };
}

/**
 * What a row says of its factor: in an object of its own, or in the row itself beside the id of one of the library.
 * @param {Row} row
 * @returns {Row | null}
 */
export function saidOfFactor(row) {
  const { factor } = row;
  if (typeof factor === "object" && factor !== null) return factor;
  /** @type {Row | null} */
  let said = null;
  if (typeof factor !== "string") return said;
  for (const key in row) {
    if (!key.startsWith(BESIDE)) continue;
    said ??= {};
    said[key.slice(BESIDE.length)] = row[key];
  }
  return said;
}

/**
 * A field of the factor that was typed in.
 * @param {Row} row
 * @param {string} name
 * @returns {any}
 */
export function typed(row, name) {
  const { factor } = row;
  return (typeof factor === "object" && factor !== null ? factor[name] : row[BESIDE + name]) ?? null;
}

/**
 * The factor of an activity: its own, else the one of the library it names, else the one for its flow that holds on
 * the last day of the period; null when there is none, or several.
 * @param {Row} row
 * @param {Standard} standard
 * @param {string | null} day
 * @returns {Factor | null}
 */
export function factorOf(row, standard, day) {
  const own = ownFactor(row, standard);
  if (own !== null) return own;
  if (typeof row.factor === "string") {
    const named = standard.factors.get(row.factor);
    return named !== undefined && validOn(named.since ?? null, named.until ?? null, day) ? libraryFactor(named) : null;
  }
  const chosen = atPlace(row, ofFlow(row, standard, day));
  return chosen.length === 1 ? libraryFactor(chosen[0]) : null;
}

/**
 * The factor that a row states itself; what the parts leave of its value is fossil.
 * @param {Row} row
 * @param {Standard} standard
 * @returns {Factor | null}
 */
function ownFactor(row, standard) {
  const said = saidOfFactor(row);
  if (said === null) return null;
  const whole = quantity(said.value, said.unit, standard);
  const typedFossil = quantity(said.fossil, said.unit, standard);
  const biogenic = quantity(said.biogenic, said.unit, standard);
  const landUse = quantity(said.land_use, said.unit, standard);
  const aircraft = quantity(said.aircraft, said.unit, standard);
  const first = whole ?? typedFossil ?? biogenic ?? landUse ?? aircraft;
  if (first === null) return null;
  const changed = landUse?.value ?? 0;
  const flown = aircraft?.value ?? 0;
  const fossil = typedFossil?.value ?? (whole === null ? 0 : whole.value - changed - flown);
  return {
    library: null,
    unit: first.unit.symbol,
    dimension: first.unit.dimension,
    basis: said.basis ?? null,
    kind: said.kind ?? null,
    value: whole?.value ?? fossil + changed + flown,
    parts: [fossil, biogenic?.value ?? 0, changed, flown],
  };
}

/**
 * @param {FactorData} factor
 * @returns {Factor}
 */
function libraryFactor(factor) {
  const { unit, dimension, basis = null, kind, value, parts } = factor;
  return { library: factor, unit, dimension, basis, kind, value, parts };
}

/**
 * The factors of the library for the flow of a row that hold on a day.
 * @param {Row} row
 * @param {Standard} standard
 * @param {string | null} day
 * @returns {readonly FactorData[]}
 */
export function ofFlow(row, standard, day) {
  const same = typeof row.flow === "string" ? (standard.factorsOfFlow.get(folded(row.flow)) ?? []) : [];
  return same.filter((each) => validOn(each.since ?? null, each.until ?? null, day));
}

/**
 * Those of the row's place, when several fit and the row has a place; never a near one.
 * @param {Row} row
 * @param {readonly FactorData[]} factors
 * @returns {readonly FactorData[]}
 */
export function atPlace(row, factors) {
  if (factors.length === 1 || typeof row.place !== "string") return factors;
  const wanted = folded(row.place);
  return factors.filter((each) => each.place !== undefined && folded(each.place) === wanted);
}

/**
 * The library factor for the row's flow, whatever factor the row uses, if its plausible range is per the same quantity.
 * @param {Row} row
 * @param {Factor} factor
 * @param {Standard} standard
 * @param {string | null} day
 * @returns {FactorData | null}
 */
export function plausibleOf(row, factor, standard, day) {
  const ofRow = atPlace(row, ofFlow(row, standard, day));
  const known = factor.library ?? (ofRow.length === 1 ? ofRow[0] : null);
  return known !== null && sidesOf(known.dimension).below === sidesOf(factor.dimension).below ? known : null;
}

/**
 * The kind under which the library has the very value that a company typed in under another kind.
 * @param {Factor} factor
 * @param {Standard} standard
 * @returns {string | null}
 */
export function printedAs(factor, standard) {
  const { above, below: per } = sidesOf(factor.dimension);
  if (factor.library !== null || factor.kind === null || !EMISSIONS.includes(above)) return null;
  const kinds = [];
  for (const each of standard.data.factors) {
    if (isNear(factor.value, each) && sidesOf(each.dimension).below === per) kinds.push(each.kind);
  }
  return kinds.length === 0 || kinds.includes(factor.kind) ? null : kinds[0];
}

/**
 * @param {number} value
 * @param {FactorData} factor
 * @returns {boolean}
 */
function isNear(value, { printed, kind }) {
  const difference = Math.abs(value - printed);
  const tolerance = kind === "limit" ? SAME_LIMIT : SAME_VALUE;
  return printed !== 0 && (difference <= Math.abs(tolerance * printed) || difference <= Math.abs(tolerance * value));
}
