// A page of its own: councils that were recorded, one or two to watch, and the explorer of what was computed.

import { make } from "./elements.js";
import { unpacked } from "./replay.js";
import { View } from "./view.js";
import { Explorer } from "./explorer.js";
import { Desk, decisionsFile, handOver } from "./desk.js";

const NOTHING = "nothing";
const UNPRINTABLE = /\p{C}|(?! )\p{Z}/u; // what blockers debrief refuses in a name

/** The bytes that a script element of the page holds in base64. */
function bytesOf(id) {
  return Uint8Array.from(atob(document.getElementById(id).textContent.trim()), (letter) => letter.charCodeAt(0));
}

export class Page {
  constructor(element, contents) {
    this.contents = contents;
    this.recordings = new Map();
    this.moment = 0; // the week that was watched last
    this.turn = 0; // of what was asked for: what is overtaken while it is unpacked is not shown
    this.room = make("div", {});
    const options = (first) => [...first, ...contents.councils.map((one, k) => make("option", { value: k }, one.called))];
    this.first = make("select", { "aria-label": "Council", onchange: () => this.watch() }, options([]));
    this.second = make("select", { "aria-label": "Council beside it", onchange: () => this.watch() }, options([make("option", { value: NOTHING }, NOTHING)]));
    this.about = make("p", { class: "under" });
    this.choosing = make("div", { class: "choosing" }, make("label", {}, "Watch ", this.first), make("label", {}, "beside ", this.second), this.about);
    const tab = (name, words) => make("button", { type: "button", "aria-pressed": "false", onclick: () => this.open(name) }, words);
    this.tabs = { watch: tab("watch", "Watch the council") };
    if (contents.explorer) this.tabs.explore = tab("explore", "Pull the levers");
    if (contents.desk) this.tabs.desk = tab("desk", "Sit at the desk");
    element.append(make("div", { class: "blockers-page", lang: "en" },
      make("header", {}, make("h1", {}, contents.title), make("div", { class: "tabs" }, Object.values(this.tabs))),
      this.choosing, this.room, make("footer", {}, contents.notes.map((note) => make("p", { class: "under" }, note)))));
    element.page = this;
    this.open("watch");
  }

  async recordingOf(k) {
    if (!this.recordings.has(k)) this.recordings.set(k, await unpacked(bytesOf(`council-${k}`)));
    return this.recordings.get(k);
  }

  open(name) {
    this.close();
    for (const [other, tab] of Object.entries(this.tabs)) tab.setAttribute("aria-pressed", String(other === name));
    this.choosing.hidden = name !== "watch";
    if (name === "watch") this.watch();
    else if (name === "desk") this.sit();
    else this.explore();
  }

  close() {
    if (this.shown instanceof View) this.moment = this.shown.moment;
    this.shown?.close();
    this.shown = null;
    this.room.replaceChildren();
  }

  async watch() {
    const mine = ++this.turn;
    const chosen = [Number(this.first.value)];
    if (this.second.value !== NOTHING && this.second.value !== this.first.value) chosen.push(Number(this.second.value));
    this.about.textContent = chosen.map((k) => this.contents.councils[k].description).filter(Boolean).join(" Beside it: ");
    const records = await Promise.all(chosen.map((k) => this.recordingOf(k)));
    if (mine !== this.turn) return;
    this.close();
    const key = [...chosen].sort((a, b) => a - b).join("-");
    this.shown = new View(this.room, records, chosen.length > 1 ? this.contents.partings[key] : null);
    this.shown.jump(Math.min(this.moment, this.shown.weeks));
  }

  async explore() {
    const mine = ++this.turn;
    this.about.textContent = "";
    this.computed ||= await unpacked(bytesOf("explorer"));
    if (mine !== this.turn) return;
    this.close();
    this.shown = new Explorer(this.room, this.computed);
  }

  /** The requests of a recorded run, which do not react: answers are kept while the page is open. */
  async sit() {
    const mine = ++this.turn;
    this.recorded ||= await unpacked(bytesOf("desk"));
    if (mine !== this.turn) return;
    this.close();
    const { about, file, sheets } = this.recorded;
    const save = (team, answers) => {
      if (!team) return this.shown.tell("Give the team a name first.");
      if (UNPRINTABLE.test(team)) return this.shown.tell("Give the team a name of letters, digits and signs that can be printed.");
      if (!answers.length) return this.shown.tell("Nothing is decided yet.");
      this.shown.tell(`Saved as ${handOver(decisionsFile(file, team, sheets, answers), team)}, with ${answers.length} of ${sheets.length} decided.`);
    };
    const desk = new Desk(this.room, about, { done: () => {}, save });
    desk.lay(sheets, 0, true);
    if (this.left) {
      Object.assign(desk, { answers: this.left.answers, at: this.left.at });
      desk.team.value = this.left.team.value;
    }
    this.left = this.shown = desk;
    desk.draw();
  }
}

/** Open the page that this document holds; where the browser is too old, say so. */
export function openPage() {
  const place = document.getElementById("room");
  if (typeof DecompressionStream === "undefined") {
    place.textContent = "This browser cannot open the recordings. Any Chrome, Edge, Firefox or Safari of 2023 or later can.";
    return;
  }
  new Page(place, JSON.parse(document.getElementById("contents").textContent));
}
