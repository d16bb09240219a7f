/**
 * What is worked out for an activity before any formula: amount, dry mass, energy, its factor, and the amount as
 * the factor counts it.
 */

import { divide } from "./arithmetic.mjs";
import {
  EMISSIONS,
  factorOf,
  ofFlow,
  ownFactor,
  plausibleOf,
  printedAs,
  quantity,
  typed,
  typedNumber,
} from "./factors.mjs";
import { sidesOf } from "./units.mjs";

/** @typedef {import("./standard.mjs").Standard} Standard */
/** @typedef {import("./standard.mjs").FactorData} FactorData */
/** @typedef {import("./factors.mjs").Factor} Factor */
/** @typedef {import("./factors.mjs").Row} Row */
/** An amount in canonical units: what it measures, the state a mass is weighed in, the unit it was written in. */
/** @typedef {{value: number, dimension: string, basis: string | null, unit: string | null}} Amount */
/** MJ per canonical amount of fuel; `basis` is the state of the mass it is per, if that is stated. */
/** @typedef {{value: number, fuel: string, basis: string | null}} Calorific */
const MASS = "kg";
const ENERGY = "MJ";
const TRANSPORT_WORK = "kg·m";
const GASES = ["Nm3", "m3(20°C)"];
const TAKEN_AS_DRY = ["packaging", "auxiliary", "waste"];
/** Ideal gas at equal pressure: a volume at 20 °C (293.15 K) shrinks so on its way to 0 °C (273.15 K). */
const TO_NORMAL = 273.15 / 293.15;
/** Own rejects enter with zero burden. */
const NO_BURDEN = [0, 0, 0, 0];
const UNKNOWN_PARTS = [NaN, NaN, NaN, NaN];

/** The derived fields of an activity; a missing number is NaN, a missing text null. */
export class ActivityUse {
  /**
   * @param {Row} row
   * @param {Standard} standard
   * @param {string | null} day the last of the period
   */
  constructor(row, standard, day) {
    const isReject = row.origin === "own-reject";
    const factor = isReject ? null : factorOf(row, standard, day);
    const amount = amountOf(row, standard);
    const ncv = calorificOf(row, factor, standard, day);
    const library = factor?.library;
    const energy = energyOf(row, standard, amount, ncv);
    const counted = factor === null ? null : factorAmount(row, standard, amount, factor, ncv);
    this.amount = amount.value;
    this.amountUnit = amount.unit;
    this.mass = dryMass(row, standard, amount);
    this.energy = energy?.value ?? NaN;
    this.energyUnit = energy?.unit ?? "GJ";
    this.factorAmount = isReject ? 0 : (counted?.value ?? NaN);
    this.factorAmountUnit = counted === null ? null : (counted.unit ?? denominator(factor, standard));
    this.factorUnit = (isReject ? ownFactor(row, standard) : factor)?.unit ?? null;
    this.value = isReject ? typedNumber(row, "value", standard) : (factor?.value ?? NaN);
    const [fossil, biogenic, landUse, aircraft] = factor?.parts ?? (isReject ? NO_BURDEN : UNKNOWN_PARTS);
    this.fossil = fossil;
    this.biogenic = biogenic;
    this.landUse = landUse;
    this.aircraft = aircraft;
    /** @type {string | null} */
    this.kind = library?.kind ?? typed(row, "kind");
    /** @type {string | null} */
    this.basis = library?.basis ?? typed(row, "basis");
    /** @type {string | null} */
    this.gwp = library?.gwp ?? typed(row, "gwp");
    /** @type {number} */
    this.year = library?.year ?? typed(row, "year") ?? NaN;
    /** @type {string | null} */
    this.place = library?.place ?? typed(row, "place");
    /** @type {string | null} */
    this.source = library?.source ?? typed(row, "source");
    /** @type {string | null} */
    this.status = library?.status ?? typed(row, "status");
    /** @type {string | null} */
    this.losses = library?.losses ?? typed(row, "losses");
    this.known = () => (factor === null ? null : plausibleOf(row, factor, standard, day));
    this.claimed = () => (factor === null ? null : printedAs(factor, standard));
  }

  /** @returns {number} the least that is plausible */
  get low() {
    return this.known()?.low ?? NaN;
  }

