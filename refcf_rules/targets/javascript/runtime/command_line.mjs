/** The command line of a standalone validator under node; in a browser nothing of it runs. */

import { faultResult } from "./faults.mjs";
import { reportText } from "./report.mjs";
import { LIMITS, NOTHING } from "./tree.mjs";

/** @typedef {import("./report.mjs").Language} Language */
/** @typedef {import("./report.mjs").Result} Result */
/** @typedef {{files: string[], asJson: boolean, wantsHelp: boolean, language: Language}} Options */
/** @typedef {(bytes: Uint8Array) => Result} Judge */

const CODES = { satisfied: 0, open: 1, unreadable: 2, internal: 3 };
const USAGE = {
  zh: "用法：node {name} 清单.json… [--json] [--lang zh|en]；“-”读标准输入。\n",
  en: "usage: node {name} inventory.json… [--json] [--lang zh|en]; “-” reads standard input.\n",
};
const FAILED = { zh: "程序内部错误：", en: "internal error: " };
/** @type {Record<string, string>} */
const FILE_FAULTS = {
  ENOENT: "file-not-found",
  EISDIR: "is-a-folder",
  EACCES: "file-not-permitted",
  EPERM: "file-not-permitted",
};

/**
 * Judges the files that the command line names, if this module is the program that node was started with.
 * @param {string} moduleUrl
 * @param {Judge} judge
 * @param {Record<string, import("./findings.mjs").Both>} stages labels of the stages, for the text
 * @param {readonly string[]} editions the edition in Chinese and English
 */
export async function runUnderNode(moduleUrl, judge, stages, editions) {
  const started = typeof process === "undefined" ? undefined : process.argv?.[1];
  if (started === undefined || !moduleUrl.startsWith("file:")) return;
  const fs = await import("node:fs");
  const { fileURLToPath } = await import("node:url");
  if (!fs.existsSync(started) || fs.realpathSync(started) !== fs.realpathSync(fileURLToPath(moduleUrl))) return;
  process.exitCode = main(process.argv.slice(2), started, fs, judge, stages, editions);
}

/**
 * The exit code: 0 satisfied, 1 violated or not decidable, 2 unreadable or wrong usage, 3 internal error; of several
 * files the worst counts.
 * @param {readonly string[]} words
 * @param {string} program
 * @param {typeof import("node:fs")} fs
 * @param {Judge} judge
 * @param {Record<string, import("./findings.mjs").Both>} stages
 * @param {readonly string[]} editions
 * @returns {number}
 */
function main(words, program, fs, judge, stages, editions) {
  const language = languageOfSystem();
  const options = commandOf(words, language);
  const usage = USAGE[language].replace("{name}", program.split(/[\\/]/).pop() ?? "");
  if (options === null || options.wantsHelp) {
    write(fs, options === null ? 2 : 1, usage);
    return options === null ? CODES.unreadable : CODES.satisfied;
  }
  return Math.max(...options.files.map((file) => judgedFile(file, options, fs, judge, stages, editions)));
}

/**
 * Judge one file and write what was found; never a trace of calls.
 * @param {string} file
 * @param {Options} options
 * @param {typeof import("node:fs")} fs
 * @param {Judge} judge
 * @param {Record<string, import("./findings.mjs").Both>} stages
 * @param {readonly string[]} editions
 * @returns {number}
 */
function judgedFile(file, options, fs, judge, stages, editions) {
  let result;
  let text;
  try {
    result = resultOfFile(file, fs, judge);
    const indent = options.files.length === 1 ? 2 : undefined;
    text = options.asJson
      ? JSON.stringify(result, null, indent) + "\n"
      : reportText(file, result, options.language, stages, editions);
  } catch (error) {
    const said = `${FAILED[options.language]}${error}`.replace(/\s+/g, " ");
    write(fs, 2, said + "\n");
    return CODES.internal;
  }
  write(fs, 1, options.asJson || file === options.files[0] ? text : `\n${text}`);
  if (result.verdict === "satisfied") return CODES.satisfied;
  return result.verdict === "unreadable" ? CODES.unreadable : CODES.open;
}

