/** A standard as the runtime asks it: its data, and what is worked out from them once, when first asked for. */

import { folded } from "./texts.mjs";
import { Units } from "./units.mjs";

/** @typedef {import("./texts.mjs").Label} Label */
/**
 * One column. A number measures one of `dimensions`, or what is `open` to the row: total, factor, ncv.
 * @typedef {object} FieldData
 * @property {Label} label
 * @property {"number" | "choice" | "reference" | "date" | "truth" | "text"} type
 * @property {boolean} [required]
 * @property {boolean} [derived]
 * @property {string} [choice]
 * @property {string} [table]
 * @property {"any" | "positive"} [sign] not negative unless it is said
 * @property {string} [unit]
 * @property {"total" | "factor" | "ncv"} [open]
 * @property {readonly string[]} [dimensions]
 * @property {boolean} [bare] needs no unit
 * @property {boolean} [share] part of a whole, at most 1
 */
/** Fields written as an object of their own, each with the spellings it has inside. */
/** @typedef {{label: Label, fields: Record<string, readonly string[]>, main?: readonly string[]}} GroupData */
/**
 * `main` are the numbers that a `unit` in a cell of its own is for.
 * @typedef {object} TableData
 * @property {Label} label
 * @property {string} key
 * @property {boolean} [single]
 * @property {boolean} [derived]
 * @property {string} [parent]
 * @property {Record<string, FieldData>} [fields]
 * @property {Record<string, GroupData>} [groups]
 * @property {readonly string[]} [children]
 * @property {readonly string[]} [main]
 */
/** @typedef {{options?: readonly (readonly [id: string, zh: string, en: string])[], open?: boolean, groups?: readonly string[]}} ChoiceData */
/**
 * All that reading and binding an inventory needs to know about a standard.
 * @typedef {object} StandardData
 * @property {{id: string, number: string, edition: string, editions: readonly string[], title: Label, digest: string, names: readonly string[]}} standard
 * @property {Record<string, readonly string[]>} headers
 * @property {Record<string, string>} sections
 * @property {Record<string, TableData>} tables
 * @property {Record<string, ChoiceData>} choices
 * @property {readonly string[]} bases
 * @property {readonly import("./units.mjs").UnitAtom[]} units
 * @property {readonly FactorData[]} factors
 * @property {Record<string, readonly [stage: string, order: number]>} processes
 * @property {Record<string, string>} slips
 */
/**
 * A factor of the library in canonical units; `parts` are fossil, biogenic, land use, aircraft.
 * @typedef {object} FactorData
 * @property {string} id
 * @property {Label} label
 * @property {string} flow
 * @property {string} unit
 * @property {string} dimension
 * @property {number} value the headline: all but biogenic
 * @property {number} printed the headline as it is compared with what a company typed in
 * @property {readonly number[]} parts
 * @property {string} kind
 * @property {string} gwp
 * @property {string} status
 * @property {boolean} [split]
 * @property {string} [basis]
 * @property {number} [year]
 * @property {string} [place]
 * @property {string} [source]
 * @property {string} [losses]
 * @property {number} [low]
 * @property {number} [high]
 * @property {{value: number, unit: string, dimension: string}} [ncv]
 * @property {string} [since]
 * @property {string} [until]
 */

export class Standard {
  /** @param {StandardData} data */
  constructor(data) {
    this.data = data;
    this.units = new Units(data.units, data.bases);
    /** @type {Map<string, FactorData>} */
    this.factors = new Map(data.factors.map((factor) => [factor.id, factor]));
    /** @type {Map<string, FactorData[]>} limit values are not among them */
    this.factorsOfFlow = new Map();
    for (const factor of data.factors) {
      if (factor.kind === "limit") continue;
      const flow = folded(factor.flow);
      const same = this.factorsOfFlow.get(flow);
      if (same === undefined) this.factorsOfFlow.set(flow, [factor]);
      else same.push(factor);
    }
  }
}
