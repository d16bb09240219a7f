// Reads YAML as refcf does: plain text, mappings and lists; nothing that refers or converts. The document comes out
// as JSON text, numbers as they were written, with the line of every value by its JSON pointer.
((checker) => {
  "use strict";

  const { LIMITS, Refused, fault, shown } = checker;
  const NULLS = new Set(["", "~", "null", "Null", "NULL"]);
  const TRUTHS = new Set(["true", "True", "TRUE", "false", "False", "FALSE"]);
  const NUMBER = /^[+-]?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?$/;
  const NOT_FINITE = /^[+-]?(?:\.inf|\.Inf|\.INF|inf|Infinity|\.nan|\.NaN|\.NAN|nan|NaN)$/;
  const UNWANTED = /[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]/u;
  /** A key is short and begins like a word; "http://", "12:30" and running text are none. */
  const SLIP =
    /[ \t]*(?:- +)*(?<key>[\p{L}_][^\n:：]{0,59}|"[^"\n:：]{1,60}"|'[^'\n:：]{1,60}'|“[^”\n:：]{1,60}”)(?<colon>：|:(?=[^\s:/\\]))[ \t　]*(?<value>[^\n]*)/uy;
  const MOST_LINES = 20;
  /** Signs after which a value may begin: far more of them than values are allowed need not be read. */
  const MOST_SIGNS = 5 * LIMITS.nodes;

  /**
   * @param {string} text with LF line ends
   * @returns {{json: string, lines: (pointer: string) => number | undefined, top: Map<string, string>}}
   *   `top` holds the texts at the top of the document. Throws `Refused`.
   */
  checker.readYaml = (text) => {
    refuseUnwanted(text);
    const reader = new Reader(text);
    reader.take(events(text));
    return { json: reader.json(), lines: (pointer) => reader.lineOf(pointer), top: reader.top };
  };

  /** The line of every value of a JSON text, by its pointer; nothing where it cannot be told. */
  checker.linesOfJson = (text) => {
    try {
      const reader = new Reader(text);
      if (signsIn(text) <= MOST_SIGNS) reader.take(jsyaml.parseEvents(text, { maxDepth: LIMITS.depth + 1 }));
      return (pointer) => reader.lineOf(pointer);
    } catch {
      return () => undefined;
    }
  };

  function refuseUnwanted(text) {
    const found = UNWANTED.exec(text);
    if (found !== null) {
      const char = `U+${found[0].codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
      refuse("control", { char }, text, found.index, "");
    }
    if (signsIn(text) > MOST_SIGNS) throw new Refused(fault("tooMany"));
  }

  function signsIn(text) {
    let count = 0;
    for (let at = 0; at < text.length && count <= MOST_SIGNS; at += 1) {
      const code = text.charCodeAt(at);
      if (code === 0x2c || code === 0x5b || code === 0x7b || code === 0x0a) count += 1;
      else if ((code === 0x2d || code === 0x3f || code === 0x3a) && /\s/.test(text[at + 1] ?? " ")) count += 1;
    }
    return count;
  }

  function events(text) {
    try {
      return jsyaml.parseEvents(text, { maxDepth: LIMITS.depth + 1 });
    } catch (error) {
      if (error?.name !== "YAMLException") throw error;
      throw new Refused(syntaxFault(text, error));
    }
  }

  function lineAt(text, offset) {
    let line = 1;
    for (let at = text.indexOf("\n"); at !== -1 && at < offset; at = text.indexOf("\n", at + 1)) line += 1;
    return line;
  }

  function refuse(name, slots, text, offset, pointer) {
    throw new Refused(fault(name, slots, { pointer, place: { line: lineAt(text, offset) } }));
  }

  // --- the document -----------------------------------------------------------------------------------

  /** Walks the events of one document. */
  class Reader {
    constructor(text) {
      this.text = text;
      this.pieces = [];
      this.offsets = new Map();
      this.top = new Map();
      this.faults = [];
      this.openings = [];
      this.count = 0;
      this.last = 0;
      this.starts = null;
    }

    take(events) {
      const { SCALAR, MAPPING, SEQUENCE, ALIAS, POP, DOCUMENT } = jsyaml.EVENT_ID;
      let documents = 0;
      for (const event of events) {
        if (event.type === DOCUMENT) {
          documents += 1;
          if (documents > 1) this.refuse("several", this.endOfFirst());
          if (event.directives.some(({ kind }) => kind === "tag")) this.refuse("tag", 0);
        } else if (event.type === ALIAS || event.anchorStart >= 0) {
          this.refuse("alias", event.anchorStart);
        } else if (event.tagStart >= 0) {
          this.refuse("tag", event.tagStart);
        } else if (event.type === SCALAR) this.scalar(event);
        else if (event.type === MAPPING || event.type === SEQUENCE) this.open(event, event.type === MAPPING);
        else if (event.type === POP && this.openings.length > 0) this.close();
      }
      if (this.count === 0 || (this.pieces.length === 1 && this.pieces[0] === "null")) throw new Refused(fault("empty"));
      if (this.faults.length > 0) throw Object.assign(new Refused(this.faults[0]), { faults: this.faults });
    }

    /** Where the first document ends. */
    endOfFirst() {
      const found = /\n(?=---|\.\.\.)/.exec(this.text.slice(this.last));
      return found === null ? this.last : this.last + found.index + 1;
    }

    json() {
      return this.pieces.join("");
    }

    refuse(name, offset, slots = {}) {
      refuse(name, slots, this.text, Math.max(offset, 0), this.pointer);
    }

    get innermost() {
      return this.openings[this.openings.length - 1];
    }

    get awaitsKey() {
      const inner = this.innermost;
      return inner !== undefined && inner.isMapping && inner.key === null;
    }

    get pointer() {
      const inner = this.innermost;
      if (inner === undefined) return "";
      if (!inner.isMapping) return `${inner.pointer}/${inner.count}`;
      return inner.key === null ? inner.pointer : `${inner.pointer}/${inner.key.replace(/~/g, "~0").replace(/\//g, "~1")}`;
    }

    /** Notes that a value begins here, and gives its pointer. */
    place(offset) {
      this.count += 1;
      if (this.count > LIMITS.nodes) this.refuse("tooMany", offset);
      const pointer = this.pointer;
      if (pointer.length > LIMITS.pointer) this.refuse("keyTooLong", offset);
      this.offsets.set(pointer, offset);
      const inner = this.innermost;
      if (inner !== undefined && !inner.isMapping && inner.count > 0) this.pieces.push(",");
      return pointer;
    }

    open(event, isMapping) {
      if (this.awaitsKey) this.refuse("compoundKey", event.start);
      if (this.openings.length >= LIMITS.depth) this.refuse("tooDeep", event.start);
      const pointer = this.place(event.start);
      this.pieces.push(isMapping ? "{" : "[");
      this.openings.push({ isMapping, pointer, key: null, keyEvent: null, count: 0, seen: new Map() });
      this.last = event.start;
    }

    close() {
      const inner = this.openings.pop();
      this.pieces.push(inner.isMapping ? "}" : "]");
      this.done();
    }

    done() {
      const inner = this.innermost;
      if (inner === undefined) return;
      inner.count += 1;
      inner.key = null;
    }

    scalar(event) {
      const isPlain = event.style === jsyaml.SCALAR_STYLE.PLAIN;
      const value = jsyaml.getScalarValue(this.text, event);
      const offset = event.valueStart >= 0 ? event.valueStart : this.last;
      if (/[\ud800-\udfff]/.test(value) && !value.isWellFormed?.()) this.refuse("escape", offset);
      if (this.awaitsKey) return this.takeKey(event, value, isPlain, offset);
      if (isPlain) this.refusePlain(event, value, offset);
      const pointer = this.place(offset);
      this.pieces.push(isPlain ? this.plain(value, offset) : JSON.stringify(value));
      if (this.openings.length === 1) this.top.set(pointer.slice(1), value);
      this.last = Math.max(this.last, event.valueEnd);
      this.done();
    }

    /** A plain value as JSON: `yes`, dates and `012` are text. */
    plain(text, offset) {
      if (NULLS.has(text)) return "null";
      if (TRUTHS.has(text)) return text.toLowerCase();
      if (!NUMBER.test(text)) return JSON.stringify(text);
      if (text.length > LIMITS.number || !Number.isFinite(Number(text))) {
        this.refuse("numberTooLarge", offset, { text: shown(text) });
      }
      return text.replace(/^\+/, "");
    }

    takeKey(event, key, isPlain, offset) {
      const inner = this.innermost;
      if (isPlain && key === "<<") this.refuse("alias", offset);
      if (isPlain && (NULLS.has(key) || TRUTHS.has(key) || NUMBER.test(key))) {
        this.refuse("keyNotText", offset, { key: shown(key) });
      }
      const first = inner.seen.get(key);
      if (first === undefined) inner.seen.set(key, offset);
      else if (this.faults.length < LIMITS.faults) this.faults.push(this.duplicate(key, first, offset));
      this.pieces.push(inner.count > 0 ? "," : "", JSON.stringify(key), ":");
      inner.key = key;
      inner.keyEvent = event;
      this.last = Math.max(this.last, event.valueEnd);
    }

    duplicate(key, first, offset) {
      const line = lineAt(this.text, offset);
      const slots = { key: shown(key), first: lineAt(this.text, first), line };
      return fault("duplicateKey", slots, { pointer: this.innermost.pointer, place: { line } });
    }

    /** Values that are no finite numbers, and keys that YAML swallowed as text. */
    refusePlain(event, value, offset) {
      if (NOT_FINITE.test(value)) this.refuse("notFinite", offset, { text: value });
      const slip = this.swallowed(event);
      if (slip !== null) throw new Refused({ ...slip, pointer: this.pointer });
    }

    swallowed({ valueStart: start, valueEnd: end }) {
      const inner = this.innermost;
      if (inner === undefined) return slipWithin(this.text, start, end);
      const isLong = start >= 0 && this.text.slice(start, end).includes("\n");
      if (!inner.isMapping) return isLong ? slipWithin(this.text, start, end) : null;
      const key = inner.keyEvent;
      if (key.style !== jsyaml.SCALAR_STYLE.PLAIN) return null;
      if (start < 0) {
        // {amount:5} is a key without a value to YAML.
        const next = this.text.slice(key.valueEnd).match(/^[ \t]*[,}]/);
        return next === null ? null : slipWithin(this.text, key.valueStart, key.valueEnd);
      }
      return this.text.slice(key.valueEnd, start).includes("\n") ? slipWithin(this.text, start, end) : null;
    }

    lineOf(pointer) {
      const offset = this.offsets.get(pointer);
      if (offset === undefined) return undefined;
      this.starts ??= Array.from(this.text.matchAll(/\n/g), ({ index }) => index);
      let [low, high] = [0, this.starts.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (this.starts[middle] < offset) low = middle + 1;
        else high = middle;
      }
      return low + 1;
    }
  }

  // --- slips ------------------------------------------------------------------------------------------

  /** The slip of a line whose colon does not separate; null if there is none. */
  function slipAt(text, start, end) {
    SLIP.lastIndex = start;
    const found = SLIP.exec(text);
    if (found === null || found.index + found[0].length - found.groups.value.length > end) return null;
    const { key, colon, value } = found.groups;
    const offset = start + found[0].indexOf(colon, found[0].indexOf(key) + key.length);
    const slots = { key: shown(key), written: shown(`${key}: ${value.trim()}`).trimEnd() };
    const line = lineAt(text, offset);
    return { ...fault(colon === "：" ? "wideColon" : "gluedColon", slots, { place: { line } }), offset };
  }

  /** The first slip of a stretch, if each of its lines has one; running text does not. */
  function slipWithin(text, start, end) {
    const first = slipAt(text, start, end);
    let slip = first;
    for (let count = 0; count < MOST_LINES && slip !== null; count += 1) {
      const lineEnd = text.indexOf("\n", slip.offset);
      if (lineEnd < 0 || lineEnd >= end) break;
      slip = slipAt(text, lineEnd + 1, end);
    }
    return slip === null ? null : withoutOffset(first);
  }

  function withoutOffset({ offset: _, ...slip }) {
    return slip;
  }

  function syntaxFault(text, { reason, mark }) {
    const at = Math.min(mark?.position ?? 0, text.length);
    const start = text.lastIndexOf("\n", at - 1) + 1;
    const above = text.lastIndexOf("\n", start - 2) + 1;
    for (const place of [above, start]) {
      const slip = start > 0 || place === 0 ? slipAt(text, place, text.length) : null;
      if (slip !== null) return withoutOffset(slip);
    }
    const end = text.indexOf("\n", at);
    const near = { above: text.slice(above, start).trimEnd(), before: text.slice(start, at), line: text.slice(start, end < 0 ? undefined : end) };
    const name = nameOf(reason, text[at] ?? "", near);
    const isAbove = (name === "unclosedQuote" || name === "bracket") && near.above !== "" && !/["'[{]/.test(near.before);
    const line = lineAt(text, at) - (isAbove || near.line.trim() === "" ? 1 : 0);
    return fault(name, { char: text[at] ?? "" }, { place: { line: Math.max(line, 1) } });
  }

  /** What the complaint of the parser and the text around it tell. */
  function nameOf(reason, char, { above, before, line }) {
    const isValue = /:[ \t]+$/.test(before);
    if (/depth|nesting/i.test(reason)) return "tooDeep";
    if (/escape/.test(reason)) return "escape";
    if (char === "\t" || /tab/.test(reason) || /^ *\t/.test(line)) return "tab";
    if (/quoted/.test(reason) || isOdd(above + before, '"')) return "unclosedQuote";
    if (/flow|comma/.test(reason) || /[[{][^\]}]*$/.test(above) || /[[{][^\]}]*$/.test(before)) return "bracket";
    if (isValue && /^- ?/.test(line.slice(before.length))) return "dashInLine";
    if (isValue && /[@`%&*!|>]/.test(char)) return "firstCharacter";
    if (/:[ \t]+(?:"[^"]*"|'[^']*')[ \t]*$/.test(before)) return "afterQuote";
    if (/^[^:]*:[ \t].*$/.test(before)) return "secondColon";
    if (/^[ \t]*-[^\s-]/.test(line) || (line.trim() === "" && /^[ \t]*-[^\s-]/.test(above))) return "gluedDash";
    if (/implicit key|multiline key|separator/.test(reason)) return "noColon";
    return /indentation/.test(reason) ? "outOfLine" : "unknown";
  }

  function isOdd(text, sign) {
    return text.split(sign).length % 2 === 0;
  }
})(((globalThis.refcf ??= {}).checker ??= {}));
