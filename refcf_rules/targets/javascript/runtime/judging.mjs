/** From the state of a program to the result: outcomes, findings with their numbers, footprint, receipt. */

import { activityUse } from "./amounts.mjs";
import { rounded, validOn } from "./arithmetic.mjs";
import { carefulTree, shapesOf } from "./careful.mjs";
import { decode } from "./decode.mjs";
import { sha256 } from "./digest.mjs";
import { faultResult } from "./faults.mjs";
import { findingsOf, inUnit } from "./findings.mjs";
import { readJson } from "./json.mjs";
import { Unusual, rowsOf } from "./plain.mjs";
import { asWritten } from "./pointers.mjs";
import { mayRepeatKeys, quickDocument } from "./quick.mjs";
import { treeOf } from "./tree.mjs";

/** @typedef {import("./findings.mjs").Row} Row */
/** @typedef {import("./tree.mjs").Fault} Fault */
/** @typedef {import("./tree.mjs").TreeNode} TreeNode */
/** @typedef {import("./findings.mjs").UnitData} UnitData */
/** @typedef {import("./findings.mjs").ProgramState} ProgramState */
/** @typedef {import("./findings.mjs").PartData} PartData */
/** @typedef {import("./findings.mjs").ResultData} ResultData */
/** @typedef {import("./findings.mjs").GradingData} GradingData */
/** @typedef {import("./findings.mjs").Validator} Validator */

const FORMAT = "refcf-result/1";
/**
 * The judgement of an inventory from the bytes or the text of its file; never fails for what they hold.
 * @param {Uint8Array | ArrayBuffer | string} input
 * @param {Validator} validator
 */
export function judged(input, validator) {
  const bytes = bytesOf(input);
  const { text, fault } = decode(bytes);
  if (text === null) return unreadableResult([fault], bytes, validator);
  const quick = quickDocument(text);
  const state = quick === undefined ? null : runIfPlain(quick, validator);
  if (state !== null && !mayRepeatKeys(text, state.keys)) {
    return resultOf(state, /** @type {Row} */ (quick), bytes, validator);
  }
  return judgedCarefully(readJson(text), bytes, validator);
}

/**
 * The judgement of an inventory that was read before; the receipt names the digest of its JSON text.
 * @param {unknown} document
 * @param {Validator} validator
 */
export function judgedDocument(document, validator) {
  const bytes = bytesOf(JSON.stringify(document) ?? "null");
  const state = runIfPlain(document, validator);
  if (state !== null) return resultOf(state, /** @type {Row} */ (document), bytes, validator);
  return judgedCarefully(treeOf(document), bytes, validator);
}

/**
 * @param {Uint8Array | ArrayBuffer | string} input
 * @returns {Uint8Array}
 */
function bytesOf(input) {
  if (typeof input === "string") return new TextEncoder().encode(input);
  return input instanceof Uint8Array ? input : new Uint8Array(input);
}

/**
 * @param {unknown} document
 * @param {Validator} validator
 * @returns {ProgramState | null}
 */
export function runIfPlain(document, validator) {
  try {
    return validator.run(/** @type {Row} */ (document), false);
  } catch (error) {
    if (!(error instanceof Unusual)) throw error;
    return null;
  }
}

/**
 * The judgement of a document that is not plain; its findings point into what was handed in.
 * @param {{root: TreeNode | null, faults: Fault[]}} read
 * @param {Uint8Array} bytes
 * @param {Validator} validator
 */
function judgedCarefully({ root, faults }, bytes, validator) {
  if (root === null) return unreadableResult(faults, bytes, validator);
  const [plain, problems] = carefulTree(root, validator.standard);
  if (plain === null) return unreadableResult(problems, bytes, validator);
  const result = resultOf(validator.run(plain, false), plain, bytes, validator);
  const shapes = shapesOf(validator.standard);
  for (const row of result.findings.flatMap(({ rows }) => rows)) {
    row.pointer = asWritten(row.pointer, root, shapes);
    for (const missing of row.missing) missing.pointer = asWritten(missing.pointer, root, shapes);
  }
  return result;
}

/**
 * @param {readonly Fault[]} faults
 * @param {Uint8Array} bytes
 * @param {Validator} validator
 */
function unreadableResult(faults, bytes, validator) {
  return {
    format: FORMAT,
    verdict: "unreadable",
    faults: faults.map(faultResult),
    outcomes: /** @type {Record<string, string>} */ ({}),
    findings: /** @type {ReturnType<typeof findingsOf>} */ ([]),
    footprint: null,
    functional: /** @type {ReturnType<typeof functionalOf>[]} */ ([]),
    additional: /** @type {ReturnType<typeof additionalOf>[]} */ ([]),
    grade: null,
    receipt: receiptOf(bytes, validator),
  };
}

/**
 * Which edition of which rules judged which bytes. The digest of the bytes is worked out when it is asked for.
 * @param {Uint8Array} bytes
 * @param {Validator} validator
 */
function receiptOf(bytes, { standard, toolVersion }) {
  const { id, number, edition, digest } = standard.data.standard;
  /** @type {string | undefined} */
  let known;
  return {
    standard: id,
    number,
    edition,
    rules_digest: digest,
    tool: "refcf",
    tool_version: toolVersion,
    get input_digest() {
      return (known ??= sha256(bytes));
    },
  };
}

