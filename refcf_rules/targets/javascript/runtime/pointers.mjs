/** Pointers into the plain document as those into what was handed in, whose sections may be called otherwise. */

import { folded } from "./texts.mjs";
import { escapedKey } from "./tree.mjs";

/** @typedef {import("./shapes.mjs").Shapes} Shapes */
/** @typedef {import("./tree.mjs").TreeNode} TreeNode */
/** @typedef {import("./tree.mjs").ObjectNode} ObjectNode */
/** @typedef {import("./tree.mjs").Entry} Entry */

/**
 * @param {string} pointer
 * @param {TreeNode} root what was handed in
 * @param {Shapes} shapes
 * @returns {string}
 */
export function asWritten(pointer, root, shapes) {
  const rest = pointer.split("/").slice(1);
  let written = "";
  let table = "";
  /** @type {TreeNode} */
  let node = root;
  while (rest.length > 0) {
    const found = node.kind === "object" ? entryOf(rest[0], node, table, shapes) : null;
    if (found !== null) {
      table = found.table;
      node = found.entry.value;
      written += `/${escapedKey(found.entry.key)}`;
    } else if (node.kind === "list" && /^[0-9]+$/.test(rest[0]) && Number(rest[0]) < node.items.length) {
      node = node.items[Number(rest[0])];
      written += `/${rest[0]}`;
    } else break;
    rest.shift();
  }
  return [written, ...rest].join("/");
}

/**
 * The entry under which an object holds a section, a nested list or a field, and the table it belongs to.
 * @param {string} plain
 * @param {ObjectNode} node
 * @param {string} table that of the object, empty at the top
 * @param {Shapes} shapes
 * @returns {{entry: Entry, table: string} | null}
 */
function entryOf(plain, node, table, shapes) {
  for (const entry of node.entries) {
    const key = folded(entry.key);
    const slot = table === "" ? undefined : shapes.rows.get(table)?.slots.get(key);
    if (slot?.is === "field" && slot.id === plain) return { entry, table };
    const id = table === "" ? shapes.sections.get(key) : slot?.is === "table" ? slot.id : undefined;
    if (id !== undefined && shapes.tables.get(id)?.key === plain) return { entry, table: id };
  }
  return null;
}
