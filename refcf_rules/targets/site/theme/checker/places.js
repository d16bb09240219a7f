// Where each input stands in the workbook at hand: found by its defined name, wherever it was moved to. What the
// hidden sheet _meta says of the inputs decides, so that a book for another edition is read as well.
((checker) => {
  "use strict";

  const { LIMITS, fault, holdsSomething, plainText } = checker;
  const FORMAT = ["refcf-workbook", "1"];
  const HEAD = ["standard", "number", "edition", "digest", "factors", "tool", "language", "rows"];
  const INPUT = ["name", "sheet", "table", "field", "part", "content", "unit", "list"];
  /** What a merged cell says of all its rows; a number, a date or a text says it of none for sure. */
  const CARRIED = new Set(["choice", "truth", "reference", "unit", "factor"]);

  /**
   * What the hidden sheet says; null where there is none.
   * @param {object} book
   */
  checker.readMeta = async (book) => {
    const sheet = await book.sheet("_meta");
    const rows = sheet === undefined ? [] : textRows(sheet.cells);
    if (rows.length === 0 || rows[0].join("\t") !== FORMAT.join("\t")) return null;
    const meta = { sheets: [], inputs: [], constants: [], made: {}, sealed: sealOf(rows) };
    for (const [sort, ...said] of rows) {
      if (said.length === 1 && HEAD.includes(sort)) meta.made[sort] = said[0];
      else if (sort === "sheet") meta.sheets.push({ id: said[0], title: said[1] ?? "" });
      else if (sort === "input") meta.inputs.push(Object.fromEntries(INPUT.map((name, at) => [name, said[at] ?? ""])));
      else if (sort === "constants") meta.constants.push({ sheet: said[0], row: Number(said[1]), column: Number(said[2]), count: (said[3] ?? "").split(" ").length });
    }
    return HEAD.every((name) => name in meta.made || name === "edition") && meta.inputs.length > 0 ? meta : null;
  };

  /** The rows of the sheet as texts, without the empty cells at their end. */
  function textRows(cells) {
    const rows = new Map();
    for (const cell of cells) {
      if (!rows.has(cell.row)) rows.set(cell.row, []);
      rows.get(cell.row)[cell.column] = plainText(cell);
    }
    const found = [...rows.entries()].sort(([a], [b]) => a - b).map(([, row]) => Array.from(row, (text) => text ?? ""));
    for (const row of found) while (row.length > 0 && row[row.length - 1] === "") row.pop();
    return found.filter((row) => row.length > 0);
  }

  /** The text that the seal of the sheet is a digest of, and the seal. */
  function sealOf(rows) {
    const [sort, seal] = rows[rows.length - 1];
    return sort === "seal" ? { seal, text: rows.slice(0, -1).map((row) => row.join("\t")).join("\n") } : null;
  }

  /**
   * The inputs with their cells: single values, and blocks of rows; all columns of a block have the same rows.
   * @param {object} book
   * @param {object} meta
   * @param {Map<string, string>} titles of the sheets by their ids
   * @param {object} of what the standard says of the columns
   * @param {(fault: object) => void} tell
   */
  checker.inputsOf = async (book, meta, titles, of, tell) => {
    const single = new Set(of.tables.filter(([, , , isSingle]) => isSingle).map(([id]) => id));
    const found = { singles: [], blocks: new Map() };
    for (const each of meta.inputs) {
      const place = await placeOf(book, each, titles, of, tell);
      if (place === null) continue;
      if (single.has(each.table)) found.singles.push(place);
      else {
        const key = `${each.table}|${each.part}`;
        if (!found.blocks.has(key)) found.blocks.set(key, []);
        found.blocks.get(key).push(place);
      }
    }
    return { singles: found.singles, blocks: [...found.blocks.values()].map((places) => blockOf(places, tell)) };
  };

  async function placeOf(book, meta, titles, of, tell) {
    const known = of.columns[`${meta.table}|${meta.field}${meta.content === "unit" ? "|unit" : ""}`];
    const label = known?.label ?? [meta.field, meta.field];
    const name = book.names.get(meta.name.toLowerCase());
    const sheet = name === undefined || name.area === null ? undefined : await book.sheet(name.sheet);
    if (sheet === undefined) {
      tell(fault("lostInput", { field: label, name: meta.name }, { cell: titles.get(meta.sheet) ?? meta.sheet }));
      return null;
    }
    const { firstRow, firstColumn, lastRow, lastColumn } = name.area;
    const last = Math.min(lastRow, firstRow + LIMITS.rows - 1); // a name may be stretched over a whole column
    return { ...meta, label, known, sheet, column: firstColumn, lastColumn, firstRow, lastRow: last };
  }

  function blockOf(places, tell) {
    const keyOf = ({ sheet, firstRow, lastRow }) => `${sheet.title}|${firstRow}|${lastRow}`;
    const counts = new Map();
    for (const each of places) counts.set(keyOf(each), (counts.get(keyOf(each)) ?? 0) + 1);
    const most = [...counts].reduce((best, each) => (each[1] > best[1] ? each : best))[0];
    const columns = places.filter((each) => keyOf(each) === most);
    const [{ sheet, firstRow, lastRow, table, part }] = columns;
    for (const each of places.filter((one) => keyOf(one) !== most)) {
      const slots = { field: each.label, first: firstRow + 1, last: lastRow + 1 };
      tell(fault("shifted", slots, { cell: checker.cellName(each.sheet, each.firstRow, each.column) }));
    }
    return { table, part, sheet, firstRow, lastRow, columns };
  }

  // --- rows -------------------------------------------------------------------------------------------

  /** One row: its number, its block, its cells by the names of the inputs. */
  checker.Line = class Line {
    constructor(block, row, cells) {
      this.block = block;
      this.row = row;
      this.cells = cells;
    }

    /** The text of a field of this row, empty if there is none. */
    textOf(field) {
      const place = this.block.columns.find((each) => each.field === field && each.content !== "unit");
      const cell = place === undefined ? undefined : this.cells.get(place.name);
      return cell === undefined ? "" : plainText(cell);
    }

    /** Whether nothing but this field was typed. */
    holdsOnly(field) {
      const given = this.block.columns.filter(({ name }) => this.cells.has(name));
      return given.length > 0 && given.every((each) => each.field === field);
    }

    /** The cell that stands for the whole row in messages. */
    get name() {
      return checker.cellName(this.block.sheet, this.row, this.block.columns[0].column);
    }
  };

  /** The rows in which something was typed, from one row to another; a unit that is offered is not yet a row. */
  checker.linesOf = (block, firstRow = block.firstRow, lastRow = block.lastRow) => {
    const byColumn = new Map(block.columns.map((place) => [place.column, place]));
    const rows = new Map();
    for (const cell of block.sheet.cells) {
      const place = byColumn.get(cell.column);
      if (place === undefined || cell.row < firstRow || cell.row > lastRow || !holdsSomething(cell)) continue;
      if (!rows.has(cell.row)) rows.set(cell.row, new Map());
      rows.get(cell.row).set(place.name, cell);
    }
    carryDown(block, byColumn, rows, firstRow, lastRow);
    const lines = [...rows].sort(([a], [b]) => a - b).map(([row, cells]) => new checker.Line(block, row, cells));
    return lines.filter(isRow);
  };

  /** What a merged cell says holds for the other rows that have data of their own. */
  function carryDown(block, byColumn, rows, firstRow, lastRow) {
    for (const area of block.sheet.merged) {
      const place = byColumn.get(area.firstColumn);
      if (place === undefined || !CARRIED.has(place.content) || area.lastRow === area.firstRow) continue;
      const cell = rows.get(area.firstRow)?.get(place.name);
      if (cell === undefined) continue;
      for (const [row, cells] of rows) {
        const isInside = row > area.firstRow && row <= area.lastRow && row >= firstRow && row <= lastRow;
        if (isInside && !cells.has(place.name)) cells.set(place.name, cell);
      }
    }
  }

  function isRow(line) {
    return line.block.columns.some((place) => {
      const cell = line.cells.get(place.name);
      if (cell === undefined) return false;
      return !(place.content === "unit" && place.known?.units?.includes(plainText(cell)));
    });
  }
})(((globalThis.refcf ??= {}).checker ??= {}));
