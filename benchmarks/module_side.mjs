// The JavaScript module of the standard as a side of the benchmark; passes as benchmarks/sides.py says.
//     node module_side.mjs MODULE FILE
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const [module, file] = process.argv.slice(2);
const { judge } = await import(pathToFileURL(module).href);
const lines = readFileSync(file).toString("utf8").split("\n").filter(Boolean).map((line) => Buffer.from(line));
const pass = (least) => {
  const start = process.cpuUsage();
  const elapsed = () => { const used = process.cpuUsage(start); return (used.user + used.system) / 1e6; };
  let done = 0;
  while (done === 0 || elapsed() < least) {
    for (const line of lines) judge(line);
    done += lines.length;
  }
  return elapsed() / done;
};
pass(0);
console.log("ready");
for await (const request of createInterface({ input: process.stdin })) console.log(pass(Number(request)));
