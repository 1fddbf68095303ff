// What it comes to: for each outcome the mean and its interval now, as it stands, and the difference in words.

import { draw, make } from "./elements.js";

const [ACROSS, TALL, EDGE] = [220, 30, 8];
const VERDICTS = { more: "▲", less: "▼", same: "=", unknown: "?" };

export class Outcomes {
  constructor(about) {
    this.about = about;
    this.state = make("p", { class: "state", "aria-live": "polite" });
    this.body = make("div", {});
    const key = make("p", { class: "under key" },
      make("i", { class: "of-now" }), " now  ", make("i", { class: "of-before" }), " as it stands; dots are means over runs, lines their 95 % intervals; each row has a scale of its own, from the thin mark at 0");
    this.element = make("div", { class: "outcomes" }, this.state, this.body, key);
  }

  say(text, isBusy = false) {
    this.state.textContent = text;
    this.element.classList.toggle("busy", isBusy);
  }

  /** Show an answer: a row for each outcome; or with null that there is none. */
  show(answer) {
    this.element.classList.toggle("none", !answer);
    if (!answer) return;
    const groups = new Map();
    this.about.outcomes.forEach((one, k) => {
      if (!groups.has(one.group)) groups.set(one.group, []);
      groups.get(one.group).push(this.row(one, answer[k]));
    });
    this.body.replaceChildren(make("table", {},
      make("caption", { class: "unseen" }, "What it comes to"),
      make("thead", { class: "unseen" }, make("tr", {}, ["Outcome", "Now, and the difference from as it stands", "Picture"].map((cell) => make("th", { scope: "col" }, cell)))),
      [...groups].map(([name, rows]) => make("tbody", {}, make("tr", { class: "group" }, make("th", { colspan: 3, scope: "rowgroup" }, name)), rows))));
  }

  row(one, given) {
    const unit = one.kind === "hours" ? " hours" : "";
    const better = { same: "", unknown: "" }[given.verdict] ?? "tells";
    return make("tr", {},
      make("th", { scope: "row" }, one.label),
      make("td", {}, make("div", { class: "value" }, given.said + unit),
        make("div", { class: `change ${better}` }, make("span", { "aria-hidden": "true" }, `${VERDICTS[given.verdict]} `), given.change)),
      make("td", {}, this.whiskers(one, given)));
  }

  /** Now and before on one line, with their intervals; the scale begins at 0, or below where values do. */
  whiskers(one, given) {
    const values = [...given.now, ...given.before].filter((value) => value !== null);
    const least = Math.min(0, ...values);
    const most = Math.max(0, ...values) || 1;
    const x = (value) => EDGE + ((ACROSS - 2 * EDGE) * (value - least)) / (most - least || 1);
    const picture = draw("svg", { viewBox: `0 0 ${ACROSS} ${TALL}`, class: "whiskers", role: "img", "aria-label": `${one.label}: now ${given.said}, as it stands ${given.saidBefore}` });
    picture.append(draw("line", { x1: x(0), x2: x(0), y1: 2, y2: TALL - 2, class: "zero" }));
    [[given.before, 21, "before"], [given.now, 9, "now"]].forEach(([[mean, low, high], y, name]) => {
      if (mean === null) return;
      const parts = [draw("line", { x1: x(0), x2: x(mean), y1: y, y2: y, class: "reach" })];
      if (low !== null) parts.push(draw("line", { x1: x(low), x2: x(high), y1: y, y2: y, class: "interval" }));
      picture.append(draw("g", { class: name }, parts, draw("circle", { cx: x(mean), cy: y, r: name === "now" ? 5 : 4 })));
    });
    return picture;
  }
}
