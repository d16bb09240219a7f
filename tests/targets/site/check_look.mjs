// Reads {script, part, rules, documents} from standard input; prints for each document what the script says of each
// rule: its outcome, and how many rows came to which outcome; or that the document is not understood.
import { readFileSync } from "node:fs";
import vm from "node:vm";

const { script, part, rules, documents } = JSON.parse(readFileSync(0, "utf8"));
const page = vm.createContext({ TextEncoder, TextDecoder });
vm.runInContext(readFileSync(script, "utf8"), page);
const { look } = page.refcf.validators[part];

function counted(rows) {
  const counts = {};
  for (const { outcome } of rows) counts[outcome] = (counts[outcome] ?? 0) + 1;
  return counts;
}

function said(document) {
  const found = rules.map((rule) => [rule, look(document, rule)]);
  if (found[0][1].faults.length > 0) return null;
  return Object.fromEntries(found.map(([rule, { outcome, rows }]) => [rule, [outcome, counted(rows)]]));
}

process.stdout.write(JSON.stringify(documents.map(said)));
