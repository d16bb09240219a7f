// What was typed into one cell of a workbook, as the text that an inventory would hold: 6480 t, 14 %, 2024-12-31.
((checker) => {
  "use strict";

  const { fault, folded, reference, shown } = checker;
  const NUMBER = /^[+-]?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?$/;
  const PLAIN = /^[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?$/;
  const WIDE = { "．": ".", "＋": "+", "－": "-", "−": "-", "Ｅ": "E", "ｅ": "e", "\u00a0": " ", "\u3000": " " };
  /** Separators that can mean thousands only: two of them, or one and a point. */
  const GROUPED = /^[+-]?[0-9]{1,3}(?:(?:,[0-9]{3}){2,}(?:\.[0-9]+)?|,[0-9]{3}\.[0-9]+)(?![0-9,.])/;
  const DATE = /^([0-9]{4})\s*[-/.年]\s*([0-9]{1,2})\s*[-/.月]\s*([0-9]{1,2})日?(?:[T ]+00:00(?::00(?:\.0+)?)?)?$/;
  const FOREIGN = /\[[^\]]+\]|\|/;
  /** Serial numbers of days from 1954 to 2119: other numbers in a cell for a date are something else. */
  const LIKELY_DAYS = [20000, 80000];
  const NOISE = 4.5e-16;

  /** The text without blanks around it, also those of Chinese input methods and of web pages. */
  const trimmed = (text) => text.trim().replace(/^[\u200b\ufeff\u00a0\u3000 ]+|[\u200b\ufeff\u00a0\u3000 ]+$/g, "");
  checker.trimmed = trimmed;

  /** Whether anybody would say that a cell is filled in. */
  checker.holdsSomething = (cell) => {
    if (cell.kind === "nothing") return cell.formula !== null;
    return cell.kind !== "text" || trimmed(cell.text) !== "";
  };

  /** A cell of text, in which people may have typed a number. */
  checker.plainText = (cell, shownAs = "other") => {
    if (cell.kind === "truth") return cell.text.toLowerCase();
    const value = cell.kind === "number" ? valueOf(cell.text) : null;
    if (value === null) return cell.text.trim();
    return shownAs === "percent" ? `${percentOf(value)}%` : String(value);
  };

  /** Reads the inputs of one workbook; what cannot be read is told, and is null. */
  checker.CellReader = class CellReader {
    /**
     * @param {object} book
     * @param {Record<string, Record<string, string>>} lists what drop-downs show, by the name of the list
     * @param {(fault: object) => void} tell
     */
    constructor(book, lists, tell) {
      this.book = book;
      this.lists = lists;
      this.tell = tell;
    }

    /**
     * @param {object} place an input
     * @param {object | undefined} cell
     * @param {number} row where it stands when it is empty
     * @param {string} pointer
     * @returns {string | null}
     */
    read(place, cell, row, pointer) {
      if (cell === undefined) return null;
      const where = { pointer, cell: checker.cellName(place.sheet, row, place.column) };
      const tell = (name, slots = {}) => {
        this.tell(fault(name, { field: place.label, text: shown(cell.text), ...slots }, where));
        return null;
      };
      if (cell.kind === "error") return tell("cellError");
      if (cell.kind === "nothing") return cell.formula === null ? null : tell("noValue");
      if (cell.kind === "text" && trimmed(cell.text) === "") return null;
      if (cell.formula !== null && FOREIGN.test(cell.formula.replace(/"[^"]*"/g, ""))) tell("external");
      const format = this.book.formats[cell.style] ?? "other";
      if (cell.kind === "number" && format === "date" && place.content !== "date") return tell("turnedDate");
      if (place.content === "number") return place.unit === "%" ? share(cell, format, tell) : withUnit(numberText(cell), place.unit);
      if (place.content === "date") return this.date(cell, format);
      return this.option(place, checker.plainText(cell, format));
    }

    /** ISO 8601 where the day is certain; else the text, which the reader of dates refuses with advice. */
    date(cell, format) {
      if (cell.kind === "number") {
        const value = valueOf(cell.text);
        if (value === null) return cell.text;
        const isDay = format === "date" || (Math.trunc(value) >= LIKELY_DAYS[0] && Math.trunc(value) < LIKELY_DAYS[1]);
        if (!isDay || value <= 0 || value >= LIKELY_DAYS[1]) return String(value);
        const first = this.book.from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30);
        return new Date(first + Math.trunc(value) * 86400000).toISOString().slice(0, 10);
      }
      const text = folded(cell.text);
      const found = DATE.exec(text);
      return found === null ? text : `${found[1]}-${found[2].padStart(2, "0")}-${found[3].padStart(2, "0")}`;
    }

    /** An option as the drop-downs show it, also in both languages, by its id; anything else as it stands. */
    option(place, text) {
      const known = this.lists[place.list.toLowerCase()];
      const key = folded(text).toLowerCase();
      return known !== undefined && Object.hasOwn(known, key) ? known[key] : text;
    }
  };

  /** A place as people know it: Sheet!H12. */
  checker.cellName = (sheet, row, column) => `${sheet.title}!${reference(row, column)}`;

  /** A fraction shown as a percentage; a text must have its sign, or it may be a hundred times too large. */
  function share(cell, format, tell) {
    if (cell.kind !== "number") {
      const text = ungrouped(folded(cell.text));
      return !isNumber(text) || Number(plainNumber(text)) === 0 ? text : tell("noSign", { text });
    }
    const value = valueOf(cell.text);
    if (value === null) return cell.text;
    const percent = `${percentOf(value)} %`;
    if (format === "percent") return percent;
    if (Math.abs(value) > 1) return tell("aboveOne", { text: String(value) });
    if (value !== 0) tell("shareFormat", { text: String(value), percent });
    return percent;
  }

  /** A cell for a number as text: what is no number stays as it is and is refused later. */
  function numberText(cell) {
    const value = cell.kind === "number" ? valueOf(cell.text) : null;
    return value === null ? ungrouped(trimmed(cell.text)) : String(value);
  }

  function ungrouped(text) {
    const found = GROUPED.exec(folded(text));
    return found === null ? text : found[0].replace(/,/g, "") + folded(text).slice(found[0].length);
  }

  function withUnit(text, unit) {
    return unit !== "" && unit !== "1" && isNumber(text) ? `${text} ${unit}` : text;
  }

  function plainNumber(text) {
    return text.replace(/[０-９]/g, (digit) => String(digit.charCodeAt(0) - 0xff10)).replace(/[．＋－−Ｅｅ\u00a0\u3000]/g, (sign) => WIDE[sign]).trim();
  }

  function isNumber(text) {
    const plain = plainNumber(text);
    return NUMBER.test(plain) && Number.isFinite(Number(plain));
  }

  function valueOf(text) {
    const value = PLAIN.test(text.trim()) ? Number(text) : NaN;
    return Number.isFinite(value) ? value : null;
  }

  /**
   * The percentage that the cell shows: the one with the fewest digits whose hundredth is this fraction. Programs
   * keep fifteen or sixteen digits of a number, so the last bits of the fraction may have been lost.
   */
  function percentOf(fraction) {
    for (let digits = 1; digits <= 15; digits += 1) {
      const candidate = Number((fraction * 100).toPrecision(digits));
      if (Math.abs(candidate / 100 - fraction) <= NOISE * Math.abs(fraction)) return candidate;
    }
    return Number((fraction * 100).toPrecision(17));
  }
})(((globalThis.refcf ??= {}).checker ??= {}));
