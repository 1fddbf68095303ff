// Sliders in plain words, and the strategies to begin from.

import { make } from "./elements.js";

/** A value of a lever as a reader says it. */
export function saidOf(lever, value) {
  const digits = lever.step < 1 && !lever.isShare ? 1 : 0;
  const number = lever.isShare ? `${Math.round(100 * value)} %` : value.toFixed(Number.isInteger(value) ? 0 : digits);
  return `${number} ${lever.unit}`;
}

export class Levers {
  /** ``moved`` is called when somebody lets go: with the preset's name and the levers that differ from it. */
  constructor(about, moved) {
    this.about = about;
    this.moved = moved;
    this.own = about.marks ? about.levers.filter((lever) => about.marks[lever.path]) : about.levers;
    this.preset = about.presets[0];
    this.sliders = new Map();
    this.values = new Map(); // exactly, by path: a slider itself rounds to its steps
    this.touched = new Set();
    this.mark = Math.random().toString(36).slice(2); // a notebook may hold several explorers, and shares its ids
    this.choice = make("select", { "aria-label": "Begin from", onchange: () => this.begin(this.choice.value) },
      about.presets.map((one) => make("option", { value: one.name }, one.called)));
    this.description = make("p", { class: "under" });
    this.back = make("button", { type: "button", class: "link", onclick: () => this.begin(this.preset.name) }, "Put all levers back");
    this.element = make("div", { class: "levers" },
      make("label", { class: "begin" }, make("b", {}, "Begin from "), this.choice), this.description,
      this.own.map((lever) => this.slider(lever)), this.back);
    this.show();
  }

  slider(lever) {
    const marks = this.about.marks && this.about.marks[lever.path];
    const list = marks && make("datalist", { id: this.idOf("marks", lever) }, marks.map((mark) => make("option", { value: mark })));
    const output = make("span", { class: "value" });
    const input = make("input", {
      type: "range", min: lever.least, max: lever.most, step: marks ? "any" : lever.step, value: lever.value, "aria-describedby": this.idOf("means", lever),
      list: list && list.id,
      oninput: () => this.slid(lever), onchange: () => this.tellMoved(),
    });
    this.sliders.set(lever.path, { lever, input, output, marks });
    const ticks = marks && make("div", { class: "ticks", "aria-hidden": "true" }, marks.map((mark) =>
      make("i", { style: `left:${(100 * (mark - lever.least)) / (lever.most - lever.least)}%` })));
    return make("div", { class: "lever" },
      make("label", {}, make("span", { class: "name" }, lever.label), output, input), ticks, list,
      make("p", { id: this.idOf("means", lever), class: "under" }, lever.meaning));
  }

  idOf(what, lever) {
    return `${what}-${this.mark}-${lever.path}`;
  }

  /** A key pressed on one of the sliders. */
  key(event) {
    const { lever, input, marks } = [...this.sliders.values()].find((one) => one.input === event.target) ?? {};
    if (marks) this.toMark(event, input, lever, marks);
  }

  /** On a grid arrow keys go from mark to mark, and a slider let go near a mark goes to it. */
  toMark(event, input, lever, marks) {
    const way = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
    if (!way) return;
    const now = Number(input.value);
    const next = way > 0 ? marks.find((mark) => mark > now + 1e-9) : marks.findLast((mark) => mark < now - 1e-9);
    if (next !== undefined) input.value = next;
    event.preventDefault();
    this.slid(lever);
    this.tellMoved();
  }

  begin(name) {
    this.preset = this.about.presets.find((one) => one.name === name);
    this.show();
    this.tellMoved();
  }

  show() {
    this.choice.value = this.preset.name;
    this.description.textContent = this.preset.description;
    this.touched.clear();
    for (const { lever, input } of this.sliders.values()) {
      this.values.set(lever.path, this.preset.values[lever.path]);
      input.value = this.preset.values[lever.path];
      this.label(lever);
    }
  }

  /** Somebody's hand is on a slider: from now on the lever is where the slider is. */
  slid(lever) {
    const { input, marks } = this.sliders.get(lever.path);
    if (marks) this.snap(input, lever, marks);
    this.values.set(lever.path, Number(input.value));
    this.touched.add(lever.path);
    this.label(lever);
  }

  label(lever) {
    const { input, output } = this.sliders.get(lever.path);
    const value = this.values.get(lever.path);
    output.textContent = saidOf(lever, value);
    input.setAttribute("aria-valuetext", output.textContent);
    output.classList.toggle("moved", this.differs(lever.path));
  }

  /** A slider within a hundredth of its way from a mark stands on it. */
  snap(input, lever, marks) {
    const near = marks.find((mark) => Math.abs(mark - Number(input.value)) < 0.015 * (lever.most - lever.least));
    if (near !== undefined) input.value = near;
  }

  /** The levers that were moved away from the strategy that was begun from. */
  changed() {
    const found = {};
    for (const path of this.touched) if (this.differs(path)) found[path] = this.values.get(path);
    return found;
  }

  differs(path) {
    return Math.abs(this.values.get(path) - this.preset.values[path]) > 1e-9;
  }

  tellMoved() {
    this.moved(this.preset.name, this.changed());
  }
}
