// What may be saved: the report as one page that needs nothing else, and the result as refcf-result/1.
((checker) => {
  "use strict";

  const { element, show, speaker } = checker;
  const STYLE = `
body{color:#22303a;font:15px/1.65 "Noto Sans SC","Noto Sans CJK SC","PingFang SC","Microsoft YaHei","Segoe UI",sans-serif;margin:2rem auto;max-width:52rem;padding:0 1rem}
h1{font-size:1.35rem}h2{font-size:1.5rem;margin:.2em 0}h3{border-bottom:1px solid #d9dfe3;font-size:1.1rem;margin:1.8em 0 .6em}h4{font-size:.95rem;margin:1.2em 0 .4em}
p{margin:.25em 0}a{color:#24607f}ul{padding-left:1.2em}li{margin:.5em 0}code{font-size:.85em;overflow-wrap:anywhere}
.note{color:#5b6a74;font-size:.85em}.tag,.badge{border:1px solid #9aa7b0;border-radius:4px;font-size:.8em;padding:0 .4em}
.badge.shall{background:#a8481c;border-color:#a8481c;color:#fff}
.checker-verdict{border-left:6px solid #8a5a00;background:#fdf3dc;border-radius:4px;padding:.8em 1.2em}
.checker-verdict.good{border-color:#2d6a4f;background:#e6f2ec}.checker-verdict.bad{border-color:#a8281c;background:#fbe6e4}
.checker-watermark{border:2px solid #a8481c;color:#a8481c;font-weight:600;padding:.5em 1em;text-align:center}
.checker-finding{border-left:3px solid #8a5a00;margin:.6em 0;padding:.1em 0 .1em .9em}.checker-finding.bad{border-color:#a8281c}
.checker-place{color:#5b6a74;font-size:.85em}.checker-value{font-size:1.6rem;font-weight:600}.box{background:#fdf3dc;padding:.5em 1em}
.checker-chart{max-width:32rem;width:100%}table{border-collapse:collapse;font-size:.9em;margin:.6em 0}
th,td{border-bottom:1px solid #d9dfe3;padding:.25em .8em .25em 0;text-align:left;vertical-align:top}td{font-variant-numeric:tabular-nums}
dt{font-weight:600}dd{margin:0 0 .4em}@media print{body{margin:0;max-width:none}.checker-finding,.checker-verdict,tr{break-inside:avoid}}`;

  /** The whole page of a report; links lead to the site only where others can follow them. */
  checker.reportText = (judged, language) => {
    const say = speaker(language).say;
    const isPublic = /^https?:$/.test(location.protocol);
    const address = (href) => (isPublic ? new URL(href, location.href).href : null);
    const title = element("h1", {}, say("report"));
    const body = element("body", {}, title, ...show(judged, language, address));
    for (const details of body.querySelectorAll("details")) details.setAttribute("open", "");
    const head = element("head", {},
      element("meta", { charset: "utf-8" }),
      element("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
      element("title", {}, `${say("report")} ${judged.name}`.trim()),
      element("style", {}, STYLE),
    );
    return `<!doctype html>\n${element("html", { lang: language }, head, body).outerHTML}\n`;
  };

  /** The result as other programs read it, without what only the page knows. */
  checker.resultText = ({ result }) => {
    const faults = result.faults.map(({ place: _, ...fault }) => fault);
    return `${JSON.stringify({ ...result, faults }, null, 2)}\n`;
  };

  /** Hands a text to the reader as a file. */
  checker.save = (text, name, type) => {
    const address = URL.createObjectURL(new Blob([text], { type }));
    const link = element("a", { href: address, download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), 60000);
  };
})(((globalThis.refcf ??= {}).checker ??= {}));
