// One council on a canvas: rooms and people on a sheet that is redrawn only where somebody's stage changes; doors,
// queues, letters on their way and the chamber anew at every moment.

import { fraction } from "./replay.js";
import { planOf, under } from "./plan.js";
import { INK, PAPER, WALL, drawLetter, fitted, stageSheet } from "./glyphs.js";
import { FONT, drawChamber, drawDoors } from "./corridor.js";

const LETTERS_IN_REACH = 11; // pixels

export class Board {
  constructor(replay, canvas) {
    this.replay = replay;
    this.canvas = canvas;
    this.people = document.createElement("canvas");
  }

  /** Lay everything out anew for a size in pixels of the page. */
  resize(width, height) {
    this.sharpness = Math.min(2, globalThis.devicePixelRatio || 1);
    this.plan = planOf(this.replay.record, width, height);
    for (const sheet of [this.canvas, this.people]) {
      sheet.width = Math.round(width * this.sharpness);
      sheet.height = Math.round(height * this.sharpness);
    }
    this.canvas.style.width = `${width}px`;
    this.canvas.style.height = `${height}px`;
    this.drawn = null;
    this.shapes = stageSheet(this.replay.record.words.colours, this.plan.seats.size, this.sharpness);
  }

  /** Draw a moment. ``look``: who is chosen or pointed at, and whose stage differs in the council beside. */
  draw(moment, look = {}) {
    const stages = this.replay.stagesAt(moment);
    this.updatePeople(stages);
    const pen = this.canvas.getContext("2d");
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.drawImage(this.people, 0, 0);
    pen.setTransform(this.sharpness, 0, 0, this.sharpness, 0, 0);
    drawChamber(pen, this.plan, this.replay, moment);
    const queues = this.replay.queuesAt(moment);
    drawDoors(pen, this.plan, this.replay, moment, queues);
    if (look.differing) this.markDiffering(pen, look.differing);
    this.drawLetters(pen, moment, queues, look);
    this.drawChosen(pen, look);
  }

  /** Rooms and people, redrawn where a stage is not the one that was drawn. */
  updatePeople(stages) {
    const pen = this.people.getContext("2d");
    const { x, y, size } = this.plan.seats;
    const half = (size + 2) / 2;
    if (!this.drawn) {
      this.drawRooms(pen);
      this.drawn = new Int8Array(stages.length).fill(-1);
    }
    pen.setTransform(this.sharpness, 0, 0, this.sharpness, 0, 0);
    for (let i = 0; i < stages.length; i++) {
      if (this.drawn[i] === stages[i]) continue;
      if (this.drawn[i] >= 0) {
        pen.fillStyle = "#ffffff";
        pen.fillRect(x[i] - size / 2 - 0.4, y[i] - size / 2 - 0.4, size + 0.8, size + 0.8);
      }
      pen.drawImage(this.shapes[stages[i]], x[i] - half, y[i] - half, size + 2, size + 2);
      this.drawn[i] = stages[i];
    }
  }

  drawRooms(pen) {
    const { rooms, width, height } = this.plan;
    pen.setTransform(this.sharpness, 0, 0, this.sharpness, 0, 0);
    pen.fillStyle = PAPER;
    pen.fillRect(0, 0, width, height);
    this.replay.record.departments.forEach((one, d) => {
      const room = rooms[d];
      pen.fillStyle = "#ffffff";
      pen.strokeStyle = WALL;
      pen.lineWidth = 1.4;
      pen.beginPath();
      pen.roundRect(room.x, room.y, room.width, room.height, 4);
      pen.fill();
      pen.stroke();
      pen.fillStyle = INK;
      pen.textBaseline = "middle";
      pen.textAlign = "left";
      pen.fillText(asLargeAsFits(pen, one.name, room.width - 8), room.x + 4.5, room.y + 10);
    });
  }

