/** Reads the rows of a table with everything nested in them; every key is accounted for. */

import { isBare, readCell } from "./cells.mjs";
import { offered, Unreadable } from "./faults.mjs";
import { nearNames } from "./names.mjs";
import { called, folded, quoted } from "./texts.mjs";
import { beginning } from "./tree.mjs";

/** @typedef {import("./texts.mjs").Label} Label */
/** @typedef {import("./tree.mjs").TreeNode} TreeNode */
/** @typedef {import("./tree.mjs").Entry} Entry */
/** @typedef {import("./tree.mjs").ObjectNode} ObjectNode */
/** @typedef {import("./cells.mjs").Cell} Cell */
/** @typedef {import("./shapes.mjs").Shape} Shape */
/** @typedef {import("./shapes.mjs").FieldSlot} FieldSlot */
/** @typedef {import("./shapes.mjs").GroupSlot} GroupSlot */
/** A row as the plain document holds it. */
/** @typedef {{[key: string]: string | number | boolean | PlainRow | PlainRow[]}} PlainRow */
/** A row that was read: its cells with their places, by id of the field. */
/** @typedef {{table: string, cells: Map<string, Cell>}} ReadRow */
/**
 * What one object says, sorted by what the keys stand for.
 * @typedef {object} Written
 * @property {Shape} shape
 * @property {ObjectNode} node
 * @property {Map<string, {slot: FieldSlot, entry: Entry}>} fields
 * @property {{slot: GroupSlot, entry: Entry}[]} groups
 * @property {{id: string, entry: Entry}[]} children
 * @property {Entry | null} unit
 * @property {Set<string>} meant what an unknown key was probably meant for; it is not called missing as well
 * @property {boolean} unitRefused
 */

const MOST_ROWS = 100000;

/** Collects the rows of all tables of one inventory. */
export class RowReader {
  /**
   * @param {import("./shapes.mjs").Shapes} shapes
   * @param {import("./faults.mjs").FaultList} faults
   */
  constructor(shapes, faults) {
    this.shapes = shapes;
    this.faults = faults;
    /** @type {Map<string, ReadRow[]>} */
    this.rows = new Map([...shapes.tables.keys()].map((id) => [id, []]));
    /** @type {Set<string>} tables with rows that could not be read, where an id may be absent for that reason */
    this.incomplete = new Set();
    this.count = 0;
  }

  /**
   * The rows of a table written as a list.
   * @param {string} table
   * @param {TreeNode} node
   * @returns {PlainRow[]}
   */
  readList(table, node) {
    if (node.kind === "null") return [];
    if (node.kind !== "list") {
      this.refuseShape(table, node);
      return [];
    }
    const plain = [];
    for (const item of node.items) {
      if (this.faults.isFull || !this.hasRoom(item)) break;
      const row = this.readRow(table, item);
      if (row !== null) plain.push(row);
    }
    return plain;
  }

  /**
   * One row with what is nested in it.
   * @param {string} table
   * @param {TreeNode} node
   * @returns {PlainRow | null}
   */
  readRow(table, node) {
    if (node.kind !== "object") {
      this.refuseShape(table, node);
      return null;
    }
    const written = this.sorted(/** @type {Shape} */ (this.shapes.rows.get(table)), node, new Map());
    const cells = this.cells(written);
    const plain = plainOf(cells, "");
    for (const group of written.groups) this.readGroup(group, written, cells, plain);
    this.gatherGroups(table, plain);
    this.require(table, written, cells);
    this.rows.get(table)?.push({ table, cells });
    for (const { id, entry } of written.children) {
      const rows = this.readList(id, entry.value);
      if (entry.value.kind !== "null") plain[this.shapes.tables.get(id)?.key ?? id] = rows;
    }
    return plain;
  }

  /**
   * @param {string} table
   * @param {TreeNode} node
   */
  refuseShape(table, node) {
    this.incomplete.add(table);
    this.add("wrong-shape", node, called(this.label(table)));
  }

  /**
   * @param {TreeNode} item
   * @returns {boolean}
   */
  hasRoom(item) {
    this.count += 1;
    if (this.count === MOST_ROWS + 1) this.add("too-many-rows", item);
    return this.count <= MOST_ROWS;
  }

