// Uptake as it grows: a curve for each council up to the moment that is shown, and faintly none of what is to come.

import { draw, percent } from "./elements.js";
import { between } from "./corridor.js";

const [WIDTH, HEIGHT, LEFT, BOTTOM, TOP, RIGHT] = [340, 186, 40, 34, 12, 10];
export const OF_COUNCILS = ["#0072b2", "#c04f00"];
const DASHES = ["", "7 4"];

/** A council's line as the curve has it, to stand beside its name. */
export function swatchOf(k) {
  return draw("svg", { viewBox: "0 0 30 10", class: "swatch", "aria-hidden": "true" },
    draw("line", { x1: 1, x2: 29, y1: 5, y2: 5, stroke: OF_COUNCILS[k], "stroke-width": 3, "stroke-dasharray": DASHES[k] || null }));
}

export class Curve {
  constructor(replays) {
    this.replays = replays;
    this.weeks = Math.max(...replays.map((one) => one.weeks), 1);
    const series = replays.flatMap((one) => [...one.record.weekly.uptake, ...one.record.weekly.shadow_share]);
    this.top = ceiling(Math.max(...series, 0.02));
    this.picture = draw("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", class: "curve" });
    this.title = draw("title");
    this.picture.append(this.title, this.axes());
    this.lines = replays.flatMap((replay, k) => [
      { replay, name: "uptake", path: this.line(OF_COUNCILS[k], 3, DASHES[k]) },
      { replay, name: "shadow_share", path: this.line(replays.length > 1 ? OF_COUNCILS[k] : "#1c2733", 1.4, k ? "1 4" : "2 2") },
    ]);
    this.dots = replays.map((_, k) => draw("circle", { r: 4.5, fill: OF_COUNCILS[k], stroke: "#fff", "stroke-width": 1.5 }));
    this.picture.append(...this.lines.map((line) => line.path), ...this.dots);
  }

  line(colour, width, dashes) {
    return draw("path", {
      fill: "none", stroke: colour, "stroke-width": width, "stroke-dasharray": dashes || null, "stroke-linejoin": "round",
    });
  }

  x(week) {
    return LEFT + ((WIDTH - LEFT - RIGHT) * week) / this.weeks;
  }

  y(share) {
    return TOP + (HEIGHT - TOP - BOTTOM) * (1 - share / this.top);
  }

  axes() {
    const group = draw("g", { class: "axes" });
    for (let k = 0; k <= 4; k++) {
      const share = (this.top * k) / 4;
      const digits = this.top < 0.08 ? 1 : 0;
      group.append(
        draw("line", { x1: LEFT, x2: WIDTH - RIGHT, y1: this.y(share), y2: this.y(share), class: k ? "grid" : "base" }),
        draw("text", { x: LEFT - 5, y: this.y(share) + 4, "text-anchor": "end" }, (100 * share).toFixed(digits)),
      );
    }
    const step = this.weeks >= 104 ? 52 : this.weeks >= 40 ? 13 : Math.max(1, Math.round(this.weeks / 4));
    for (let week = 0; week <= this.weeks; week += step) {
      group.append(draw("text", { x: this.x(week), y: HEIGHT - BOTTOM + 15, "text-anchor": "middle" }, String(week)));
    }
    group.append(draw("text", { x: WIDTH - RIGHT, y: HEIGHT - 5, "text-anchor": "end" }, "week"));
    group.append(draw("text", { x: LEFT, y: HEIGHT - 5 }, "% of staff"));
    return group;
  }

  /** Show the curves up to a moment. */
  show(moment) {
    const said = [];
    for (const { replay, name, path } of this.lines) {
      const values = replay.record.weekly[name];
      const until = Math.min(moment, replay.weeks);
      let points = "";
      for (let week = 0; week <= Math.floor(until); week++) {
        points += `${week ? "L" : "M"}${this.x(week).toFixed(1)},${this.y(values[week]).toFixed(1)}`;
      }
      points += `L${this.x(until).toFixed(1)},${this.y(between(values, until)).toFixed(1)}`;
      path.setAttribute("d", points);
    }
    this.replays.forEach((replay, k) => {
      const until = Math.min(moment, replay.weeks);
      const share = between(replay.record.weekly.uptake, until);
      this.dots[k].setAttribute("cx", this.x(until));
      this.dots[k].setAttribute("cy", this.y(share));
      said.push(`${replay.record.called}: ${percent(share)}`);
    });
    this.title.textContent = `Share of staff who use it with permission up to week ${Math.floor(moment)}. ${said.join("; ")}`;
  }
}

/** A round share above another, for the top of an axis. */
function ceiling(share) {
  return [0.04, 0.08, 0.12, 0.16, 0.2, 0.3, 0.4, 0.6, 0.8].find((one) => share <= one) ?? 1;
}
