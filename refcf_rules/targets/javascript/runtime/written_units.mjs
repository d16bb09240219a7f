/** The unit in which a company wrote a number: findings show it so, whatever the standard counts in. */

import { activityUse } from "./amounts.mjs";
import { nameOf, rowsOf, section } from "./plain.mjs";
import { folded } from "./texts.mjs";

/** @typedef {import("./factors.mjs").Row} Row */
/** @typedef {import("./standard.mjs").Standard} Standard */
/** @typedef {import("./findings.mjs").ShownData} ShownData */
/** @typedef {import("./findings.mjs").UnitData} UnitData */

const FACTOR_NUMBERS = ["value", "fossil", "biogenic", "land_use", "aircraft", "low", "high"];

/**
 * The unit of a value: as it was written, else that of the standard.
 * @param {ShownData} shown
 * @param {Row | null} row
 * @param {Row} document
 * @param {Standard} standard
 * @param {string | null} day
 * @returns {UnitData | null}
 */
export function unitAsWritten(shown, row, document, standard, day) {
  if (shown.field === undefined) return shown.unit;
  const point = shown.field.indexOf(".");
  const [table, name] = [shown.field.slice(0, point), shown.field.slice(point + 1)];
  const where = rowOfValue(shown, table, row, document, standard);
  if (where === null) return shown.unit;
  const worked = table === "activity" ? unitOfActivity(name, where, standard, day) : undefined;
  const value = where[name];
  const symbol = worked ?? (worked === undefined && typeof value === "string" ? value.slice(value.indexOf(" ") + 1) : "");
  const unit = symbol === "" ? null : standard.units.parse(symbol);
  return unit === null ? shown.unit : [unit.symbol, unit.numerator, unit.denominator, unit.offset];
}

/**
 * The row that the value is from: this one, the only one, or the one named.
 * @param {ShownData} shown
 * @param {string} table
 * @param {Row | null} row
 * @param {Row} document
 * @param {Standard} standard
 * @returns {Row | null}
 */
function rowOfValue(shown, table, row, document, standard) {
  const data = Object.hasOwn(standard.data.tables, table) ? standard.data.tables[table] : undefined;
  if (data === undefined) return null;
  if (data.single) return section(document, table);
  if (shown.key === undefined) return row;
  const wanted = row?.[shown.key];
  if (typeof wanted !== "string" || data.parent !== undefined) return null;
  return rowsOf(document, data.key).find((each, index) => nameOf(each, index) === folded(wanted)) ?? null;
}

/**
 * The unit of what is worked out for an activity, null where it has none; undefined for what is simply typed.
 * @param {string} name
 * @param {Row} row
 * @param {Standard} standard
 * @param {string | null} day
 * @returns {string | null | undefined}
 */
function unitOfActivity(name, row, standard, day) {
  const use = activityUse(row, standard, day);
  if (name === "amount" || name === "mass") return use.amountUnit;
  if (name === "energy") return use.energyUnit;
  if (name === "factor_amount") return use.factorAmountUnit;
  return name.startsWith("factor.") && FACTOR_NUMBERS.includes(name.slice("factor.".length)) ? use.factorUnit : undefined;
}
