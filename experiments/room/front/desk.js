// The desk of a gate: its requests one after the other, with what would be known of each; yes or no by hand or by key.

import { make, counted, ownKeys } from "./elements.js";

export class Desk {
  /**
   * `about` has a title, what a player has to know, and a team. `hooks.done(answers)` is called when all sheets on the
   * desk have an answer, `hooks.save(team, answers)` when the team wants its file.
   */
  constructor(element, about, hooks) {
    Object.assign(this, { about, hooks, sheets: [], answers: [], at: 0, over: false, decided: 0, isWaiting: false });
    const button = (words, heard, more = {}) => make("button", { type: "button", onclick: heard, ...more }, words);
    this.place = make("p", { class: "week" });
    this.card = make("section", { class: "sheet", tabindex: "-1", "aria-live": "polite", "aria-label": `The ${about.sheet} on the desk` });
    this.yes = button("Yes (Y)", () => this.decide(true), { class: "play" });
    this.no = button("No (N)", () => this.decide(false), { class: "play" });
    this.back = button("Back (B)", () => this.goBack());
    this.team = make("input", { type: "search", value: about.team, "aria-label": "Name of the team" });
    this.said = make("p", { class: "under saved", role: "status" });
    this.element = element.appendChild(make("div", { class: "blockers-room desk", lang: "en" },
      make("h2", {}, about.title), make("p", { class: "under" }, about.note), this.place, this.card,
      make("div", { class: "controls" },
        make("div", { class: "buttons" }, this.yes, this.no, this.back),
        make("label", {}, "Team ", this.team),
        make("div", { class: "buttons" }, button("Save the decisions", () => hooks.save(this.team.value.trim(), [...this.answers])))),
      this.said));
    this.element.desk = this;
    this.endKeys = ownKeys(this.element, (event) => this.pressed(event));
  }

  /** Put sheets on the desk. `decided` were answered before, and with `over` no more will come. */
  lay(sheets, decided, over) {
    Object.assign(this, { sheets, answers: [], at: 0, decided, over, isWaiting: false });
    this.draw();
  }

  decide(yes) {
    if (this.at >= this.sheets.length) return;
    this.answers[this.at] = yes;
    this.at += 1;
    const isLast = this.at === this.sheets.length;
    this.isWaiting = isLast && !this.over; // the weeks go by with these answers, and none can be taken back
    this.draw();
    this.card.focus();
    if (isLast) this.hooks.done(this.answers);
  }

  goBack() {
    if (this.isWaiting || this.at === 0) return;
    this.at -= 1;
    this.draw();
    this.card.focus();
  }

  pressed(event) {
    if (event.target === this.team || event.ctrlKey || event.metaKey || event.altKey) return;
    const heard = { y: () => this.decide(true), n: () => this.decide(false), b: () => this.goBack() }[event.key.toLowerCase()];
    if (heard && !event.repeat) heard();
  }

  draw() {
    const sheet = this.sheets[this.at];
    const decided = this.decided + this.answers.length;
    this.place.textContent = sheet
      ? `Week ${sheet.week}: ${this.about.sheet} ${this.at + 1} of ${this.sheets.length} on the desk; ${counted(decided, "decision", "decisions")} so far`
      : `${counted(decided, "decision", "decisions")} so far`;
    if (sheet) {
      const before = this.answers[this.at];
      this.card.replaceChildren(make("dl", {}, sheet.facts.map(([name, words]) => [make("dt", {}, name), make("dd", {}, words)]).flat()),
        before === undefined ? "" : make("p", { class: "under" }, `You said ${before ? "yes" : "no"} before.`));
    } else {
      this.card.replaceChildren(make("p", {}, this.over ? `That was the last ${this.about.sheet}. Save the decisions; blockers debrief says what came of them.` : "One moment: the weeks go by."));
    }
    this.yes.disabled = this.no.disabled = !sheet;
    this.back.disabled = this.at === 0 || this.isWaiting;
  }

  /** What became of saving. */
  tell(words) {
    this.said.textContent = words;
  }

  close() {
    this.endKeys();
    this.element.remove();
  }
}

/** The file of a team that decided on recorded requests: `head` is what stands before the decisions. */
export function decisionsFile(head, team, sheets, answers) {
  const decisions = answers.map((yes, k) => {
    const { who, occupant, request, attempt, against } = sheets[k];
    return { who, occupant, request, attempt, ...(against ? { against } : {}), answer: yes ? "yes" : "no" };
  });
  return `${JSON.stringify({ ...head, team, decisions }, null, 1)}\n`;
}

/** Hand a text over as a file; returns the file's name. */
export function handOver(text, team) {
  const name = `${team.replace(/[^\p{L}\p{N} _-]/gu, "-")}.json`;
  const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  make("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
  return name;
}
