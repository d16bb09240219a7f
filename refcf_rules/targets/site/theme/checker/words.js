// What the checker says about files, in both languages. Slots in braces are filled by the readers.
((checker) => {
  "use strict";

  /** @typedef {{zh: string, en: string}} Both */
  /** @typedef {{code: string, pointer: string, message: Both, fix: Both, place?: {line: number}, cell?: string}} Fault */

  /** A fault by its name here: code, message and fix in Chinese and English. */
  const FAULTS = {
    tab: ["tab-indentation", "这里用制表符（Tab）缩进，YAML 只认空格。", "A tab indents here; YAML takes only blanks.", "把制表符换成空格。", "Replace the tab by blanks."],
    unclosedQuote: ["yaml-syntax", "从这里开始的引号没有闭合。", "The quotation that begins here is not closed.", "在文字末尾补上同样的引号。", "Put the same quote at the end of the text."],
    afterQuote: ["yaml-syntax", "引号闭合之后还有文字。", "There is text after the closing quote.", "把整段文字放进引号；引号里的单引号写两个。", "Put the whole text in quotes; a single quote inside single quotes is doubled."],
    escape: ["yaml-syntax", "双引号里的反斜杠“\\”后面不是 YAML 认识的转义。", "In double quotes a backslash begins an escape, and this is none that YAML knows.", "改用单引号，或把“\\”写成“\\\\”。", "Use single quotes, or write “\\\\” for “\\”."],
    bracket: ["yaml-syntax", "这里或前面打开的括号没有闭合，或者两项之间缺逗号。", "A bracket opened here or before is not closed, or a comma is missing between items.", "补上右括号或逗号。", "Add the closing bracket or the comma."],
    secondColon: ["yaml-syntax", "这一行已经有键，这里又出现了冒号加空格。", "This line has its key already, and here is another colon with a blank.", "给冒号后面的文字加引号。", "Put the text after the first colon in quotes."],
    firstCharacter: ["yaml-syntax", "值不能以“{char}”开头。", "A value cannot begin with “{char}”.", "给这个值加引号。", "Put the value in quotes."],
    dashInLine: ["yaml-syntax", "列表的“- ”不能跟在键的同一行。", "A list's “- ” cannot stand on the line of its key.", "把“- ”移到下一行；如果是文字，请加引号。", "Move “- ” to the next line, or put it in quotes if it is text."],
    gluedDash: ["yaml-syntax", "“-”后面缺一个空格，这一行没有读成列表的一项。", "A blank is missing after “-”, so this line is not an item of the list.", "写成“- ”再接内容。", "Write “- ” and then the item."],
    outOfLine: ["yaml-syntax", "这一行与上面没有对齐，或上一行已经有值。", "This line does not line up with those above, or the line above has a value already.", "让同一层的各行缩进相同、写法相同。", "Give all lines of one level the same indentation and the same form."],
    noColon: ["yaml-syntax", "这一行或上一行没有“键: 值”里的冒号。", "This line or the one above lacks the colon of “key: value”.", "写成“键: 值”；如果是上一行的续行，请加引号或加深缩进。", "Write “key: value”; if it goes on from the line above, indent it further."],
    afterEnd: ["yaml-syntax", "文档到上面已经结束，这里还有内容。", "The document ended above, and there is more here.", "最外层的“键: 值”各行都顶格写，删去多余的部分。", "Begin every outer line “key: value” in the first column; delete what is left over."],
    unknown: ["yaml-syntax", "从这里起不是有效的 YAML。", "From here on this is not valid YAML.", "检查这一行和上一行的缩进、冒号和引号。", "Check indentation, colon and quotes of this line and the one above."],
    control: ["yaml-syntax", "这里有看不见的控制字符 {char}。", "There is an invisible control character {char} here.", "删去它，常见于从网页或 PDF 粘贴的文字。", "Delete it; it often comes with text pasted from a web page or a PDF."],
    wideColon: ["full-width-colon", "“{key}”后面是全角冒号“：”，整行被读成了文字。", "After “{key}” stands a full-width colon “：”, so the line is read as mere text.", "用半角冒号加空格，写成 {written} ；如果本来是文字，请加引号。", "Use an ASCII colon and a blank: {written} — or put the line in quotes if it is text."],
    gluedColon: ["yaml-syntax", "“{key}”的冒号后面缺一个空格，整行被读成了文字。", "A blank is missing after the colon of “{key}”, so the line is read as mere text.", "用半角冒号加空格，写成 {written} ；如果本来是文字，请加引号。", "Use an ASCII colon and a blank: {written} — or put the line in quotes if it is text."],
    alias: ["yaml-alias", "这里使用了锚点、引用或合并键（&、*、<<）。", "An anchor, alias or merge key (&, *, <<) is used here.", "把内容照写一遍；如果是文字，请加引号。", "Write the content out, or put it in quotes if it is text."],
    tag: ["yaml-tag", "这里使用了 YAML 标签或指令（!、%TAG）。", "A YAML tag or directive (!, %TAG) is used here.", "删去标签；如果是文字，请加引号。", "Delete the tag, or put it in quotes if it is text."],
    several: ["several-documents", "从这里开始是同一文件里的第二份文档。", "A second document begins here in the same file.", "每份清单一个文件；只有一份时删去“---”。", "Use one file per inventory; if there is only one, delete “---”."],
    compoundKey: ["key-not-text", "这里用列表或映射作键。", "A list or mapping is used as a key here.", "用一段文字作键；以 { 或 [ 开头的文字要加引号。", "Use a text as key; put a text that begins with { or [ in quotes."],
    keyNotText: ["key-not-text", "键“{key}”不是文字（是数、真假值或空值）。", "The key “{key}” is not text (it is a number, a boolean or null).", "给键加引号。", "Put the key in quotes."],
    notFinite: ["not-finite", "“{text}”不是有限的数。", "“{text}” is not a finite number.", "填实际数值；没有数据就留空；如果是文字，请加引号。", "Give the number, leave it empty if there is none, or put it in quotes if it is text."],
    duplicateKey: ["duplicate-key", "键“{key}”在第 {first} 行和第 {line} 行各写了一次。", "The key “{key}” is on line {first} and again on line {line}.", "保留正确的一个，删去或改名另一个。", "Keep the one that is right; delete or rename the other."],
    tooDeep: ["too-deep", "从这里起嵌套超过 64 层。", "From here on the nesting is deeper than 64 levels.", "检查括号或缩进，照模板的层次写。", "Check brackets and indentation, and follow the levels of the template."],
    tooMany: ["too-many-values", "到这里已超过 200000 个值。", "Here the file passes 200000 values.", "按现场或报告期拆成几个文件。", "Split it into one file per site or reporting period."],
    keyTooLong: ["key-too-long", "到这个键为止的键名合计超过 500 个字符。", "The keys down to this one have more than 500 characters together.", "缩短键名，并检查前面是否少了引号或冒号。", "Shorten the key, and look for a missing quote or colon before it."],
    numberTooLarge: ["number-too-large", "数 {text} 太大或太长，无法计算。", "The number {text} is too large or too long to compute with.", "核对数值；如果是编号，请加引号。", "Check the number; if it is an identifier, put it in quotes."],
    empty: ["empty-file", "文件里没有内容。", "There is nothing in the file.", "核对是否选错了文件。", "Check that it is the right file."],
    fileTooLarge: ["file-too-large", "文件超过 20 MB。", "The file has more than 20 MB.", "按产品或报告期拆开；工作簿请从空白模板重新填写，只粘贴数值。", "Split it by product or reporting period; fill in an empty template anew, pasting values only."],
    noInflate: ["binary-file", "这个浏览器不能展开工作簿。", "This browser cannot unpack workbooks.", "换用较新的浏览器，或用 refcf validate 清单.xlsx 判定。", "Use a newer browser, or judge it with refcf validate book.xlsx."],
    tooLarge: ["workbook-too-large", "工作簿展开后太大。", "The workbook unfolds too large.", "从空白模板重新填写，只粘贴数值；或用 refcf validate 清单.xlsx 判定。", "Fill in an empty template anew, pasting values only; or judge it with refcf validate book.xlsx."],
    damaged: ["workbook-damaged", "工作簿已损坏：{what}。", "The workbook is damaged: {what}.", "用 Excel、WPS 或 LibreOffice 打开，另存为 .xlsx 再交。", "Open it in Excel, WPS or LibreOffice, save it as .xlsx and hand it in again."],
    encrypted: ["workbook-encrypted", "工作簿需要密码才能打开。", "The workbook needs a password to open.", "在“文件—信息—保护工作簿”里去掉密码，再保存。", "Remove the password under File, Info, Protect Workbook, and save."],
    oldFormat: ["workbook-format", "这是 .xls、.et、.xlsb 或 .ods 格式的文件。", "This is a file of the format .xls, .et, .xlsb or .ods.", "打开后另存为“Excel 工作簿（.xlsx）”。", "Open it and save it as “Excel Workbook (.xlsx)”."],
    macros: ["workbook-macros", "工作簿里有宏。", "There are macros in the workbook.", "打开后另存为“Excel 工作簿（.xlsx）”。", "Open it and save it as “Excel Workbook (.xlsx)”."],
    noWorkbook: ["binary-file", "这是压缩包，不是工作簿。", "This is an archive, not a workbook.", "请交 YAML、JSON 或填好的工作簿。", "Hand in YAML, JSON or the filled workbook."],
    notATemplate: ["not-a-template", "工作簿里没有隐藏的工作表 _meta，或者读不懂它。", "The workbook has no hidden sheet _meta, or it cannot be read.", "在本网站下载的模板里填写。", "Fill in the template that this site offers."],
    lostInput: ["lost-input", "“{field}”的格子或名称（{name}）已不存在。", "The cells of “{field}”, or their name {name}, are gone.", "用“撤销”恢复；或把数据移到新的模板里（refcf upgrade）。", "Undo the deletion, or move the data to a new template (refcf upgrade)."],
    shifted: ["lost-input", "“{field}”这一列与表格的其他列（第 {first}～{last} 行）错开了。", "The column “{field}” is out of line with the others of its table (rows {first} to {last}).", "用“撤销”恢复；或把数据移到新的模板里（refcf upgrade）。", "Undo the deletion, or move the data to a new template (refcf upgrade)."],
    cellError: ["cell-error", "“{field}”是错误值 {text}。", "“{field}” is the error {text}.", "改好公式，或直接填数；没有数据就清空。", "Mend the formula or type the number; clear the cell if there is no data."],
    noValue: ["formula-without-value", "“{field}”是公式，但文件里没有它的结果。", "“{field}” is a formula whose result the file does not hold.", "用 Excel、WPS 或 LibreOffice 打开、保存一次再交。", "Open and save it once in Excel, WPS or LibreOffice."],
    turnedDate: ["turned-into-date", "“{field}”是一个日期（序号 {text}）。", "“{field}” is a date (serial number {text}).", "把格子设为“文本”或“常规”，再重新填写。", "Make the cell text or general, and type it again."],
    noSign: ["unclear-share", "“{field}”写成文本“{text}”，没有百分号。", "“{field}” is the text “{text}” without the percent sign.", "写成 {text}%（设为百分比格式）。", "Write {text}% (in the percent format)."],
    aboveOne: ["unclear-share", "“{field}”填了 {text}，却不是百分比格式：{text} 就是它的一百倍。", "“{field}” says {text} without the percent format, which means a hundred times as many percent.", "写成 {text}%（设为百分比格式）。", "Write {text}% (in the percent format)."],
    noParent: ["missing-field", "“{table}”的这一行没有写“{field}”。", "This row of “{table}” does not say its {field}.", "从下拉选项中选“{field}”的编号。", "Choose the id of the {field} from the list."],
    unknownParent: ["unknown-reference", "“{field}”指向“{text}”，但没有这一行。", "“{field}” refers to “{text}”, which is not there.", "改为已有的编号，或补上那一行。", "Use an id that is there, or add that row."],
    factorNoId: ["missing-field", "企业自己的因子没有编号。", "A factor of the company's own has no id.", "另起一个编号，如 F1，并在活动里改用它。", "Give it an id of its own, such as F1, and use that in the activities."],
    factorTwice: ["repeated-id", "企业自己的因子“{text}”写了两次。", "The company's own factor “{text}” is there twice.", "另起一个编号，如 F1，并在活动里改用它。", "Give it an id of its own, such as F1, and use that in the activities."],
    factorTaken: ["factor-named-twice", "标准的因子库里已有“{text}”。", "The factor library of the standard already has “{text}”.", "另起一个编号，如 F1，并在活动里改用它。", "Give it an id of its own, such as F1, and use that in the activities."],
    merged: ["merged-input", "“{field}”的 {text} 写在合并的格子里。", "{text} of “{field}” stands in merged cells.", "取消合并，在每一行分别填写。", "Unmerge the cells and fill in each row."],
    below: ["stray-data", "第 {first}～{last} 行在表格下面，不属于任何一项（{text}）。", "Rows {first} to {last} stand below the table and belong to nothing ({text}).", "是数据就移到表格里的空行；是合计或备注就删去。", "Move data into empty rows of the table; delete totals and remarks."],
    beside: ["stray-data", "{text} 写在“{field}”旁边的格子里，填写的格子是空的。", "{text} stands beside the cell for “{field}”, which is empty.", "把它移到“{field}”的黄色格子里。", "Move it into the yellow cell of “{field}”."],
    // Doubts: they change no verdict.
    oldEdition: ["old-edition", "工作簿按 {made} 版的规则制作，本次按 {now} 版判定。", "The workbook was made for the rules of edition {made}; the verdict is by {now}.", "用 refcf upgrade 清单.xlsx -o 新清单.xlsx 把数据移到现行的模板。", "Move the data to the present template: refcf upgrade book.xlsx -o new.xlsx."],
    metaChanged: ["hidden-sheet-changed", "隐藏工作表 _meta 与写入时不同。", "The hidden sheet _meta is not as it was written.", "用 refcf upgrade 清单.xlsx -o 新清单.xlsx 把数据移到现行的模板。", "Move the data to the present template: refcf upgrade book.xlsx -o new.xlsx."],
    shareFormat: ["share-format-lost", "“{field}”的 {text} 没有百分比格式，按 {percent} 读取。", "“{field}” of {text} has no percent format; {percent} was read.", "写成 {text}%（设为百分比格式）。", "Write {text}% (in the percent format)."],
    external: ["external-value", "“{field}”的 {text} 来自别的文件或程序，按最后存下的值读取。", "“{field}” takes {text} from another file or program; the value last kept was read.", "复制此格，选择性粘贴为数值，并注明依据。", "Copy the cell, paste it as a value, and name the evidence."],
    readBelow: ["rows-uncounted", "表格下面接着写的 {count} 行已读入，但工作簿里的结果没有算它们。", "{count} rows written on below the table were read, but the results in the workbook leave them out.", "用行数更多的模板：refcf upgrade 清单.xlsx -o 新清单.xlsx。", "Use a template with more rows: refcf upgrade book.xlsx -o new.xlsx."],
    labelChanged: ["label-changed", "“{label}”的标签被改成“{text}”。", "The label “{label}” was changed to “{text}”.", "改回原来的标签，并核对这一项的数据和单位。", "Put the label back and check its data and units."],
    besideInputs: ["beside-inputs", "{text} 写在填写的格子以外，没有读入。", "{text} stands beside the inputs and was not read.", "是数据就移到它的黄色格子里；是自己的计算，移到自己加的工作表。", "Move data into their yellow cell, and calculations of your own to a sheet of your own."],
    rowsInserted: ["rows-uncounted", "表格里插入了 {count} 行：都已读入，但工作簿里的结果没有算它们。", "{count} rows were inserted into the table: all were read, but the results in the workbook leave them out.", "用 refcf upgrade 把数据移到行数足够的模板。", "Move the data to a template with enough rows: refcf upgrade."],
    otherPart: ["other-standard", "清单按标准“{text}”编制，本次按所选的“{part}”判定。", "The inventory claims the standard “{text}”; it was judged by “{part}” as chosen.", "核对清单里的 standard，或把“按哪一部分”改回“由文件决定”。", "Check “standard” in the inventory, or set “Part” back to “as the file says”."],
    otherEdition: ["other-edition", "清单按版本“{text}”编制，本次按“{edition}”判定。", "The inventory claims edition “{text}”; it was judged by “{edition}”.", "核对清单里的 edition。", "Check “edition” in the inventory."],
    noClaim: ["no-standard-claimed", "清单里没有 standard，不知道按哪一部分判定。", "The inventory does not say its standard, so which part to judge by is not known.", "在清单开头写 standard: 名称，或在上面选择“按哪一部分”。", "Begin the inventory with standard: NAME, or choose the part above."],
    unknownClaim: ["unknown-standard", "本网站没有标准“{text}”。", "This site has no standard “{text}”.", "可写：{names}；或在上面选择“按哪一部分”。", "Known here: {names}; or choose the part above."],
    failed: ["internal", "判定程序出错：{text}", "The checker failed: {text}", "用 refcf validate 判定这个文件，并把这句话告诉标准的编写者。", "Judge the file with refcf validate, and tell the authors of the standard this message."],
  };

  /**
   * A fault in words; what is filled in may be a text or both languages.
   * @param {keyof typeof FAULTS} name
   * @param {Record<string, string | number | Both | [string, string]>} [slots]
   * @param {object} [where] pointer, place, cell
   * @returns {Fault}
   */
  checker.fault = (name, slots = {}, where = {}) => {
    const [code, zh, en, fixZh, fixEn] = FAULTS[name];
    const say = (pattern, language) =>
      pattern.replace(/\{(\w+)\}/g, (whole, slot) => (slot in slots ? inLanguage(slots[slot], language) : whole));
    return {
      code,
      pointer: "",
      message: { zh: say(zh, "zh"), en: say(en, "en") },
      fix: { zh: say(fixZh, "zh"), en: say(fixEn, "en") },
      ...where,
    };
  };

  function inLanguage(slot, language) {
    if (Array.isArray(slot)) return slot[language === "zh" ? 0 : 1];
    return typeof slot === "object" ? slot[language] : String(slot);
  }

  /** Ends the reading of a file; carries its fault. */
  checker.Refused = class Refused extends Error {
    constructor(fault) {
      super(fault.code);
      this.fault = fault;
    }
  };

  /** A person's own text, short enough and printable for one line of a message. */
  checker.shown = (text) => {
    const line = Array.from(String(text), (char) => (/[\p{C}\p{Zl}\p{Zp}]/u.test(char) ? " " : char));
    return line.length > 40 ? `${line.slice(0, 40).join("")}…` : line.join("");
  };

  /** The form in which names and ids are compared. */
  checker.folded = (text) => text.normalize("NFKC").trim();

  /** What may be read before a file is refused. */
  checker.LIMITS = {
    bytes: 20 * 1024 * 1024,
    depth: 64,
    nodes: 200000,
    pointer: 500,
    number: 100,
    faults: 20,
    parts: 2000,
    sheets: 120,
    partBytes: 64 * 1024 * 1024,
    bookBytes: 256 * 1024 * 1024,
    cells: 1000000,
    rows: 20000,
    areas: 20000,
  };
})(((globalThis.refcf ??= {}).checker ??= {}));
