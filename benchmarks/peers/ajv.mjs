// ajv on node: the structure and 11 rules of the workload as a JSON Schema, the passes as benchmarks/sides.py says.
//     node ajv.mjs FOLDER_WITH_NODE_MODULES SCHEMA FILE
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const [folder, schema, file] = process.argv.slice(2);
const Ajv = createRequire(`${folder}/`)("ajv/dist/2020.js").default;
const validate = new Ajv({ allErrors: true, strict: false }).compile(JSON.parse(readFileSync(schema, "utf8")));
const check = (bytes) => {
  const inventory = JSON.parse(bytes.toString("utf8"));
  return validate(inventory) ? [] : validate.errors.map((error) => error.schemaPath);
};
export { check };

const lines = readFileSync(file).toString("utf8").split("\n").filter(Boolean).map((line) => Buffer.from(line));
const pass = (least) => {
  const start = process.cpuUsage();
  const elapsed = () => { const used = process.cpuUsage(start); return (used.user + used.system) / 1e6; };
  let done = 0;
  while (done === 0 || elapsed() < least) {
    for (const line of lines) check(line);
    done += lines.length;
  }
  return elapsed() / done;
};
pass(0);
console.log("ready");
for await (const request of createInterface({ input: process.stdin })) console.log(pass(Number(request)));
