// Reads {runtime, atoms, bases, cases: [[function, arguments]]} from standard input; prints what each call gives.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const { runtime, atoms, bases, cases } = JSON.parse(readFileSync(0, "utf8"));
const load = (name) => import(pathToFileURL(`${runtime}/${name}.mjs`).href);
const modules = await Promise.all(["arithmetic", "columns", "numbers", "texts", "digest", "names"].map(load));
const { Units, toCanonical } = await load("units");
const { splitQuantity, parseNumber } = await load("numbers");
const units = new Units(atoms, bases);
const functions = Object.assign({}, ...modules, {
  unit: (text) => {
    const unit = units.parse(text);
    return unit && [unit.symbol, unit.dimension, unit.numerator, unit.denominator, unit.offset];
  },
  canonical: (text) => {
    const { number, unit } = splitQuantity(text);
    const found = units.parse(unit);
    return found === null ? NaN : toCanonical(parseNumber(number), found);
  },
  digestOf: (text) => functions.sha256(new TextEncoder().encode(text)),
  nearIds: (text, names) => functions.nearNames(text, names).map(({ id }) => id),
});
// JSON has no missing number: null comes in as one where the Python side says so, and goes out as one.
const given = (value) => (value !== null && typeof value === "object" && "missing" in value ? NaN : value);
const said = (value) => (typeof value === "number" && value - value !== 0 ? null : Object.is(value, -0) ? "-0" : value);
process.stdout.write(JSON.stringify(cases.map(([name, values]) => said(functions[name](...values.map(given))))));
