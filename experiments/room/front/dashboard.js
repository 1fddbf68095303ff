// The explorer on a page of its own: a program on this machine answers, as long as it runs.

import { Explorer } from "./explorer.js";

const ENDED = "Nobody answers: “blockers dashboard” has ended. Start it again, then load this page again.";

/** Open the explorer that this document is about. A new question gives up the one before. */
export function openDashboard() {
  const about = JSON.parse(document.getElementById("about").textContent);
  let newest = null;
  const explorer = new Explorer(document.getElementById("room"), about, async (preset, levers) => {
    newest?.abort();
    const mine = (newest = new AbortController());
    let found;
    try {
      const reply = await fetch("/ask", {
        method: "POST", headers: { "Content-Type": "application/json" }, signal: mine.signal,
        body: JSON.stringify({ page: about.page, preset, levers }),
      });
      found = await reply.json();
    } catch {
      found = { problem: ENDED };
    }
    if (mine === newest) explorer.answered(found);
  });
}
