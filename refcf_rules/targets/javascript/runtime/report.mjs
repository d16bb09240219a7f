/** A result as text for people: the verdict first, then what is wrong and where, the footprint, the receipt. */

import { formatNumber } from "./numbers.mjs";
import { printable } from "./texts.mjs";

/** @typedef {"zh" | "en"} Language */
/** @typedef {ReturnType<typeof import("./judging.mjs").judged>} Result */
/** @typedef {Result["findings"][number]} Finding */
/** @typedef {Finding["rows"][number]} RowFinding */
/** @typedef {NonNullable<Result["footprint"]>} Footprint */
/** @typedef {import("./findings.mjs").Both} Both */
/** @typedef {Record<string, Both>} Wording */

/** @type {Wording} */
const VERDICTS = {
  satisfied: { zh: "满足", en: "satisfied" },
  violated: { zh: "不满足", en: "violated" },
  "not decidable": { zh: "无法判定", en: "not decidable" },
  unreadable: { zh: "无法读取", en: "unreadable" },
};
/** @type {Wording} */
const MODALITIES = { shall: { zh: "应", en: "shall" }, should: { zh: "宜", en: "should" }, may: { zh: "可", en: "may" } };
/** @type {Wording} */
const SEVERITIES = {
  impossible: { zh: "不可能", en: "impossible" },
  implausible: { zh: "不可信", en: "implausible" },
  unusual: { zh: "异常", en: "unusual" },
};
/** @type {Wording} */
const COMPONENTS = {
  fossil: { zh: "化石", en: "fossil" },
  biogenic: { zh: "生物源", en: "biogenic" },
  land_use: { zh: "土地利用变化", en: "land-use change" },
  aircraft: { zh: "航空运输", en: "aircraft transport" },
};
const LACKS = { zh: "缺：", en: "missing: " };
const NO_VALUE = { zh: "（缺）", en: "(missing)" };
const YES_WORD = { zh: "是", en: "yes" };
const NO_WORD = { zh: "否", en: "no" };
const FOOTPRINT = { zh: "产品碳足迹", en: "Footprint" };
const SUBTOTAL = { zh: "能算出的部分", en: "what can be worked out" };
const GRADE = { zh: "等级", en: "Grade" };
const RECEIPT = { zh: "凭据", en: "Receipt" };
const STANDARD_WORD = { zh: "标准", en: "standard" };
const RULES_WORD = { zh: "规则", en: "rules" };
const INVENTORY_WORD = { zh: "清单", en: "inventory" };
const TOOL_WORD = { zh: "工具", en: "tool" };

/**
 * The report on one file.
 * @param {string} name
 * @param {Result} result
 * @param {Language} language
 * @param {Wording} stages labels of the stages by their id
 * @param {readonly string[]} editions the edition in Chinese and English
 * @returns {string}
 */
export function reportText(name, result, language, stages, editions) {
  const lines = [`${VERDICTS[result.verdict][language]}  ${printable(name)}`];
  for (const fault of result.faults) {
    lines.push(`  ${printable(fault.pointer) || "/"}  ${printable(fault.message[language])} [${fault.code}]`);
    lines.push(`    → ${printable(fault.fix[language])}`);
  }
  for (const finding of result.findings) lines.push(...findingLines(finding, language));
  if (result.footprint !== null) lines.push(...footprintLines(result.footprint, language, stages));
  if (result.grade !== null) lines.push("", `${GRADE[language]}  ${result.grade}`);
  lines.push(...receiptLines(result.receipt, language, editions));
  return lines.join("\n") + "\n";
}

/**
 * @param {Finding} finding
 * @param {Language} language
 * @returns {string[]}
 */
function findingLines(finding, language) {
  const title = finding.clause_title === null ? "" : ` ${printable(finding.clause_title[language])}`;
  const how = [MODALITIES[finding.modality][language], VERDICTS[finding.outcome][language]];
  if (finding.severity !== null) how.push(SEVERITIES[finding.severity][language]);
  const clause = `${finding.clause_number || finding.clause}${title}`;
  const head = `${clause} — ${printable(finding.label[language])} (${how.join(", ")})`;
  return ["", head, ...finding.rows.flatMap((row) => rowLines(row, language))];
}

/**
 * @param {RowFinding} row
 * @param {Language} language
 * @returns {string[]}
 */
function rowLines(row, language) {
  const place = [row.row, row.pointer].filter((part) => part !== "").map(printable).join(" ");
  const lines = [`  ${place === "" ? "" : `${place}  `}${printable(row.message[language])}`];
  const numbers = row.numbers.map((each) => `${printable(each.label[language])} = ${valueText(each, language)}`);
  if (numbers.length > 0) lines.push(`    ${numbers.join("; ")}`);
  for (const { label, pointer } of row.missing) {
    lines.push(`    ${LACKS[language]}${printable(label[language])}  ${printable(pointer)}`.trimEnd());
  }
  return lines;
}

/**
 * @param {RowFinding["numbers"][number]} number
 * @param {Language} language
 * @returns {string}
 */
function valueText({ value, unit }, language) {
  if (value === null) return NO_VALUE[language];
  if (typeof value === "boolean") return (value ? YES_WORD : NO_WORD)[language];
  if (typeof value === "string") return printable(value);
  return unit === null ? formatNumber(value) : `${formatNumber(value)} ${unit}`;
}

/**
 * @param {Footprint} footprint
 * @param {Language} language
 * @param {Wording} stages
 * @returns {string[]}
 */
function footprintLines(footprint, language, stages) {
  const amount = (/** @type {number | null} */ value) => valueText({ name: "", label: YES_WORD, value, unit: footprint.unit }, language);
  const reported = footprint.reported ?? footprint.value;
  const lines = ["", `${FOOTPRINT[language]}  ${amount(reported)}`];
  if (reported === null) lines.push(`  ${SUBTOTAL[language]}  ${amount(footprint.subtotal)}`);
  for (const [id, value] of Object.entries(footprint.by_stage)) lines.push(`  ${stages[id]?.[language] ?? id}  ${amount(value)}`);
  for (const [id, value] of Object.entries(footprint.by_component)) {
    lines.push(`  ${COMPONENTS[id]?.[language] ?? id}  ${amount(value)}`);
  }
  return lines;
}

/**
 * @param {Result["receipt"]} receipt
 * @param {Language} language
 * @param {readonly string[]} editions
 * @returns {string[]}
 */
function receiptLines(receipt, language, editions) {
  const edition = editions[language === "zh" ? 0 : 1];
  const input = `  ${INVENTORY_WORD[language]}  sha256 ${receipt.input_digest}`;
  return [
    "",
    RECEIPT[language],
    `  ${STANDARD_WORD[language]}  ${receipt.standard} ${receipt.number} ${edition}`,
    `  ${RULES_WORD[language]}  sha256 ${receipt.rules_digest}`,
    ...(receipt.input_digest === null ? [] : [input]), // of a file that was read
    `  ${TOOL_WORD[language]}  ${receipt.tool} ${receipt.tool_version}`,
  ];
}
