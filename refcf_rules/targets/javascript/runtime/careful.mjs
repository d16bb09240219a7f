/**
 * The careful reader: takes an inventory however a company may write it (labels of both languages, full-width
 * digits, units in a cell of their own) and gives the plain document, or the faults that stand against it.
 * Missing data is no fault; what is not understood is one. Nothing is skipped.
 */

import { FaultList, offered } from "./faults.mjs";
import { nearNames } from "./names.mjs";
import { RowReader } from "./rows.mjs";
import { Shapes } from "./shapes.mjs";
import { called, folded, quoted } from "./texts.mjs";
import { beginning, treeOf } from "./tree.mjs";

/** @typedef {import("./texts.mjs").Label} Label */
/** @typedef {import("./tree.mjs").TreeNode} TreeNode */
/** @typedef {import("./tree.mjs").ObjectNode} ObjectNode */
/** @typedef {import("./tree.mjs").Entry} Entry */
/** @typedef {import("./tree.mjs").Fault} Fault */
/** @typedef {import("./rows.mjs").PlainRow} PlainRow */
/** @typedef {import("./standard.mjs").Standard} Standard */

const VERSION = "1";
const PRODUCT = "product";
const SEVERAL_NAMES = new Set(["products", "产品", "产品列表", "产品清单"]);
/** @type {WeakMap<Standard, Shapes>} */
const KNOWN_SHAPES = new WeakMap();

/**
 * What the reader knows of the rows of a standard, worked out when it is first needed.
 * @param {Standard} standard
 * @returns {Shapes}
 */
export function shapesOf(standard) {
  let shapes = KNOWN_SHAPES.get(standard);
  if (shapes === undefined) KNOWN_SHAPES.set(standard, (shapes = new Shapes(standard)));
  return shapes;
}

/**
 * The plain document of values that were read before, or the faults; exactly one of the two is there.
 * @param {unknown} document
 * @param {Standard} standard
 * @returns {[plain: PlainRow | null, faults: Fault[]]}
 */
export function careful(document, standard) {
  const { root, faults } = treeOf(document);
  return root === null ? [null, faults] : carefulTree(root, standard);
}

/**
 * As `careful`, of a document with the place of every value.
 * @param {TreeNode} root
 * @param {Standard} standard
 * @returns {[plain: PlainRow | null, faults: Fault[]]}
 */
export function carefulTree(root, standard) {
  const faults = new FaultList();
  const reader = new InventoryReader(shapesOf(standard), faults);
  const plain = reader.read(root);
  return faults.kept.length > 0 ? [null, faults.listed()] : [plain, []];
}

/** Sorts the top level of one inventory, reads its sections and checks what needs several rows. */
class InventoryReader {
  /**
   * @param {Shapes} shapes
   * @param {FaultList} faults
   */
  constructor(shapes, faults) {
    this.shapes = shapes;
    this.faults = faults;
    this.rows = new RowReader(shapes, faults);
    /** @type {Map<string, Entry>} */
    this.headers = new Map();
    /** @type {Map<string, Entry>} */
    this.sections = new Map();
    /** @type {Set<string>} tables whose section was refused or misspelled; they are not called missing as well */
    this.refused = new Set();
  }

  /**
   * @param {TreeNode} root
   * @returns {PlainRow | null}
   */
  read(root) {
    if (root.kind !== "object" || !root.entries.some((entry) => this.finds(entry))) {
      this.faults.add("not-an-inventory", beginning(root), root.pointer);
      return null;
    }
    for (const entry of root.entries) this.take(entry);
    if (!this.checkVersion(root)) return null;
    this.checkHeaders();
    this.checkPresence(root);
    const plain = this.plainHeaders();
    for (const [id, entry] of this.sections) if (id !== "company") this.readSection(id, entry, plain);
    const company = this.sections.get("company");
    if (company !== undefined) this.readSection("company", company, plain);
    checkLinks(this.shapes, this.rows, this.refused, this.faults);
    return plain;
  }

  /**
   * @param {Entry} entry
   * @returns {boolean} whether the key is one that inventories have
   */
  finds(entry) {
    const key = folded(entry.key);
    return this.shapes.headers.has(key) || this.shapes.sections.has(key);
  }

  /** @param {Entry} entry */
  take(entry) {
    const key = folded(entry.key);
    const header = this.shapes.headers.get(key);
    if (header !== undefined) {
      this.place(this.headers, header, entry);
      return;
    }
    const id = this.shapes.sections.get(key);
    const table = id === undefined ? undefined : this.shapes.tables.get(id);
    if (id === undefined || table === undefined || table.parent !== undefined) this.refuseUnknown(entry);
    else if (table.derived) this.add("derived-value", entry, quoted(entry.key));
    else if (this.hasRightForm(id, table.single === true, entry)) this.place(this.sections, id, entry);
  }

  /**
   * @param {Map<string, Entry>} taken
   * @param {string} id
   * @param {Entry} entry
   */
  place(taken, id, entry) {
    if (!taken.has(id)) taken.set(id, entry);
    else this.add(id === PRODUCT ? "several-products" : "duplicate-section", entry, quoted(entry.key));
  }

  /**
   * @param {string} id
   * @param {boolean} isSingle
   * @param {Entry} entry
   * @returns {boolean}
   */
  hasRightForm(id, isSingle, entry) {
    if (!isSingle || entry.value.kind !== "list") return true;
    this.add(id === PRODUCT ? "several-products" : "wrong-shape", entry, called(this.rows.label(id)));
    this.refused.add(id);
    return false;
  }

