/** A text in both languages. */
export interface Both {
  zh: string;
  en: string;
}

export type Verdict = "satisfied" | "violated" | "not decidable" | "unreadable";
export type Outcome = "satisfied" | "violated" | "not applicable" | "not decidable";

/** What could not be understood of an inventory, at a JSON pointer. */
export interface Fault {
  code: string;
  pointer: string;
  message: Both;
  /** What to do about it. */
  fix: Both;
}

/** A value that a rule names; a number in `unit`, null where it is missing. */
export interface NamedValue {
  name: string;
  label: Both;
  value: number | string | boolean | null;
  unit: string | null;
}

/** A value that is needed and not there. */
export interface MissingValue {
  field: string;
  row: string | null;
  pointer: string;
  label: Both;
}

/** What a rule finds of one row; `row` is empty where the rule is about the whole inventory. */
export interface RowFinding {
  row: string;
  pointer: string;
  outcome: "violated" | "not decidable";
  message: Both;
  numbers: NamedValue[];
  missing: MissingValue[];
}

/** A rule that is violated or cannot be decided. */
export interface Finding {
  rule: RuleId;
  label: Both;
  modality: "shall" | "should" | "may";
  severity: "impossible" | "implausible" | "unusual" | null;
  clause: string;
  clause_number: string | null;
  clause_title: Both | null;
  outcome: "violated" | "not decidable";
  rows: RowFinding[];
}

/** The footprint in `unit`; `subtotal` is the sum of what can be worked out. */
export interface Footprint {
  id: string;
  unit: string;
  value: number | null;
  reported: number | null;
  subtotal: number | null;
  by_stage: Record<string, number | null>;
  by_component: Record<string, number | null>;
}

/** The footprint per functional unit. */
export interface Functional {
  id: string;
  applicable: boolean;
  reference_flow: number | null;
  value: number | null;
}

/** A value given apart from the footprint. */
export interface Additional {
  id: string;
  unit: string;
  applicable: boolean;
  value: number | null;
  reported: number | null;
}

/** Which edition of which rules judged which bytes, by which tool. */
export interface Receipt {
  readonly standard: string;
  readonly number: string;
  readonly edition: string;
  readonly rules_digest: string;
  readonly tool: string;
  readonly tool_version: string;
  /** SHA-256 of the bytes, worked out when it is first asked for. */
  readonly input_digest: string | null;
}

/** The judgement of one inventory; `outcomes` is empty where it could not be read. */
export interface Result {
  format: "refcf-result/1";
  verdict: Verdict;
  faults: Fault[];
  outcomes: Partial<Record<RuleId, Outcome>>;
  findings: Finding[];
  footprint: Footprint | null;
  functional: Functional[];
  additional: Additional[];
  grade: number | null;
  receipt: Receipt;
}

/** The judgement of an inventory from the bytes or the text of its JSON file; never throws for what they hold. */
export function judge(input: Uint8Array | ArrayBuffer | string): Result;

/** The judgement of an inventory that was read from JSON before. */
export function judgeDocument(document: unknown): Result;

/** A result as text for people. */
export function report(result: Result, language?: "zh" | "en", name?: string): string;