  /**
   * @param {Shape} shape
   * @param {ObjectNode} node
   * @param {Map<string, number>} taken where a field was written before
   * @returns {Written}
   */
  sorted(shape, node, taken) {
    /** @type {Written} */
    const written = {
      shape, node, fields: new Map(), groups: [], children: [], unit: null, meant: new Set(), unitRefused: false,
    };
    for (const entry of node.entries) {
      if (this.faults.isFull) break;
      const slot = shape.slots.get(folded(entry.key));
      if (slot === undefined) {
        this.refuseKey(written, entry);
      } else if (taken.has(slot.id)) {
        this.addAtKey("duplicate-field", entry, quoted(entry.key));
      } else {
        taken.set(slot.id, entry.at);
        this.take(written, slot, entry);
      }
    }
    return written;
  }

  /**
   * @param {Written} written
   * @param {import("./shapes.mjs").Slot} slot
   * @param {Entry} entry
   */
  take(written, slot, entry) {
    if (slot.is === "group") written.groups.push({ slot, entry });
    else if (slot.is === "table") written.children.push({ id: slot.id, entry });
    else if (slot.is === "unit") written.unit = entry;
    else if (!slot.data.derived) written.fields.set(slot.id, { slot, entry });
    else this.addAtKey("derived-value", entry, called(slot.data.label));
  }

  /**
   * @param {Written} written
   * @param {Entry} entry
   */
  refuseKey(written, entry) {
    const { slips } = this.shapes.data;
    const key = folded(entry.key);
    const text = Object.hasOwn(slips, key) ? slips[key] : entry.key;
    const near = nearNames(text, written.shape.names);
    for (const name of near) written.meant.add(name.id);
    const fix = offered(near.map(({ id }) => id));
    this.faults.add("unknown-field", entry.at, entry.value.pointer, quoted(entry.key), fix);
  }

  /**
   * @param {Written} written
   * @returns {Map<string, Cell>}
   */
  cells(written) {
    /** @type {Map<string, Cell>} */
    const cells = new Map();
    const measured = this.ownersOfUnit(written);
    for (const [id, { slot, entry }] of written.fields) {
      const unit = written.unit !== null && measured.has(id) ? written.unit.value : null;
      if (unit !== null && written.unitRefused) continue;
      try {
        const cell = readCell(slot.data, entry.value, this.shapes, unit);
        // Only the numbers that a unit beside them is for keep it there.
        if (cell !== null) cells.set(id, written.shape.main.includes(id) ? cell : withUnit(cell));
      } catch (error) {
        if (!(error instanceof Unreadable)) throw error;
        this.refuseCell(written, id, error);
      }
    }
    // Where one of them has its own unit in its text, all have.
    const { main } = written.shape;
    if (main.some((id) => typeof cells.get(id)?.plain === "string")) {
      for (const [id, cell] of cells) cells.set(id, withUnit(cell));
    }
    return cells;
  }

  /**
   * @param {Written} written
   * @param {string} id
   * @param {Unreadable} error
   */
  refuseCell(written, id, error) {
    if (id === "id") this.incomplete.add(written.shape.table);
    if (error.code === "missing-unit" && written.meant.has("unit")) return; // it has one, but it was refused
    const at = beginning(error.node);
    written.unitRefused = written.unit !== null && at === beginning(written.unit.value);
    this.faults.add(error.code, at, error.node.pointer, error.about, error.fix);
  }

  /**
   * The numbers that a unit in a cell of its own belongs to: the amount of an activity, the value and the parts
   * of a factor; elsewhere the only number of the row that needs a unit and has none.
   * @param {Written} written
   * @returns {Set<string>}
   */
  ownersOfUnit(written) {
    if (written.unit === null || written.unit.value.kind === "null") return new Set();
    const bare = [...written.fields]
      .filter(([, { slot, entry }]) => slot.data.type === "number" && !slot.data.bare && isBare(entry.value))
      .map(([id]) => id);
    const { main } = written.shape;
    if (main.length > 0) {
      const first = main.filter((id) => written.fields.has(id)).slice(0, 1);
      return new Set([...first, ...bare.filter((id) => main.includes(id))]);
    }
    if (bare.length === 1) return new Set(bare);
    written.meant.add("unit");
    this.add("stray-unit", written.unit.value);
    return new Set();
  }

