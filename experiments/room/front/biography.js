// What became of a person or of a request, in the sentences of the record, up to the week that is shown.

import { COMMS, LEAD } from "./corridor.js";
import { counted, make } from "./elements.js";

/** Tell of whoever is chosen. ``choose`` is called with a person or request to be told next. */
export function biographyOf(replay, chosen, week, name, choose) {
  const told = replay.told(chosen, week);
  const parts = [];
  if (chosen.request !== undefined) {
    const request = replay.byNumber.get(chosen.request);
    parts.push(make("h3", {}, `Request ${chosen.request.toLocaleString("en-GB")}`));
    parts.push(make("p", { class: "under" }, "of ", link(replay.nameOf(request.person), () => choose({ person: request.person }))));
  } else {
    const stage = replay.record.words.stages[replay.stage[chosen.person]];
    const grade = ["", "a manager, ", "head of department, "][Number(replay.record.grades[chosen.person])];
    parts.push(make("h3", {}, replay.nameOf(chosen.person)));
    parts.push(make("p", { class: "under" }, `${grade}now: ${stage}`));
  }
  if (name) parts.unshift(make("p", { class: "whose" }, name));
  if (told.sentences.length) parts.push(make("ol", {}, told.sentences.map((sentence) => make("li", {}, sentence))));
  else parts.push(make("p", { class: "under" }, told.toCome ? `Nothing yet, by week ${week}.` : "Nothing happened here in the whole run."));
  if (told.toCome) parts.push(make("p", { class: "under" }, `${counted(told.toCome, "sentence is", "sentences are")} still to come.`));
  const own = chosen.person === undefined ? [] : (replay.byPerson.get(chosen.person) || []).filter((one) => one.from <= week);
  if (own.length) {
    const links = own.flatMap((one, k) => [k ? ", " : "", link(`request ${one.number}`, () => choose({ request: one.number }))]);
    parts.push(make("p", { class: "under" }, "Told alone: ", ...links));
  }
  return parts;
}

function link(text, onclick) {
  return make("button", { type: "button", class: "link", onclick }, text);
}

/** A council at the end of a week, in words and tables: what the picture shows, for whoever does not see it. */
export function inWords(replay, week) {
  const { record } = replay;
  const stages = replay.stagesAt(week);
  const counts = record.departments.map((one) => {
    const of = record.words.stages.map(() => 0);
    for (let i = one.first; i < one.first + one.people; i++) of[stages[i]]++;
    return of;
  });
  const head = ["Department", ...record.words.order.map((stage) => record.words.stages[stage])];
  const rows = record.departments.map((one, d) => [one.name, ...record.words.order.map((stage) => counts[d][stage])]);
  const gates = record.gates.map((gate, g) => {
    return [record.words.gates[g], gate.removed || gate.queue[week], ...hoursLeft(record, g, week), gate.refused[week], gate.blamed[week], gate.assumed[week]];
  });
  if (record.hours.owned[LEAD][week] > 0) {
    gates.splice(COMMS + 1, 0, [`Digital lead, for ${record.words.gates[COMMS]}`, "–", ...hoursLeft(record, LEAD, week), "–", "–", "–"]);
  }
  return [
    table(`${record.called}, end of week ${week}: people by stage`, head, rows),
    table("The gates", ["Gate", "Waiting", "Hours for decisions", "Hours left", "Refused so far", "Blamed for a refusal", "No assumed, never asked"], gates),
  ];
}

function hoursLeft({ hours }, owner, week) {
  const [owned, spent] = [hours.owned[owner][week], hours.spent[owner][week]];
  return [owned.toFixed(1), Math.max(0, owned - spent).toFixed(1)];
}

function table(caption, head, rows) {
  return make("table", {},
    make("caption", {}, caption),
    make("thead", {}, make("tr", {}, head.map((cell) => make("th", { scope: "col" }, cell)))),
    make("tbody", {}, rows.map(([first, ...rest]) => make("tr", {},
      make("th", { scope: "row" }, first), rest.map((cell) => make("td", {}, String(cell)))))));
}