  /** @returns {number} the most that is plausible */
  get high() {
    return this.known()?.high ?? NaN;
  }

  /** @returns {string | null} the kind under which the library has the very value of the row */
  get printedAs() {
    return this.claimed();
  }
}

/**
 * What an activity amounts to, and by which factor.
 * @param {Row} row
 * @param {Standard} standard
 * @param {string | null} day the last of the period
 * @returns {ActivityUse}
 */
export function activityUse(row, standard, day) {
  return new ActivityUse(row, standard, day);
}

// --- amounts ---------------------------------------------------------------------------------------------

/**
 * As read, times the multiplier of the meter; a transport without an amount takes Σ mass × distance.
 * @param {Row} row
 * @param {Standard} standard
 * @returns {Amount}
 */
function amountOf(row, standard) {
  const read = quantity(row.amount, row.unit, standard);
  const basis = row.basis ?? null;
  const { dimension, symbol } = read?.unit ?? { dimension: "", symbol: null };
  const amount = { value: read?.value ?? NaN, dimension, basis, unit: symbol };
  if (read === null && row.kind === "transport" && row.legs?.length > 0) {
    amount.value = 0;
    amount.dimension = TRANSPORT_WORK;
    amount.unit = "tkm";
    for (const leg of row.legs) {
      const mass = quantity(leg.mass, null, standard)?.value ?? NaN;
      amount.value += mass * (quantity(leg.distance, null, standard)?.value ?? NaN);
    }
  }
  if (row.multiplier !== undefined && row.multiplier !== null) amount.value *= pureNumber(row.multiplier, standard);
  return amount;
}

/**
 * @param {string | number | undefined | null} written
 * @param {Standard} standard
 * @returns {number} a number that needs no unit
 */
function pureNumber(written, standard) {
  if (typeof written === "number") return written;
  return quantity(written, null, standard)?.value ?? NaN;
}

/**
 * The dry mass: as received × (1 − moisture); without a stated basis only where dry is meant.
 * @param {Row} row
 * @param {Standard} standard
 * @param {Amount} amount
 * @returns {number}
 */
function dryMass(row, standard, amount) {
  return amount.dimension === MASS ? onBasis(row, standard, amount, "dry").value : NaN;
}

/**
 * A mass in the state that a factor or a calorific value is per; other quantities as they are.
 * @param {Row} row
 * @param {Standard} standard
 * @param {Amount} amount
 * @param {string | null} wanted
 * @returns {Amount}
 */
function onBasis(row, standard, amount, wanted) {
  const isAsked = wanted === "dry" || wanted === "as-received";
  if (!isAsked || amount.dimension !== MASS || amount.basis === wanted) return amount;
  if (amount.basis === null && !TAKEN_AS_DRY.includes(row.kind)) return { ...amount, value: NaN };
  if (wanted === "dry") {
    if (amount.basis !== "as-received") return amount;
    return { ...amount, value: amount.value * dryPart(row, standard), basis: wanted };
  }
  if (amount.basis !== "dry" && amount.basis !== null) return amount;
  return { ...amount, value: divide(amount.value, dryPart(row, standard)), basis: wanted };
}

/**
 * @param {Row} row
 * @param {Standard} standard
 * @returns {number} 1 − moisture
 */
function dryPart(row, standard) {
  return 1 - pureNumber(row.moisture, standard);
}

/**
 * A gas volume at the temperature asked for; other quantities as they are.
 * @param {Amount} amount
 * @param {string} wanted
 * @returns {Amount}
 */
function inGasState(amount, wanted) {
  if (amount.dimension === wanted || !GASES.includes(amount.dimension) || !GASES.includes(wanted)) return amount;
  const value = wanted === GASES[0] ? amount.value * TO_NORMAL : divide(amount.value, TO_NORMAL);
  return { ...amount, value, dimension: wanted, unit: null };
}

// --- energy and calorific values -------------------------------------------------------------------------

/**
 * The energy of an amount: itself, or that of so much fuel by its net calorific value.
 * @param {Row} row
 * @param {Standard} standard
 * @param {Amount} amount
 * @param {Calorific | null} ncv
 * @returns {Amount | null}
 */