/**
 * @param {ProgramState} state
 * @param {Row} document
 * @param {Uint8Array} bytes
 * @param {Validator} validator
 */
function resultOf(state, document, bytes, validator) {
  const outcomes = outcomesOf(state, validator);
  const verdict = verdictOf(outcomes, validator);
  const { functional, additional } = validator.results;
  return {
    format: FORMAT,
    verdict,
    faults: /** @type {ReturnType<typeof faultResult>[]} */ ([]),
    outcomes,
    findings: state.found.length > 0 ? findingsOf(state, document, outcomes, validator) : [],
    footprint: footprintOf(state, document, validator),
    functional: functional.map((each) => functionalOf(state, each)),
    additional: additional.map((each) => additionalOf(state, each)),
    grade: gradeOf(state, document, verdict, validator),
    receipt: receiptOf(bytes, validator),
  };
}

/**
 * The outcome of every rule: the worst of its rows.
 * @param {ProgramState} state
 * @param {Validator} validator
 * @returns {Record<string, string>}
 */
export function outcomesOf(state, { rules }) {
  /** @type {Record<string, string>} */
  const outcomes = {};
  for (const id in rules) outcomes[id] = state[rules[id].applies] ? "satisfied" : "not applicable";
  for (const [id, , truth] of state.found) {
    if (truth === false) outcomes[id] = "violated";
    else if (outcomes[id] !== "violated") outcomes[id] = "not decidable";
  }
  return outcomes;
}

/**
 * A violated *shall* decides, then one that is not decidable.
 * @param {Record<string, string>} outcomes
 * @param {Validator} validator
 * @returns {string}
 */
function verdictOf(outcomes, { rules }) {
  const binding = new Set();
  for (const id in rules) if (rules[id].modality === "shall") binding.add(outcomes[id]);
  return ["violated", "not decidable"].find((each) => binding.has(each)) ?? "satisfied";
}

// --- footprint and what stands beside it -----------------------------------------------------------------

/**
 * @param {ProgramState} state
 * @param {Row} document
 * @param {Validator} validator
 */
function footprintOf(state, document, { results, run }) {
  const of = results.footprint;
  if (of === null) return null;
  /** @type {number} */
  const value = state[of.value];
  const known = value - value === 0;
  const partial = known ? state : run(document, true);
  return {
    id: of.id,
    unit: of.unit[0],
    value: inUnit(value, of.unit),
    reported: inUnit(of.step === null ? value : rounded(value, of.step), of.unit),
    subtotal: inUnit(partial[of.value], of.unit),
    by_stage: partsOfFootprint(state, of.by_stage, of.unit),
    by_component: partsOfFootprint(state, of.by_component, of.unit),
  };
}

/**
 * @param {ProgramState} state
 * @param {readonly PartData[]} parts
 * @param {UnitData} unit
 * @returns {Record<string, number | null>}
 */
function partsOfFootprint(state, parts, unit) {
  return Object.fromEntries(parts.map(([id, , variable]) => [id, inUnit(state[variable], unit)]));
}

/**
 * @param {ProgramState} state
 * @param {ResultData["functional"][number]} of
 */
function functionalOf(state, of) {
  return {
    id: of.id,
    applicable: isApplicable(state, of.given),
    reference_flow: inUnit(state[of.flow], null),
    value: inUnit(state[of.value], null),
  };
}

/**
 * @param {ProgramState} state
 * @param {ResultData["additional"][number]} of
 */
function additionalOf(state, of) {
  const value = state[of.value];
  const offset = of.unit[3];
  return {
    id: of.id,
    unit: of.unit[0],
    applicable: isApplicable(state, of.given),
    value: inUnit(value, of.unit),
    reported: inUnit(rounded(value - offset, of.step) + offset, of.unit),
  };
}

/**
 * Whether the company gives any of the service data that a result rests on.
 * @param {ProgramState} state
 * @param {readonly string[]} given
 * @returns {boolean}
 */
function isApplicable(state, given) {
  return given.length === 0 || given.some((name) => state[name] !== null && !Number.isNaN(state[name]));
}

/**
 * The first grade whose limit holds; none unless all is satisfied and no placeholder was used.
 * @param {ProgramState} state
 * @param {Row} document
 * @param {string} verdict
 * @param {Validator} validator
 * @returns {number | null}
 */
function gradeOf(state, document, verdict, validator) {
  const of = validator.results.grading;
  if (of === null || verdict !== "satisfied" || hasPlaceholders(state, document, of, validator)) return null;
  const value = of.as_reported && of.step !== null ? rounded(state[of.of], of.step) : state[of.of];
  if (value - value !== 0) return null;
  for (const level of of.levels) {
    if (level.rest) return level.number;
    const limit = level.limit === null ? NaN : state[level.limit];
    if (limit - limit !== 0) return null;
    if (value - limit <= 1e-9 * Math.max(Math.abs(value), Math.abs(limit))) return level.number;
  }
  return null;
}

/**
 * @param {ProgramState} state
 * @param {Row} document
 * @param {GradingData} of
 * @param {Validator} validator
 * @returns {boolean}
 */
function hasPlaceholders(state, document, of, { standard, periodEnd }) {
  const day = state[periodEnd];
  if (of.placeholders.some(([since, until]) => validOn(since, until, day))) return true;
  return rowsOf(document, "activities").some((row) => activityUse(row, standard, day).status === "placeholder");
}
