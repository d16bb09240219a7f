/** Reads one value of a row by the type of its field. Every unusual way to write it is read as meant or refused. */

import { daysOfMonth } from "./arithmetic.mjs";
import { offered, Unreadable } from "./faults.mjs";
import { nearNames } from "./names.mjs";
import { foldedNumber, parseNumber, splitQuantity } from "./numbers.mjs";
import { called, folded, shown } from "./texts.mjs";
import { sidesOf, toCanonical } from "./units.mjs";

/** @typedef {import("./tree.mjs").TreeNode} TreeNode */
/** @typedef {import("./tree.mjs").Scalar} Scalar */
/** @typedef {import("./standard.mjs").FieldData} FieldData */
/** @typedef {import("./shapes.mjs").Shapes} Shapes */
/** @typedef {import("./texts.mjs").Label} Label */
/** @typedef {import("./units.mjs").Unit} Unit */
/**
 * A value as it was understood: `plain` is how the plain document says it. Of a number in the unit of a cell of
 * its own, `unit` is that unit.
 * @typedef {{plain: string | number | boolean, unit: string | null, at: number, pointer: string}} Cell
 */
/** @typedef {{value: number, text: string, unit: Unit | null}} Quantity */

const YES = new Set(["yes", "true", "是"]);
const NO = new Set(["no", "false", "否"]);
const PLAIN_NUMBER = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?$/;
const DATE = /^([0-9]{4})(?:-([0-9]{2})-([0-9]{2})|年([0-9]{1,2})月([0-9]{1,2})日)$/;
const VALUE_NAMES = new Set(["value", "值", "数值"]);
const UNIT_NAMES = new Set(["unit", "单位"]);
const EMISSIONS_ABOVE = ["kgCO2e", "kgCO2"];
const MOST_LISTED = 12;
const FUELS = ["kg", "Nm3", "m3(20°C)", "m^3"];

/**
 * The value of a field; null where nothing was written. Throws `Unreadable`.
 * @param {FieldData} field
 * @param {TreeNode} node
 * @param {Shapes} shapes
 * @param {TreeNode | null} unit the unit's own cell, if the row has one for this field
 * @returns {Cell | null}
 */
export function readCell(field, node, shapes, unit) {
  if (node.kind === "text" && folded(node.text) === "") throw unreadable("empty-text", field, node);
  if (field.type === "number") return readNumber(field, node, shapes, unit);
  if (node.kind === "object" || node.kind === "list") throw unreadable("wrong-shape", field, node);
  if (node.kind === "null") return null;
  return { plain: valueOf(field, node, shapes), unit: null, at: node.at, pointer: node.pointer };
}

/**
 * @param {FieldData} field
 * @param {Scalar} node
 * @param {Shapes} shapes
 * @returns {string | boolean}
 */
function valueOf(field, node, shapes) {
  if (field.type === "date") return dateText(field, node);
  if (field.type === "truth") return truthOf(field, node);
  return field.type === "choice" ? optionOf(field, node, shapes) : folded(node.text);
}

/**
 * @param {FieldData} field
 * @param {Scalar} node
 * @returns {boolean}
 */
function truthOf(field, node) {
  const said = folded(node.text).toLowerCase();
  if (YES.has(said) || NO.has(said)) return YES.has(said);
  throw unreadable("bad-truth", field, node);
}

/**
 * The option's id; without a list any text will do.
 * @param {FieldData} field
 * @param {Scalar} node
 * @param {Shapes} shapes
 * @returns {string}
 */
function optionOf(field, node, shapes) {
  const text = folded(node.text);
  const id = field.choice ?? "";
  const choice = Object.hasOwn(shapes.data.choices, id) ? shapes.data.choices[id] : undefined;
  const option = shapes.options.get(id)?.get(text);
  if (choice === undefined || (option === undefined && choice.open)) return text;
  if (option !== undefined && !choice.groups?.includes(option)) return option;
  throw unreadable("unknown-option", field, node, choice && fixOfOption(choice, text));
}

/**
 * The date in ISO 8601.
 * @param {FieldData} field
 * @param {Scalar} node
 * @returns {string}
 */
