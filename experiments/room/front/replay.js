// A recorded run as something that can stand at any moment, forwards and back. A moment is a number of weeks: at 12 the
// twelfth week is over. The record says in which week things happened and in what order; where inside the week they are
// drawn is ours, and follows from their order.

const AWAY = 0.34; // of a week: how long a request is on its way
const SHOWN = 0.9; // of a week: how long a reason is to be read

/** The JSON inside gzip bytes, without any library. */
export async function unpacked(bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return JSON.parse(await new Response(stream).text());
}

/** Always the same number in [0, 1) for a whole number. */
export function fraction(number) {
  let x = Math.imul(number ^ 0x9e3779b9, 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return ((x ^ (x >>> 16)) >>> 0) / 4294967296;
}

export class Replay {
  constructor(record) {
    this.record = record;
    this.staff = record.staff;
    this.weeks = record.weeks;
    this.event = Object.fromEntries(record.words.events.map((name, number) => [name, number]));
    this.departmentOf = new Uint32Array(record.staff);
    record.departments.forEach((one, d) => this.departmentOf.fill(d, one.first, one.first + one.people));
    this.stage = new Uint8Array(record.staff);
    this.changes = stageChanges(record);
    this.done = 0; // changes of stage made so far
    this.requests = record.requests.map((given) => new Request(given, this.event));
    this.requests.sort((a, b) => a.from - b.from || a.number - b.number);
    this.byNumber = new Map(this.requests.map((request) => [request.number, request]));
    this.byPerson = new Map();
    for (const request of this.requests) {
      if (!this.byPerson.has(request.person)) this.byPerson.set(request.person, []);
      this.byPerson.get(request.person).push(request);
    }
    this.publicity = record.vanity.map(([week, councillor, granted], k) => ({
      at: Math.max(0, week - 1) + 0.1 + 0.5 * fraction(k), councillor, granted,
    }));
  }

  /** Everybody's stage at a moment, by number of person. The array is kept, and changes with the next call. */
  stagesAt(moment) {
    const { at, person, before, after } = this.changes;
    while (this.done < at.length && at[this.done] <= moment) this.stage[person[this.done]] = after[this.done++];
    while (this.done > 0 && at[this.done - 1] > moment) this.stage[person[--this.done]] = before[this.done];
    return this.stage;
  }

  /** Requests that are to be seen at a moment. */
  requestsAt(moment) {
    const found = [];
    for (const request of this.requests) {
      if (request.from > moment) break;
      if (moment <= request.to) found.push(request);
    }
    return found;
  }

  /** Those who stand in the queue of each gate at a moment, the longest waiting first. */
  queuesAt(moment) {
    const queues = this.record.gates.map(() => []);
    for (const request of this.requests) {
      if (request.from > moment) break;
      for (const stand of request.stands) {
        if (stand.from <= moment && moment < stand.to) queues[stand.gate].push({ request, stand });
      }
    }
    for (const queue of queues) queue.sort((a, b) => a.stand.from - b.stand.from);
    return queues;
  }

  /** The last answer that a gate gave before a moment, if it is still to be read; a no goes before a yes. */
  answersAt(moment) {
    const answers = this.record.gates.map(() => null);
    for (const request of this.requests) {
      if (request.from > moment) break;
      if (request.to + SHOWN < moment) continue;
      for (const stand of request.stands) {
        if (stand.answer === null || stand.to > moment || stand.to + SHOWN < moment) continue;
        const other = answers[stand.gate];
        const isNo = stand.answer === "no";
        if (!other || (isNo && other.answer !== "no") || (isNo === (other.answer === "no") && stand.to > other.to)) {
          answers[stand.gate] = stand;
        }
      }
    }
    return answers;
  }

  /** What a person is called. */
  nameOf(person) {
    const one = this.record.departments[this.departmentOf[person]];
    return `${one.name} ${this.record.numbers ? this.record.numbers[person] : person - one.first}`;
  }

  /** The person or request that goes by these words; null where there is none. */
  called(text) {
    const words = text.trim().toLowerCase().replace(/\s+/g, " ");
    const number = /^(?:request )?(\d+)$/.exec(words);
    if (number && this.byNumber.has(Number(number[1]))) return { request: Number(number[1]) };
    for (let person = 0; person < this.staff; person++) {
      if (this.nameOf(person).toLowerCase() === words) return { person };
    }
    return null;
  }

  /** The sentences of a person or a request up to a week, and how many are still to come. */
  told(chosen, week) {
    const { lives, biographies, sentences } = this.record;
    const all = (chosen.person !== undefined ? lives[chosen.person] : biographies[chosen.request]) || [];
    const past = all.filter((number) => sentences[0][number] <= week);
    return { sentences: past.map((number) => sentences[1][number]), toCome: all.length - past.length };
  }
}

/** When each change of stage is drawn: spread over its week, those of one person in their order. */
function stageChanges(record) {
  const [week, person, before, after] = record.stages;
  const last = new Map();
  const rows = week.map((w, k) => {
    const key = person[k];
    const earliest = Math.max(w - 1 + 0.12 + 0.7 * fraction(key * 7919 + w), (last.get(key) ?? -1) + 0.03);
    const at = w === 0 ? 0 : Math.min(w - 0.001, earliest);
    last.set(key, at);
    return [at, k];
  });
  rows.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  return {
    at: rows.map(([at]) => at), person: rows.map(([, k]) => person[k]),
    before: rows.map(([, k]) => before[k]), after: rows.map(([, k]) => after[k]),
  };
}

/** One request: where it stands when, and how it moves between. */
class Request {
  constructor([number, person, kind, steps], event) {
    Object.assign(this, { number, person, kind, stands: [], moves: [], marks: [] });
    const times = moments(number, steps);
    let place = null; // a gate, or null: with its asker
    let left = times[0];
    steps.forEach(([what, , gate, letThrough, objection, genuine, worthwhile, byLead, upheld], k) => {
      const at = times[k];
      const open = this.stands.find((stand) => stand.gate === gate && stand.to === Infinity);
      if (what === event.queued) {
        this.moves.push({ from: Math.max(left, at - AWAY), to: at, start: place, end: gate });
        this.stands.push({ request: this, gate, from: at, to: Infinity, answer: null });
      } else if (what === event.decided && open) {
        Object.assign(open, { to: at, answer: letThrough ? "yes" : "no", byLead });
        [place, left] = letThrough ? [gate, at] : [place, left];
      } else if (what === event.objected) {
        const stand = this.stands.findLast((one) => one.gate === gate);
        if (stand) Object.assign(stand, { answer: "no", objection, genuine, worthwhile, byLead });
        this.moves.push({ from: at, to: at + AWAY, start: gate, end: null, isRefused: true });
        this.marks.push({ at, mark: "refused" });
        [place, left] = [null, at + AWAY];
      } else if (what === event.left_queue && open) {
        open.to = at;
      } else if (what === event.improved) {
        this.marks.push({ at, mark: "" });
      } else if (what === event.appealed) {
        this.marks.push({ at, mark: "appealed" });
      } else if (what === event.appeal_heard) { // a refusal that is lifted is none any more; the next queue shows where it goes
        this.marks.push({ at, mark: upheld ? "refused" : "" });
      } else if (what === event.approved) {
        this.moves.push({ from: at, to: at + AWAY, start: place, end: null });
        this.marks.push({ at, mark: "approved" });
      }
    });
    const end = times[times.length - 1];
    const last = steps[steps.length - 1][0];
    const isOver = [event.approved, event.gave_up, event.went_shadow, event.withdrawn].includes(last);
    this.from = times[0];
    this.to = isOver ? end + AWAY + 0.08 : Infinity;
    for (const stand of this.stands) if (isOver && stand.to === Infinity) stand.to = end;
  }

  /** What is drawn on it at a moment: nothing, or that it is refused, approved or under appeal. */
  markAt(moment) {
    let mark = "";
    for (const one of this.marks) if (one.at <= moment) mark = one.mark;
    return mark;
  }
}

/** Moments of a request's steps: those of one week spread over it, in their order. */
function moments(number, steps) {
  const found = [];
  for (let k = 0; k < steps.length; ) {
    let end = k;
    while (end < steps.length && steps[end][1] === steps[k][1]) end++;
    const week = steps[k][1];
    const room = 0.84 / (end - k);
    for (let i = k; i < end; i++) {
      found.push(week === 0 ? 0 : week - 1 + 0.06 + room * (i - k + 0.25 + 0.7 * fraction(number * 31 + i)));
    }
    k = end;
  }
  return found;
}
