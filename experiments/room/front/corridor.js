// The corridor beside the rooms: the councillors' chamber with its mood, and the gates as doors, each with its queue, its
// hours and the last reason that it gave.

import { slotOf } from "./plan.js";
import { INK, NO, SOFT, WALL, drawFace, drawLetter, fitted, lines } from "./glyphs.js";

export const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif";
export const COMMS = 1; // whose queue a digital lead serves, with hours that stand after those of all gates
export const LEAD = 5;
const TOLD = 0.85; // of a week: how long a reason stands over the door's queue
const ASKING = 0.5; // of a week: how long a councillor who asks for publicity is lit

/** Councillors' mood in a word, of those that come with a record. */
export function moodOf(anxiety, words) {
  return words.moods.find(([most]) => anxiety < most)[1];
}

/** A weekly series at a moment, straight lines between weeks. */
export function between(series, moment) {
  const last = series.length - 1;
  const week = Math.max(0, Math.min(last, Math.floor(moment)));
  const next = Math.min(last, week + 1);
  return series[week] + (series[next] - series[week]) * Math.max(0, Math.min(1, moment - week));
}

/** The week that is under way at a moment, or the last. */
export function weekAt(replay, moment) {
  return Math.max(0, Math.min(replay.weeks, Math.ceil(moment)));
}

/** The councillors: a face for their worry, a seat for each, and a star on its way to comms for publicity asked. */
export function drawChamber(pen, plan, replay, moment) {
  const { x, y, width, height } = plan.chamber;
  const { weekly } = replay.record;
  const worry = between(weekly.anxiety, moment);
  const week = weekAt(replay, moment);
  const state = weekly.moratorium[week] ? "everything is stopped" : weekly.crisis[week] > 0 ? "a crisis" : "";
  panel(pen, plan.chamber, state ? "#fff1e6" : "#fffdf6");
  const r = Math.min(22, height * 0.27);
  drawFace(pen, x + 14 + r, y + height * 0.5, r, worry);
  const left = x + 26 + 2 * r;
  const room = x + width - left - 6;
  heading(pen, "Councillors", left, y + 14, room);
  pen.font = `12px ${FONT}`;
  pen.fillStyle = state ? NO : SOFT;
  const [mood, share, more] = [moodOf(worry, replay.record.words), `${Math.round(100 * worry)} %`, state ? `; ${state}` : ""];
  const long = `${mood}, worry ${share}${more}`;
  const said = pen.measureText(long).width <= room ? long : `${state || mood} (${share})`;
  pen.fillText(fitted(pen, said, room), left, y + 32);
  drawSeats(pen, plan, replay, moment, { left, top: y + 43, width: room - 2, height: height - 50 });
}

function drawSeats(pen, plan, replay, moment, { left, top, width, height }) {
  const count = replay.record.councillors;
  const step = Math.max(2.5, Math.min(9, Math.sqrt((width * Math.max(6, height)) / count)));
  const columns = Math.max(1, Math.floor(width / step));
  const seatOf = (i) => [left + (i % columns) * step, top + Math.floor(i / columns) * step];
  pen.fillStyle = "#b9b3a4";
  for (let i = 0; i < count; i++) pen.fillRect(...seatOf(i), step - 2, step - 2);
  const comms = plan.doors[COMMS];
  for (const one of replay.publicity) {
    const since = moment - one.at;
    if (since < 0 || since > ASKING) continue;
    const [sx, sy] = seatOf(one.councillor);
    pen.fillStyle = "#99487a";
    pen.fillRect(sx - 0.5, sy - 0.5, step - 1, step - 1);
    const share = Math.min(1, since / (0.8 * ASKING));
    drawStar(pen, sx + (comms.x + 26 - sx) * share, sy + (comms.y + 12 - sy) * share, one.granted ? "#99487a" : "#e3cbd8");
  }
}

