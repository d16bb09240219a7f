/** Reads JSON text into a tree, strictly by RFC 8259. */

import { Refused, TreeBuilder } from "./tree.mjs";

/** @typedef {import("./tree.mjs").TreeNode} TreeNode */
/** @typedef {import("./tree.mjs").Fault} Fault */

const WORD = "[\\p{L}\\p{N}_]";
const NUMBER_TOKEN = new RegExp(`-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?(?!${WORD}|[.+-])`, "uy");
const WORD_TOKEN = new RegExp(`(?:true|false|null)(?!${WORD})`, "uy");
const NOT_A_NUMBER = new RegExp(`[+-]?(?:NaN|nan|Infinity|inf)(?!${WORD})`, "uy");
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/**
 * The tree of a JSON text, or the faults that stand against it; never both.
 * @param {string} text
 * @returns {{root: TreeNode | null, faults: Fault[]}}
 */
export function readJson(text) {
  const reader = new JsonReader(text);
  try {
    reader.read();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { root: null, faults: [error.fault] };
  }
  const { root, faults } = reader.builder;
  return faults.length > 0 ? { root: null, faults } : { root, faults };
}

/** A place in the text that moves on; what is open is kept by the builder. */
class JsonReader {
  /** @param {string} text */
  constructor(text) {
    this.text = text;
    this.at = 0;
    this.builder = new TreeBuilder(text);
  }

  read() {
    this.value();
    while (this.builder.innermost !== null) this.itemOrEnd(this.builder.innermost.node);
    this.skipBlanks();
    if (this.at < this.text.length) this.builder.refuse("json-syntax", this.at);
  }

  /** @param {import("./tree.mjs").ObjectNode | import("./tree.mjs").ListNode} open */
  itemOrEnd(open) {
    const closing = open.kind === "object" ? "}" : "]";
    this.skipBlanks();
    if (this.text[this.at] === closing) {
      this.at += 1;
      this.builder.close();
      return;
    }
    if ((open.kind === "object" ? open.entries : open.items).length > 0) this.comma(closing);
    if (open.kind === "object") this.key();
    this.value();
  }

  /** @param {string} closing */
  comma(closing) {
    const comma = this.at;
    if (this.text[comma] !== ",") this.builder.refuse("json-syntax", this.at);
    this.at += 1;
    this.skipBlanks();
    if (this.text[this.at] === closing) this.builder.refuse("json-syntax", comma);
  }

  key() {
    const start = this.at;
    if (this.text[start] !== '"') this.builder.refuse("json-syntax", this.at);
    this.builder.addKey(this.string(), start);
    this.skipBlanks();
    if (this.text[this.at] !== ":") this.builder.refuse("json-syntax", this.at);
    this.at += 1;
  }

  value() {
    this.skipBlanks();
    const start = this.at;
    const first = this.text[start];
    if (first === "{" || first === "[") {
      this.builder.open(first === "{" ? "object" : "list", start);
      this.at += 1;
    } else if (first === '"') {
      const text = this.string();
      this.builder.addScalar("text", text, start);
    } else {
      this.bare(start);
    }
  }

  /** @param {number} start */
  bare(start) {
    const isNumber = /^[-0-9]$/.test(this.text[start] ?? "");
    const found = matched(isNumber ? NUMBER_TOKEN : WORD_TOKEN, this.text, start);
    if (found === null) this.refuse();
    this.at += found.length;
    this.builder.addScalar(isNumber ? "number" : found === "null" ? "null" : "truth", found, start);
  }

  /** @returns {string} */
  string() {
    const start = this.at;
    let end = start + 1;
    let isPlain = true;
    for (let code = this.text.charCodeAt(end); code !== 0x22; code = this.text.charCodeAt(end)) {
      if (!(code >= 0x20)) this.builder.refuse("json-syntax", end);
      if (code === 0x5c) {
        const escape = matched(ESCAPE, this.text, end);
        if (escape === null) return this.builder.refuse("json-syntax", end);
        isPlain = false;
        end += escape.length;
      } else {
        end += 1;
      }
    }
    this.at = end + 1;
    if (isPlain) return this.text.slice(start + 1, end);
    const text = String(JSON.parse(this.text.slice(start, end + 1)));
    if (LONE_SURROGATE.test(text)) this.builder.refuse("json-syntax", start);
    return text;
  }

  skipBlanks() {
    let code = this.text.charCodeAt(this.at);
    while (code === 0x20 || code === 0x0a || code === 0x09 || code === 0x0d) {
      this.at += 1;
      code = this.text.charCodeAt(this.at);
    }
  }

  /**
   * Where a value is expected there is none.
   * @returns {never}
   */
  refuse() {
    const isWord = matched(NOT_A_NUMBER, this.text, this.at) !== null;
    return this.builder.refuse(isWord ? "not-finite" : "json-syntax", this.at);
  }
}

/**
 * @param {RegExp} pattern a sticky one
 * @param {string} text
 * @param {number} at
 * @returns {string | null}
 */
function matched(pattern, text, at) {
  pattern.lastIndex = at;
  const found = pattern.exec(text);
  return found === null ? null : found[0];
}
