// Reads {runtime, data, documents: [base64]} from standard input; prints for each document its faults, or its plain
// form, whether that is read as itself again, and whether the quick way takes the text too.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const { runtime, data, documents } = JSON.parse(readFileSync(0, "utf8"));
const load = (name) => import(pathToFileURL(`${runtime}/${name}.mjs`).href);
const { decode } = await load("decode");
const { readJson } = await load("json");
const { mayRepeatKeys, quickDocument } = await load("quick");
const { careful, carefulTree } = await load("careful");
const { Standard } = await load("standard");
const standard = new Standard(data);

/** How many keys a document has, however deep. */
function keysOf(node) {
  if (typeof node !== "object" || node === null) return 0;
  const own = Array.isArray(node) ? 0 : Object.keys(node).length;
  return Object.values(node).reduce((sum, each) => sum + keysOf(each), own);
}

function isQuick(text) {
  const document = quickDocument(text);
  return document !== undefined && !mayRepeatKeys(text, keysOf(document));
}

function read(bytes) {
  const { text, fault } = decode(bytes);
  if (fault !== null) return { faults: [fault] };
  const { root, faults } = readJson(text);
  const quick = isQuick(text);
  if (root === null) return { faults, quick };
  const [plain, problems] = carefulTree(root, standard);
  if (plain === null) return { faults: problems, quick };
  return { faults: [], plain, quick, stable: JSON.stringify(careful(plain, standard)[0]) === JSON.stringify(plain) };
}

const results = documents.map((document) => {
  const { faults, ...rest } = read(Buffer.from(document, "base64"));
  return { ...rest, faults: faults.map((fault) => [fault.code, fault.pointer]) };
});
process.stdout.write(JSON.stringify(results));
