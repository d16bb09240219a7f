/**
 * What is worked out for an activity before any formula: amount, dry mass, energy, its factor, and the amount as
 * the factor counts it.
 */

import { divide } from "./arithmetic.mjs";
import { EMISSIONS, factorOf, ofFlow, plausibleOf, printedAs, quantity, saidOfFactor, typed } from "./factors.mjs";
import { folded } from "./texts.mjs";
import { sidesOf } from "./units.mjs";

/** @typedef {import("./standard.mjs").Standard} Standard */
/** @typedef {import("./standard.mjs").FactorData} FactorData */
/** @typedef {import("./factors.mjs").Factor} Factor */
/** @typedef {import("./factors.mjs").Row} Row */
/** An amount in canonical units: what it measures, the state a mass is weighed in, the unit it was written in. */
/** @typedef {{value: number, dimension: string, basis: string | null, unit: string | null}} Amount */
/** MJ per canonical amount of fuel; `basis` is the state of the mass it is per, if that is stated. */
/** @typedef {{value: number, fuel: string, basis: string | null}} Calorific */
export const MASS = "kg";
export const ENERGY = "MJ";
const TRANSPORT_WORK = "kg·m";
const GASES = ["Nm3", "m3(20°C)"];
export const TAKEN_AS_DRY = ["packaging", "auxiliary", "waste"];
/** Ideal gas at equal pressure: a volume at 20 °C (293.15 K) shrinks so on its way to 0 °C (273.15 K). */
const TO_NORMAL = 273.15 / 293.15;

/** The derived fields of an activity, worked out when asked for; a missing number is NaN, a missing text null. */
export class ActivityUse {
  /**
   * @param {Row} row
   * @param {Standard} standard
   * @param {string | null} day the last of the period
   */
  constructor(row, standard, day) {
    this.row = row;
    this.standard = standard;
    this.day = day;
    this.isReject = row.origin === "own-reject";
    this.factor = this.isReject ? null : factorOf(row, standard, day);
    this.library = this.factor === null ? null : this.factor.library;
    this.read = amountOf(row, standard);
  }

  /** @returns {number} the reading of the meter times its multiplier */
  get amount() {
    return this.read.value;
  }

  /** @returns {number} the dry mass: without a stated basis only where dry is meant */
  get mass() {
    return this.read.dimension === MASS ? onBasis(this.row, this.standard, this.read, "dry").value : NaN;
  }

  /** @returns {number} the energy of the amount: itself, or that of so much fuel by its net calorific value */
  get energy() {
    return energyOf(this)?.value ?? NaN;
  }

  /** @returns {number} the amount as the factor counts it */
  get factorAmount() {
    if (this.factor === null) return this.isReject ? 0 : NaN;
    return factorAmount(this, this.factor)?.value ?? NaN;
  }

  /** @returns {string | null} the unit of the amount, as written */
  get amountUnit() {
    return this.read.unit;
  }

  /** @returns {string} the unit of the amount if that is an energy */
  get energyUnit() {
    return energyOf(this)?.unit ?? "GJ";
  }

  /** @returns {string | null} the unit of the amount, else what stands below the stroke of the factor */
  get factorAmountUnit() {
    const counted = this.factor === null ? null : factorAmount(this, this.factor);
    return counted === null ? null : (counted.unit ?? belowStroke(this.factorUnit));
  }

  /** @returns {string | null} the unit of the factor */
  get factorUnit() {
    if (this.factor !== null) return this.factor.unit;
    const said = this.isReject ? saidOfFactor(this.row) : null;
    return said === null ? null : (quantity(said.value, said.unit, this.standard)?.unit.symbol ?? null);
  }

  /** @returns {number} the headline of the factor */
  get value() {
    return this.factor === null ? ownNumber(this, "value") : this.factor.value;
  }

  /** @returns {number} */
  get fossil() {
    return this.part(0);
  }

  /** @returns {number} */
  get biogenic() {
    return this.part(1);
  }

  /** @returns {number} */
  get landUse() {
    return this.part(2);
  }

  /** @returns {number} */
  get aircraft() {
    return this.part(3);
  }

  /**
   * @param {number} index
   * @returns {number} a part of the factor; own rejects enter with zero burden
   */
  part(index) {
    if (this.factor === null) return this.isReject ? 0 : NaN;
    return this.factor.parts[index];
  }

  /** @returns {string | null} */
  get kind() {
    return this.library?.kind ?? typed(this.row, "kind");
  }

  /** @returns {string | null} */
  get basis() {
    return this.library?.basis ?? typed(this.row, "basis");
  }

  /** @returns {string | null} */
  get gwp() {
    return this.library?.gwp ?? typed(this.row, "gwp");
  }

  /** @returns {number} */
  get year() {
    return this.library?.year ?? pureNumber(typed(this.row, "year"), this.standard);
  }

  /** @returns {string | null} */
  get place() {
    return this.library?.place ?? foldedText(typed(this.row, "place"));
  }

  /** @returns {string | null} */
  get source() {
    return this.library?.source ?? foldedText(typed(this.row, "source"));
  }

  /** @returns {string | null} */
  get status() {
    return this.library?.status ?? typed(this.row, "status");
  }

  /** @returns {string | null} */
  get losses() {
    return this.library?.losses ?? typed(this.row, "losses");
  }

