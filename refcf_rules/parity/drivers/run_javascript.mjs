// Runs a generated validator on many inventories: a line of base64 comes in, a line of JSON goes out.
// What the validator does not catch is told in the line of its inventory.

import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const validator = await import(pathToFileURL(process.argv[2]).href);
for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  let result;
  try {
    result = validator.judge(new Uint8Array(Buffer.from(line, "base64")));
  } catch (error) {
    result = { crash: String(error) };
  }
  process.stdout.write(JSON.stringify(result) + "\n");
}
