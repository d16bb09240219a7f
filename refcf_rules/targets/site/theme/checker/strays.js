// What stands on the sheets of inputs but in no input: rows below the tables, merged cells, changed labels, values
// beside their place. Nothing of it is dropped without a word.
((checker) => {
  "use strict";

  const { cellName, fault, folded, holdsSomething, linesOf, reference, shown } = checker;
  /** The title and the labels above the rows of a block. */
  const HEAD_ROWS = 2;
  const ONE_CELL = new Set(["number", "date", "text"]);

  /**
   * The blocks with the complete rows that stand right below them; whatever else stands there is told.
   * @param {object[]} blocks
   * @param {(fault: object) => void} tell
   */
  checker.grownBlocks = (blocks, tell) =>
    blocks.map((block) => {
      const below = linesOf(block, block.lastRow + 1, endOf(block, blocks));
      const required = block.columns.filter(({ known }) => known?.required).map(({ name }) => name);
      let last = block.lastRow;
      for (const line of below) {
        if (required.length === 0 || line.row !== last + 1 || !required.every((name) => line.cells.has(name))) break;
        last = line.row;
      }
      for (const [first, final] of stretches(below.map(({ row }) => row).filter((row) => row > last))) {
        const words = block.sheet.cells.filter(({ row, text }) => row === first && text !== "").map(({ text }) => text);
        const slots = { first: first + 1, last: final + 1, text: shown(words.join(" ")) };
        tell(fault("below", slots, { cell: areaName(block, first, final) }));
      }
      if (last > block.lastRow) {
        tell(fault("readBelow", { count: last - block.lastRow }, { cell: areaName(block, block.lastRow + 1, last) }));
      }
      return { ...block, lastRow: last };
    });

  /** The last row before the title of the next block of the sheet. */
  function endOf(block, blocks) {
    const later = blocks.filter(({ sheet, firstRow }) => sheet === block.sheet && firstRow > block.lastRow);
    if (later.length > 0) return Math.min(...later.map(({ firstRow }) => firstRow)) - HEAD_ROWS - 1;
    return block.sheet.cells.reduce((last, { row }) => Math.max(last, row), block.lastRow);
  }

  function areaName({ sheet, columns }, first, last) {
    const numbers = columns.map(({ column }) => column);
    return `${sheet.title}!${reference(first, Math.min(...numbers))}:${reference(last, Math.max(...numbers))}`;
  }

  /** Rows that follow each other, as first and last. */
  function stretches(rows) {
    const found = [];
    for (const row of rows) {
      if (found.length > 0 && found[found.length - 1][1] === row - 1) found[found.length - 1][1] = row;
      else found.push([row, row]);
    }
    return found;
  }

  /** Tell of merged cells, labels that say something else, and values typed beside their place. */
  checker.tellOthers = ({ singles, blocks }, meta, titles, tell) => {
    const told = new Set();
    for (const block of blocks) {
      tellMerged(block.sheet, block.columns, block.firstRow, block.lastRow, tell);
      for (const place of block.columns) tellLabel(place, block.firstRow - 1, place.column, told, tell);
    }
    for (const place of singles) {
      tellMerged(place.sheet, [place], place.firstRow, place.lastRow, tell);
      tellLabel(place, place.firstRow, place.column - 1, told, tell);
      tellMisplaced(place, told, tell);
    }
    tellBeside({ singles, blocks }, meta, titles, told, tell);
  };

  function tellMerged(sheet, places, firstRow, lastRow, tell) {
    const columns = new Map(places.map((place) => [place.column, place]));
    for (const area of sheet.merged) {
      const inside = [...columns.keys()].filter((column) => area.firstColumn <= column && column <= area.lastColumn);
      if (inside.length === 0 || area.lastRow < firstRow || area.firstRow > lastRow) continue;
      const cell = cellAt(sheet, area.firstRow, area.firstColumn);
      const place = columns.get(inside[0]);
      const several = area.lastRow > area.firstRow && ONE_CELL.has(place.content);
      if (cell === undefined || !holdsSomething(cell)) continue;
      if (!several && inside.length === 1 && columns.has(area.firstColumn)) continue;
      const last = reference(area.lastRow, area.lastColumn);
      const name = `${cellName(sheet, area.firstRow, area.firstColumn)}:${last}`;
      tell(fault("merged", { field: place.label, text: shown(cell.text) }, { cell: name }));
    }
  }

  function tellLabel(place, row, column, told, tell) {
    const cell = cellAt(place.sheet, row, column);
    if (cell === undefined || place.known === undefined || place.content === "unit" || !holdsSomething(cell)) return;
    const written = folded(cell.text).toLowerCase();
    if (place.label.some((text) => written.includes(folded(text).toLowerCase()))) return;
    told.add(cell);
    const slots = { label: place.label, text: shown(cell.text) };
    tell(fault("labelChanged", slots, { cell: cellName(place.sheet, row, column) }));
  }

  /** A number in the cell beside the one it belongs to. */
  function tellMisplaced(place, told, tell) {
    const own = cellAt(place.sheet, place.firstRow, place.column);
    if (own !== undefined && holdsSomething(own)) return;
    for (const column of [place.column - 1, place.lastColumn + 1]) {
      const cell = cellAt(place.sheet, place.firstRow, column);
      if (cell === undefined || cell.kind !== "number" || cell.formula !== null) continue;
      told.add(cell);
      const slots = { field: place.label, text: shown(cell.text) };
      tell(fault("beside", slots, { cell: cellName(place.sheet, cell.row, column) }));
    }
  }

  /** Numbers on the sheets of inputs that are in no input, and were not written there by the template. */
  function tellBeside({ singles, blocks }, meta, titles, told, tell) {
    const sheets = new Set([...singles, ...blocks].map(({ sheet }) => sheet));
    const template = templateCells(meta, titles);
    for (const sheet of sheets) {
      const areas = [
        ...singles.filter((each) => each.sheet === sheet).map((each) => [each.firstRow, each.lastRow, each.column, each.lastColumn]),
        ...blocks
          .filter((each) => each.sheet === sheet)
          .flatMap(({ firstRow, lastRow, columns }) => columns.map((each) => [firstRow, lastRow, each.column, each.lastColumn])),
      ];
      const isInput = ({ row, column }) => areas.some(([r1, r2, c1, c2]) => row >= r1 && row <= r2 && column >= c1 && column <= c2);
      const own = template.get(sheet.title.toLowerCase());
      if (own === undefined) continue;
      for (const cell of sheet.cells) {
        if (cell.kind !== "number" || cell.formula !== null || told.has(cell)) continue;
        if (isInput(cell) || own.has(`${cell.row},${cell.column}`) || isBelow(cell, blocks, sheet)) continue;
        tell(fault("besideInputs", { text: shown(cell.text) }, { cell: cellName(sheet, cell.row, cell.column) }));
      }
    }
  }

  /** Rows below a block, in its columns, were told of already. */
  function isBelow(cell, blocks, sheet) {
    return blocks.some((block) => block.sheet === sheet && cell.row > block.lastRow && block.columns.some(({ column }) => column === cell.column));
  }

  /** Where the template wrote numbers and texts, by the sheet. */
  function templateCells(meta, titles) {
    const found = new Map();
    for (const { sheet, row, column, count } of meta.constants) {
      const title = (titles.get(sheet) ?? sheet).toLowerCase();
      if (!found.has(title)) found.set(title, new Set());
      for (let line = row; line < row + count; line += 1) found.get(title).add(`${line},${column}`);
    }
    return found;
  }

  function cellAt(sheet, row, column) {
    return sheet.byPlace.get(`${row},${column}`);
  }
})(((globalThis.refcf ??= {}).checker ??= {}));
