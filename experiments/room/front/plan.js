// Where everything is drawn: departments as rooms whose floor grows with their people, the chamber, and the gates along
// the corridor. All lengths are in pixels of the page.

const GAP = 7;
const HEAD = 17; // the height of a room's name

/** The plan of a council on a sheet of this size: rooms, seats, doors, chamber. */
export function planOf(record, width, height) {
  const isNarrow = width < 560;
  const corridor = Math.round(Math.max(isNarrow ? 132 : 190, Math.min(width * 0.27, 330)));
  const floor = { x: GAP, y: GAP, width: width - corridor - 3 * GAP, height: height - 2 * GAP };
  const rooms = roomsOf(record, floor);
  const seats = seatsOf(record, rooms);
  const x = width - corridor - GAP;
  const chamber = { x, y: GAP, width: corridor, height: Math.min(92, height * 0.14) };
  const top = chamber.y + chamber.height + GAP;
  const each = (height - top - GAP + GAP) / record.gates.length;
  const doors = record.gates.map((_, g) => ({ x, y: top + g * each, width: corridor, height: each - GAP }));
  return { width, height, rooms, seats, doors, chamber, corridorX: x - GAP };
}

/** Rooms by area, squarish, the largest first from the upper left (Bruls, Huizing and van Wijk 2000). */
function roomsOf(record, floor) {
  const people = record.departments.reduce((sum, one) => sum + one.people, 0);
  const extra = (people / record.departments.length) * 0.22; // walls and name, which small rooms have as well
  const sizes = record.departments.map((one) => one.people + extra);
  const scale = (floor.width * floor.height) / sizes.reduce((sum, size) => sum + size, 0);
  const order = sizes.map((_, d) => d).sort((a, b) => sizes[b] - sizes[a] || a - b);
  const rooms = new Array(sizes.length);
  let { x, y, width, height } = floor;
  for (let k = 0; k < order.length; ) {
    const side = Math.min(width, height);
    let end = k + 1;
    while (end < order.length && worst(order, sizes, k, end + 1, scale, side) <= worst(order, sizes, k, end, scale, side)) end++;
    const area = sum(order, sizes, k, end) * scale;
    const depth = area / side;
    let along = 0;
    for (let i = k; i < end; i++) {
      const length = (sizes[order[i]] * scale) / depth;
      rooms[order[i]] = width >= height
        ? { x, y: y + along, width: depth - GAP, height: length - GAP }
        : { x: x + along, y, width: length - GAP, height: depth - GAP };
      along += length;
    }
    if (width >= height) [x, width] = [x + depth, width - depth];
    else [y, height] = [y + depth, height - depth];
    k = end;
  }
  return rooms;
}

const sum = (order, sizes, from, to) => order.slice(from, to).reduce((all, d) => all + sizes[d], 0);

/** How far from a square the worst of these rooms would be in one strip along a side. */
function worst(order, sizes, from, to, scale, side) {
  const area = sum(order, sizes, from, to) * scale;
  const areas = order.slice(from, to).map((d) => sizes[d] * scale);
  const square = side * side;
  return Math.max(...areas.map((one) => Math.max((square * one) / (area * area), (area * area) / (square * one))));
}

/** Everybody's place in their room, and how wide one is: the same in all rooms, as far as they allow. */
function seatsOf(record, rooms) {
  const x = new Float32Array(record.staff);
  const y = new Float32Array(record.staff);
  const size = Math.min(18, ...record.departments.map((one, d) => cellOf(rooms[d], one.people)));
  record.departments.forEach((one, d) => {
    const room = rooms[d];
    const pitch = Math.min(cellOf(room, one.people), size * 1.35);
    const columns = Math.max(1, Math.floor((room.width - 8) / pitch));
    const rows = Math.ceil(one.people / columns);
    const left = room.x + (room.width - Math.min(columns, one.people) * pitch) / 2;
    const top = room.y + HEAD + Math.max(0, (room.height - HEAD - 3 - rows * pitch) / 2);
    for (let i = 0; i < one.people; i++) {
      x[one.first + i] = left + ((i % columns) + 0.5) * pitch;
      y[one.first + i] = top + (Math.floor(i / columns) + 0.5) * pitch;
    }
  });
  return { x, y, size };
}

/** The widest cell with which so many people fit into a room. */
function cellOf(room, people) {
  const width = Math.max(4, room.width - 8);
  const height = Math.max(4, room.height - HEAD - 3);
  let cell = Math.min(26, width, height, Math.sqrt((width * height) / people) * 1.2);
  while (cell > 1 && Math.floor(width / cell) * Math.floor(height / cell) < people) cell *= 0.98;
  return cell;
}

/** Where the k-th of so many in a queue stands at a gate, in rows from the door; the last place tells how many more. */
export function slotOf(door, k, waiting) {
  const step = 14;
  const left = door.x + 46;
  const columns = Math.max(1, Math.floor((door.width - 54) / step));
  const rows = Math.max(1, Math.floor((door.height - 62) / 13));
  const room = columns * rows;
  const shown = waiting > room ? room - 2 : room; // a number takes the place of two letters
  const i = Math.min(k, shown);
  return { x: left + (i % columns) * step + 6, y: door.y + 29 + Math.floor(i / columns) * 13, isHidden: k >= shown, more: waiting - shown };
}

/** Who or what is at a point: the number of a seat within reach, else of a room, else of a door. */
export function under(plan, px, py) {
  let best = -1;
  let near = Math.max(64, plan.seats.size * plan.seats.size * 0.6);
  const { x, y } = plan.seats;
  for (let i = 0; i < x.length; i++) {
    const distance = (x[i] - px) ** 2 + (y[i] - py) ** 2;
    if (distance < near) [near, best] = [distance, i];
  }
  if (best >= 0) return { person: best };
  const inside = (one) => px >= one.x && px <= one.x + one.width && py >= one.y && py <= one.y + one.height;
  const room = plan.rooms.findIndex(inside);
  if (room >= 0) return { room };
  const door = plan.doors.findIndex(inside);
  return door >= 0 ? { door } : null;
}

/** The nearest seat from one seat in a direction (dx, dy), or the same where there is none. */
export function beside(plan, person, dx, dy) {
  const { x, y } = plan.seats;
  let best = person;
  let least = Infinity;
  for (let i = 0; i < x.length; i++) {
    const along = (x[i] - x[person]) * dx + (y[i] - y[person]) * dy;
    if (along <= 0.5) continue;
    const across = Math.abs((x[i] - x[person]) * dy) + Math.abs((y[i] - y[person]) * dx);
    const far = along + 3 * across;
    if (far < least) [least, best] = [far, i];
  }
  return best;
}