function dateText(field, node) {
  const found = DATE.exec(folded(node.text));
  const [year, month, day] = found === null ? [0, 0, 0] : found.slice(1).filter(Boolean).map(Number);
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > daysOfMonth(year, month)) {
    throw unreadable("bad-date", field, node);
  }
  const digits = [String(year).padStart(4, "0"), String(month).padStart(2, "0"), String(day).padStart(2, "0")];
  return digits.join("-");
}

// --- numbers -------------------------------------------------------------------------------------------

/**
 * Whether a value is a number alone, so that a unit in a cell of its own may belong to it.
 * @param {TreeNode} node
 * @returns {boolean}
 */
export function isBare(node) {
  return node.kind !== "object" && node.kind !== "list" && !Number.isNaN(parseNumber(node.text));
}

/**
 * @param {FieldData} field
 * @param {TreeNode} written
 * @param {Shapes} shapes
 * @param {TreeNode | null} unitBeside
 * @returns {Cell | null}
 */
function readNumber(field, written, shapes, unitBeside) {
  const [node, unit] = written.kind === "object" ? parts(field, written, unitBeside) : [written, unitBeside];
  if (node.kind === "object" || node.kind === "list") throw unreadable("wrong-shape", field, node);
  if (node.kind === "null") return null;
  const quantity = unit === null ? alone(field, node, shapes) : withUnitCell(field, node, unit, shapes);
  if (quantity.unit !== null && !accepts(field, quantity.unit)) {
    throw unreadable("wrong-dimension", field, unit ?? node, fixOfUnit(field));
  }
  const canonical = quantity.unit === null ? quantity.value : toCanonical(quantity.value, quantity.unit);
  if (canonical - canonical !== 0) throw unreadable("bad-number", field, node);
  checkRange(field, node, canonical);
  const isBeside = node.kind === "number" && unit !== null && written.kind !== "object";
  return { ...plainNumber(quantity, isBeside), at: node.at, pointer: node.pointer };
}

/**
 * @param {Quantity} quantity
 * @param {boolean} isBeside whether the unit stays in a cell of its own
 * @returns {{plain: string | number, unit: string | null}}
 */
function plainNumber({ value, text, unit }, isBeside) {
  if (unit === null || isBeside) return { plain: value, unit: unit === null ? null : unit.symbol };
  return { plain: `${numberText(text, value)} ${unit.symbol}`, unit: null };
}

/**
 * A number as JSON writes it; unchanged if it is so already.
 * @param {string} text
 * @param {number} value
 * @returns {string}
 */
function numberText(text, value) {
  const plain = foldedNumber(text);
  return PLAIN_NUMBER.test(plain) && !(value === 0 && plain.startsWith("-")) ? plain : String(value);
}

/**
 * The number and the unit of an object; what a row says about the unit is not for it.
 * @param {FieldData} field
 * @param {import("./tree.mjs").ObjectNode} node
 * @param {TreeNode | null} beside
 * @returns {[TreeNode, TreeNode | null]}
 */
function parts(field, node, beside) {
  /** @type {TreeNode | null} */
  let value = null;
  /** @type {TreeNode | null} */
  let unit = null;
  for (const entry of node.entries) {
    const key = folded(entry.key);
    const isValue = VALUE_NAMES.has(key);
    if (!isValue && !UNIT_NAMES.has(key)) throw unreadable("unknown-field", field, entry.value);
    if ((isValue ? value : unit) !== null) throw unreadable("duplicate-field", field, entry.value);
    if (isValue) value = entry.value;
    else unit = entry.value;
  }
  if (value === null) throw unreadable("missing-field", field, node);
  const own = unit ?? beside;
  return [value, own !== null && own.kind === "null" ? null : own];
}

/**
 * @param {FieldData} field
 * @param {Scalar} node
 * @param {TreeNode} unit
 * @param {Shapes} shapes
 * @returns {Quantity}
 */