  /**
   * The fields of an object inside the row; a text in its place names a factor of the library.
   * @param {{slot: GroupSlot, entry: Entry}} group
   * @param {Written} row
   * @param {Map<string, Cell>} cells taken from, and added to
   * @param {PlainRow} plain
   */
  readGroup({ slot, entry }, row, cells, plain) {
    const node = entry.value;
    if (node.kind === "null") return;
    if (node.kind === "object") {
      const taken = new Map([...row.fields].map(([id, { entry: one }]) => [id, one.at]));
      const found = this.cells(this.sorted(slot.shape, node, taken));
      for (const [id, cell] of found) cells.set(id, cell);
      plain[slot.id] = plainOf(found, `${slot.id}.`);
      return;
    }
    const text = node.kind === "list" ? "" : folded(node.text);
    const factor = this.shapes.factors.get(text);
    if (node.kind === "list" || slot.id !== "factor" || (factor === undefined && /^\p{Nd}/u.test(text))) {
      this.add("wrong-shape", node, called(slot.shape.label));
    } else if (factor === undefined) {
      this.add("unknown-reference", node, quoted(text));
    } else {
      cells.set(slot.id, { plain: factor, unit: null, at: node.at, pointer: node.pointer });
      plain[slot.id] = factor;
    }
  }

  /**
   * Fields of a group that were written in the row itself move into the group; beside the id of a library factor
   * they stay where they are, under their full id.
   * @param {string} table
   * @param {PlainRow} plain
   */
  gatherGroups(table, plain) {
    for (const id of Object.keys(plain)) {
      const [group, field] = id.split(".");
      const inner = field === undefined ? null : (plain[group] ??= {});
      if (inner === null || typeof inner !== "object" || Array.isArray(inner)) continue;
      settleUnit(inner, this.shapes.tables.get(table)?.groups?.[group]?.main ?? []);
      inner[field] = plain[id];
      delete plain[id];
    }
  }

  /**
   * @param {string} table
   * @param {Written} written
   * @param {Map<string, Cell>} cells
   */
  require(table, written, cells) {
    for (const [id, field] of Object.entries(this.shapes.tables.get(table)?.fields ?? {})) {
      if (!field.required || field.derived || cells.has(id) || written.meant.has(id)) continue;
      const entry = written.fields.get(id)?.entry;
      if (entry !== undefined && entry.value.kind !== "null") continue;
      this.incomplete.add(table);
      if (entry === undefined) this.add("missing-field", written.node, called(field.label));
      else this.addAtKey("missing-field", entry, called(field.label));
    }
  }

  /**
   * @param {string} table
   * @returns {Label}
   */
  label(table) {
    return /** @type {Shape} */ (this.shapes.rows.get(table)).label;
  }

  /**
   * @param {string} code
   * @param {TreeNode} node
   * @param {Label} [about]
   */
  add(code, node, about) {
    this.faults.add(code, beginning(node), node.pointer, about);
  }

  /**
   * @param {string} code
   * @param {Entry} entry
   * @param {Label} about
   */
  addAtKey(code, entry, about) {
    this.faults.add(code, entry.at, entry.value.pointer, about);
  }
}

/**
 * @param {Cell} cell
 * @returns {Cell} with its unit after the number
 */
function withUnit(cell) {
  return cell.unit === null ? cell : { ...cell, plain: `${cell.plain} ${cell.unit}`, unit: null };
}

/**
 * Cells as the plain document holds them.
 * @param {ReadonlyMap<string, Cell>} cells
 * @param {string} inside what the ids begin with that is left out
 * @returns {PlainRow}
 */
function plainOf(cells, inside) {
  /** @type {PlainRow} */
  const plain = {};
  for (const [id, cell] of cells) {
    plain[id.slice(inside.length)] = cell.plain;
    if (cell.unit !== null) plain.unit = cell.unit;
  }
  return plain;
}

/**
 * Each number of a group takes the unit beside them, which is not that of a number yet to come.
 * @param {PlainRow} inner
 * @param {readonly string[]} main
 */
function settleUnit(inner, main) {
  for (const id of main) {
    const field = id.slice(id.indexOf(".") + 1);
    if (inner.unit !== undefined && typeof inner[field] === "number") inner[field] = `${inner[field]} ${inner.unit}`;
  }
  delete inner.unit;
}
