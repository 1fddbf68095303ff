// How people and requests look. Every stage has a shape of its own beside its colour, so that no picture asks anybody to
// tell colours apart.

export const INK = "#1c2733";
export const PAPER = "#f5f2ea";
export const WALL = "#44525f";
export const SOFT = "#6a7682";
export const NO = "#b03a00";
export const YES = "#0072b2";
const SHAPES = ["dot", "star", "ring", "triangle", "full", "square", "cross", "diamond"];

/** Draw a stage's shape around the middle of a cell of this size. */
export function drawStage(pen, stage, colours, x, y, size) {
  const r = size * 0.4;
  const colour = colours[stage] === "currentColor" ? INK : colours[stage];
  pen.lineWidth = Math.max(1, size * 0.09);
  pen.beginPath();
  const shape = SHAPES[stage];
  if (shape === "dot") {
    pen.fillStyle = "#c9c5ba";
    pen.arc(x, y, Math.max(1, r * 0.5), 0, 7);
    pen.fill();
  } else if (shape === "star") {
    for (let i = 0; i < 10; i++) {
      const reach = r * (i % 2 ? 0.5 : 1.1);
      pen.lineTo(x + reach * Math.sin((i * Math.PI) / 5), y - reach * Math.cos((i * Math.PI) / 5));
    }
    pen.closePath();
    filled(pen, colour, "#7c7000");
  } else if (shape === "full") {
    pen.arc(x, y, r * 1.08, 0, 7);
    filled(pen, colour, "#00487a");
  } else if (shape === "ring") {
    pen.lineWidth = Math.max(1.4, size * 0.17);
    pen.strokeStyle = colour;
    pen.arc(x, y, r * 0.72, 0, 7);
    pen.stroke();
  } else if (shape === "triangle") {
    pen.moveTo(x, y - r * 1.05);
    pen.lineTo(x + r, y + r * 0.8);
    pen.lineTo(x - r, y + r * 0.8);
    pen.closePath();
    filled(pen, colour, "#1f6e9c");
  } else if (shape === "square") {
    pen.strokeStyle = colour;
    pen.lineWidth = Math.max(1.2, size * 0.13);
    pen.strokeRect(x - r * 0.7, y - r * 0.7, r * 1.4, r * 1.4);
  } else if (shape === "cross") {
    pen.strokeStyle = colour;
    pen.lineWidth = Math.max(1.5, size * 0.17);
    pen.moveTo(x - r * 0.75, y - r * 0.75);
    pen.lineTo(x + r * 0.75, y + r * 0.75);
    pen.moveTo(x + r * 0.75, y - r * 0.75);
    pen.lineTo(x - r * 0.75, y + r * 0.75);
    pen.stroke();
  } else {
    pen.moveTo(x, y - r * 1.05);
    pen.lineTo(x + r * 0.95, y);
    pen.lineTo(x, y + r * 1.05);
    pen.lineTo(x - r * 0.95, y);
    pen.closePath();
    filled(pen, colour, colour);
  }
}

function filled(pen, colour, edge) {
  pen.fillStyle = colour;
  pen.fill();
  pen.strokeStyle = edge;
  pen.lineWidth *= 0.8;
  pen.stroke();
}

/** Every stage drawn once, to be copied: a sheet of canvases by stage. */
export function stageSheet(colours, size, sharpness) {
  const wide = Math.ceil((size + 2) * sharpness);
  return colours.map((_, stage) => {
    const sheet = document.createElement("canvas");
    sheet.width = sheet.height = wide;
    const pen = sheet.getContext("2d");
    pen.scale(sharpness, sharpness);
    drawStage(pen, stage, colours, (size + 2) / 2, (size + 2) / 2, size);
    return sheet;
  });
}

/** A request as a letter, with a mark on it: refused, approved, appealed, or none. */
export function drawLetter(pen, x, y, mark, scale = 1) {
  const [w, h] = [11 * scale, 8 * scale];
  const edge = mark === "refused" ? NO : mark === "approved" ? YES : mark === "appealed" ? "#99487a" : INK;
  pen.fillStyle = mark === "approved" ? YES : mark === "refused" ? "#ffe3d3" : mark === "appealed" ? "#f7e2ee" : "#ffffff";
  pen.strokeStyle = edge;
  pen.lineWidth = 1.2 * scale;
  pen.beginPath();
  pen.rect(x - w / 2, y - h / 2, w, h);
  pen.fill();
  pen.stroke();
  pen.beginPath();
  if (mark === "refused") {
    pen.moveTo(x - 2.6 * scale, y - 2.6 * scale);
    pen.lineTo(x + 2.6 * scale, y + 2.6 * scale);
    pen.moveTo(x + 2.6 * scale, y - 2.6 * scale);
    pen.lineTo(x - 2.6 * scale, y + 2.6 * scale);
    pen.lineWidth = 1.6 * scale;
  } else if (mark === "approved") {
    pen.strokeStyle = "#ffffff";
    pen.lineWidth = 1.6 * scale;
    pen.moveTo(x - 3 * scale, y);
    pen.lineTo(x - 0.8 * scale, y + 2.3 * scale);
    pen.lineTo(x + 3.2 * scale, y - 2.4 * scale);
  } else {
    pen.moveTo(x - w / 2, y - h / 2);
    pen.lineTo(x, y + 0.8 * scale);
    pen.lineTo(x + w / 2, y - h / 2);
  }
  pen.stroke();
}

/** A face between ease (0) and alarm (1). */
export function drawFace(pen, x, y, r, worry) {
  const warm = Math.round(255 - 60 * worry);
  pen.fillStyle = `rgb(${warm}, ${Math.round(236 - 110 * worry)}, ${Math.round(190 - 120 * worry)})`;
  pen.strokeStyle = INK;
  pen.lineWidth = Math.max(1.2, r * 0.1);
  pen.beginPath();
  pen.arc(x, y, r, 0, 7);
  pen.fill();
  pen.stroke();
  pen.fillStyle = INK;
  for (const side of [-1, 1]) {
    pen.beginPath();
    pen.arc(x + side * r * 0.36, y - r * 0.2, r * 0.1, 0, 7);
    pen.fill();
    pen.beginPath(); // brows rise towards the middle as worry grows
    pen.moveTo(x + side * r * 0.58, y - r * (0.5 - 0.1 * worry));
    pen.lineTo(x + side * r * 0.2, y - r * (0.46 + 0.22 * worry));
    pen.stroke();
  }
  pen.beginPath();
  const bend = r * 0.42 * (0.8 - 2 * worry);
  pen.moveTo(x - r * 0.4, y + r * 0.42 - bend * 0.3);
  pen.quadraticCurveTo(x, y + r * 0.42 + bend, x + r * 0.4, y + r * 0.42 - bend * 0.3);
  pen.stroke();
}

/** Words cut to a width, with an ellipsis where some are left out. */
export function fitted(pen, text, width) {
  if (pen.measureText(text).width <= width) return text;
  let short = text;
  while (short.length > 1 && pen.measureText(`${short}…`).width > width) short = short.slice(0, -1);
  return `${short.trimEnd()}…`;
}

/** Words as lines that are no wider than this. */
export function lines(pen, text, width, most) {
  const found = [""];
  for (const word of text.split(" ")) {
    const longer = found[found.length - 1] ? `${found[found.length - 1]} ${word}` : word;
    if (pen.measureText(longer).width <= width) found[found.length - 1] = longer;
    else found.push(word);
  }
  return found.length <= most ? found : [...found.slice(0, most - 1), fitted(pen, found.slice(most - 1).join(" "), width)];
}