function energyOf(row, standard, amount, ncv) {
  if (amount.dimension === ENERGY) return amount;
  return ncv === null ? null : energyOfFuel(row, standard, amount, ncv);
}

/**
 * The net calorific value of the row, else of the factor it names or of its flow; null when there is none.
 * A gross one, or several, make it missing.
 * @param {Row} row
 * @param {Factor | null} factor
 * @param {Standard} standard
 * @param {string | null} day
 * @returns {Calorific | null}
 */
function calorificOf(row, factor, standard, day) {
  const own = quantity(row.ncv, null, standard);
  if (own !== null) {
    const value = row.ncv_basis === "gross" ? NaN : own.value;
    return { value, fuel: sidesOf(own.unit.dimension).below, basis: row.basis ?? null };
  }
  const named = factor?.library;
  const known = named?.ncv === undefined ? ofFlow(row, standard, day) : [named];
  /** @type {Map<string, FactorData>} */
  const found = new Map();
  for (const each of known) if (each.ncv !== undefined) found.set(`${each.ncv.value} ${each.ncv.unit}`, each);
  const [first] = found.values();
  if (first?.ncv === undefined) return null;
  const value = found.size > 1 ? NaN : first.ncv.value;
  return { value, fuel: sidesOf(first.ncv.dimension).below, basis: first.basis ?? null };
}

/**
 * The energy of an amount of fuel; null when the calorific value is per something else.
 * @param {Row} row
 * @param {Standard} standard
 * @param {Amount} amount
 * @param {Calorific} ncv
 * @returns {Amount | null}
 */
function energyOfFuel(row, standard, amount, ncv) {
  if (Number.isNaN(ncv.value)) return null;
  const fuel = onBasis(row, standard, inGasState(amount, ncv.fuel), ncv.basis);
  if (fuel.dimension !== ncv.fuel) return null;
  return { ...fuel, value: fuel.value * ncv.value, dimension: ENERGY, unit: null };
}

/**
 * The amount of fuel that gives an energy; null when the calorific value is per something else.
 * @param {Row} row
 * @param {Amount} energy
 * @param {Calorific} ncv
 * @param {string} wanted
 * @returns {Amount | null}
 */
function fuelOfEnergy(row, energy, ncv, wanted) {
  const basis = ncv.basis ?? row.basis ?? energy.basis;
  const fuel = inGasState({ value: divide(energy.value, ncv.value), dimension: ncv.fuel, basis, unit: null }, wanted);
  return fuel.dimension === wanted ? fuel : null;
}

/**
 * The amount on the basis and in the kind of quantity that the factor is per; null when it cannot be counted so.
 * @param {Row} row
 * @param {Standard} standard
 * @param {Amount} amount
 * @param {Factor} factor
 * @param {Calorific | null} ncv
 * @returns {Amount | null}
 */
function factorAmount(row, standard, amount, factor, ncv) {
  const { above, below: per } = sidesOf(factor.dimension);
  if (!EMISSIONS.includes(above)) return null;
  /** @type {Amount | null} */
  let counted = inGasState(amount, per);
  if (counted.dimension !== per) counted = ncv === null ? null : throughFuel(row, standard, amount, ncv, per);
  return counted === null ? null : onBasis(row, standard, counted, factor.basis);
}

/**
 * From fuel to energy, or from energy to fuel, by the net calorific value.
 * @param {Row} row
 * @param {Standard} standard
 * @param {Amount} amount
 * @param {Calorific} ncv
 * @param {string} per
 * @returns {Amount | null}
 */
function throughFuel(row, standard, amount, ncv, per) {
  if (per === ENERGY) return energyOf(row, standard, amount, ncv);
  return amount.dimension === ENERGY && !Number.isNaN(ncv.value) ? fuelOfEnergy(row, amount, ncv, per) : null;
}

/**
 * @param {Factor | null} factor
 * @param {Standard} standard
 * @returns {string | null} the unit below the stroke: TJ of kgCO2/TJ
 */
function denominator(factor, standard) {
  const below = factor === null ? "" : factor.unit.slice(factor.unit.indexOf("/") + 1);
  return standard.units.parse(below.includes("·") ? below.replace(/^\(|\)$/g, "") : below)?.symbol ?? null;
}
