// The footprint by stage as a bar chart, drawn so that it reads on a phone: a line of words above each bar. The table
// beside it holds the same numbers.
((checker) => {
  "use strict";

  const { numberText } = checker;
  const NAMESPACE = "http://www.w3.org/2000/svg";
  const [WIDTH, STEP, BAR, TOP] = [360, 44, 14, 4];

  /**
   * @param {{label: string, value: number | null}[]} parts
   * @param {string} unit
   * @param {string} words what the chart shows, for those who do not see it
   * @param {string} missing
   */
  checker.barChart = (parts, unit, words, missing) => {
    const values = parts.map(({ value }) => value ?? 0);
    const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
    const scale = high === low ? 0 : WIDTH / (high - low);
    const zero = -low * scale;
    const chart = drawn("svg", { viewBox: `0 0 ${WIDTH} ${TOP + parts.length * STEP}`, role: "img", "aria-label": words, class: "checker-chart" });
    for (const [index, { label, value }] of parts.entries()) {
      const y = TOP + index * STEP;
      const said = value === null ? missing : `${numberText(value)} ${unit}`;
      chart.append(worded(0, y + 14, "start", label), worded(WIDTH, y + 14, "end", said));
      chart.append(drawn("rect", { x: 0, y: y + 20, width: WIDTH, height: BAR, class: "track", fill: "#e8ecef" }));
      if (value === null) {
        const dashes = { fill: "none", stroke: "#8a5a00", "stroke-dasharray": "4 3" };
        chart.append(drawn("rect", { x: 0.5, y: y + 20.5, width: WIDTH - 1, height: BAR - 1, class: "lacking", ...dashes }));
      } else {
        const size = Math.abs(value) * scale;
        chart.append(drawn("rect", { x: value < 0 ? zero - size : zero, y: y + 20, width: size, height: BAR, class: "bar", fill: "#a8481c" }));
      }
    }
    return chart;
  };

  function worded(x, y, anchor, text) {
    const made = drawn("text", { x, y, "text-anchor": anchor, "font-size": 12, fill: "currentColor" });
    made.textContent = text;
    return made;
  }

  function drawn(tag, attributes) {
    const made = document.createElementNS(NAMESPACE, tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
    return made;
  }
})(((globalThis.refcf ??= {}).checker ??= {}));
