// What explains a view: the signs along the line of weeks, and the legend of people and letters.

import { make } from "./elements.js";
import { drawLetter, drawStage } from "./glyphs.js";

const SIGNS = { crisis: "▲", moratorium: "■", vote: "◆", change: "●" };
const LETTERS = [["", "a request"], ["refused", "refused"], ["approved", "let through"], ["appealed", "appealed"]];

/** Signs along the line of weeks: crises, stops, votes, changes, and where two councils part. ``go`` goes to one. */
export function signsOf(replays, parting, weeks, go) {
  const sign = (week, text, words, name) => make("button", {
    type: "button", class: `mark ${name}`, style: `left:${(100 * week) / weeks}%`, title: words, "aria-label": words, onclick: () => go(week, words),
  }, text);
  const strip = make("div", { class: "marks" });
  replays.forEach((replay) => {
    const whose = replays.length > 1 ? `${replay.record.called}: ` : "";
    for (const [week, name, words] of replay.record.marks) {
      if (SIGNS[name]) strip.append(sign(week, SIGNS[name], whose + words, name));
    }
  });
  if (parting) strip.append(sign(parting.week, "⚑", parting.sentences.join(" "), "parting"));
  return strip;
}

/** What shapes, colours and letters mean. */
export function legendOf(words, hasTwo, hasMarks) {
  const stages = words.order.map((stage) => item((pen) => drawStage(pen, stage, words.colours, 9, 9, 15), words.stages[stage]));
  const letters = LETTERS.map(([mark, text]) => item((pen) => drawLetter(pen, 9, 9, mark, 1.25), text));
  const differs = hasTwo ? [make("span", {}, make("i", { class: "underline" }), "stands elsewhere in the other council")] : [];
  const signs = hasMarks ? [make("span", {}, "▲ a crisis begins or ends, ◆ a vote, ■ a stop, ● a change")] : [];
  return make("div", { class: "legend" }, stages, letters, differs, signs);
}

function item(drawn, words) {
  const canvas = make("canvas", { width: 36, height: 36, "aria-hidden": "true" });
  const pen = canvas.getContext("2d");
  pen.scale(2, 2);
  drawn(pen);
  return make("span", {}, canvas, words);
}
