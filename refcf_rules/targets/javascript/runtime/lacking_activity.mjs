/** Why the amount of an activity, its mass, its energy or its factor is missing, in the words of the reference. */

import { ENERGY, MASS, TAKEN_AS_DRY, activityUse, calorificOf, inGasState, throughFuel } from "./amounts.mjs";
import { EMISSIONS, atPlace, ofFlow } from "./factors.mjs";
import { Lack, TOO_LARGE, lackOf, merged } from "./lacks.mjs";
import { folded } from "./texts.mjs";
import { sidesOf } from "./units.mjs";

/** @typedef {import("./standard.mjs").Standard} Standard */
/** @typedef {import("./standard.mjs").FactorData} FactorData */
/** @typedef {import("./factors.mjs").Row} Row */
/** @typedef {import("./factors.mjs").Factor} Factor */
/** @typedef {import("./amounts.mjs").Amount} Amount */
/** @typedef {import("./amounts.mjs").Calorific} Calorific */
/** @typedef {import("./lacks.mjs").Words} Words */
/** @typedef {{row: Row, id: string, pointer: string}} Leg */

export const NO_PERIOD_END = lackOf(["报告期的结束日期", "end of the reporting period"], "period.end", null, "/period/end");
const RANGE_WORDS = /** @type {const} */ (["活动“{row}”的因子在因子库中的合理范围", "plausible range of the factor of activity “{row}”"]);
/** @type {Record<string, Words>} */
const OF_LIBRARY = {
  "factor.low": RANGE_WORDS,
  "factor.high": RANGE_WORDS,
  "factor.printed_as": [
    "与活动“{row}”的因子同值而类别不同的库中因子",
    "a factor of the library with the value of activity “{row}” and another kind",
  ],
};
/** @type {Record<string, Words>} */
const OF_LEG = { mass: ["发运质量", "mass as shipped"], distance: ["运距", "distance"] };
/** @type {Words} */
const ALL_BUT_WATER = ["1 − 含水率", "1 − moisture"];

/** One activity: what it is called, where it stands, and what was worked out of it. */
export class LackingActivity {
  /**
   * @param {Row} row
   * @param {string} id
   * @param {string} pointer
   * @param {readonly Leg[]} legs as the reading takes them
   * @param {Standard} standard
   * @param {string | null} day the last of the period
   */
  constructor(row, id, pointer, legs, standard, day) {
    this.row = row;
    this.id = id;
    this.pointer = pointer;
    this.legs = legs;
    this.standard = standard;
    this.day = day;
    this.name = typeof row.name === "string" ? folded(row.name) : id;
    this.use = activityUse(row, standard, day);
    this.amount = this.use.read;
    this.factor = this.use.factor;
  }

  /**
   * Why a field that is worked out is missing.
   * @param {string} field
   * @returns {Lack}
   */
  of(field) {
    if (Object.hasOwn(OF_LIBRARY, field)) return this.ofFactor(...OF_LIBRARY[field]);
    if (field.startsWith("factor.") || (field === "factor_amount" && this.factor === null)) return this.noFactor();
    const amount = this.ofAmount();
    if (amount !== null || field === "amount") return amount ?? TOO_LARGE;
    const found = field === "mass" ? this.mass() : field === "energy" ? this.energy() : this.factorAmount();
    return found ?? TOO_LARGE;
  }

  // --- amounts ---

  /**
   * @param {string} field
   * @param {Words} label
   */
  lacks(field, label) {
    return lackOfField(["活动", "activity"], this.name, label, ["activity", field, this.id, this.pointer]);
  }

  /** @returns {Lack | null} */
  ofAmount() {
    if (this.row.amount !== undefined && this.row.amount !== null) {
      return this.amount.value - this.amount.value === 0 ? null : TOO_LARGE;
    }
    if (this.legs.length === 0 || this.row.kind !== "transport") return this.lacks("amount", ["数量", "amount"]);
    return merged(this.legs.flatMap(lacksOfLeg));
  }

