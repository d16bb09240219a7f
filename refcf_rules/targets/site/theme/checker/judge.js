// Judges one file: what it is, which part it claims, what the part's own validator says, and where that stands in
// the file. Everything happens here; nothing is sent anywhere.
((checker) => {
  "use strict";

  const { LIMITS, Refused, fault, folded, linesOfJson, openWorkbook, readWorkbook, readYaml, shown } = checker;
  const ZIP = [0x50, 0x4b, 0x03, 0x04];
  const OLE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
  const FORMAT = "refcf-result/1";

  /**
   * What was found of one file.
   * @typedef {object} Judged
   * @property {object} result as `refcf-result/1`
   * @property {object | null} entry the part by which it was judged
   * @property {object | null} words of that part
   * @property {{zh: string, en: string}[]} notes
   * @property {(pointer: string) => {line?: number, cell?: string} | undefined} placeOf
   * @property {"yaml" | "json" | "workbook"} form
   * @property {() => unknown} document the inventory as it was written
   */

  /**
   * @param {Uint8Array} bytes
   * @param {string} name of the file; empty for pasted text
   * @param {string} chosen id of a part; empty if the file decides
   * @returns {Promise<Judged>}
   */
  checker.judge = async (bytes, name, chosen) => {
    const form = formOf(bytes, name);
    const context = { form, bytes, name, chosen, entry: null, words: null, notes: [], placeOf: () => undefined, document: () => null };
    try {
      if (bytes.length > LIMITS.bytes) throw new Refused(fault("fileTooLarge"));
      if (form === "workbook") return await ofWorkbook(context);
      return await ofText(context);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const faults = error.faults ?? [error.fault];
      const sha256 = context.entry === null ? null : context.validator.judge(bytes).receipt.input_digest;
      return judged(context, unreadable(faults, context.entry, sha256));
    }
  };

  function formOf(bytes, name) {
    const begins = (signs) => signs.every((sign, at) => bytes[at] === sign);
    if (begins(ZIP) || begins(OLE) || /\.(xlsx|xls|et|xlsm|xlsb|ods)$/i.test(name)) return "workbook";
    if (/\.json$/i.test(name)) return "json";
    if (/\.ya?ml$/i.test(name)) return "yaml";
    const first = bytes.find((byte) => ![0x20, 0x09, 0x0a, 0x0d, 0xef, 0xbb, 0xbf].includes(byte));
    return first === 0x7b || first === 0x5b ? "json" : "yaml";
  }

  // --- the part ---------------------------------------------------------------------------------------

  /** Finds and loads the part; doubts about the claim are given back. Throws `Refused`. */
  async function choosePart(context, claim, edition) {
    const claimed = claim === "" ? undefined : checker.parts.find(({ names }) => names.includes(folded(claim)));
    const entry = context.chosen === "" ? claimed : checker.parts.find(({ id }) => id === context.chosen);
    if (entry === undefined) {
      const names = checker.parts.map(({ id }) => id).join(", ");
      throw new Refused(claim === "" ? fault("noClaim") : fault("unknownClaim", { text: shown(claim), names }));
    }
    await load(context, entry);
    const doubts = [];
    if (claim !== "" && claimed !== entry) doubts.push(fault("otherPart", { text: shown(claim), part: entry.number || entry.id }));
    else if (edition !== "" && !entry.edition.map(folded).includes(folded(edition))) {
      doubts.push(fault("otherEdition", { text: shown(edition), edition: entry.edition }));
    }
    return doubts;
  }

  async function load(context, entry) {
    const [validator, data] = await Promise.all([checker.loadValidator(entry.id), checker.loadPart(entry)]);
    Object.assign(context, { entry, validator, words: data.words, data });
  }

  // --- YAML and JSON ----------------------------------------------------------------------------------

  async function ofText(context) {
    const text = decoded(context.bytes);
    if (text === null) return ofBroken(context);
    if (context.form === "yaml") {
      const { json, lines, top } = readYaml(text);
      return ofDocument(context, json, lines, claimIn(top));
    }
    const top = topOfJson(text);
    return top === null ? ofBroken(context) : ofDocument(context, null, linesOfJson(text), claimIn(top));
  }

  /** Of what cannot be read at all the validators of all parts say the same. */
  async function ofBroken(context) {
    await load(context, checker.parts.find(({ id }) => id === context.chosen) ?? checker.parts[0]);
    return judged(context, plain(context.validator.judge(context.bytes)));
  }

  async function ofDocument(context, json, lines, { claim, edition }) {
    const doubts = await choosePart(context, claim, edition);
    context.placeOf = climbing((pointer) => {
      const line = lines(pointer);
      return line === undefined ? undefined : { line };
    });
    context.document = () => JSON.parse(json ?? decoded(context.bytes));
    const result = plain(context.validator.judge(json ?? context.bytes));
    if (json !== null) result.receipt.input_digest = context.validator.judge(context.bytes).receipt.input_digest;
    return judged(context, { ...result, faults: [...result.faults, ...doubts] });
  }

  /** The text of a file without byte order mark and with LF line ends; null if it is none. */
  function decoded(bytes) {
    if (bytes.includes(0)) return null;
    try {
      const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes).replace(/^\ufeff+/, "").replace(/\r\n?/g, "\n");
      return text.trim() === "" ? null : text;
    } catch {
      return null;
    }
  }

  /** What stands at the top of a JSON text; null where it cannot be read. */
  function topOfJson(text) {
    try {
      return new Map(Object.entries(JSON.parse(text) ?? {}));
    } catch {
      return null;
    }
  }

  function claimIn(top) {
    const texts = new Map([...top].map(([key, value]) => [folded(key), value]));
    const textOf = (keys) => keys.map((key) => texts.get(folded(key))).find((value) => typeof value === "string") ?? "";
    return { claim: textOf(checker.keys.standard), edition: textOf(checker.keys.edition) };
  }

  // --- workbooks --------------------------------------------------------------------------------------

  async function ofWorkbook(context) {
    if (OLE.every((sign, at) => context.bytes[at] === sign)) throw new Refused(fault("oldFormat"));
    if (!ZIP.every((sign, at) => context.bytes[at] === sign)) throw new Refused(fault("noWorkbook"));
    const opened = await openWorkbook(context.bytes);
    const doubts = await choosePart(context, opened.claim, "");
    const sha256 = (text) => context.validator.judge(new TextEncoder().encode(text)).receipt.input_digest;
    const read = await readWorkbook(opened, context.entry, context.data.book, sha256);
    context.notes = read.notes;
    context.document = () => read.document;
    context.placeOf = climbing((pointer) => {
      const cell = read.cells.get(pointer);
      return cell === undefined ? undefined : { cell };
    });
    const digest = context.validator.judge(context.bytes).receipt.input_digest;
    // Whatever else is missing where inputs are gone is so for that reason.
    if (read.isLost) return judged(context, unreadable(read.faults, context.entry, digest));
    const result = withCells(plain(context.validator.judge(JSON.stringify(read.document))), read.cells, context.placeOf);
    result.receipt.input_digest = digest;
    if (read.faults.length > 0) {
      const further = result.verdict === "unreadable" ? result.faults : [];
      return judged(context, unreadable(oneARow(withoutEmpty(read.faults, further)), context.entry, digest));
    }
    if (result.verdict === "unreadable") return judged(context, { ...result, faults: oneARow(result.faults) });
    return judged(context, { ...result, faults: [...result.faults, ...read.doubts, ...doubts] });
  }

  /** A cell that was refused is not called empty as well. */
  function withoutEmpty(faults, further) {
    const refused = new Set(faults.map(({ cell }) => cell));
    return [...faults, ...further.filter(({ code, cell }) => !(code === "missing-field" && refused.has(cell)))];
  }

  /** Whatever a row lacks is said once, by the first cell that is empty; advice speaks of cells. */
  function oneARow(faults) {
    const rows = new Map();
    const found = [];
    for (const each of faults) {
      const [sheet, address] = (each.cell ?? "").split(/!(?=[^!]*$)/);
      const row = `${sheet}!${/[0-9]*$/.exec(address ?? "")[0]}`;
      if (each.code !== "missing-field" || address === undefined) found.push(each);
      else if (rows.has(row)) rows.get(row).push({ ...each, address });
      else {
        rows.set(row, [{ ...each, address }]);
        found.push(rows.get(row));
      }
    }
    return found.map((each) => (Array.isArray(each) ? joined(each) : each));
  }

  function joined(lacking) {
    const [{ address: _, ...first }] = lacking;
    const cells = lacking.map(({ address }) => address).join(", ");
    const sheet = first.cell.slice(0, first.cell.lastIndexOf("!"));
    const said = (language, between) => lacking.map(({ message }) => message[language]).join(between);
    return {
      ...first,
      message: { zh: said("zh", "；"), en: said("en", "; ") },
      fix: {
        zh: `在 ${sheet} 的 ${cells} 填写；这一行若不是数据，就清空它。`,
        en: `Fill in ${cells} of ${sheet}; if the row is no data, clear it.`,
      },
    };
  }

  /** The result with the cell of everything that was typed into one. */
  function withCells(result, cells, placeOf) {
    const placed = (each) => {
      const cell = placeOf(each.pointer)?.cell;
      // A number beside its unit is one cell of the workbook.
      const pointer = cells.has(each.pointer) ? each.pointer : each.pointer.replace(/\/value$/, "");
      return cell === undefined ? each : { ...each, pointer, cell };
    };
    const findings = result.findings.map((finding) => ({
      ...finding,
      rows: finding.rows.map((row) => ({ ...placed(row), missing: row.missing.map(placed) })),
    }));
    return { ...result, faults: result.faults.map(placed), findings };
  }

  // --- results ----------------------------------------------------------------------------------------

  /** Where a value stands, or what it stands in. */
  function climbing(placeOf) {
    return (pointer) => {
      for (let at = pointer; at !== ""; at = at.slice(0, at.lastIndexOf("/"))) {
        const place = placeOf(at);
        if (place !== undefined) return place;
      }
      return undefined;
    };
  }

  function judged({ form, entry, words, notes, placeOf, document }, result) {
    return { result, form, entry, words, notes, placeOf, document };
  }

  /** The result without what is worked out when it is asked for. */
  function plain(result) {
    return { ...result, receipt: { ...result.receipt } };
  }

  function unreadable(faults, entry, digest) {
    return {
      format: FORMAT,
      verdict: "unreadable",
      faults: faults.slice(0, LIMITS.faults),
      outcomes: {},
      findings: [],
      footprint: null,
      functional: [],
      additional: [],
      grade: null,
      receipt: {
        standard: entry?.id ?? null,
        number: entry?.number ?? null,
        edition: entry?.edition[0] ?? null,
        rules_digest: entry?.digest ?? null,
        tool: "refcf",
        tool_version: checker.toolVersion,
        input_digest: digest,
      },
    };
  }
})(((globalThis.refcf ??= {}).checker ??= {}));