/** Every gate, with who waits there; the places of letters in queues are noted on their stands. */
export function drawDoors(pen, plan, replay, moment, queues) {
  const { gates, words, hours } = replay.record;
  const week = weekAt(replay, moment);
  const answers = replay.answersAt(moment);
  gates.forEach((gate, g) => {
    const door = plan.doors[g];
    const answer = answers[g];
    const since = answer ? moment - answer.to : Infinity;
    panel(pen, door, gate.removed ? "#eeeae0" : "#ffffff");
    drawLeaf(pen, door, since < 0.45 ? answer.answer : "", gate.removed !== "");
    const waiting = queues[g].length;
    const right = door.x + door.width - 8;
    pen.font = `700 13px ${FONT}`;
    const named = pen.measureText(words.gates[g]).width;
    pen.textAlign = "right";
    pen.font = `600 12px ${FONT}`;
    let count = gate.removed || `${waiting.toLocaleString("en-GB")} waiting`;
    if (!gate.removed && named + pen.measureText(count).width > right - door.x - 54) count = waiting.toLocaleString("en-GB");
    pen.fillStyle = waiting ? INK : SOFT;
    pen.fillText(count, right, door.y + 13);
    const taken = pen.measureText(count).width;
    heading(pen, words.gates[g], door.x + 46, door.y + 13, right - taken - door.x - 52);
    const whose = hours.owned[g][week] > 0 || g !== COMMS ? g : LEAD;
    drawHours(pen, door, hours.owned[whose][week], hours.spent[whose][week], whose === LEAD ? "lead: " : "");
    drawTally(pen, door, gate, week);
    queues[g].forEach(({ stand }, k) => {
      stand.slot = slotOf(door, k, waiting);
      if (!stand.slot.isHidden) drawLetter(pen, stand.slot.x, stand.slot.y, "");
      else if (k === waiting - 1) drawMore(pen, stand.slot);
    });
    if (since < TOLD && answer.answer === "no" && answer.objection >= 0) {
      drawReason(pen, door, words.objections[answer.objection], answer); // whole or not at all: one may stop here
    }
  });
}

/** The reason given, with both marks: whether it was true, and whether what it stopped was worthwhile. */
function drawReason(pen, door, said, answer) {
  const [line, size] = door.height < 90 ? [13, 11] : [15, 12];
  pen.font = `600 ${size}px ${FONT}`;
  const left = door.x + 44;
  const width = door.width - 50;
  const rows = lines(pen, `No: ${said}`, width - 14, 2);
  const [truth, worth] = [answer.genuine ? "true" : "not true", answer.worthwhile ? "worthwhile" : "not worthwhile"];
  const top = door.y + 22;
  const height = Math.min(door.height - 24, Math.max(door.height - 40, line * (rows.length + 1) + 6)); // over the tally
  pen.fillStyle = "#ffe9dc";
  pen.strokeStyle = NO;
  pen.lineWidth = 1.2;
  pen.beginPath();
  pen.roundRect(left, top, width, height, 5);
  pen.fill();
  pen.stroke();
  pen.fillStyle = "#7a2800";
  rows.forEach((row, i) => pen.fillText(row, left + 7, top + 10 + line * i));
  if (height >= line * (rows.length + 1)) {
    pen.font = `${size - 0.5}px ${FONT}`;
    const long = `the reason: ${truth}; the request: ${worth}`;
    const marks = pen.measureText(long).width <= width - 14 ? long : `${truth}; ${worth}`;
    pen.fillText(fitted(pen, marks, width - 14), left + 7, top + 10 + line * rows.length);
  }
}

