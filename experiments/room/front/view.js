// The council view: one council or two beside each other, with everything that plays, stops and explains them.

import { Board } from "./board.js";
import { moodOf } from "./corridor.js";
import { Curve, OF_COUNCILS, swatchOf } from "./curve.js";
import { Replay } from "./replay.js";
import { beside } from "./plan.js";
import { biographyOf, inWords } from "./biography.js";
import { counted, make, ownKeys, percent } from "./elements.js";
import { legendOf, signsOf } from "./signs.js";

const SPEEDS = [0.5, 1, 2, 4, 8]; // weeks a second
const WIDE = 900; // pixels from which the curve stands beside the picture
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export class View {
  /** Build a view into an element. ``parting`` is where two councils part: week, person and sentences; or null. */
  constructor(element, records, parting = null) {
    this.replays = records.map((record) => new Replay(record));
    this.parting = parting;
    this.weeks = Math.max(...this.replays.map((one) => one.weeks));
    this.moment = 0;
    this.speed = 2;
    this.isPlaying = false;
    this.chosen = null; // { council, person } or { council, request }
    this.pointed = null;
    this.frames = 0;
    this.quiet = matchMedia("(prefers-reduced-motion: reduce)");
    this.build(element);
    this.watching = new ResizeObserver(() => this.lay());
    this.watching.observe(this.root);
    this.lay();
  }

  // -- what it is made of ------------------------------------------------------------------------

  build(element) {
    this.root = make("section", { class: `blockers-room${this.replays.length > 1 ? " two" : ""}`, lang: "en", "aria-label": "A council, week by week" });
    this.boards = this.replays.map((replay, k) => this.boardOf(replay, k));
    this.curve = new Curve(this.replays);
    this.numbers = make("div", { class: "numbers" });
    this.about = make("div", { class: "about" });
    this.said = make("p", { class: "unseen", "aria-live": "polite" });
    this.inWords = make("div", { class: "words" });
    this.details = make("details", { ontoggle: () => this.tellInWords() }, make("summary", {}, "The same in words and tables"), this.inWords);
    const legend = legendOf(this.replays[0].record.words, this.replays.length > 1, this.replays.some((one) => one.record.marks.length));
    const side = make("aside", {}, this.numbers,
      make("figure", { class: "growth" }, make("figcaption", {}, "Use with permission; without, dotted"), this.curve.picture), this.about);
    this.root.append(
      make("div", { class: "stage" }, make("div", { class: "boards" }, this.boards.map((one) => one.figure)), side),
      this.controls(), legend, this.details, this.said,
    );
    this.deafen = ownKeys(this.root, (event) => this.key(event));
    element.append(this.root);
    this.root.room = this;
    this.tell();
  }

  boardOf(replay, k) {
    const canvas = make("canvas", { tabindex: 0, role: "application", "aria-roledescription": "plan of a council" });
    const caption = make("figcaption", {},
      swatchOf(k), make("b", {}, replay.record.called), make("span", { class: "now" }));
    const board = new Board(replay, canvas);
    canvas.addEventListener("pointermove", (event) => this.point(k, board.at(...placeOf(event, canvas))));
    canvas.addEventListener("pointerleave", () => this.point(k, null));
    canvas.addEventListener("click", (event) => this.choose(k, board.at(...placeOf(event, canvas))));
    canvas.addEventListener("focus", () => this.point(k, this.pointed?.council === k ? this.pointed : { person: 0 }));
    return { board, canvas, figure: make("figure", { class: "board" }, caption, canvas), now: caption.querySelector(".now") };
  }

  controls() {
    const button = (label, sign, onclick) => make("button", { type: "button", "aria-label": label, title: label, onclick }, sign);
    this.playing = button("Play", "▶", () => this.play(!this.isPlaying));
    this.playing.classList.add("play");
    this.slider = make("input", {
      type: "range", min: 0, max: this.weeks, step: 1, value: 0, "aria-label": "Week",
      oninput: () => { this.play(false); this.go(Number(this.slider.value)); },
    });
    this.week = make("output", { class: "week" });
    const speeds = make("select", { "aria-label": "Speed", onchange: (event) => { this.speed = Number(event.target.value); } },
      SPEEDS.map((one) => make("option", { value: one, selected: one === this.speed }, `${one === 0.5 ? "half a week" : counted(one, "week", "weeks")} a second`)));
    this.search = make("input", { type: "search", placeholder: "Parks 17, or request 12", "aria-label": "Find a person or a request" });
    return make("div", { class: "controls" },
      make("div", { class: "buttons" }, button("To the start", "|◀", () => this.jump(0)), button("A week back", "◀", () => this.step(-1)),
        this.playing, button("A week on", "▶|", () => this.step(1))),
      this.week, make("div", { class: "line" }, this.slider, signsOf(this.replays, this.parting, this.weeks, (week, words) => { this.jump(week); this.say(words); })), speeds, this.search);
  }

  // -- time --------------------------------------------------------------------------------------

  play(isPlaying) {
    if (isPlaying && this.moment >= this.weeks) this.moment = 0;
    this.isPlaying = isPlaying;
    this.playing.textContent = isPlaying ? "❚❚" : "▶";
    this.playing.setAttribute("aria-label", isPlaying ? "Pause" : "Play");
    this.playing.title = isPlaying ? "Pause" : "Play";
    this.last = undefined;
    if (isPlaying) requestAnimationFrame((now) => this.tick(now));
    else this.sayWeek();
  }

  tick(now) {
    if (!this.isPlaying || !this.root.isConnected) { this.isPlaying = false; return; }
    const passed = this.last === undefined ? 0 : Math.min(0.25, (now - this.last) / 1000);
    this.last = now;
    this.owed = (this.owed || 0) + passed * (this.quiet.matches ? Math.min(1, this.speed) : this.speed);
    if (!this.quiet.matches || this.owed >= 1) { // without motion whole weeks pass, one at a time
      const on = this.quiet.matches ? 1 : this.owed;
      this.owed = 0;
      this.go(Math.min(this.weeks, this.moment + on));
    }
    if (this.moment >= this.weeks) this.play(false);
    else requestAnimationFrame((next) => this.tick(next));
  }

  step(weeks) {
    this.jump(weeks > 0 ? Math.floor(this.moment + 1e-6) + 1 : Math.ceil(this.moment - 1e-6) - 1);
  }

  jump(week) {
    this.play(false);
    this.go(Math.max(0, Math.min(this.weeks, week)));
    this.sayWeek();
  }

  go(moment) {
    this.moment = moment;
    this.draw();
  }

  // -- looking -----------------------------------------------------------------------------------

  /** Fit everything to the width that there is. */
  lay() {
    const width = Math.floor(this.root.clientWidth) - 20; // less its padding
    if (!width || width === this.width) return;
    this.width = width;
    const two = this.boards.length > 1;
    this.root.classList.toggle("wide", width >= WIDE);
    const room = !two && width >= WIDE ? width - 342 : width;
    const each = two && width >= 820 ? Math.floor((room - 12) / 2) : room;
    const most = Math.max(440, globalThis.innerHeight - 250);
    const height = Math.round(Math.max(430, Math.min(two ? each * 0.98 : each * 0.72, most)));
    for (const { board } of this.boards) board.resize(each, height);
    this.draw();
  }

  draw() {
    if (!this.width) return;
    this.frames++;
    const parting = this.parting && Math.abs(this.moment - this.parting.week) <= 1 ? this.parting.person : null;
    const differing = this.differing();
    this.boards.forEach(({ board, now }, k) => {
      const own = (one) => (one && one.council === k ? one : {});
      const twin = this.chosen && this.chosen.person !== undefined ? this.chosen.person : own(this.chosen).person;
      board.draw(Math.min(this.moment, this.replays[k].weeks), {
        person: twin, request: own(this.chosen).request, pointed: own(this.pointed).person, parting, differing, isStill: this.quiet.matches,
      });
      now.textContent = this.summary(this.replays[k]);
    });
    const week = Math.floor(this.moment + 1e-6);
    this.slider.value = week;
    this.week.textContent = `week ${week} of ${this.weeks}`;
    this.curve.show(this.moment);
    if (week !== this.shown) {
      this.shown = week;
      this.showNumbers();
      this.slider.setAttribute("aria-valuetext", `week ${week} of ${this.weeks}`);
      this.boards.forEach(({ canvas }, k) => canvas.setAttribute("aria-label", this.alternative(this.replays[k], week)));
      this.tell();
      this.tellInWords();
    }
  }

  /** Who stands elsewhere in the other council; null where there is no other. */
  differing() {
    if (this.replays.length < 2) return null;
    const [a, b] = this.replays.map((one) => one.stagesAt(Math.min(this.moment, one.weeks)));
    this.elsewhere ||= new Uint8Array(a.length);
    for (let i = 0; i < a.length; i++) this.elsewhere[i] = a[i] === b[i] ? 0 : 1;
    return this.elsewhere;
  }

  summary(replay) {
    const share = replay.record.weekly.uptake[Math.min(Math.floor(this.moment + 1e-6), replay.weeks)];
    return `${percent(share)} use it with permission`;
  }

  alternative(replay, week) {
    const { weekly, gates, words } = replay.record;
    const at = Math.min(week, replay.weeks);
    const queues = gates.map((gate, g) => `${words.gates[g]} ${gate.removed || gate.queue[at]}`).join(", ");
    return `${replay.record.called}, end of week ${at}: ${percent(weekly.uptake[at])} of ${counted(replay.staff, "person", "people")} use it with permission, `
      + `${percent(weekly.shadow_share[at])} without. Waiting at the gates: ${queues}. Councillors are ${moodOf(weekly.anxiety[at], words)}. `
      + "Arrow keys go from person to person, Enter tells a life.";
  }

  showNumbers() {
    const cells = this.replays.map((replay, k) => {
      const at = Math.min(this.shown, replay.weeks);
      const { weekly, gates } = replay.record;
      const waiting = gates.reduce((all, gate) => all + gate.queue[at], 0);
      const colour = `color:${OF_COUNCILS[k]}`;
      return [percent(weekly.uptake[at]), percent(weekly.shadow_share[at]), waiting.toLocaleString("en-GB")].map((text) => make("b", { style: this.replays.length > 1 ? colour : null }, text));
    });
    const labels = ["use it with permission", "use it without", "requests waiting"];
    this.numbers.replaceChildren(...labels.map((label, row) => make("div", {}, make("span", { class: "pair" }, cells.map((cell) => cell[row])), make("span", {}, label))));
  }

  // -- asking ------------------------------------------------------------------------------------

  point(council, found) {
    const person = found && found.person !== undefined ? { council, person: found.person } : null;
    const canvas = this.boards[council].canvas;
    canvas.style.cursor = found && (found.person !== undefined || found.request !== undefined) ? "pointer" : "default";
    const replay = this.replays[council];
    canvas.title = !found ? "" : found.request !== undefined ? `request ${found.request}`
      : found.person !== undefined ? `${replay.nameOf(found.person)}: ${replay.record.words.stages[replay.stage[found.person]]}`
        : found.room !== undefined ? counted(replay.record.departments[found.room].people, "person", "people") + ` in ${replay.record.departments[found.room].name}`
          : replay.record.words.gates[found.door];
    if (person?.person === this.pointed?.person && person?.council === this.pointed?.council) return;
    this.pointed = person;
    if (!this.isPlaying) this.draw();
  }

  choose(council, found) {
    if (!found || (found.person === undefined && found.request === undefined)) this.chosen = null;
    else this.chosen = { council, ...found };
    this.tell();
    this.draw();
  }

  find(text) {
    const council = this.replays.findIndex((replay) => replay.called(text));
    const found = council >= 0;
    if (found) this.choose(council, this.replays[council].called(text));
    this.say(found ? this.about.textContent : `Nobody and no request is called ${text.trim()}.`);
    if (!found) this.about.replaceChildren(make("p", { class: "under" }, `Nobody and no request is called “${text.trim()}”. People are called by department and number.`));
  }

  /** The biography of whoever is chosen, or where two councils part, or what can be done here. */
  tell() {
    const week = Math.floor(this.moment + 1e-6);
    if (this.chosen) {
      const { council, ...which } = this.chosen;
      const both = this.replays.length > 1 && which.person !== undefined;
      const told = (both ? this.replays.keys() : [council]);
      this.about.replaceChildren(...[...told].flatMap((k) =>
        make("div", { class: "biography" }, biographyOf(this.replays[k], which, week, this.replays.length > 1 ? this.replays[k].record.called : "", (next) => this.choose(k, next)))));
    } else if (this.parting) {
      this.about.replaceChildren(make("h3", {}, "Where they part"), ...this.parting.sentences.map((one) => make("p", {}, one)),
        make("button", { type: "button", class: "link", onclick: () => { this.jump(this.parting.week); if (this.parting.person >= 0) this.choose(0, { person: this.parting.person }); } }, "Show it"));
    } else {
      this.about.replaceChildren(make("p", { class: "under" }, "Choose a person or a letter to read its life. On a keyboard: Tab to the picture, arrow keys from person to person, Enter; space plays and stops."));
    }
  }

  tellInWords() {
    if (!this.details.open) return;
    const week = Math.floor(this.moment + 1e-6);
    this.inWords.replaceChildren(...this.replays.flatMap((replay) => inWords(replay, Math.min(week, replay.weeks))));
  }

  say(words) {
    this.said.textContent = words;
  }

  sayWeek() {
    this.say(this.replays.map((replay) => this.alternative(replay, Math.floor(this.moment + 1e-6)).replace(/ Arrow keys.*/, "")).join(" "));
  }

  // -- keys --------------------------------------------------------------------------------------

  key(event) {
    const council = this.boards.findIndex(({ canvas }) => canvas === event.target);
    if (event.target === this.search) {
      if (event.key === "Enter") this.find(this.search.value);
    } else if (council < 0 || !this.keyOfBoard(event, council)) {
      this.keyOfView(event);
    }
  }

  /** A key on the picture of a council: whether it means anything there. */
  keyOfBoard(event, council) {
    const arrow = ARROWS[event.key];
    const replay = this.replays[council];
    if (arrow) {
      const from = this.pointed?.council === council ? this.pointed.person : 0;
      const person = beside(this.boards[council].board.plan, from, ...arrow);
      this.point(council, { person });
      this.say(`${replay.nameOf(person)}: ${replay.record.words.stages[replay.stage[person]]}`);
    } else if (event.key === "Enter" && this.pointed) {
      this.choose(council, { person: this.pointed.person });
      this.say(this.about.textContent);
    } else if (event.key === "Escape") {
      this.choose(council, null);
    } else return false;
    event.preventDefault();
    return true;
  }

  keyOfView(event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.target.matches("input, select, summary") || (event.key === " " && event.target.matches("button"))) return;
    const does = { " ": () => this.play(!this.isPlaying), ",": () => this.step(-1), ".": () => this.step(1), Home: () => this.jump(0), End: () => this.jump(this.weeks) }[event.key];
    if (!does) return;
    does();
    event.preventDefault();
  }

  close() {
    this.isPlaying = false;
    this.watching.disconnect();
    this.deafen();
    this.root.remove();
  }
}

function placeOf(event, canvas) {
  const box = canvas.getBoundingClientRect();
  return [event.clientX - box.left, event.clientY - box.top];
}