  /** @returns {Lack | null} */
  mass() {
    if (this.amount.dimension !== MASS) return this.notMeasured(["质量", "mass"]);
    return this.onBasis(this.amount, "dry");
  }

  /** @returns {Lack | null} */
  energy() {
    const ncv = this.calorific();
    if (ncv instanceof Lack) return ncv;
    const fuel = ncv === null ? null : inGasState(this.amount, ncv.fuel);
    if (ncv === null || fuel === null || fuel.dimension !== ncv.fuel) return this.notMeasured(["能量", "energy"]);
    return this.onBasis(fuel, ncv.basis);
  }

  /** @returns {Lack | null} */
  factorAmount() {
    const { factor, amount } = this;
    if (factor === null) return null;
    const { above, below: per } = sidesOf(factor.dimension);
    const counted = inGasState(amount, per);
    if (counted.dimension === per && EMISSIONS.includes(above)) return this.onBasis(counted, factor.basis);
    const ncv = this.calorific();
    if (ncv instanceof Lack) return ncv;
    if (ncv === null || !EMISSIONS.includes(above)) return this.mismatch(amount, factor);
    const through = throughFuel(this.use, per);
    if (through === null) return this.mismatch(amount, factor);
    if (per === ENERGY) return this.onBasis(inGasState(amount, ncv.fuel), ncv.basis);
    return this.onBasis(through, factor.basis);
  }

  /**
   * What the state of a mass leaves open: its basis or its moisture.
   * @param {Amount} amount
   * @param {string | null} wanted
   * @returns {Lack | null}
   */
  onBasis(amount, wanted) {
    const isAsked = wanted === "dry" || wanted === "as-received";
    if (!isAsked || amount.dimension !== MASS || amount.basis === wanted) return null;
    if (amount.basis === null && !TAKEN_AS_DRY.includes(this.row.kind)) return this.lacks("basis", ["质量基准", "mass basis"]);
    if ((this.row.moisture ?? null) === null) return this.lacks("moisture", ["含水率", "moisture"]);
    const [zh, en] = ALL_BUT_WATER;
    return wanted === "dry" ? null : lackOf([`除数为零：${zh}为 0`, `division by zero: ${en} is 0`]);
  }

  /** @param {Words} wanted */
  notMeasured(wanted) {
    const unit = this.amount.unit ?? "";
    const zh = `活动“${this.name}”的${wanted[0]}（数量以 ${unit} 计，不是${wanted[0]}）`;
    const en = `${wanted[1]} of activity “${this.name}” (its amount is in ${unit}, which is no ${wanted[1]})`;
    return lackOf([zh, en], "activity.amount", this.id, `${this.pointer}/amount`);
  }

  /**
   * @param {Amount} amount
   * @param {Factor} factor
   */
  mismatch(amount, factor) {
    const unit = amount.unit ?? "";
    const zh = `活动“${this.name}”：数量的单位 ${unit} 与因子的单位 ${factor.unit} 不相配`;
    const en = `activity “${this.name}”: the amount in ${unit} does not go with a factor in ${factor.unit}`;
    return lackOf([zh, en], "activity.amount", this.id, `${this.pointer}/amount`);
  }

  // --- calorific values ---

  /**
   * The net calorific value, or why none can be used: only a gross one is given, or the library has several.
   * @returns {Calorific | Lack | null}
   */
  calorific() {
    const found = calorificOf(this.use);
    if (found === null || !Number.isNaN(found.value)) return found;
    if ((this.row.ncv ?? null) !== null) {
      return this.ofCalorific(
        `活动“${this.name}”的低位发热量（所给为高位发热量）`,
        `net calorific value of activity “${this.name}” (the one given is gross)`,
      );
    }
    /** @type {Map<string, string>} */
    const byValue = new Map();
    for (const { ncv, id } of ofFlow(this.row, this.standard, this.day)) {
      if (ncv !== undefined) byValue.set(`${ncv.value} ${ncv.unit}`, id);
    }
    const listed = [...byValue.values()].join(", ");
    return this.ofCalorific(
      `活动“${this.name}”的低位发热量（因子库中有多个：${listed}）`,
      `net calorific value of activity “${this.name}” (the library has several: ${listed})`,
    );
  }