function withUnitCell(field, node, unit, shapes) {
  if (unit.kind === "object" || unit.kind === "list") throw unreadable("wrong-shape", field, unit);
  const written = shapes.units.parse(unit.text);
  if (written === null) throw unreadable("unknown-unit", field, unit);
  if (isBare(node)) return { value: parseNumber(node.text), text: node.text, unit: written };
  const found = quantityOf(field, node, shapes);
  const own = /** @type {Unit} */ (found.unit);
  const isSame =
    own.dimension === written.dimension &&
    own.numerator === written.numerator &&
    own.denominator === written.denominator &&
    own.offset === written.offset;
  if (!isSame) throw unreadable("two-units", field, unit);
  return found;
}

/**
 * @param {FieldData} field
 * @param {Scalar} node
 * @param {Shapes} shapes
 * @returns {Quantity}
 */
function alone(field, node, shapes) {
  if (!isBare(node)) return quantityOf(field, node, shapes);
  if (field.bare) return { value: parseNumber(node.text), text: node.text, unit: null };
  throw unreadable("missing-unit", field, node, fixOfUnit(field));
}

/**
 * @param {FieldData} field
 * @param {Scalar} node
 * @param {Shapes} shapes
 * @returns {Quantity}
 */
function quantityOf(field, node, shapes) {
  const { number, unit: unitText } = splitQuantity(node.text);
  const value = parseNumber(number);
  if (Number.isNaN(value)) throw unreadable("bad-number", field, node);
  const unit = shapes.units.parse(unitText);
  if (unit === null) throw unreadable("unknown-unit", field, node);
  const canonical = toCanonical(value, unit);
  if (canonical - canonical !== 0) throw unreadable("bad-number", field, node);
  return { value, text: number, unit };
}

/**
 * The error of one value; it is about the field, and the text that stands there.
 * @param {string} code
 * @param {FieldData} field
 * @param {TreeNode} node
 * @param {Label} [fix]
 * @returns {Unreadable}
 */
function unreadable(code, field, node, fix) {
  const [zh, en] = called(field.label);
  const text = "text" in node && node.kind !== "null" ? ` “${shown(node.text)}”` : "";
  return new Unreadable(code, node, [zh + text, en + text], fix);
}

/**
 * The unit that the field is shown in, if it has one.
 * @param {FieldData} field
 * @returns {Label | undefined}
 */
function fixOfUnit({ unit }) {
  return unit ? [`改用单位 ${unit} 或与它同量的单位。`, `Use ${unit}, or a unit of the same quantity.`] : undefined;
}

/**
 * The options that resemble a text; a few of them where none does.
 * @param {import("./standard.mjs").ChoiceData} choice
 * @param {string} text
 * @returns {Label}
 */
function fixOfOption(choice, text) {
  const options = (choice.options ?? []).filter(([id]) => !choice.groups?.includes(id));
  const names = options.map((spellings) => ({ id: spellings[0], spellings }));
  const listed = names.slice(0, MOST_LISTED).map(({ id }) => id);
  const all = /** @type {Label} */ ([`可写：${listed.join("、")}。`, `Known here: ${listed.join(", ")}.`]);
  return offered(nearNames(text, names).map(({ id }) => id)) ?? all;
}

/**
 * Whether a unit measures what the field is about.
 * @param {FieldData} field
 * @param {Unit} unit
 * @returns {boolean}
 */
export function accepts(field, unit) {
  if (field.dimensions !== undefined) return field.dimensions.includes(unit.dimension);
  return measures(field.open ?? "total", unit.dimension);
}

/**
 * Whether a number whose unit differs from row to row may measure this.
 * @param {"total" | "factor" | "ncv"} open
 * @param {string} dimension
 * @returns {boolean}
 */
export function measures(open, dimension) {
  const { above, below } = sidesOf(dimension);
  if (open === "total") return above !== "" && below === "";
  if (open === "factor") return below !== "" && EMISSIONS_ABOVE.includes(above);
  return above === "MJ" && FUELS.includes(below);
}

/**
 * @param {FieldData} field
 * @param {Scalar} node
 * @param {number} canonical
 */
function checkRange(field, node, canonical) {
  const isBelow = field.sign === "positive" ? canonical <= 0 : field.sign === undefined && canonical < 0;
  if (isBelow) throw unreadable("wrong-sign", field, node);
  if (field.share && Math.abs(canonical) > 1) throw unreadable("share-out-of-range", field, node);
}
