// The same in a notebook: what a widget draws, and how it hears from Python.

import { make } from "./elements.js";
import { unpacked } from "./replay.js";
import { View } from "./view.js";
import { Explorer } from "./explorer.js";
import { Desk } from "./desk.js";

/** One council or two, recorded. */
export async function renderView({ model, el }) {
  const bytes = model.get("records").map((view) => new Uint8Array(view.buffer ?? view, view.byteOffset ?? 0, view.byteLength));
  const view = new View(el, await Promise.all(bytes.map(unpacked)), model.get("parting"));
  return () => view.close();
}

/** Levers whose answers Python gives; only the answer to the last question of this view is shown: all views of a widget hear every answer. */
export function renderExplorer({ model, el }) {
  let asked = 0;
  const view = Math.random().toString(36).slice(2);
  const place = el.appendChild(make("div", {}));
  const explorer = new Explorer(place, model.get("about"), (preset, levers) => model.send({ view, number: ++asked, preset, levers }));
  const hear = (message) => {
    if (message.view === view && message.number === asked) explorer.answered(message);
  };
  model.on("msg:custom", hear);
  return () => {
    model.off("msg:custom", hear);
    explorer.close();
  };
}

/** A desk around which Python simulates the rest, week by week. */
export function renderDesk({ model, el }) {
  const lay = () => {
    const { sheets, decided, over } = model.get("batch");
    desk.lay(sheets, decided, over);
  };
  const desk = new Desk(el.appendChild(make("div", {})), model.get("about"), {
    done: (answers) => model.send({ number: model.get("batch").number, answers }),
    save: (team) => model.send({ save: team }),
  });
  const hear = (message) => desk.tell(message.said);
  model.on("msg:custom", hear);
  model.on("change:batch", lay);
  lay();
  return () => {
    model.off("msg:custom", hear);
    model.off("change:batch", lay);
    desk.close();
  };
}
