// A workbook as its file holds it: names, formats, sheets of cells. Rows and columns count from 0.
((checker) => {
  "use strict";

  const { LIMITS, Refused, Archive, attributes, damaged, fault, scan, unescaped } = checker;
  const AREA =
    /^=?(?:'((?:[^']|'')+)'|([^'![\]]+))!\$?([A-Za-z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Za-z]{1,3})\$?([0-9]{1,7}))?$/;
  const REFERENCE = /^\$?([A-Za-z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Za-z]{1,3})\$?([0-9]{1,7}))?$/;
  const LITERAL = /"[^"]*"|\\.|_.|\*.|\[(?![hmsHMS]+\])[^\]]*\]/g;
  const MACROS = /macroEnabled|vbaProject/;
  const BOOK_TYPE = /spreadsheetml\.(?:sheet|template)\.main/;

  /** @typedef {{firstRow: number, firstColumn: number, lastRow: number, lastColumn: number}} Area */
  /** @typedef {{row: number, column: number, kind: "number" | "text" | "truth" | "error" | "nothing", text: string, formula: string | null, style: number}} Cell */

  /** The address of a cell as people know it: H12. */
  checker.reference = (row, column) => {
    let letters = "";
    for (let left = column + 1; left > 0; left = Math.floor((left - 1) / 26)) {
      letters = String.fromCharCode(65 + ((left - 1) % 26)) + letters;
    }
    return `${letters}${row + 1}`;
  };

  checker.Book = class Book {
    /** @param {Uint8Array} bytes; throws `Refused` */
    static async open(bytes) {
      const book = new Book(new Archive(bytes));
      await book.readParts();
      return book;
    }

    constructor(archive) {
      this.archive = archive;
      /** Sheets by their titles in lower case: title, part, and whether people see them. */
      this.sheets = new Map();
      /** Defined names in lower case: the sheet and its cells, no area where they are gone. */
      this.names = new Map();
      this.formats = [];
      this.texts = null;
      this.from1904 = false;
      this.left = LIMITS.cells;
      this.read = new Map();
    }

    /** A sheet with its cells, read when it is first asked for; undefined if there is none. */
    async sheet(title) {
      const key = title.toLowerCase();
      const place = this.sheets.get(key);
      if (place === undefined) return undefined;
      if (!this.read.has(key)) this.read.set(key, await this.readSheet(place));
      return this.read.get(key);
    }

    // --- the small parts ------------------------------------------------------------------------------

    async readParts() {
      await this.checkTypes();
      const targets = await this.relations();
      const names = [];
      let name = null;
      scan(await this.archive.text("xl/workbook.xml"), {
        open: (element, said) => {
          if (element === "sheet") this.addSheet(attributes(said), targets.parts);
          else if (element === "workbookPr") this.from1904 = /^(1|true)$/.test(attributes(said).date1904 ?? "");
          else if (element === "definedName") names.push((name = { ...attributes(said), text: "" }));
        },
        text: (text) => {
          if (name !== null) name.text += text;
        },
        close: () => {
          name = null;
        },
      });
      if (this.sheets.size === 0) damaged("里面没有工作表", "it has no sheets");
      for (const each of names) this.addName(each);
      await this.readStyles(targets.kinds.get("styles"));
      this.textsPart = targets.kinds.get("sharedStrings");
    }

    async checkTypes() {
      let isBook = false;
      scan(await this.archive.text("[Content_Types].xml"), {
        open: (_, said) => {
          const type = attributes(said).ContentType ?? "";
          if (MACROS.test(type)) throw new Refused(fault("macros"));
          isBook ||= BOOK_TYPE.test(type);
        },
      });
      if (!isBook) damaged("没有说自己是工作簿", "it does not say that it is a workbook");
    }

    async relations() {
      const found = { parts: new Map(), kinds: new Map() };
      scan(await this.archive.text("xl/_rels/workbook.xml.rels"), {
        open: (element, said) => {
          const { Id, Type = "", Target = "", TargetMode } = attributes(said);
          if (element !== "Relationship" || TargetMode === "External") return;
          const part = Target.startsWith("/") ? Target.slice(1) : normal(`xl/${Target}`);
          found.parts.set(Id, part);
          const kind = Type.slice(Type.lastIndexOf("/") + 1);
          if (!found.kinds.has(kind)) found.kinds.set(kind, part);
        },
      });
      return found;
    }

    addSheet({ name = "", state = "visible", rid }, parts) {
      const part = parts.get(rid) ?? "";
      if (!part.includes("worksheets/")) return; // sheets of charts alone hold no cells
      this.sheets.set(name.toLowerCase(), { title: name, part, isVisible: state === "visible", order: this.sheets.size });
      if (this.sheets.size > LIMITS.sheets) throw new Refused(fault("tooLarge"));
    }

    addName({ name = "", localSheetId, text }) {
      const key = name.toLowerCase();
      const place = areaOf(text) ?? { sheet: "", area: null };
      if (localSheetId === undefined || !this.names.has(key)) this.names.set(key, place);
    }

    async readStyles(part) {
      if (part === undefined || !this.archive.has(part)) return;
      const own = new Map();
      let isCell = false;
      scan(await this.archive.text(part), {
        open: (element, said) => {
          const { numFmtId = "0", formatCode } = attributes(said);
          if (element === "numFmt") own.set(numFmtId, formatCode ?? "");
          else if (element === "cellXfs") isCell = true;
          else if (element === "xf" && isCell) this.formats.push(formatOf(numFmtId, own));
        },
        close: (element) => {
          if (element === "cellXfs") isCell = false;
        },
      });
    }

    /** The texts that cells share: runs joined, without the readings of Chinese characters. */
    async readTexts() {
      this.texts = [];
      if (this.textsPart === undefined || !this.archive.has(this.textsPart)) return;
      let [text, isText, readings] = ["", false, 0];
      scan(await this.archive.text(this.textsPart), {
        open: (element) => {
          if (element === "si") text = "";
          else if (element === "rPh") readings += 1;
          isText = element === "t" && readings === 0;
        },
        text: (words) => {
          if (isText) text += words;
        },
        close: (element) => {
          isText = false;
          if (element === "rPh") readings -= 1;
          else if (element === "si") this.texts.push(unescaped(text));
        },
      });
    }

    // --- a sheet --------------------------------------------------------------------------------------

    async readSheet({ title, part, order }) {
      if (this.texts === null) await this.readTexts();
      const reader = new SheetReader(this);
      scan(await this.archive.text(part), reader);
      return { title, order, cells: reader.cells, merged: reader.merged, byPlace: byPlace(reader.cells) };
    }
  };

  /** Takes the elements of one sheet. */
  class SheetReader {
    constructor(book) {
      this.book = book;
      this.cells = [];
      this.merged = [];
      this.row = -1;
      this.column = -1;
      this.cell = null;
      this.into = null;
      this.readings = 0;
      this.open = (name, said) => this.begin(name, said);
      this.close = (name) => this.end(name);
      this.text = (words) => {
        if (this.into !== null && this.cell !== null) this.cell[this.into] = (this.cell[this.into] ?? "") + words;
      };
    }

    begin(name, said) {
      if (name === "c") this.beginCell(attributes(said));
      else if (name === "row") {
        const { r } = attributes(said);
        this.row = r === undefined ? this.row + 1 : place(r) - 1;
        this.column = -1;
      } else if (name === "f" && this.cell !== null) {
        this.cell.formula ??= "";
        this.into = "formula";
      } else if (name === "v") this.into = "value";
      else if (name === "rPh") this.readings += 1;
      else if (name === "t") this.into = this.readings === 0 ? "value" : null;
      else if (name === "mergeCell") this.merge(attributes(said).ref ?? "");
    }

    beginCell({ r, t, s }) {
      if (r === undefined) this.column += 1;
      else {
        const found = REFERENCE.exec(r);
        if (found === null) damaged(`有不存在的位置“${checker.shown(r)}”`, `it names a place that cannot be, ${checker.shown(r)}`);
        this.column = columnNumber(found[1]);
      }
      this.cell = { sort: t ?? "n", style: Number(s ?? 0) || 0 };
      this.into = null;
    }

    merge(ref) {
      const found = REFERENCE.exec(ref);
      if (found === null) return;
      this.merged.push(rectangle(found[1], found[2], found[3], found[4]));
      if (this.merged.length > LIMITS.areas) throw new Refused(fault("tooLarge"));
    }

    end(name) {
      if (name === "rPh") this.readings -= 1;
      if (name !== "c") {
        this.into = null;
        return;
      }
      const { sort, style, value, formula = null } = this.cell;
      this.cell = null;
      const isEmptyText = value === undefined && sort === "str";
      if (value === undefined && formula === null && !isEmptyText) return;
      this.book.left -= 1;
      if (this.book.left < 0) throw new Refused(fault("tooLarge"));
      const [kind, text] = isEmptyText ? ["text", ""] : this.content(sort, value);
      this.cells.push({ row: this.row, column: this.column, kind, text, formula, style });
    }

    content(sort, value) {
      if (value === undefined) return ["nothing", ""];
      if (sort === "s") {
        const text = /^[0-9]{1,9}$/.test(value) ? this.book.texts[Number(value)] : undefined;
        return text === undefined ? damaged("缺少一段文本", "it lacks a text") : ["text", text];
      }
      if (sort === "str" || sort === "inlineStr") return ["text", unescaped(value)];
      if (sort === "b") return ["truth", value.trim() === "1" ? "TRUE" : "FALSE"];
      if (sort === "e") return ["error", value];
      return [sort === "n" || sort === "d" ? "number" : "text", value];
    }
  }

  function place(text) {
    const row = /^[0-9]{1,9}$/.test(text) ? Number(text) : 0;
    return row >= 1 && row <= 1048576 ? row : damaged("有不存在的行", "it names a row that cannot be");
  }

  function byPlace(cells) {
    return new Map(cells.map((cell) => [`${cell.row},${cell.column}`, cell]));
  }

  function normal(path) {
    const pieces = [];
    for (const piece of path.split("/")) {
      if (piece === "..") pieces.pop();
      else if (piece !== "." && piece !== "") pieces.push(piece);
    }
    return pieces.join("/");
  }

  function columnNumber(letters) {
    let number = 0;
    for (const letter of letters.toUpperCase()) number = number * 26 + letter.charCodeAt(0) - 64;
    return number - 1;
  }

  function rectangle(c1, r1, c2, r2) {
    const [firstRow, firstColumn] = [Number(r1) - 1, columnNumber(c1)];
    if (c2 === undefined) return { firstRow, firstColumn, lastRow: firstRow, lastColumn: firstColumn };
    return { firstRow, firstColumn, lastRow: Number(r2) - 1, lastColumn: columnNumber(c2) };
  }

  function areaOf(text) {
    const found = AREA.exec(text.trim());
    if (found === null) return null;
    const sheet = found[1] === undefined ? found[2] : found[1].replace(/''/g, "'");
    return { sheet, area: rectangle(found[3], found[4], found[5], found[6]) };
  }

  /** What the numbers of a style are shown as: percent, date, text, other. */
  function formatOf(number, own) {
    const code = own.get(number);
    const id = /^[0-9]+$/.test(number) ? Number(number) : 0;
    if (code === undefined) {
      if ((id >= 14 && id < 23) || (id >= 27 && id < 37) || (id >= 45 && id < 48) || (id >= 50 && id < 59)) return "date";
      if (id === 9 || id === 10) return "percent";
      return id === 49 ? "text" : "other";
    }
    const first = code.split(";")[0].replace(LITERAL, "");
    if (first.includes("%")) return "percent";
    if (first.trim() === "@") return "text";
    return first.toLowerCase() !== "general" && /[dmyhs]/i.test(first) ? "date" : "other";
  }
})(((globalThis.refcf ??= {}).checker ??= {}));
