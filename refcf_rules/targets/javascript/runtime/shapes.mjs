/** Which keys the sections and rows of an inventory may have, worked out from the data of a standard. */

import { folded } from "./texts.mjs";

/** @typedef {import("./texts.mjs").Label} Label */
/** @typedef {import("./standard.mjs").Standard} Standard */
/** @typedef {import("./standard.mjs").FieldData} FieldData */
/** @typedef {import("./standard.mjs").TableData} TableData */
/** @typedef {import("./standard.mjs").GroupData} GroupData */
/** @typedef {import("./standard.mjs").ChoiceData} ChoiceData */
/** @typedef {import("./names.mjs").Name} Name */

/** What a key stands for: a field, a group of fields, a nested table, or the unit of a number beside it. */
/** @typedef {{is: "field", id: string, data: FieldData}} FieldSlot */
/** @typedef {{is: "group", id: string, shape: Shape}} GroupSlot */
/** @typedef {{is: "table", id: string}} TableSlot */
/** @typedef {FieldSlot | GroupSlot | TableSlot | {is: "unit", id: "unit"}} Slot */
/** What an object may hold; `slots` finds by folded spelling what a key stands for. */
/** @typedef {{table: string, label: Label, slots: Map<string, Slot>, names: Name[], main: readonly string[]}} Shape */

const UNIT = ["unit", "单位"];

/** The shapes of all rows of a standard, and the names of what stands in their cells. */
export class Shapes {
  /** @param {Standard} standard */
  constructor({ data, units }) {
    this.data = data;
    this.units = units;
    /** @type {Map<string, TableData>} */
    this.tables = new Map(Object.entries(data.tables));
    /** @type {Map<string, string>} folded spelling of a key at the top → header */
    this.headers = new Map();
    for (const [id, spellings] of Object.entries(data.headers)) {
      for (const spelling of spellings) this.headers.set(folded(spelling), id);
    }
    /** @type {Map<string, string>} folded spelling of a key at the top → table */
    this.sections = new Map(Object.entries(data.sections).map(([spelling, id]) => [folded(spelling), id]));
    /** @type {Name[]} */
    this.sectionNames = [...this.tables]
      .filter(([, table]) => table.parent === undefined && !table.derived)
      .map(([id, table]) => named(table.key, table.label, [id]));
    /** @type {Map<string, Shape>} */
    this.rows = new Map([...this.tables].map(([id, table]) => [id, this.rowShape(id, table)]));
    /** @type {Map<string, string>} folded spelling of a library factor → its id */
    this.factors = new Map();
    for (const factor of [...data.factors].reverse()) {
      for (const spelling of [factor.id, ...factor.label]) this.factors.set(folded(spelling), factor.id);
    }
    /** @type {Map<string, Map<string, string>>} choice → spelling of an option → its id */
    this.options = new Map();
    for (const [id, choice] of Object.entries(data.choices)) this.options.set(id, optionsOf(choice));
  }

  /**
   * @param {string} id
   * @param {TableData} table
   * @returns {Shape}
   */
  rowShape(id, table) {
    const fields = Object.entries(table.fields ?? {});
    /** @type {[Name, Slot][]} */
    const slots = fields.map(([field, data]) => [named(field, data.label), { is: "field", id: field, data }]);
    for (const [group, data] of Object.entries(table.groups ?? {})) {
      slots.push([named(group, data.label), { is: "group", id: group, shape: this.groupShape(id, table, data) }]);
    }
    for (const child of table.children ?? []) {
      const data = /** @type {TableData} */ (this.tables.get(child));
      slots.push([named(data.key, data.label, [child]), { is: "table", id: child }]);
    }
    return shapeOf(id, table.label, slots, table.main ?? []);
  }

  /**
   * @param {string} id
   * @param {TableData} table
   * @param {GroupData} group
   * @returns {Shape}
   */
  groupShape(id, table, group) {
    /** @type {[Name, Slot][]} */
    const slots = Object.entries(group.fields).map(([field, spellings]) => {
      const data = /** @type {FieldData} */ (table.fields?.[field]);
      const name = { id: spellings[0], spellings };
      return [name, { is: "field", id: field, data }];
    });
    return shapeOf(id, group.label, slots, group.main ?? []);
  }
}

/**
 * @param {string} table
 * @param {Label} label
 * @param {readonly [Name, Slot][]} named_
 * @param {readonly string[]} main
 * @returns {Shape}
 */
function shapeOf(table, label, named_, main) {
  /** @type {Map<string, Slot>} */
  const slots = new Map();
  const unit = { id: "unit", spellings: UNIT };
  for (const [name, slot] of [...named_, /** @type {[Name, Slot]} */ ([unit, { is: "unit", id: "unit" }])]) {
    for (const spelling of name.spellings) {
      const key = folded(spelling);
      if (!slots.has(key)) slots.set(key, slot);
    }
  }
  const names = named_.filter(([, slot]) => !(slot.is === "field" && slot.data.derived)).map(([name]) => name);
  return { table, label, slots, names: main.length > 0 ? [...names, unit] : names, main };
}

/**
 * @param {string} id
 * @param {Label} label
 * @param {readonly string[]} [more]
 * @returns {Name}
 */
function named(id, label, more = []) {
  return { id, spellings: [...new Set([id, ...label, ...more])] };
}

/**
 * @param {ChoiceData} choice
 * @returns {Map<string, string>}
 */
function optionsOf(choice) {
  /** @type {Map<string, string>} */
  const found = new Map();
  for (const spellings of choice.options ?? []) {
    for (const spelling of spellings) if (!found.has(spelling)) found.set(spelling, spellings[0]);
  }
  for (const [spelling, id] of [...found]) if (!found.has(folded(spelling))) found.set(folded(spelling), id);
  return found;
}
