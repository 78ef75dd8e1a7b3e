// Comfort for pages that work without it: drafts, one sending per form, calendars, announcements, the end of a sign-in.

import { keepDrafts } from "./drafts";
import { offerCalendars } from "./calendars";
import { sendOnce } from "./sending";
import { announce } from "./live";
import { warnBeforeEnd } from "./ending";
import { watchProgress } from "./watch";

keepDrafts(announce);
sendOnce();
offerCalendars();
warnBeforeEnd(announce);
watchProgress();
showFaults();
releaseTables();

/** A page that came back with faults begins with them. */
function showFaults() {
  document.getElementById("error-summary")?.focus();
}

/** A table that does not scroll needs no stop of its own on the way with the Tab key. */
function releaseTables() {
  for (const table of document.querySelectorAll<HTMLElement>(".table[tabindex]")) {
    if (table.scrollWidth <= table.clientWidth && table.scrollHeight <= table.clientHeight) {
      table.removeAttribute("tabindex");
    }
  }
}
