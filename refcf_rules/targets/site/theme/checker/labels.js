// What the page says around a result, in Chinese and English, and how it shows numbers.
((checker) => {
  "use strict";

  const LABELS = {
    satisfied: ["满足", "Satisfied"],
    violated: ["不满足", "Not satisfied"],
    "not decidable": ["无法判定", "Not decidable"],
    unreadable: ["无法读取", "Cannot be read"],
    "not applicable": ["不适用", "Not applicable"],
    saidSatisfied: ["所有适用的要求都满足。", "Every requirement that applies is met."],
    saidViolated: ["有 {n} 条要求没有满足，见下。", "Requirements not met: {n}. See below."],
    saidOpen: [
      "没有发现违反要求之处，但缺少数据，{n} 条要求还无法判定。缺少数据不等于满足。",
      "Nothing was found that breaks a requirement, but data is missing: requirements not decided: {n}. Missing data never counts as satisfied.",
    ],
    saidUnreadable: ["还没有判定。请先改好下面 {n} 处，再检查一次。", "Nothing was judged yet. Mend what is listed below ({n}), and check again."],
    counts: ["满足 {a} · 不满足 {b} · 无法判定 {c} · 不适用 {d}（要求和推荐合计）", "satisfied {a} · not satisfied {b} · not decidable {c} · not applicable {d} (requirements and recommendations)"],
    judgedBy: ["判定依据", "Judged by"],
    file: ["文件", "File"],
    pasted: ["粘贴的文本", "pasted text"],
    faults: ["要先改好的地方", "To be mended first"],
    broken: ["没有满足的要求", "Requirements not met"],
    open: ["还无法判定的要求", "Requirements that cannot be decided yet"],
    advice: ["推荐（不影响结论）", "Recommendations (they do not change the verdict)"],
    doubts: ["值得留意（不影响结论）", "Worth a look (changes no verdict)"],
    notes: ["说明", "Notes"],
    missing: ["缺", "Missing"],
    noValue: ["（缺）", "(missing)"],
    yes: ["是", "yes"],
    no: ["否", "no"],
    fix: ["怎么改", "What to do"],
    line: ["第 {n} 行", "line {n}"],
    whole: ["整份清单", "the whole inventory"],
    lacking: ["要补的数据", "Data to be added"],
    others: ["另外 {n} 处", "{n} more"],
    more: ["另有 {n} 处，全部在结果（JSON）里。", "{n} more; all are in the result (JSON)."],
    footprint: ["产品碳足迹", "Footprint"],
    exact: ["修约前 {v}", "{v} before rounding"],
    noFootprint: ["无法判定：缺少数据，算不出产品碳足迹。", "Not decidable: data is missing, so that the footprint cannot be worked out."],
    subtotal: ["可计算部分的小计（不是结果）：{v}", "Subtotal of what can be worked out (not a result): {v}"],
    byStage: ["按阶段", "By stage"],
    byComponent: ["按温室气体类别（生物源不计入结果）", "By component (biogenic is outside the result)"],
    functional: ["按功能单位", "Per functional unit"],
    additional: ["附加信息（不计入产品碳足迹）", "Additional information, not part of the footprint"],
    noService: ["不适用（未提供使用数据）", "not applicable (no service data)"],
    perFlow: ["每 {per}；基准流 {flow}", "per {per}; reference flow {flow}"],
    stage: ["阶段", "Stage"],
    value: ["数值", "Value"],
    share: ["占比", "Share"],
    component: ["类别", "Component"],
    chart: ["各阶段的产品碳足迹：{list}", "Footprint by stage: {list}"],
    grade: ["等级", "Grade"],
    watermark: ["占位值：结果含占位值，不得对外声明", "Placeholders: the result rests on placeholder values and must not be declared"],
    allRules: ["所有规则的结论", "The outcome of every rule"],
    rule: ["规则", "Rule"],
    kind: ["类型", "Kind"],
    outcome: ["结论", "Outcome"],
    shall: ["应", "shall"],
    should: ["宜", "should"],
    may: ["可", "may"],
    impossible: ["不可能", "impossible"],
    implausible: ["不可信", "implausible"],
    unusual: ["异常", "unusual"],
    receipt: ["凭据", "Receipt"],
    standard: ["标准", "Standard"],
    edition: ["版本", "Edition"],
    rules: ["规则 SHA-256", "Rules, SHA-256"],
    input: ["文件 SHA-256", "File, SHA-256"],
    tool: ["工具", "Tool"],
    saveReport: ["保存报告（HTML）", "Save the report (HTML)"],
    saveResult: ["保存结果（JSON）", "Save the result (JSON)"],
    print: ["打印或存为 PDF", "Print, or save as PDF"],
    reading: ["正在读取和判定 …", "Reading and judging …"],
    done: ["结论：{verdict}。", "Verdict: {verdict}."],
    bookNote: [
      "工作簿的数据和判定与 refcf 相同；模板的公式、标准的数值和下拉选项有没有被改动，本页不核对。要核对请用：refcf validate 清单.xlsx",
      "Data and verdict are those of refcf. Whether formulas, numbers of the standard or drop-downs of the template were changed is not checked here; for that use: refcf validate book.xlsx",
    ],
    report: ["产品碳足迹清单检查报告", "Report on a footprint inventory"],
    local: ["由浏览器在本机判定，文件没有发往任何地方。", "Judged by the browser on this computer; the file was sent nowhere."],
    byFile: ["由文件决定", "as the file says"],
    noPart: ["本部分的数据没有载入：{text}。请连同 assets 文件夹一起复制网页后刷新。", "The data of this part was not loaded: {text}. Copy the folder “assets” with the pages and reload."],
  };

  /** @param {"zh" | "en"} language */
  checker.speaker = (language) => {
    const at = language === "zh" ? 0 : 1;
    return {
      language,
      /** A label of the page, with its slots filled. */
      say: (name, slots = {}) => LABELS[name][at].replace(/\{(\w+)\}/g, (whole, slot) => (slot in slots ? String(slots[slot]) : whole)),
      /** A text in both languages, in this one. */
      of: (both) => (Array.isArray(both) ? both[at] : both[language]),
    };
  };

  /** A number to six significant digits, as every message shows it; an exponent only where it must be. */
  checker.numberText = (value, digits = 6) => {
    const rounded = Number(value.toPrecision(digits));
    const size = Math.abs(rounded);
    if (rounded === 0) return "0";
    if (size >= 1e-4 && size < 1e15) return rounded.toLocaleString("en-US", { useGrouping: false, maximumSignificantDigits: digits });
    return rounded.toExponential().replace("e+", "e");
  };

  /** A value with its unit; what is missing is called so. */
  checker.valueText = (value, unit, speaker) => {
    if (value === null || value === undefined) return speaker.say("noValue");
    if (typeof value === "boolean") return speaker.say(value ? "yes" : "no");
    if (typeof value === "string") return value;
    return unit === null || unit === undefined || unit === "1" ? checker.numberText(value) : `${checker.numberText(value)} ${unit}`;
  };

  /** An element with its attributes; children are elements or texts, and texts are never read as markup. */
  checker.element = (tag, attributes = {}, ...children) => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) if (value !== null && value !== undefined) made.setAttribute(name, value);
    made.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== ""));
    return made;
  };
})(((globalThis.refcf ??= {}).checker ??= {}));