  /** @param {Entry} entry */
  refuseUnknown(entry) {
    if (SEVERAL_NAMES.has(folded(entry.key).toLowerCase()) && entry.value.kind === "list") {
      this.add("several-products", entry, quoted(entry.key));
      this.refused.add(PRODUCT);
      return;
    }
    const near = nearNames(entry.key, this.shapes.sectionNames).map(({ id }) => id);
    for (const id of near) this.refused.add(/** @type {string} */ (this.shapes.sections.get(folded(id))));
    this.faults.add("unknown-section", entry.at, entry.value.pointer, quoted(entry.key), offered(near));
  }

  /**
   * @param {ObjectNode} root
   * @returns {boolean} whether reading may go on
   */
  checkVersion(root) {
    const node = this.headers.get("refcf")?.value;
    if (node === undefined) {
      this.faults.add("wrong-version", beginning(root), "");
      return true;
    }
    if (node.kind !== "object" && node.kind !== "list" && folded(node.text) === VERSION) return true;
    this.faults.add("wrong-version", beginning(node), node.pointer);
    return false;
  }

  checkHeaders() {
    for (const [id, entry] of this.headers) {
      if (id === "refcf" || (entry.value.kind !== "object" && entry.value.kind !== "list")) continue;
      this.add("wrong-shape", entry, quoted(id));
    }
  }

  /** @param {ObjectNode} root */
  checkPresence(root) {
    for (const [id, table] of this.shapes.tables) {
      const isNeeded = Object.values(table.fields ?? {}).some((field) => field.required && !field.derived);
      const entry = this.sections.get(id);
      if (!table.single || !isNeeded || this.refused.has(id)) continue;
      if (entry !== undefined && entry.value.kind !== "null") continue;
      if (entry === undefined) this.faults.add("missing-section", beginning(root), "", called(table.label));
      else this.add("missing-section", entry, called(table.label));
    }
  }

  /** @returns {PlainRow} */
  plainHeaders() {
    /** @type {PlainRow} */
    const plain = { refcf: 1 };
    for (const id of ["standard", "edition"]) {
      const node = this.headers.get(id)?.value;
      const text = node === undefined || node.kind === "null" || !("text" in node) ? "" : folded(node.text);
      if (text !== "") plain[id] = text;
    }
    return plain;
  }

  /**
   * @param {string} id
   * @param {Entry} entry
   * @param {PlainRow} plain
   */
  readSection(id, entry, plain) {
    const { single, key } = /** @type {import("./standard.mjs").TableData} */ (this.shapes.tables.get(id));
    if (entry.value.kind === "null") return;
    const read = single ? this.rows.readRow(id, entry.value) : this.rows.readList(id, entry.value);
    if (read !== null) plain[single ? id : key] = read;
  }

  /**
   * @param {string} code
   * @param {Entry} entry
   * @param {Label} about
   */
  add(code, entry, about) {
    this.faults.add(code, entry.at, entry.value.pointer, about);
  }
}

// --- what only shows when all rows are known -------------------------------------------------------------

/**
 * Repeated ids, references that lead nowhere, reversed periods. References to a table of which not all was
 * understood are not asked: what they name may be among what was refused.
 * @param {Shapes} shapes
 * @param {RowReader} reader
 * @param {ReadonlySet<string>} refused
 * @param {FaultList} faults
 */
function checkLinks(shapes, reader, refused, faults) {
  for (const [id, table] of shapes.tables) {
    const rows = reader.rows.get(id) ?? [];
    checkIds(rows, faults);
    const fields = Object.entries(table.fields ?? {});
    for (const [field, { type, table: target = "", derived }] of fields) {
      if (type !== "reference" || derived || reader.incomplete.has(target) || refused.has(target)) continue;
      checkReferences(field, rows, reader.rows.get(target) ?? [], faults);
    }
    const dates = fields.filter(([, field]) => field.type === "date").map(([field]) => field);
    if (dates.includes("start") && dates.includes("end")) checkPeriod(rows, faults);
  }
}

/**
 * @param {readonly import("./rows.mjs").ReadRow[]} rows
 * @param {FaultList} faults
 */
function checkIds(rows, faults) {
  const seen = new Set();
  for (const { cells } of rows) {
    const cell = cells.get("id");
    if (cell === undefined) continue;
    if (seen.has(cell.plain)) faults.add("repeated-id", cell.at, cell.pointer, quoted(String(cell.plain)));
    seen.add(cell.plain);
  }
}

/**
 * @param {string} field
 * @param {readonly import("./rows.mjs").ReadRow[]} rows
 * @param {readonly import("./rows.mjs").ReadRow[]} targets
 * @param {FaultList} faults
 */
function checkReferences(field, rows, targets, faults) {
  const ids = new Set(targets.map(({ cells }) => cells.get("id")?.plain));
  for (const { cells } of rows) {
    const cell = cells.get(field);
    if (faults.isFull || cell === undefined || ids.has(cell.plain)) continue;
    faults.add("unknown-reference", cell.at, cell.pointer, quoted(String(cell.plain)));
  }
}

/**
 * @param {readonly import("./rows.mjs").ReadRow[]} rows
 * @param {FaultList} faults
 */
function checkPeriod(rows, faults) {
  for (const { cells } of rows) {
    const [start, end] = [cells.get("start"), cells.get("end")];
    if (start === undefined || end === undefined || start.plain <= end.plain) continue;
    faults.add("reversed-period", end.at, end.pointer, quoted(String(end.plain)));
  }
}
