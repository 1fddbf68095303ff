// Pull levers and see what a council comes to. Answers come from an engine that is asked, or from a grid that was computed
// beforehand: there, between its points, it says so and shows nothing.

import { counted, make, ownKeys } from "./elements.js";
import { Levers, saidOf } from "./levers.js";
import { Outcomes } from "./outcomes.js";

export class Explorer {
  /** ``ask`` is called with a preset's name and the levers moved; without it the answers are those in ``about``. */
  constructor(element, about, ask = null) {
    this.about = about;
    this.ask = ask;
    this.levers = new Levers(about, (preset, changed) => this.moved(preset, changed));
    this.outcomes = new Outcomes(about);
    this.root = make("section", { class: "blockers-room explorer", lang: "en", "aria-label": "Pull levers" },
      make("header", {}, make("h2", {}, `${about.called}: what if?`), make("p", { class: "under" }, this.heading())),
      make("div", { class: "columns" }, this.levers.element, this.outcomes.element));
    this.deafen = ownKeys(this.root, (event) => this.levers.key(event));
    this.watching = new ResizeObserver(([entry]) => this.root.classList.toggle("wide", entry.contentRect.width >= 860));
    this.watching.observe(this.root);
    element.append(this.root);
    this.root.room = this;
    this.moved("", {});
  }

  heading() {
    const [first, last] = this.about.seeds;
    return `Each answer is ${counted(this.about.runs, "run", "runs")} of ${counted(this.about.weeks, "week", "weeks")}, seeds ${first} to ${last}: the same people and the same luck, whatever the levers. In brackets: 95 % intervals of means over runs.`;
  }

  moved(preset, changed) {
    if (this.ask) {
      this.outcomes.say("Running …", true);
      this.ask(preset, changed);
      return;
    }
    const found = this.computed(preset, changed);
    this.outcomes.show(found);
    this.outcomes.say(found ? this.computedAt(preset, changed) : this.notComputed(preset, changed));
  }

  computedAt(preset, changed) {
    if (Object.keys(changed).length) return "Computed beforehand, at this very point.";
    return preset ? "Computed beforehand, with this strategy as it is." : "The council as it stands.";
  }

  /** The answer of the grid at this very point; null between its points. */
  computed(preset, changed) {
    if (!Object.keys(changed).length) return this.about.ofPresets[preset];
    if (preset) return null;
    let place = 0;
    for (const [path, marks] of Object.entries(this.about.marks)) {
      const value = changed[path] ?? this.about.presets[0].values[path];
      const k = marks.findIndex((mark) => Math.abs(mark - value) < 1e-9);
      if (k < 0) return null;
      place = place * marks.length + k;
    }
    return this.about.points[place];
  }

  notComputed(preset, changed) {
    if (preset) return "Not computed here: a strategy with levers moved was not run. Choose “As it stands” to pull levers, or use the explorer in a notebook.";
    const off = Object.entries(changed).filter(([path, value]) => !this.about.marks[path]?.some((mark) => Math.abs(mark - value) < 1e-9));
    const where = off.map(([path]) => {
      const lever = this.about.levers.find((one) => one.path === path);
      return `${lever.label}: ${this.about.marks[path].map((mark) => saidOf(lever, mark)).join(", ")}`;
    });
    return `Not computed here. What was run is ${where.join("; ")}.`;
  }

  /** An answer of the engine: rows and how long they took; or what went wrong. */
  answered({ answer, problem, seconds }) {
    if (problem) {
      this.outcomes.show(null);
      this.outcomes.say(problem);
      return;
    }
    this.outcomes.show(answer);
    this.outcomes.say(`${counted(this.about.runs, "run", "runs")} in ${seconds.toFixed(1)} s`);
  }

  close() {
    this.watching.disconnect();
    this.deafen();
    this.root.remove();
  }
}
