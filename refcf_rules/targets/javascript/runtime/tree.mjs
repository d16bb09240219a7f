/**
 * A document as a tree: every value with its JSON pointer and its place, built without recursion and
 * under the limits, from JSON text or from values that were read before.
 */

import { quoted } from "./texts.mjs";

/** @typedef {import("./texts.mjs").Label} Label */
/**
 * What could not be understood: a code, where, and what it is about; `at` is the place in the file, `fix` what to do.
 * @typedef {{code: string, pointer: string, about: Label, at: number, fix?: Label}} Fault
 */
/** @typedef {{kind: "text" | "number" | "truth" | "null", text: string, at: number, pointer: string}} Scalar */
/** @typedef {{key: string, at: number, value: TreeNode}} Entry */
/** @typedef {{kind: "object", entries: Entry[], at: number, pointer: string}} ObjectNode */
/** @typedef {{kind: "list", items: TreeNode[], at: number, pointer: string}} ListNode */
/** @typedef {Scalar | ObjectNode | ListNode} TreeNode */

export const LIMITS = {
  bytes: 20 * 1024 * 1024,
  depth: 64,
  nodes: 200000,
  pointerCharacters: 500,
  numberCharacters: 100,
  faults: 20,
};

/** @type {import("./texts.mjs").Label} */
export const NOTHING = ["", ""];

/** Carries the fault that ends the reading; never leaves the readers. */
export class Refused extends Error {
  /** @param {Fault} fault */
  constructor(fault) {
    super(fault.code);
    this.fault = fault;
  }
}

/** @typedef {{node: ObjectNode | ListNode, key: string | null, keyAt: number, seen: Set<string>}} Opening */

/** Collects one document; `root` is its tree once everything is closed. */
export class TreeBuilder {
  /** @param {string} [text] the text that is read, to say in which line something is */
  constructor(text = "") {
    this.text = text;
    /** @type {TreeNode | null} */
    this.root = null;
    /** @type {Fault[]} */
    this.faults = [];
    /** @type {Opening[]} */
    this.openings = [];
    this.count = 0;
  }

  /** @returns {Opening | null} the object or list being filled */
  get innermost() {
    return this.openings.length === 0 ? null : this.openings[this.openings.length - 1];
  }

  /** @returns {string} the JSON pointer (RFC 6901) of the next value */
  get pointer() {
    const inner = this.innermost;
    if (inner === null) return "";
    const above = inner.node.pointer;
    if (inner.node.kind === "list") return `${above}/${inner.node.items.length}`;
    return inner.key === null ? above : `${above}/${escapedKey(inner.key)}`;
  }

  /**
   * Ends the reading with a fault at the place reached so far.
   * @param {string} code
   * @param {number} at
   * @returns {never}
   */
  refuse(code, at) {
    throw new Refused({ code, pointer: this.pointer, about: this.placeOf(at), at });
  }

  /**
   * @param {number} at
   * @returns {Label}
   */
  placeOf(at) {
    if (this.text === "") return NOTHING;
    const before = this.text.slice(0, at);
    const line = before.split("\n").length;
    const column = Array.from(before.slice(before.lastIndexOf("\n") + 1)).length + 1;
    return [`第 ${line} 行第 ${column} 个字符`, `line ${line}, character ${column}`];
  }

  /**
   * Begin an object or a list.
   * @param {"object" | "list"} kind
   * @param {number} at
   */
  open(kind, at) {
    if (this.openings.length >= LIMITS.depth) this.refuse("too-deep", at);
    const pointer = this.place(at);
    /** @type {ObjectNode | ListNode} */
    const node = kind === "object" ? { kind, entries: [], at, pointer } : { kind, items: [], at, pointer };
    this.openings.push({ node, key: null, keyAt: at, seen: new Set() });
  }

  /**
   * Take the key of the next entry; a repeated key is noted and reading goes on.
   * @param {string} key
   * @param {number} at
   */
  addKey(key, at) {
    const inner = this.openings[this.openings.length - 1];
    if (!inner.seen.has(key)) {
      inner.seen.add(key);
    } else if (this.faults.length < LIMITS.faults) {
      this.faults.push({ code: "duplicate-key", pointer: inner.node.pointer, about: quoted(key), at });
    }
    inner.key = key;
    inner.keyAt = at;
  }

