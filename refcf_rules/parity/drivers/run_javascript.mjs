// Runs generated validators: in comes a line with base64 and the path of a validator, out goes a line of JSON.
// What a validator does not catch is told in the line of its inventory.

import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const loaded = new Map();

async function load(path) {
  if (!loaded.has(path)) loaded.set(path, await import(pathToFileURL(path).href));
  return loaded.get(path);
}

for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  const end = line.indexOf(" ");
  let result;
  try {
    const validator = await load(line.slice(end + 1));
    result = validator.judge(new Uint8Array(Buffer.from(line.slice(0, end), "base64")));
  } catch (error) {
    result = { crash: String(error) };
  }
  process.stdout.write(JSON.stringify(result) + "\n");
}
