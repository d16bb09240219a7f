/** The faults of one inventory. */

import { LIMITS, NOTHING } from "./tree.mjs";

/** @typedef {import("./texts.mjs").Label} Label */
/** @typedef {import("./tree.mjs").Fault} Fault */
/** @typedef {import("./tree.mjs").TreeNode} TreeNode */

const MOST_FAULTS_KEPT = 2000;

/** The titles of the pages of these codes in the documentation. */
/** @type {Record<string, Label>} */
export const TITLES = {
  "file-not-found": ["找不到文件", "The file was not found"],
  "is-a-folder": ["这是文件夹", "This is a folder"],
  "file-not-permitted": ["系统不允许读取", "The system does not permit reading"],
  "file-not-readable": ["文件读不出来", "The file cannot be read"],
  "empty-file": ["文件是空的", "The file is empty"],
  "not-utf8": ["文件不是 UTF-8 编码", "The file is not UTF-8"],
  "binary-file": ["文件不是文本", "The file is not text"],
  "file-too-large": ["文件太大", "The file is too large"],
  "duplicate-key": ["同一个键写了两次", "A key is written twice"],
  "not-finite": ["不是有限的数", "Not a finite number"],
  "number-too-large": ["数值太大或太长", "A number is too large or too long"],
  "too-deep": ["嵌套太深", "Nested too deeply"],
  "too-many-values": ["值太多", "Too many values"],
  "key-too-long": ["键名太长", "A key is too long"],
  "json-syntax": ["JSON 写法有误", "The JSON cannot be read"],
  "not-an-inventory": ["这不是清单", "This is not an inventory"],
  "wrong-version": ["清单格式的版本不对", "The version of the format is wrong"],
  "unknown-section": ["不认识的部分", "An unknown section"],
  "duplicate-section": ["同一部分写了两次", "One section is written twice"],
  "several-products": ["一份清单只写一个产品", "One inventory is for one product"],
  "missing-section": ["缺少必有的部分", "A section is missing"],
  "reversed-period": ["结束早于开始", "The end is before the start"],
  "too-many-rows": ["行数太多", "Too many rows"],
  "unknown-field": ["不认识的项目", "An unknown field"],
  "duplicate-field": ["同一项写了两次", "One field is written twice"],
  "derived-value": ["这一项由程序得出", "This is worked out, not typed in"],
  "wrong-shape": ["写成了别的形式", "Written in another form than expected"],
  "missing-field": ["缺少必填项", "A required field is missing"],
  "repeated-id": ["编号重复", "An id is used twice"],
  "unknown-reference": ["所指的行不存在", "It refers to something that is not there"],
  "bad-number": ["不是一个数", "Not a number"],
  "missing-unit": ["数没有单位", "A number without its unit"],
  "unknown-unit": ["不认识的单位", "An unknown unit"],
  "two-units": ["一个数写了两个单位", "Two units for one number"],
  "stray-unit": ["单位不知属于哪个数", "A unit without its number"],
  "wrong-dimension": ["单位的量不对", "The unit measures something else"],
  "wrong-sign": ["数不应为负或为零", "A number below or at zero"],
  "share-out-of-range": ["比例超出 0 到 100 %", "A share outside 0 to 100 %"],
  "bad-date": ["日期写法有误", "Not a date"],
  "bad-truth": ["应写“是”或“否”", "Neither yes nor no"],
  "unknown-option": ["不在选项之中", "Not one of the options"],
  "empty-text": ["写了空文字", "An empty text"],
};

/** A fault as a result holds it. */
/** @typedef {{code: string, pointer: string, message: {zh: string, en: string}}} FaultResult */

/**
 * @param {Fault} fault
 * @returns {FaultResult}
 */
export function faultResult({ code, pointer, about }) {
  const [zh, en] = TITLES[code];
  const message = { zh: about[0] ? `${zh}：${about[0]}` : zh, en: about[1] ? `${en}: ${about[1]}` : en };
  return { code, pointer, message };
}

/** Carries the fault of one value; never leaves the reader. */
export class Unreadable extends Error {
  /**
   * @param {string} code
   * @param {TreeNode} node
   * @param {Label} about
   */
  constructor(code, node, about) {
    super(code);
    this.code = code;
    this.node = node;
    this.about = about;
  }
}

/** The faults found so far. */
export class FaultList {
  constructor() {
    /** @type {Fault[]} */
    this.kept = [];
  }

  /** @returns {boolean} whether so many were found that reading on is of no use */
  get isFull() {
    return this.kept.length >= MOST_FAULTS_KEPT;
  }

  /**
   * @param {string} code
   * @param {number} at
   * @param {string} pointer
   * @param {Label} [about]
   */
  add(code, at, pointer, about = NOTHING) {
    this.kept.push({ code, pointer, about, at });
  }

  /** @returns {Fault[]} the first faults in the order of the file */
  listed() {
    return this.kept.sort((a, b) => a.at - b.at).slice(0, LIMITS.faults);
  }
}
