// The page itself: a file is dropped, chosen or pasted; it is judged here, shown, and may be saved.
((checker) => {
  "use strict";

  const { LIMITS, element, fault, placeholdersIn, reportText, resultText, save, show, speaker } = checker;
  document.addEventListener("DOMContentLoaded", () => {
    const root = document.querySelector(".checker");
    if (root !== null) new CheckerPage(root);
  });

  class CheckerPage {
    constructor(root) {
      this.root = root;
      this.language = root.dataset.language;
      this.speaker = speaker(this.language);
      this.assets = root.dataset.assets;
      this.run = 0;
      this.find();
      checker.loadValidator = (part) => globalThis.refcf.load(part);
      checker.loadPart = (entry) => this.loadPart(entry);
      this.listen();
    }

    find() {
      for (const name of ["file", "text", "check", "sample", "part", "status", "result", "drop", "paste"]) {
        this[name] = this.root.querySelector(`.checker-${name}`);
      }
      for (const { id, number, title } of checker.parts) {
        this.part.append(element("option", { value: id }, `${number} ${this.speaker.of(title)}`.trim()));
      }
      if (checker.parts.length === 1) this.part.closest("label").hidden = true;
      this.sample.hidden = Object.keys(checker.samples).length === 0;
      this.root.querySelector(".checker-input").hidden = false;
    }

    listen() {
      this.file.addEventListener("change", () => this.file.files.length > 0 && this.takeFile(this.file.files[0]));
      this.check.addEventListener("click", () => this.takeText());
      this.sample.addEventListener("click", () => this.trySample());
      this.part.addEventListener("change", () => this.again?.());
      // A file that is dropped beside the box must not replace the page.
      for (const kind of ["dragover", "drop"]) window.addEventListener(kind, (event) => event.preventDefault());
      window.addEventListener("dragover", () => this.drop.classList.add("over"));
      for (const kind of ["dragleave", "drop"]) window.addEventListener(kind, () => this.drop.classList.remove("over"));
      window.addEventListener("drop", (event) => event.dataTransfer?.files.length > 0 && this.takeFile(event.dataTransfer.files[0]));
    }

    // --- what is handed in ----------------------------------------------------------------------------

    takeFile(file) {
      this.file.value = "";
      const read = async () => (file.size > LIMITS.bytes ? null : new Uint8Array(await file.arrayBuffer()));
      this.start(read, file.name);
    }

    takeText() {
      const text = this.text.value;
      this.start(async () => new TextEncoder().encode(text), "");
    }

    /** An example of the part that is chosen, or of the first that has one. */
    trySample() {
      const id = checker.samples[this.part.value] === undefined ? Object.keys(checker.samples)[0] : this.part.value;
      this.text.value = checker.samples[id];
      this.paste.open = true;
      this.start(async () => new TextEncoder().encode(checker.samples[id]), `${id}.yaml`);
    }

    loadPart({ id, file }) {
      const known = checker.partData?.[id];
      if (known !== undefined) return Promise.resolve(known);
      return new Promise((found, failed) => {
        const script = element("script", { src: this.assets + file });
        const refuse = () => {
          script.remove();
          failed(new Error(this.speaker.say("noPart", { text: file })));
        };
        script.onload = () => (checker.partData?.[id] === undefined ? refuse() : found(checker.partData[id]));
        script.onerror = refuse;
        document.head.append(script);
      });
    }

    // --- judging --------------------------------------------------------------------------------------

    start(read, name) {
      this.again = () => void this.judge(read, name);
      this.again();
    }

    /** Judges what was handed in last; what was handed in before it is forgotten. */
    async judge(read, name) {
      const run = (this.run += 1);
      this.root.setAttribute("aria-busy", "true");
      this.result.replaceChildren();
      this.status.textContent = this.speaker.say("reading");
      await painted();
      try {
        const bytes = await read();
        const judged = await this.judged(bytes, name);
        if (run === this.run) this.showResult({ ...judged, name });
      } catch (error) {
        if (run === this.run) this.tellFailure(error);
      } finally {
        if (run === this.run) this.root.removeAttribute("aria-busy");
      }
    }

    async judged(bytes, name) {
      const judged = await checker.judge(bytes ?? new Uint8Array(LIMITS.bytes + 1), name, this.part.value);
      const { entry, result, document } = judged;
      if (entry === null) return { ...judged, links: {}, rules: null, choices: null, placeholders: [] };
      const validator = await checker.loadValidator(entry.id);
      const isRead = result.verdict !== "unreadable";
      const placeholders = isRead ? placeholdersIn(document(), validator.data) : [];
      return { ...judged, links: checker.partData[entry.id].links, rules: validator.rules, choices: validator.data.choices, placeholders };
    }

    showResult(judged) {
      const shown = show(judged, this.language, (href) => href);
      this.result.replaceChildren(...shown.slice(0, 1), this.buttons(judged), ...shown.slice(1));
      const verdict = this.speaker.say(judged.result.verdict);
      this.status.textContent = this.speaker.say("done", { verdict });
      this.result.querySelector(".checker-verdict-word").focus({ preventScroll: true });
      this.result.scrollIntoView({ block: "start" });
    }

    buttons(judged) {
      const base = (judged.name || "inventory").replace(/\.[^.]*$/, "").replace(/[\\/:*?"<>|\p{C}]/gu, "_");
      const button = (name, act) => {
        const made = element("button", { type: "button", class: "md-button" }, this.speaker.say(name));
        made.addEventListener("click", act);
        return made;
      };
      return element("div", { class: "checker-buttons" },
        button("saveReport", () => save(reportText(judged, this.language), `${base}.report.html`, "text/html;charset=utf-8")),
        button("saveResult", () => save(resultText(judged), `${base}.result.json`, "application/json")),
        button("print", () => window.print()),
      );
    }

    tellFailure(error) {
      const { message, fix } = fault("failed", { text: String(error?.message ?? error) });
      const said = element("div", { class: "box warn", role: "alert" }, element("p", {}, this.speaker.of(message)), element("p", {}, this.speaker.of(fix)));
      this.result.replaceChildren(said);
      this.status.textContent = "";
    }
  }

  /** Resolves once the page has shown what was changed. */
  function painted() {
    return new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
  }
})(((globalThis.refcf ??= {}).checker ??= {}));
