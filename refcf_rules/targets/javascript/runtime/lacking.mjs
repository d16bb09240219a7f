/**
 * Why a rule cannot be decided: the causes behind a missing value, from the formulas of the standard.
 *
 * Nothing is judged here. Where a program found something undecided, the formulas that lead there are worked out
 * once more, with the reasons of all that is missing; what the program knows already is not followed.
 */

import { validOn } from "./arithmetic.mjs";
import { ranked, sumAbove } from "./columns.mjs";
import { contributionRows } from "./contribution_rows.mjs";
import { NO_PERIOD_END } from "./lacking_activity.mjs";
import { foldedTerms } from "./lacking_aggregates.mjs";
import { MEANINGS } from "./lacking_formulas.mjs";
import { pointsOf, valueAt } from "./lacking_points.mjs";
import { runRepetition } from "./lacking_repetition.mjs";
import { Lack, lackOf, merged } from "./lacks.mjs";
import { folded } from "./texts.mjs";

/** @typedef {import("./lacks.mjs").Answer} Answer */
/** @typedef {import("./bound_rows.mjs").BoundRow} BoundRow */
/** @typedef {import("./bound_rows.mjs").BoundRows} BoundRows */
/** @typedef {import("./columns.mjs").Ranked} Ranked */
/** A literal, or a list that begins with what it is; see targets/program/reasons.py. */
/** @typedef {any} Formula */
/** Which row each row variable stands for. */
/** @typedef {Record<string, BoundRow>} Scope */
/**
 * The formulas that rules lead to.
 * @typedef {object} ReasonData
 * @property {Record<string, Formula>} rules
 * @property {Record<string, Formula>} calculations
 * @property {Record<string, Formula>} parameters
 * @property {Record<string, Formula>} tables
 * @property {readonly Formula[]} emissions
 * @property {readonly Formula[]} repetitions
 */

/** An explanation that looks at more rows than this is given up: it would take longer than judging. */
const MOST_ROWS_EXPLAINED = 5000000;

/** The explanation takes too long. */
class TooLong extends Error {}

/** Works out why rules cannot be decided. */
export class Lacking {
  /**
   * @param {BoundRows} tables
   * @param {{[variable: string]: any}} state
   * @param {Record<string, string>} values the variable of every single value
   * @param {ReasonData} reasons
   */
  constructor(tables, state, values, reasons) {
    this.tables = tables;
    this.day = tables.day;
    this.standard = tables.standard;
    this.reasons = reasons;
    this.state = state;
    this.singles = values;
    /** @type {Map<string, Answer>} */
    this.known = new Map();
    /** @type {Map<Formula, Answer>} */
    this.answers = new Map();
    /** @type {Map<Formula, Map<string | null, BoundRow[]>>} */
    this.links = new Map();
    /** @type {Map<Formula, Ranked | Lack>} */
    this.columns = new Map();
    /** @type {Map<Formula, import("./lacking_points.mjs").Points>} */
    this.points = new Map();
    /** @type {BoundRow[] | null} */
    this.contributions = null;
    /** @type {Map<string, Formula>} */
    this.repeated = new Map();
    for (const repetition of reasons.repetitions) {
      for (const [id] of repetition[2]) this.repeated.set(id, repetition);
      for (const id of repetition[3]) this.repeated.set(id, repetition);
    }
    this.begun = new Set();
    this.rowsLeft = MOST_ROWS_EXPLAINED;
  }

  /**
   * Why a rule is undecided for a row, or for the whole inventory; null where that cannot be said.
   * @param {string} rule
   * @param {string | null} table
   * @param {number} index
   * @returns {Lack | null}
   */
  of(rule, table, index) {
    const [name, ...parts] = this.reasons.rules[rule];
    try {
      const scope = table === null ? {} : { [name]: this.rows(table)[index] };
      for (const part of parts) {
        const value = part === null ? true : this.value(part, scope);
        if (value instanceof Lack) return value;
      }
    } catch (error) {
      if (!(error instanceof TooLong || error instanceof RangeError)) throw error;
    }
    return null;
  }

  // --- what formulas ask for ---

  /**
   * The value of a formula.
   * @param {Formula} of
   * @param {Scope} scope
   * @returns {Answer}
   */
  value(of, scope) {
    return Array.isArray(of) ? MEANINGS[of[0]](this, of, scope) : of;
  }

