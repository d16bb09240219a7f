/**
 * A rule looked at row by row, also where it is satisfied: the outcome of each row, and both sides of what it compares.
 *
 * The program judges; the formulas only say which rows are in scope and what stands on both sides of a limit. For
 * pages that let people try a rule.
 */

import { BoundRows } from "./bound_rows.mjs";
import { carefulTree } from "./careful.mjs";
import { faultResult } from "./faults.mjs";
import { inUnit, rowOf } from "./findings.mjs";
import { outcomesOf, runIfPlain } from "./judging.mjs";
import { Lacking } from "./lacking.mjs";
import { treeOf } from "./tree.mjs";
import { unitAsWritten } from "./written_units.mjs";

/** @typedef {import("./findings.mjs").Row} Row */
/** @typedef {import("./findings.mjs").UnitData} UnitData */
/** @typedef {import("./findings.mjs").ProgramState} ProgramState */
/** @typedef {import("./findings.mjs").Validator} Validator */
/** @typedef {import("./lacking.mjs").Formula} Formula */
/** @typedef {import("./lacking.mjs").Scope} Scope */
/** @typedef {import("./bound_rows.mjs").BoundRow} BoundRow */
/** Operator, both sides in words, the unit of both, whether it differs from row to row; null for no numbers. */
/** @typedef {readonly [operator: string, left: Words, right: Words, unit: UnitData | null, isOpen: boolean] | null} ComparedData */
/** @typedef {import("./lacks.mjs").Words} Words */

/**
 * How an inventory that was read from JSON stands to one rule.
 * @param {unknown} document
 * @param {string} rule
 * @param {Validator} validator
 * @param {readonly ComparedData[]} compared of the rule
 */
export function lookedAt(document, rule, validator, compared) {
  const { state, plain, faults } = understood(document, validator);
  if (state === null || plain === null) return { faults, outcome: "unreadable", rows: [] };
  const bound = new BoundRows(plain, validator.standard, state[validator.periodEnd] ?? null);
  const lacking = new Lacking(bound, state, validator.results.values, validator.reasons());
  const { table } = validator.rules[rule];
  const rows = table === null ? [null] : lacking.rows(table);
  const found = new Map(state.found.filter(([id]) => id === rule).map((each) => [each[1], each]));
  return {
    faults,
    outcome: outcomesOf(state, validator)[rule],
    rows: rows.flatMap((row) => {
      const scope = scopeOf(row, rule, lacking);
      const record = found.get(row === null ? -1 : row.index);
      if (record === undefined && !isInScope(scope, rule, lacking)) return [];
      const said =
        record === undefined
          ? { row: row?.id ?? "", pointer: row?.pointer ?? "", outcome: "satisfied", message: null, missing: [] }
          : rowOf(record, validator.rules[rule], state, plain, validator, bound, lacking);
      return [{ ...said, compared: comparedSides(scope, rule, lacking, compared, unitOf(row, rule, plain, validator, bound.day)) }];
    }),
  };
}

/**
 * The document as a program takes it, and what the program made of it; or what is not understood.
 * @param {unknown} document
 * @param {Validator} validator
 */
function understood(document, validator) {
  const state = runIfPlain(document, validator);
  if (state !== null) return { state, plain: /** @type {Row} */ (document), faults: [] };
  const { root, faults } = treeOf(document);
  const [plain, problems] = root === null ? [null, faults] : carefulTree(root, validator.standard);
  return { state: plain === null ? null : validator.run(plain, false), plain, faults: problems.map(faultResult) };
}

/**
 * @param {BoundRow | null} row
 * @param {string} rule
 * @param {Lacking} lacking
 * @returns {Scope}
 */
function scopeOf(row, rule, lacking) {
  return row === null ? {} : { [lacking.reasons.rules[rule][0]]: row };
}

/**
 * Whether a rule applies to a row, or to the whole inventory.
 * @param {Scope} scope
 * @param {string} rule
 * @param {Lacking} lacking
 * @returns {boolean}
 */
function isInScope(scope, rule, lacking) {
  const [, filter, condition] = lacking.reasons.rules[rule];
  return [filter, condition].every((test) => test === null || lacking.value(test, scope) === true);
}

/**
 * The unit that the company wrote for a value of the rule, where its unit differs from row to row.
 * @param {BoundRow | null} row
 * @param {string} rule
 * @param {Row} plain
 * @param {Validator} validator
 * @param {string | null} day
 * @returns {UnitData | null}
 */
function unitOf(row, rule, plain, { rules, standard }, day) {
  const units = rules[rule].shown.map((each) => unitAsWritten(each, row?.plain ?? null, plain, standard, day));
  return units.find((unit) => unit !== null) ?? null;
}

/**
 * Both sides of each comparison of numbers; a missing one is null.
 * @param {Scope} scope
 * @param {string} rule
 * @param {Lacking} lacking
 * @param {readonly ComparedData[]} compared
 * @param {UnitData | null} written the unit of what has none of its own
 */
function comparedSides(scope, rule, lacking, compared, written) {
  const formulas = [...conjunctsOf(lacking.reasons.rules[rule][3])];
  return compared.flatMap((each, at) => {
    if (each === null) return [];
    const [operator, left, right, own, isOpen] = each;
    const unit = isOpen ? written : own;
    const sides = [left, right].map(([zh, en], side) => {
      const value = lacking.value(formulas[at][side + 1], scope);
      return { label: { zh, en }, value: typeof value === "number" ? inUnit(value, unit) : null };
    });
    return [{ operator, left: sides[0], right: sides[1], unit: unit === null || unit[0] === "1" ? null : unit[0] }];
  });
}

/**
 * The parts of an *and*, each alone.
 * @param {Formula} formula
 * @returns {Generator<Formula>}
 */
function* conjunctsOf(formula) {
  if (Array.isArray(formula) && formula[0] === "and") {
    for (const part of formula.slice(1)) yield* conjunctsOf(part);
  } else yield formula;
}
