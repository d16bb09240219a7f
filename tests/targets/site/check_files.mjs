// Reads {folder, files} from standard input; judges each file with the scripts of the checker page, which need no page
// for that, and prints what each was judged to be. The folder holds the assets of a site.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import vm from "node:vm";

const { folder, files } = JSON.parse(readFileSync(0, "utf8"));
const document = { addEventListener: () => undefined }; // the page itself never begins
const page = vm.createContext({ document, TextEncoder, TextDecoder, DecompressionStream, Blob, console, structuredClone });
const run = (name) => vm.runInContext(readFileSync(join(folder, name), "utf8"), page, { filename: name });

run("checker/js-yaml.umd.min.js");
run("checker/parts.js");
run("checker/checker.js");
const { checker } = page.refcf;
checker.loadValidator = async (id) => {
  if (page.refcf.validators?.[id] === undefined) run(`validators/${id}.js`);
  return page.refcf.validators[id];
};
checker.loadPart = async ({ id, file }) => {
  if (checker.partData?.[id] === undefined) run(`checker/${file}`);
  return checker.partData[id];
};

const found = [];
for (const { name, data, chosen } of files) {
  const judged = await checker.judge(Buffer.from(data, "base64"), name, chosen ?? "");
  const { result, form, entry, notes, placeOf } = judged;
  const rows = result.findings.flatMap((finding) => finding.rows);
  const places = Object.fromEntries(rows.map(({ pointer }) => [pointer, placeOf(pointer) ?? null]));
  const isRead = entry !== null && result.verdict !== "unreadable";
  const placeholders = isRead ? checker.placeholdersIn(judged.document(), page.refcf.validators[entry.id].data) : [];
  found.push({ result, form, part: entry?.id ?? null, notes, places, placeholders });
}
process.stdout.write(JSON.stringify(found));
