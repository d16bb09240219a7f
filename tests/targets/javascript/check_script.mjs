// Reads {script, part, documents} from standard input; runs the script as a page does, without modules, twice, and
// prints the result of each document and, last, what the page then has beyond what it had before.
import { readFileSync } from "node:fs";
import vm from "node:vm";

const { script, part, documents } = JSON.parse(readFileSync(0, "utf8"));
const page = vm.createContext({ TextEncoder, TextDecoder });
const before = new Set(vm.runInContext("Object.getOwnPropertyNames(globalThis)", page));
vm.runInContext(readFileSync(script, "utf8"), page);
vm.runInContext(readFileSync(script, "utf8"), page);
const { judge } = page.refcf.validators[part];
const found = documents.map((document) => judge(document));
const names = vm.runInContext("Object.getOwnPropertyNames(globalThis)", page).filter((name) => !before.has(name));
process.stdout.write(JSON.stringify([...found, names]));
