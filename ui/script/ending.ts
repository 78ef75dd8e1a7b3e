type Say = (sentence: string) => void;

const SECOND = 1000;
/** Two minutes are enough to notice and press once (safety §3). */
const WARNING = 120 * SECOND;
const PLACE = "last use";

/** Before a sign-in ends, the page says so, and one press goes on. Other tabs of the same sign-in count as use. */
export function warnBeforeEnd(say: Say) {
  const box = document.querySelector<HTMLElement>(".ending");
  const button = box?.querySelector("button");
  if (!box || !button) return;
  const opened = Date.now();
  const unused = Number(box.dataset.unused) * SECOND;
  let end = opened + Number(box.dataset.atMost) * SECOND;
  let used = opened;
  let shown = "";

  const show = () => {
    const left = Math.min(used + unused, end) - Date.now();
    const when = left > WARNING ? "" : left <= 0 ? "over" : used + unused < end ? "soon" : "last";
    if (when === shown) return;
    shown = when;
    box.hidden = when === "";
    button.hidden = when !== "soon";
    for (const sentence of box.querySelectorAll<HTMLElement>("[data-when]")) {
      sentence.hidden = sentence.dataset.when !== when;
      if (!sentence.hidden) say(sentence.textContent ?? "");
    }
  };

  button.addEventListener("click", async () => {
    const answer = await fetch(box.dataset.again ?? "/", { redirect: "manual" }).catch(() => undefined);
    if (answer?.ok) note();
    else if (answer) end = 0;
    show();
  });
  addEventListener("storage", (event) => {
    if (event.key === PLACE) used = Math.max(used, Number(event.newValue));
    show();
  });
  const note = () => {
    used = Date.now();
    localStorage.setItem(PLACE, String(used));
  };

  note();
  show();
  setInterval(show, 5 * SECOND);
  document.addEventListener("visibilitychange", show);
}
