/** From bytes to text: UTF-8 only, LF line ends, and a limit on size. */

import { stripped } from "./texts.mjs";
import { LIMITS, NOTHING } from "./tree.mjs";

/** @typedef {import("./tree.mjs").Fault} Fault */

const UTF8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/**
 * The text of a file without byte order mark and with LF line ends, or the fault that stands against it.
 * @param {Uint8Array} bytes
 * @returns {{text: string, fault: null} | {text: null, fault: Fault}}
 */
export function decode(bytes) {
  const fault = refusal(bytes);
  if (fault !== null) return { text: null, fault };
  let text;
  try {
    text = UTF8.decode(bytes);
  } catch {
    return { text: null, fault: wholeFile("not-utf8") };
  }
  if (isGbkByChance(text, bytes)) return { text: null, fault: wholeFile("not-utf8") };
  if (text.startsWith("\ufeff")) text = text.replace(/^\ufeff+/, "");
  if (text.includes("\r")) text = text.replace(/\r\n?/g, "\n");
  return stripped(text) === "" ? { text: null, fault: wholeFile("empty-file") } : { text, fault: null };
}

/**
 * What can be said before decoding.
 * @param {Uint8Array} bytes
 * @returns {Fault | null}
 */
function refusal(bytes) {
  if (bytes.length > LIMITS.bytes) return wholeFile("file-too-large");
  if (startsWith(bytes, [0xff, 0xfe]) || startsWith(bytes, [0xfe, 0xff])) return wholeFile("not-utf8");
  const isZip = startsWith(bytes, [0x50, 0x4b, 0x03, 0x04]);
  const isOldWorkbook = startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  return isZip || isOldWorkbook || bytes.includes(0) ? wholeFile("binary-file") : null;
}

/**
 * @param {Uint8Array} bytes
 * @param {readonly number[]} first
 * @returns {boolean}
 */
function startsWith(bytes, first) {
  return first.every((byte, index) => bytes[index] === byte);
}

/**
 * Some Chinese words in GBK are valid UTF-8 by accident: no CJK, but scripts nobody mixes, and GB 2312 throughout.
 * @param {string} text
 * @param {Uint8Array} bytes
 * @returns {boolean}
 */
function isGbkByChance(text, bytes) {
  if (text.length === bytes.length || /[\u2e80-\uffef]/.test(text)) return false;
  return /[\u0250-\u036f\u0530-\u07ff]/.test(text) && isGb2312(bytes);
}

/** The cells of GB 2312 that hold a character, by row: from and to, both included. */
const GB2312_CELLS = new Map([
  [0xa2, [[0xb1, 0xe2], [0xe5, 0xee], [0xf1, 0xfc]]],
  [0xa4, [[0xa1, 0xf3]]],
  [0xa5, [[0xa1, 0xf6]]],
  [0xa6, [[0xa1, 0xb8], [0xc1, 0xd8]]],
  [0xa7, [[0xa1, 0xc1], [0xd1, 0xf1]]],
  [0xa8, [[0xa1, 0xba], [0xc5, 0xe9]]],
  [0xa9, [[0xa4, 0xef]]],
  [0xd7, [[0xa1, 0xf9]]],
]);

/**
 * @param {Uint8Array} bytes
 * @returns {boolean}
 */
function isGb2312(bytes) {
  for (let at = 0; at < bytes.length; at += 1) {
    const row = bytes[at];
    if (row < 0x80) continue;
    at += 1;
    const isRow = (row >= 0xa1 && row <= 0xa9) || (row >= 0xb0 && row <= 0xf7);
    const cells = GB2312_CELLS.get(row) ?? [[0xa1, 0xfe]];
    if (!isRow || at >= bytes.length || !cells.some(([from, to]) => bytes[at] >= from && bytes[at] <= to)) return false;
  }
  return true;
}

/**
 * @param {string} code
 * @returns {Fault}
 */
function wholeFile(code) {
  return { code, pointer: "", about: NOTHING, at: 0 };
}
