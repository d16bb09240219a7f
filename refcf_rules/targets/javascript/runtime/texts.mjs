/**
 * Texts as they are compared, shown and laid out; the same characters count as blank, printable or a
 * word as where refcf itself reads them.
 */

/** A text in both languages. */
/** @typedef {readonly [zh: string, en: string]} Label */

const BLANK = "[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]";
const AROUND = new RegExp(`^${BLANK}+|${BLANK}+$`, "g");
const MOST_SHOWN = 40;

/**
 * Without blanks at both ends; `String.prototype.trim` takes other characters for blanks.
 * @param {string} text
 * @returns {string}
 */
export function stripped(text) {
  return isInk(text.charCodeAt(0)) && isInk(text.charCodeAt(text.length - 1)) ? text : text.replace(AROUND, "");
}

/**
 * @param {number} unit of UTF-16
 * @returns {boolean} whether it is certainly no blank
 */
function isInk(unit) {
  return (unit > 0x20 && unit < 0x7f) || (unit > 0x3000 && unit < 0xfb00);
}

/**
 * The form in which names, ids and texts are compared: NFKC, trimmed.
 * @param {string} text
 * @returns {string}
 */
export function folded(text) {
  return stripped(isAscii(text) ? text : text.normalize("NFKC"));
}

/**
 * @param {string} text
 * @returns {boolean}
 */
export function isAscii(text) {
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) > 0x7f) return false;
  return true;
}

/**
 * A person's own text, short enough and printable for one line of a message.
 * @param {string} text
 * @returns {string}
 */
export function shown(text) {
  const line = Array.from(printable(text.slice(0, 2 * MOST_SHOWN + 2)));
  return line.length <= MOST_SHOWN ? line.join("") : line.slice(0, MOST_SHOWN).join("") + "…";
}

/**
 * Text of a company without what would move the cursor.
 * @param {string} text
 * @returns {string}
 */
export function printable(text) {
  return text.replace(/[\p{C}\p{Z}]/gu, " ");
}

/**
 * A person's own text as what a fault is about.
 * @param {string} text
 * @returns {Label}
 */
export function quoted(text) {
  const said = `“${shown(text)}”`;
  return [said, said];
}

/**
 * The name of something in the data of a standard as what a fault is about.
 * @param {Label} label
 * @returns {Label}
 */
export function called(label) {
  return [`“${label[0]}”`, `“${label[1]}”`];
}