/**
 * The judgement of a file, or the result that says that it cannot be read.
 * @param {string} file
 * @param {typeof import("node:fs")} fs
 * @param {Judge} judge
 * @returns {Result}
 */
function resultOfFile(file, fs, judge) {
  let bytes;
  try {
    bytes = bytesOfFile(file, fs);
  } catch (error) {
    const code = FILE_FAULTS[/** @type {{code?: string}} */ (error).code ?? ""] ?? "file-not-readable";
    const empty = judge(new Uint8Array());
    const faults = [faultResult({ code, pointer: "", about: NOTHING, at: 0 })];
    const receipt = /** @type {any} */ ({ ...empty.receipt, input_digest: null });
    return { ...empty, faults, receipt };
  }
  return judge(bytes);
}

/**
 * The bytes of a file, or of standard input; no more than can be judged, and one more.
 * @param {string} file
 * @param {typeof import("node:fs")} fs
 * @returns {Uint8Array}
 */
function bytesOfFile(file, fs) {
  const descriptor = file === "-" ? 0 : fs.openSync(file, "r");
  const chunks = [];
  let size = 0;
  while (size <= LIMITS.bytes) {
    const chunk = new Uint8Array(Math.min(1 << 20, LIMITS.bytes + 1 - size));
    const count = readSome(descriptor, chunk, fs);
    if (count === 0) break;
    chunks.push(chunk.subarray(0, count));
    size += count;
  }
  if (descriptor !== 0) fs.closeSync(descriptor);
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

/**
 * @param {number} descriptor
 * @param {Uint8Array} chunk
 * @param {typeof import("node:fs")} fs
 * @returns {number} how many bytes were read, 0 at the end
 */
function readSome(descriptor, chunk, fs) {
  for (;;) {
    try {
      return fs.readSync(descriptor, chunk);
    } catch (error) {
      const { code } = /** @type {{code?: string}} */ (error);
      if (code === "EOF") return 0;
      if (code !== "EAGAIN") throw error; // a pipe that has nothing yet
    }
  }
}

/**
 * @param {readonly string[]} words
 * @param {Language} language
 * @returns {Options | null} null when they cannot be understood
 */
function commandOf(words, language) {
  /** @type {Options} */
  const options = { files: [], asJson: false, wantsHelp: false, language };
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at];
    if (word === "-h" || word === "--help") options.wantsHelp = true;
    else if (word === "--json") options.asJson = true;
    else if (word === "--") {
      options.files.push(...words.slice(at + 1));
      break;
    } else if (word === "--lang" || word.startsWith("--lang=")) {
      const said = word === "--lang" ? words[(at += 1)] : word.slice("--lang=".length);
      if (said !== "zh" && said !== "en") return null;
      options.language = said;
    } else if (word.startsWith("-") && word !== "-") return null;
    else options.files.push(word);
  }
  return options.files.length > 0 || options.wantsHelp ? options : null;
}

/** @returns {Language} */
function languageOfSystem() {
  const { LC_ALL, LC_MESSAGES, LANG } = process.env;
  return (LC_ALL || LC_MESSAGES || LANG || "").startsWith("zh") ? "zh" : "en";
}

/**
 * Text in UTF-8; a reader that went away is no error.
 * @param {typeof import("node:fs")} fs
 * @param {number} descriptor
 * @param {string} text
 */
function write(fs, descriptor, text) {
  let rest = new TextEncoder().encode(text);
  while (rest.length > 0) {
    try {
      rest = rest.subarray(fs.writeSync(descriptor, rest));
    } catch (error) {
      const { code } = /** @type {{code?: string}} */ (error);
      if (code === "EPIPE") return;
      if (code !== "EAGAIN") throw error;
    }
  }
}