  /**
   * The rows of a table in order; those of the contributions are computed.
   * @param {string} table
   * @returns {readonly BoundRow[]}
   */
  rows(table) {
    if (table !== "contribution") return this.tables.rows(table);
    this.contributions ??= contributionRows(this);
    return this.contributions;
  }

  /**
   * A calculation, a parameter or a field of a single table.
   * @param {string} id
   * @returns {Answer}
   */
  single(id) {
    if (Object.hasOwn(this.reasons.parameters, id)) return this.parameter(id);
    if (!this.repeated.has(id) && Object.hasOwn(this.singles, id)) {
      const known = this.state[this.singles[id]] ?? null;
      if (known !== null && !(typeof known === "number" && known - known !== 0)) return known;
    }
    if (Object.hasOwn(this.reasons.calculations, id)) return this.calculation(id, null);
    const point = id.indexOf(".");
    return this.tables.cell(this.tables.rows(id.slice(0, point))[0], id.slice(point + 1));
  }

  /**
   * A field or a calculated column of a row.
   * @param {BoundRow} row
   * @param {string} name
   * @returns {Answer}
   */
  cell(row, name) {
    const id = `${row.table}.${name}`;
    const { calculations } = this.reasons;
    if (Object.hasOwn(calculations, id) && calculations[id][0] === row.table) return this.calculation(id, row);
    return this.tables.cell(row, name);
  }

  /**
   * The value of a calculation, worked out once, in a repetition in each pass.
   * @param {string} id
   * @param {BoundRow | null} row
   * @returns {Answer}
   */
  calculation(id, row) {
    const key = `${id} ${row === null ? -1 : row.index}`;
    const repetition = this.repeated.get(id);
    if (!this.known.has(key) && repetition !== undefined && !this.begun.has(repetition)) {
      this.begun.add(repetition);
      runRepetition(repetition, this);
    }
    let found = this.known.get(key);
    if (found === undefined) {
      const [, name, formula] = this.reasons.calculations[id];
      found = this.value(formula, row === null ? {} : { [name]: row });
      this.known.set(key, found);
    }
    return found;
  }

  /**
   * These are the states now; what rests on them is forgotten.
   * @param {ReadonlyMap<string, Answer>} states
   * @param {readonly string[]} formulas
   */
  beginPass(states, formulas) {
    for (const [key, value] of states) this.known.set(key, value);
    for (const key of formulas) this.known.delete(key);
    for (const kept of [this.answers, this.links, this.columns, this.points]) kept.clear();
  }

  /**
   * The value that holds on the last day of the period, the one that began last if several do.
   * @param {string} id
   * @returns {Answer}
   */
  parameter(id) {
    const [label, values] = this.reasons.parameters[id];
    const valid = values.filter((/** @type {Formula} */ each) => validOn(each[0], each[1], this.day));
    if (valid.length === 0) {
      if (this.day === null) return NO_PERIOD_END;
      return lackOf([`参数“${label[0]}”在 ${this.day} 没有有效值`, `parameter “${label[1]}” has no value on ${this.day}`], id);
    }
    let [chosen] = valid;
    for (const each of valid) if ((each[0] ?? "") > (chosen[0] ?? "")) chosen = each;
    const [, , formula, isForCompany] = chosen;
    if (formula !== null) return this.value(formula, {});
    const by = isForCompany ? ["由企业提供", "the company must supply it"] : ["待标委会确定", "the committee has yet to set it"];
    return lackOf([`参数“${label[0]}”（${by[0]}）`, `parameter “${label[1]}” (${by[1]})`], id);
  }

  // --- rows ---

  /**
   * The rows of an aggregate whose filter is not false, with the truth of it.
   * @param {Formula} of
   * @param {Scope} scope
   * @returns {Generator<{passes: Answer, inner: Scope}>}
   */
  *passing(of, scope) {
    const [, , name, test] = of;
    for (const row of this.candidates(of, scope)) {
      this.rowsLeft -= 1;
      if (this.rowsLeft < 0) throw new TooLong();
      const inner = { ...scope, [name]: row };
      const passes = test === null ? true : this.value(test, inner);
      if (passes !== false) yield { passes, inner };
    }
  }