  /** Letters on their way, and those that lie with whoever asked. */
  drawLetters(pen, moment, queues, look) {
    this.letters = [];
    const queued = new Set();
    for (const queue of queues) {
      for (const { request, stand } of queue) {
        if (!stand.slot.isHidden) this.letters.push({ x: stand.slot.x, y: stand.slot.y, request });
        queued.add(request);
      }
    }
    const { x, y } = this.plan.seats;
    for (const request of this.replay.requestsAt(moment)) {
      const move = look.isStill ? null : request.moves.find((one) => one.from <= moment && moment < one.to);
      const seat = { x: x[request.person] + 4, y: y[request.person] - 4 };
      if (!move) {
        if (queued.has(request)) continue;
        const mark = request.markAt(moment);
        drawLetter(pen, seat.x, seat.y, mark);
        this.letters.push({ ...seat, request });
        continue;
      }
      const start = move.start === null ? seat : this.mouth(move.start);
      const end = move.end === null ? seat : this.mouth(move.end);
      const share = eased((moment - move.from) / (move.to - move.from));
      const lift = 26 * Math.sin(Math.PI * share) * (fraction(request.number) - 0.5);
      const at = { x: start.x + (end.x - start.x) * share, y: start.y + (end.y - start.y) * share + lift };
      drawLetter(pen, at.x, at.y, request.markAt(moment), 1.15);
      this.letters.push({ ...at, request });
    }
    if (look.request) this.traceOf(pen, look.request);
  }

  /** A line from a chosen request to whoever asked. */
  traceOf(pen, number) {
    const letter = this.letters.find((one) => one.request.number === number);
    const request = this.replay.byNumber.get(number);
    if (!letter || !request) return;
    const { x, y } = this.plan.seats;
    pen.strokeStyle = "#99487a";
    pen.setLineDash([4, 3]);
    pen.lineWidth = 1.6;
    pen.beginPath();
    pen.moveTo(x[request.person], y[request.person]);
    pen.lineTo(letter.x, letter.y);
    pen.stroke();
    pen.setLineDash([]);
    pen.beginPath();
    pen.arc(letter.x, letter.y, 10, 0, 7);
    pen.stroke();
  }

  drawChosen(pen, look) {
    const { x, y, size } = this.plan.seats;
    const ringed = [[look.pointed, "#99487a", 1.6], [look.parting, "#99487a", 3], [look.person, INK, 2.6]];
    for (const [person, colour, wide] of ringed) {
      if (person === undefined || person === null || person < 0) continue;
      pen.strokeStyle = "#ffffff";
      for (const [stroke, width] of [["#ffffff", wide + 2.4], [colour, wide]]) {
        pen.strokeStyle = stroke;
        pen.lineWidth = width;
        pen.beginPath();
        pen.arc(x[person], y[person], size * 0.5 + 4, 0, 7);
        pen.stroke();
      }
    }
  }

  /** A line under everybody who stands elsewhere in the council beside this one. */
  markDiffering(pen, differing) {
    const { x, y, size } = this.plan.seats;
    pen.fillStyle = "#99487a";
    const wide = Math.max(3, size * 0.7);
    for (let i = 0; i < differing.length; i++) {
      if (differing[i]) pen.fillRect(x[i] - wide / 2, y[i] + size * 0.5 - 1.4, wide, 1.8);
    }
  }

  /** The person, request, room or door at a point of the canvas. */
  at(px, py) {
    for (const letter of this.letters || []) {
      if ((letter.x - px) ** 2 + (letter.y - py) ** 2 < LETTERS_IN_REACH ** 2) return { request: letter.request.number };
    }
    return under(this.plan, px, py);
  }

  /** Where letters go in and out of a gate. */
  mouth(gate) {
    const door = this.plan.doors[gate];
    return { x: door.x + 22, y: door.y + Math.min(door.height - 12, 36) };
  }

}

/** A room's name in the largest letters with which all of it can be read, cut only where the smallest are too large. */
function asLargeAsFits(pen, name, width) {
  for (const size of [11.5, 10.5, 9.5, 8.5]) {
    pen.font = `600 ${size}px ${FONT}`;
    if (pen.measureText(name).width <= width) break;
  }
  return fitted(pen, name, width);
}

function eased(share) {
  return share < 0.5 ? 2 * share * share : 1 - 2 * (1 - share) * (1 - share);
}