  /**
   * @param {string} zh
   * @param {string} en
   */
  ofCalorific(zh, en) {
    return lackOf([zh, en], "activity.ncv", this.id, `${this.pointer}/ncv`);
  }

  // --- factors ---

  /** @returns {Lack} */
  noFactor() {
    const { factor: named, flow } = this.row;
    if (typeof named === "string") {
      const known = this.standard.factors.get(named);
      if (known !== undefined) return this.notValid([known]);
      return this.ofFactor(`活动“{row}”的因子“${named}”不在因子库中`, `factor “${named}” of activity “{row}” is not in the library`);
    }
    if (typeof flow !== "string") {
      return this.ofFactor("活动“{row}”的排放因子（未写明流）", "factor of activity “{row}” (no flow is named)");
    }
    const sameFlow = this.standard.factorsOfFlow.get(folded(flow)) ?? [];
    if (sameFlow.length === 0) {
      return this.ofFactor(
        `活动“{row}”的排放因子（库中没有“${folded(flow)}”）`,
        `factor of activity “{row}” (the library has none for “${folded(flow)}”)`,
      );
    }
    const valid = ofFlow(this.row, this.standard, this.day);
    return valid.length === 0 ? this.notValid(sameFlow) : this.several(valid);
  }

  /** @param {readonly FactorData[]} valid */
  several(valid) {
    const chosen = atPlace(this.row, valid);
    const listed = (chosen.length > 0 ? chosen : valid).map(({ id }) => id).join(", ");
    if (chosen.length > 0) {
      return this.ofFactor(`活动“{row}”的因子有多个匹配：${listed}`, `several factors match activity “{row}”: ${listed}`);
    }
    return this.ofFactor(`活动“{row}”所在地域没有因子，现有：${listed}`, `no factor for the place of activity “{row}”, only ${listed}`);
  }

  /** @param {readonly FactorData[]} factors */
  notValid(factors) {
    if (this.day === null) return NO_PERIOD_END;
    const listed = factors.map(({ id }) => id).join(", ");
    return this.ofFactor(
      `活动“{row}”的因子在报告期最后一天无效：${listed}`,
      `the factor of activity “{row}” does not hold on the last day of the period: ${listed}`,
    );
  }

  /**
   * @param {string} zh
   * @param {string} en
   */
  ofFactor(zh, en) {
    const words = /** @type {const} */ ([zh.replaceAll("{row}", () => this.name), en.replaceAll("{row}", () => this.name)]);
    return lackOf(words, "activity.factor.value", this.id, `${this.pointer}/factor`);
  }
}

/**
 * @param {Leg} leg
 * @returns {Lack[]}
 */
function lacksOfLeg({ row, id, pointer }) {
  const name = typeof row.name === "string" ? folded(row.name) : id;
  return ["mass", "distance"]
    .filter((field) => (row[field] ?? null) === null)
    .map((field) => lackOfField(["运输段", "transport leg"], name, OF_LEG[field], ["leg", field, id, pointer]));
}

/**
 * @param {Words} table
 * @param {string} row
 * @param {Words} label
 * @param {readonly [table: string, field: string, id: string, pointer: string]} place
 * @returns {Lack}
 */
function lackOfField(table, row, label, [tableId, field, id, pointer]) {
  const zh = `${table[0]}“${row}”的${label[0]}`;
  return lackOf([zh, `${label[1]} of ${table[1]} “${row}”`], `${tableId}.${field}`, id, `${pointer}/${field}`);
}
