// Reads {validator, documents: [base64]} from standard input; prints the result of each document.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const { validator, documents } = JSON.parse(readFileSync(0, "utf8"));
const { judge } = await import(pathToFileURL(validator).href);
process.stdout.write(JSON.stringify(documents.map((document) => judge(Buffer.from(document, "base64")))));
