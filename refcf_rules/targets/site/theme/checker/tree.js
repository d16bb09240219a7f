// The inputs of a workbook as the inventory document that every door gives, with the cell of every value.
((checker) => {
  "use strict";

  const { CellReader, cellName, fault, folded, linesOf, shown } = checker;
  const OWN_FACTOR = "own_factor";
  const [ACTIVITY, PROCESS, FACTOR] = ["activity", "process", "factor"];

  /**
   * @param {object} book
   * @param {object} meta
   * @param {{singles: object[], blocks: object[]}} inputs
   * @param {object} of what the standard says of the workbook
   * @param {(fault: object) => void} tell
   * @returns {{document: object, cells: Map<string, string>}} the document, and the cell of each JSON pointer
   */
  checker.documentOf = (book, meta, inputs, of, tell) => new TreeMaker(book, meta, of, tell).tree(inputs);

  class TreeMaker {
    constructor(book, meta, of, tell) {
      this.meta = meta;
      this.of = of;
      this.tell = tell;
      this.reader = new CellReader(book, of.lists[meta.made.language] ?? of.lists.both, tell);
      this.cells = new Map();
      this.factors = new Map();
      this.used = new Set();
      this.processes = new Set(of.processes);
    }

    tree({ singles, blocks }) {
      const { made } = this.meta;
      const document = plainObject();
      document.refcf = "1";
      [document[this.of.heads[0]], document[this.of.heads[1]]] = [made.standard, made.edition ?? ""];
      if (document[this.of.heads[1]] === "") delete document[this.of.heads[1]];
      const lines = new Map();
      for (const { table } of blocks) if (!lines.has(table)) lines.set(table, this.lines(blocks, table));
      this.ownFactors(lines.get(OWN_FACTOR) ?? []);
      this.singles(document, singles);
      const children = this.children(lines);
      for (const [id, key, parent, isSingle] of this.of.tables) {
        const rows = lines.get(id) ?? [];
        if (parent !== null || isSingle || rows.length === 0) continue;
        this.cells.set(`/${key}`, rows[0].name);
        document[key] = rows.map((line, index) => this.row(id, line, `/${key}/${index}`, children));
      }
      for (const [key, line] of this.factors) if (!this.used.has(key)) this.ownFactor(line, "");
      return { document, cells: this.cells };
    }

    // --- single values --------------------------------------------------------------------------------

    singles(document, singles) {
      const byTable = new Map();
      for (const place of singles) {
        if (!byTable.has(place.table)) byTable.set(place.table, []);
        byTable.get(place.table).push(place);
      }
      for (const [table, places] of byTable) {
        const key = this.of.tables.find(([id]) => id === table)?.[1] ?? table;
        const cells = new Map(places.map((each) => [each.name, cellOf(each, each.firstRow)]).filter(([, cell]) => cell !== undefined));
        const fields = this.fields(places, (place) => cells.get(place.name), (place) => place.firstRow, `/${key}`, () => false);
        const isWanted = places.some(({ field, known }) => field in fields && (fields[field] !== null || known?.required));
        if (!isWanted) continue;
        this.cells.set(`/${key}`, cellName(places[0].sheet, places[0].firstRow, places[0].column));
        document[key] = fields;
      }
    }

    // --- rows -----------------------------------------------------------------------------------------

    lines(blocks, table) {
      const found = blocks.filter((block) => block.table === table).flatMap((block) => linesOf(block));
      return found.filter((line) => !this.isPreset(line));
    }

    /** A unit process of the boundary of which nothing is said. */
    isPreset(line) {
      if (line.block.table !== PROCESS || !line.holdsOnly("id")) return false;
      const place = line.block.columns.find(({ field }) => field === "id");
      const text = this.reader.read(place, line.cells.get(place.name), line.row, "");
      return text !== null && this.processes.has(folded(text));
    }

    row(table, line, pointer, children) {
      this.cells.set(pointer, line.name);
      const found = this.fieldsOfLine(line, pointer);
      if (table === ACTIVITY && typeof found[FACTOR] === "string") this.nameFactor(found, pointer);
      const own = line.textOf("id");
      for (const [id, key, parent] of this.of.tables) {
        const inner = parent === table && own !== "" ? children.get(`${id}|${own}`) : undefined;
        if (inner === undefined) continue;
        this.cells.set(`${pointer}/${key}`, inner[0].name);
        found[key] = inner.map((each, index) => this.row(id, each, `${pointer}/${key}/${index}`, children));
      }
      return found;
    }

    fieldsOfLine(line, pointer) {
      return this.fields(line.block.columns, (place) => line.cells.get(place.name), () => line.row, pointer, isParent);
    }

    /** The cells of a row, and the empty ones that must be filled in: those are said by their place. */
    fields(places, cellFor, rowFor, pointer, isLeftOut) {
      const units = new Map(places.filter(({ content }) => content === "unit").map((place) => [place.field, place]));
      const found = plainObject();
      for (const place of places) {
        if (place.content === "unit" || isLeftOut(place)) continue;
        const at = `${pointer}/${place.field}`;
        const row = rowFor(place);
        this.cells.set(at, cellName(place.sheet, row, place.column));
        let value = this.reader.read(place, cellFor(place), row, at);
        if (value !== null && place.content === "number" && place.unit === "") {
          const unit = units.get(place.field) ?? (place.table === OWN_FACTOR ? units.get("value") : undefined);
          value = this.withUnit(value, unit, unit && cellFor(unit), row, at);
        }
        if (value !== null || place.known?.required) found[place.field] = value;
      }
      return found;
    }

    /** A number beside its unit; one that says its own unit as well is compared with it later. */
    withUnit(value, place, cell, row, pointer) {
      if (place === undefined) return value;
      const unit = this.reader.read(place, cell, row, `${pointer}/unit`);
      if (unit === null) return value;
      this.cells.set(`${pointer}/unit`, cellName(place.sheet, row, place.column));
      return Object.assign(plainObject(), { value, unit });
    }

    // --- rows that belong to others -------------------------------------------------------------------

    /** Rows by their table and the id of the row they belong to; those that belong to none are told. */
    children(lines) {
      const found = new Map();
      for (const [id, , parent, , ...label] of this.of.tables) {
        if (parent === null) continue;
        const parents = new Set((lines.get(parent) ?? []).map((line) => line.textOf("id")).filter((text) => text !== ""));
        for (const line of lines.get(id) ?? []) {
          const named = line.textOf(parent);
          const key = `${id}|${named}`;
          if (!parents.has(named)) this.orphan(label, line, named);
          else if (found.has(key)) found.get(key).push(line);
          else found.set(key, [line]);
        }
      }
      return found;
    }

    orphan(table, line, named) {
      const place = line.block.columns.find(isParent) ?? line.block.columns[0];
      const slots = { table, field: place.label, text: shown(named) };
      const where = { cell: cellName(place.sheet, line.row, place.column) };
      this.tell(fault(named === "" ? "noParent" : "unknownParent", slots, where));
    }

    // --- the company's own factors --------------------------------------------------------------------

    ownFactors(lines) {
      const library = new Set(this.of.factors);
      for (const line of lines) {
        const id = line.textOf("id");
        const key = folded(id).toLowerCase();
        const name = id === "" ? "factorNoId" : library.has(key) ? "factorTaken" : this.factors.has(key) ? "factorTwice" : null;
        if (name === null) this.factors.set(key, line);
        else this.tell(fault(name, { text: shown(id) }, { cell: line.name }));
      }
    }

    /** The factor of an activity: an own one with all that is said of it, else the name of one of the library. */
    nameFactor(found, pointer) {
      const key = folded(found[FACTOR]).toLowerCase();
      const line = this.factors.get(key);
      if (line === undefined) return;
      this.used.add(key);
      const cell = this.cells.get(`${pointer}/${FACTOR}`);
      found[FACTOR] = this.ownFactor(line, `${pointer}/${FACTOR}`);
      this.cells.set(`${pointer}/${FACTOR}`, cell);
    }

    ownFactor(line, pointer) {
      const found = this.fieldsOfLine(line, pointer);
      delete found.id;
      return found;
    }
  }

  /** Whether a column says which row of another table this one belongs to, and is no field of its own. */
  function isParent(place) {
    return place.content === "reference" && place.known?.parent === true;
  }

  function cellOf(place, row) {
    const cell = place.sheet.byPlace.get(`${row},${place.column}`);
    return cell !== undefined && checker.holdsSomething(cell) ? cell : undefined;
  }

  /** An object without a prototype: a field may have any name. */
  function plainObject() {
    return Object.create(null);
  }
})(((globalThis.refcf ??= {}).checker ??= {}));
