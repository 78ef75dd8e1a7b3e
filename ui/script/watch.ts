// Work that goes on by itself: its progress is looked up again, and the page is opened anew when it is over.

import { announce } from "./live";

/** Looks after the parts marked `data-watched`, whose value is the seconds between two looks. */
export function watchProgress() {
  const part = document.querySelector<HTMLElement>("[data-watched]");
  if (part) window.setTimeout(look, Number(part.dataset.watched) * 1000, part);
}

async function look(part: HTMLElement) {
  try {
    const answer = await fetch(location.href, { headers: { accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector<HTMLElement>("[data-watched]");
    if (!fresh) return location.reload();
    if (!part.contains(document.activeElement)) {
      fresh.querySelectorAll("noscript").forEach((it) => it.remove());
      part.replaceChildren(...fresh.childNodes);
      const said = part.querySelector("progress")?.getAttribute("aria-label");
      if (said) announce(said);
    }
  } catch {
    // The network rests; the next look may find it again.
  }
  window.setTimeout(look, Number(part.dataset.watched) * 1000, part);
}
