// Reads XML as spreadsheets write it, in one sweep and without a tree: elements, attributes, text. Declarations of
// document types or entities are refused; no entity but those of XML itself is known.
((checker) => {
  "use strict";

  const { damaged } = checker;
  const TOKEN =
    /([^<]+)|<(?:\/([^\s<>]+)\s*|(?:([^\s<>\/!?]+)((?:\s+[^\s=<>\/]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?))|\?[^<>]*|!--[\s\S]*?--|!\[CDATA\[([\s\S]*?)\]\])>/y;
  const ATTRIBUTE = /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
  const ENTITY = /&(?:#x([0-9a-fA-F]{1,6})|#([0-9]{1,7})|(lt|gt|amp|quot|apos));/g;
  const NAMED = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };
  const MOST_DEPTH = 64;

  /**
   * Tells of every element and text of a part; names are without their namespaces.
   * @param {string} text
   * @param {{open?: (name: string, attributes: string) => void, close?: (name: string) => void, text?: (text: string) => void}} told
   */
  checker.scan = (text, told) => {
    const open = [];
    const begin = text.charCodeAt(0) === 0xfeff ? 1 : 0;
    TOKEN.lastIndex = begin;
    for (let at = begin; at < text.length; at = TOKEN.lastIndex) {
      const found = TOKEN.exec(text);
      if (found === null) broken();
      const [, words, closing, opening, attributes, empty, data] = found;
      if (words !== undefined) {
        if (open.length > 0) told.text?.(plain(words));
        else if (words.trim() !== "") broken();
      } else if (opening !== undefined) {
        if (open.length >= MOST_DEPTH) broken();
        const name = local(opening);
        told.open?.(name, attributes);
        if (empty) told.close?.(name);
        else open.push(opening);
      } else if (closing !== undefined) {
        if (open.pop() !== closing) broken();
        told.close?.(local(closing));
      } else if (data !== undefined) told.text?.(data);
    }
    if (open.length > 0) broken();
  };

  /** The attributes of an element by their names, namespaces left out but for `r:id`, which is `rid`. */
  checker.attributes = (text) => {
    const found = {};
    for (const [, name, double, single] of text.matchAll(ATTRIBUTE)) {
      const own = name.includes(":") ? (local(name) === "id" ? "rid" : local(name)) : name;
      found[own] ??= plain(double ?? single);
    }
    return found;
  };

  function broken() {
    return damaged("有一部分不是表格程序写的 XML", "a part of it is not XML as spreadsheets write it");
  }

  function local(name) {
    const colon = name.indexOf(":");
    return colon < 0 ? name : name.slice(colon + 1);
  }

  function plain(text) {
    if (!text.includes("&")) return text;
    return text.replace(ENTITY, (whole, hex, decimal, name) => {
      if (name !== undefined) return NAMED[name];
      const code = Number.parseInt(hex ?? decimal, hex === undefined ? 10 : 16);
      return code > 0 && code < 0x110000 ? String.fromCodePoint(code) : "";
    });
  }

  /** The text with `_x000D_` and the like as the characters they stand for. */
  checker.unescaped = (text) => {
    if (!text.includes("_x")) return text;
    return text.replace(/_x([0-9A-Fa-f]{4})_/g, (whole, code) => {
      const character = Number.parseInt(code, 16);
      return character >= 0xd800 && character <= 0xdfff ? whole : String.fromCharCode(character);
    });
  };
})(((globalThis.refcf ??= {}).checker ??= {}));
