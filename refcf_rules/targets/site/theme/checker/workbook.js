// A filled workbook as an inventory: bytes to cells under limits, cells to the document, with what stands against it.
((checker) => {
  "use strict";

  const { Book, Refused, documentOf, fault, grownBlocks, inputsOf, readMeta, shown, tellOthers } = checker;

  /**
   * Opens a workbook as far as its hidden sheet; throws `Refused`.
   * @param {Uint8Array} bytes
   */
  checker.openWorkbook = async (bytes) => {
    const book = await Book.open(bytes);
    const meta = await readMeta(book);
    if (meta === null) throw new Refused(fault("notATemplate"));
    return { book, meta, claim: meta.made.standard, edition: meta.made.edition ?? "" };
  };

  /**
   * The inventory document of a workbook with the cell of every pointer, what stands against it and what is doubted.
   * @param {{book: object, meta: object}} opened
   * @param {object} entry the part it is judged by
   * @param {object} of what the part says of workbooks
   * @param {(text: string) => string} sha256
   */
  checker.readWorkbook = async ({ book, meta }, entry, of, sha256) => {
    const told = [];
    const tell = (each) => told.push(each);
    const titles = titlesOf(book, meta);
    const inputs = await inputsOf(book, meta, titles, of, tell);
    const isLost = told.length > 0;
    tellOrigin(meta, entry, sha256, tell);
    const grown = { singles: inputs.singles, blocks: grownBlocks(inputs.blocks, tell) };
    tellOthers(grown, meta, titles, tell);
    const { document, cells } = documentOf(book, meta, grown, of, tell);
    const listed = sorted(distinct(told), book);
    return {
      document,
      cells,
      isLost,
      faults: listed.filter(({ code }) => !checker.DOUBTS.has(code)),
      doubts: listed.filter(({ code }) => checker.DOUBTS.has(code)),
      notes: extraSheets(book, meta, titles),
    };
  };

  /** What makes doubt of a file and changes no verdict. */
  checker.DOUBTS = new Set([
    ...["old-edition", "hidden-sheet-changed", "share-format-lost", "external-value", "rows-uncounted"],
    ...["label-changed", "beside-inputs", "other-standard", "other-edition"],
  ]);

  function tellOrigin({ made, sealed }, entry, sha256, tell) {
    if (made.standard === entry.id && made.digest !== entry.digest) {
      const before = entry.edition.includes(made.edition) ? entry.edition : made.edition;
      const now = entry.edition[0] === "" ? entry.digest.slice(0, 8) : entry.edition;
      const slots = { made: made.edition ? before : made.digest.slice(0, 8), now };
      tell(fault("oldEdition", slots));
    }
    if (sealed === null || sha256(sealed.text) !== sealed.seal) tell(fault("metaChanged", {}, { cell: "_meta!A1" }));
  }

  /** The present title of each sheet of the template by its id. */
  function titlesOf(book, meta) {
    return new Map(meta.sheets.map(({ id, title }) => {
      const name = book.names.get(`sheet__${id.replace(/[^\p{L}\p{N}_]/gu, "_")}`.toLowerCase());
      return [id, name === undefined || name.area === null ? title : name.sheet];
    }));
  }

  /** Sheets that the template does not have: they may stay, and are not read. */
  function extraSheets(book, meta, titles) {
    const known = new Set(["_meta", ...titles.values(), ...meta.sheets.map(({ title }) => title)].map((title) => title.toLowerCase()));
    const others = [...book.sheets.values()].filter(({ title, isVisible }) => isVisible && !known.has(title.toLowerCase()));
    return others.map(({ title }) => ({
      zh: `工作表“${shown(title)}”不是模板的，没有读入。`,
      en: `The sheet “${shown(title)}” is not of the template and was not read.`,
    }));
  }

  function distinct(faults) {
    return [...new Map(faults.map((each) => [JSON.stringify([each.code, each.cell, each.message]), each])).values()];
  }

  /** In the order of the tabs, then of rows and columns. */
  function sorted(faults, book) {
    const keyOf = ({ cell = "" }) => {
      const [title, address = ""] = cell.split(/!(?=[^!]*$)/);
      const [, letters = "", row = "0"] = /^([A-Z]*)([0-9]*)/.exec(address) ?? [];
      return [book.sheets.get(title.toLowerCase())?.order ?? -1, Number(row), letters.length, letters];
    };
    const keyed = faults.map((each) => [keyOf(each), each]);
    keyed.sort(([a], [b]) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2] || (a[3] < b[3] ? -1 : Number(a[3] > b[3])));
    return keyed.map(([, each]) => each);
  }
})(((globalThis.refcf ??= {}).checker ??= {}));