  /** @returns {FactorData | null} the library factor whose plausible range is known for the row */
  get ranged() {
    return this.factor === null ? null : plausibleOf(this.row, this.factor, this.standard, this.day);
  }

  /** @returns {number} the least that is plausible */
  get low() {
    return this.ranged?.low ?? NaN;
  }

  /** @returns {number} the most that is plausible */
  get high() {
    return this.ranged?.high ?? NaN;
  }

  /** @returns {string | null} the kind under which the library has the very value of the row */
  get printedAs() {
    return this.factor === null ? null : printedAs(this.factor, this.standard);
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

/**
 * @param {string | null} unit
 * @returns {string | null} TJ of kgCO2/TJ
 */
function belowStroke(unit) {
  const below = unit === null || !unit.includes("/") ? "" : unit.slice(unit.indexOf("/") + 1);
  return below === "" ? null : below.includes("·") ? below.replace(/^\(|\)$/g, "") : below;
}

/**
 * @param {ActivityUse} use
 * @param {string} name
 * @returns {number} a part of the factor of an own reject that was typed in
 */
function ownNumber({ row, standard, isReject }, name) {
  const said = isReject ? saidOfFactor(row) : null;
  return said === null ? NaN : (quantity(said[name], said.unit, standard)?.value ?? NaN);
}

// --- amounts ---------------------------------------------------------------------------------------------

/**
 * As read, times the multiplier of the meter; a transport without an amount takes Σ mass × distance.
 * @param {Row} row
 * @param {Standard} standard
 * @returns {Amount}
 */
function amountOf(row, standard) {
  const basis = row.basis ?? null;
  const read = quantity(row.amount, row.unit, standard);
  /** @type {Amount} */
  const amount = { value: NaN, dimension: "", basis, unit: null };
  if (read !== null) {
    amount.value = read.value;
    amount.dimension = read.unit.dimension;
    amount.unit = read.unit.symbol;
  } else if (row.kind === "transport" && row.legs?.length > 0) {
    amount.value = transportWork(row.legs, standard);
    amount.dimension = TRANSPORT_WORK;
    amount.unit = "tkm";
  }
  if (row.multiplier !== undefined) amount.value *= pureNumber(row.multiplier, standard);
  return amount;
}

/**
 * @param {readonly Row[]} legs
 * @param {Standard} standard
 * @returns {number} Σ mass × distance
 */
function transportWork(legs, standard) {
  let work = 0;
  for (const leg of legs) {
    const mass = quantity(leg.mass, null, standard)?.value ?? NaN;
    work += mass * (quantity(leg.distance, null, standard)?.value ?? NaN);
  }
  return work;
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
export function dryPart(row, standard) {
  return 1 - pureNumber(row.moisture, standard);
}

/**
 * A gas volume at the temperature asked for; other quantities as they are.
 * @param {Amount} amount
 * @param {string} wanted
 * @returns {Amount}
 */
export function inGasState(amount, wanted) {
  if (amount.dimension === wanted || !GASES.includes(amount.dimension) || !GASES.includes(wanted)) return amount;
  const value = wanted === GASES[0] ? amount.value * TO_NORMAL : divide(amount.value, TO_NORMAL);
  return { ...amount, value, dimension: wanted, unit: null };
}

// --- energy and calorific values -------------------------------------------------------------------------

/**
 * The energy of an amount: itself, or that of so much fuel by its net calorific value.
 * @param {ActivityUse} use
 * @returns {Amount | null}
 */
function energyOf(use) {
  if (use.read.dimension === ENERGY) return use.read;
  const ncv = calorificOf(use);
  return ncv === null ? null : energyOfFuel(use.row, use.standard, use.read, ncv);
}

/**
 * The net calorific value of the row, else of the factor it names or of its flow; null when there is none.
 * A gross one, or several, make it missing.
 * @param {ActivityUse} use
 * @returns {Calorific | null}
 */
export function calorificOf({ row, library, standard, day }) {
  const own = quantity(row.ncv, null, standard);
  if (own !== null) {
    const value = row.ncv_basis === "gross" ? NaN : own.value;
    return { value, fuel: sidesOf(own.unit.dimension).below, basis: row.basis ?? null };
  }
  const known = library?.ncv === undefined ? ofFlow(row, standard, day) : [library];
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
 * @param {ActivityUse} use
 * @param {Factor} factor
 * @returns {Amount | null}
 */
function factorAmount(use, factor) {
  const { above, below: per } = sidesOf(factor.dimension);
  if (!EMISSIONS.includes(above)) return null;
  const direct = inGasState(use.read, per);
  const counted = direct.dimension === per ? direct : throughFuel(use, per);
  return counted === null ? null : onBasis(use.row, use.standard, counted, factor.basis);
}

/**
 * From fuel to energy, or from energy to fuel, by the net calorific value.
 * @param {ActivityUse} use
 * @param {string} per
 * @returns {Amount | null}
 */
export function throughFuel(use, per) {
  if (per === ENERGY) return energyOf(use);
  const ncv = use.read.dimension === ENERGY ? calorificOf(use) : null;
  return ncv === null || Number.isNaN(ncv.value) ? null : fuelOfEnergy(use.row, use.read, ncv, per);
}

/**
 * A text in the form in which texts are compared.
 * @param {string | null} text
 * @returns {string | null}
 */
function foldedText(text) {
  return text === null ? null : folded(text);
}