  /**
   * Take a single value.
   * @param {Scalar["kind"]} kind
   * @param {string} text
   * @param {number} at
   */
  addScalar(kind, text, at) {
    const pointer = this.place(at);
    // The length is asked first: millions of digits take their time.
    if (kind === "number" && (text.length > LIMITS.numberCharacters || Math.abs(Number(text)) === Infinity)) {
      this.refuse("number-too-large", at);
    }
    this.attach({ kind, text, at, pointer });
  }

  /** End the innermost object or list. */
  close() {
    const inner = this.openings.pop();
    if (inner !== undefined) this.attach(inner.node);
  }

  /**
   * @param {number} at
   * @returns {string} the pointer of a value that begins here
   */
  place(at) {
    this.count += 1;
    if (this.count > LIMITS.nodes) this.refuse("too-many-values", at);
    const pointer = this.pointer;
    if (pointer.length > LIMITS.pointerCharacters && [...pointer].length > LIMITS.pointerCharacters) {
      const inner = this.innermost;
      const above = inner === null ? "" : inner.node.pointer;
      throw new Refused({ code: "key-too-long", pointer: above, about: NOTHING, at: inner?.keyAt ?? at });
    }
    return pointer;
  }

  /** @param {TreeNode} node */
  attach(node) {
    const inner = this.innermost;
    if (inner === null) {
      this.root = node;
    } else if (inner.node.kind === "list") {
      inner.node.items.push(node);
    } else if (inner.key !== null) {
      inner.node.entries.push({ key: inner.key, at: inner.keyAt, value: node });
      inner.key = null;
    }
  }
}

/**
 * A key as a JSON pointer holds it.
 * @param {string} key
 * @returns {string}
 */
export function escapedKey(key) {
  return key.replace(/~/g, "~0").replace(/\//g, "~1");
}

/**
 * The tree of values that were read before; their places are counted in the order of the document.
 * @param {unknown} document
 * @returns {{root: TreeNode | null, faults: Fault[]}}
 */
export function treeOf(document) {
  const builder = new TreeBuilder();
  try {
    walk(document, builder);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { root: null, faults: [error.fault] };
  }
  return { root: builder.root, faults: [] };
}

/**
 * @param {unknown} document
 * @param {TreeBuilder} builder
 */
function walk(document, builder) {
  /** What is left to take in, the next thing last: a value, a key before its value, an end. */
  /** @type {({value: unknown} | {key: string} | "end")[]} */
  const left = [{ value: document }];
  for (let at = 0; left.length > 0; at += 1) {
    const next = left.pop();
    if (next === undefined || next === "end") builder.close();
    else if ("key" in next) builder.addKey(next.key, at);
    else if (typeof next.value === "object" && next.value !== null) {
      const isList = Array.isArray(next.value);
      builder.open(isList ? "list" : "object", at);
      left.push("end");
      const entries = Object.entries(next.value).reverse();
      for (const [key, value] of entries) left.push({ value }, ...(isList ? [] : [{ key }]));
    } else takeScalar(next.value, at, builder);
  }
}

/**
 * @param {unknown} value
 * @param {number} at
 * @param {TreeBuilder} builder
 */
function takeScalar(value, at, builder) {
  if (typeof value === "string") builder.addScalar("text", value, at);
  else if (typeof value === "number" && value - value !== 0) builder.refuse("not-finite", at);
  else if (typeof value === "number" || typeof value === "bigint") builder.addScalar("number", String(value), at);
  else if (typeof value === "boolean") builder.addScalar("truth", String(value), at);
  else builder.addScalar("null", "null", at);
}

/**
 * The place to show for a node: a value itself, of an object its first key.
 * @param {TreeNode} node
 * @returns {number}
 */
export function beginning(node) {
  return node.kind === "object" && node.entries.length > 0 ? node.entries[0].at : node.at;
}