  /**
   * All rows, or those that texts of the asking row lead to; rows of which these are unknown are among them.
   * @param {Formula} of
   * @param {Scope} scope
   * @returns {readonly BoundRow[]}
   */
  candidates(of, scope) {
    const [, table, , , , , how] = of;
    if (!Array.isArray(how)) return this.rows(table);
    /** @type {Set<BoundRow>} */
    const found = new Set();
    for (const way of how) {
      const wanted = this.value(way[1], scope);
      if (typeof wanted !== "string") return this.rows(table);
      const index = this.linksOf(of, way, scope);
      for (const row of index.get(folded(wanted)) ?? []) found.add(row);
      for (const row of (way[2] ? undefined : index.get(null)) ?? []) found.add(row);
    }
    return [...found].sort((a, b) => a.index - b.index);
  }

  /**
   * The rows by the text that they are found by.
   * @param {Formula} of
   * @param {Formula} way
   * @param {Scope} scope
   * @returns {Map<string | null, BoundRow[]>}
   */
  linksOf(of, way, scope) {
    const known = this.links.get(way);
    if (known !== undefined) return known;
    /** @type {Map<string | null, BoundRow[]>} */
    const found = new Map();
    for (const row of this.rows(of[1])) {
      const text = this.value(way[0], { ...scope, [of[2]]: row });
      const name = text instanceof Lack ? null : folded(String(text));
      const same = found.get(name);
      if (same === undefined) found.set(name, [row]);
      else same.push(row);
    }
    this.links.set(way, found);
    return found;
  }

  /**
   * An aggregate over the rows of a table.
   * @param {Formula} of
   * @param {Scope} scope
   * @returns {Answer}
   */
  aggregate(of, scope) {
    const [, , , , , , how] = of;
    if (how === "ranked") return this.rankedSum(of, scope);
    if (how !== "same") return this.folded(of, scope);
    let found = this.answers.get(of);
    if (found === undefined) {
      found = this.folded(of, scope);
      this.answers.set(of, found);
    }
    return found;
  }

  /**
   * @param {Formula} of
   * @param {Scope} scope
   * @returns {Answer}
   */
  folded(of, scope) {
    const [kind, , , , value, weight, , words] = of;
    const terms = [];
    for (const { passes, inner } of this.passing(of, scope)) {
      const found = value === null ? passes : this.value(value, inner);
      terms.push({ passes, value: found, weight: weight === null ? 1 : this.value(weight, inner) });
    }
    return foldedTerms(kind, terms, words ?? ["", ""]);
  }

  /**
   * The sum of the rows that lie above the asking one.
   * @param {Formula} of
   * @param {Scope} scope
   * @returns {Answer}
   */
  rankedSum(of, scope) {
    const [, table, name, test, value] = of;
    let found = this.columns.get(of);
    if (found === undefined) {
      const scopes = this.rows(table).map((row) => ({ [name]: row }));
      const [compared, added] = [test[1], value].map((part) => scopes.map((each) => this.value(part, each)));
      found = merged([...compared, ...added]) ?? ranked(compared.map(Number), added.map(Number));
      this.columns.set(of, found);
    }
    const limit = this.value(test[2], scope);
    if (found instanceof Lack) return merged([found, limit]) ?? found;
    return limit instanceof Lack ? limit : sumAbove(found, Number(limit));
  }

  /**
   * The value between two rows of a table.
   * @param {Formula} of
   * @param {Scope} scope
   * @returns {Answer}
   */
  interpolated(of, scope) {
    const [, table, name, , value, place, how, at, what, by, unit] = of;
    let found = how === "same" ? this.points.get(of) : undefined;
    if (found === undefined) {
      const terms = [];
      for (const { passes, inner } of this.passing(of, scope)) {
        terms.push({ row: inner[name], passes, place: this.value(place, inner), value: this.value(value, inner) });
      }
      const written = this.rows(table).map((row) => this.tables.unit(row, by)).find((each) => each !== null);
      /** @type {import("./lacking_points.mjs").ShownUnit} */
      const shown = written ? [written.symbol, written.numerator, written.denominator, written.offset] : unit;
      found = pointsOf(terms, { what, table: this.standard.data.tables[table].label, unit: shown });
      this.points.set(of, found);
    }
    return valueAt(found, this.value(at, scope));
  }
}