/** A door in its frame: open after a yes, barred after a no. */
function drawLeaf(pen, door, answer, isRemoved) {
  const [x, y, w] = [door.x + 12, door.y + 8, 24];
  const h = Math.min(door.height - 16, 54);
  pen.lineWidth = 2;
  pen.strokeStyle = INK;
  pen.fillStyle = answer === "yes" ? "#cfe6f5" : isRemoved ? "#ffffff" : "#e7e1d3";
  pen.beginPath();
  pen.roundRect(x, y, w, h, [11, 11, 0, 0]);
  pen.fill();
  pen.stroke();
  if (isRemoved) return;
  pen.beginPath();
  pen.fillStyle = answer === "no" ? "#f3b48e" : "#c2a878";
  if (answer === "yes") {
    pen.moveTo(x + 1, y + 10);
    pen.lineTo(x - 8, y + 15);
    pen.lineTo(x - 8, y + h + 4);
    pen.lineTo(x + 1, y + h);
    pen.closePath();
  } else {
    pen.roundRect(x + 3, y + 3, w - 6, h - 3, [8, 8, 0, 0]);
  }
  pen.fill();
  pen.lineWidth = 1.2;
  pen.stroke();
  if (answer === "no") {
    pen.strokeStyle = NO;
    pen.lineWidth = 3;
    pen.beginPath();
    pen.moveTo(x - 4, y + h * 0.45);
    pen.lineTo(x + w + 4, y + h * 0.45);
    pen.stroke();
  }
}

/** Hours for decisions that a gate has this week, and how many are left. */
function drawHours(pen, door, owned, spent, whose) {
  if (!(owned > 0) || door.height < 44) return;
  const [x, y, width] = [door.x + 46, door.y + door.height - 10, door.width - 54];
  const left = Math.max(0, owned - spent);
  pen.font = `11px ${FONT}`;
  const said = `${whose}${left.toFixed(left < 10 ? 1 : 0)} of ${owned.toFixed(owned < 10 ? 1 : 0)} h left`;
  const words = pen.measureText(said).width + 8;
  pen.fillStyle = "#e3ddcf";
  pen.fillRect(x, y - 3, width - words, 6);
  pen.fillStyle = "#009e73";
  pen.fillRect(x, y - 3, ((width - words) * left) / owned, 6);
  pen.fillStyle = SOFT;
  pen.textAlign = "right";
  pen.fillText(said, x + width, y);
  pen.textAlign = "left";
}

/** How many more stand behind those who can be seen. */
function drawMore(pen, slot) {
  pen.font = `600 11px ${FONT}`;
  pen.fillStyle = INK;
  pen.fillText(`+${slot.more}`, slot.x - 6, slot.y);
}

/** What a gate has come to so far: refusals, blame for refusals, and noes that were taken for granted. */
function drawTally(pen, door, gate, week) {
  if (door.height < 64) return;
  const words = [`refused ${gate.refused[week]}`, `blamed ${gate.blamed[week]}`, `assumed ${gate.assumed[week]}`];
  pen.font = `11.5px ${FONT}`;
  pen.fillStyle = INK;
  const room = door.width - 52;
  let said = words.join("  ·  ");
  if (pen.measureText(said).width > room) said = words.slice(0, 2).join(" · ");
  if (pen.measureText(said).width > room) pen.font = `10.5px ${FONT}`;
  pen.fillText(fitted(pen, said, room), door.x + 46, door.y + door.height - 25);
}

function drawStar(pen, x, y, colour) {
  pen.fillStyle = colour;
  pen.strokeStyle = "#5c2a49";
  pen.lineWidth = 0.8;
  pen.beginPath();
  for (let i = 0; i < 10; i++) {
    const r = i % 2 ? 2.6 : 6;
    pen.lineTo(x + r * Math.sin((i * Math.PI) / 5), y - r * Math.cos((i * Math.PI) / 5));
  }
  pen.closePath();
  pen.fill();
  pen.stroke();
}

function panel(pen, box, colour) {
  pen.fillStyle = colour;
  pen.strokeStyle = WALL;
  pen.lineWidth = 1.2;
  pen.beginPath();
  pen.roundRect(box.x, box.y, box.width, box.height, 6);
  pen.fill();
  pen.stroke();
}

function heading(pen, text, x, y, width) {
  pen.font = `700 13px ${FONT}`;
  pen.fillStyle = INK;
  pen.textAlign = "left";
  pen.textBaseline = "middle";
  pen.fillText(fitted(pen, text, width), x, y);
}
