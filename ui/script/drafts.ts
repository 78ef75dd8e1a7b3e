// What is typed into a long form stays in this browser tab until it is sent.

type Say = (sentence: string, beside?: HTMLElement) => void;
type Draft = [name: string, value: string][];

const PAUSE = 800;

export function keepDrafts(say: Say) {
  const forms = [...document.querySelectorAll<HTMLFormElement>("form[data-draft]")];
  for (const form of forms) keep(form, say);
  addEventListener("beforeunload", (event) => {
    if (forms.some((form) => form.dataset.touched && !form.dataset.sent)) event.preventDefault();
  });
}

function keep(form: HTMLFormElement, say: Say) {
  const place = `draft ${location.pathname} ${form.dataset.draft}`;
  const mark = form.appendChild(document.createElement("p"));
  mark.className = "draft";
  const hasFaults = document.getElementById("error-summary") !== null;
  if (!hasFaults && restore(form, sessionStorage.getItem(place))) say(form.dataset.draftBack ?? "", mark);

  let waiting = 0;
  form.addEventListener("input", () => {
    form.dataset.touched = "yes";
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      sessionStorage.setItem(place, JSON.stringify(typed(form)));
      say(`${form.dataset.draftSaved} ${clock()}`, mark);
    }, PAUSE);
  });
  form.addEventListener("submit", () => {
    clearTimeout(waiting);
    sessionStorage.removeItem(place);
  });
}

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** The controls whose text may be kept: nothing hidden, secret or from the disk. */
function controls(form: HTMLFormElement): Control[] {
  return [...form.querySelectorAll<Control>("input[name], textarea[name], select[name]")].filter(
    (it) => !["hidden", "password", "file"].includes(it.type) && it.autocomplete !== "one-time-code",
  );
}

function isBox(control: Control): control is HTMLInputElement {
  return control.type === "checkbox" || control.type === "radio";
}

function typed(form: HTMLFormElement): Draft {
  return controls(form)
    .filter((it) => !isBox(it) || it.checked)
    .map((it) => [it.name, it.value]);
}

function restore(form: HTMLFormElement, stored: string | null): boolean {
  if (!stored || stored === JSON.stringify(typed(form))) return false;
  const draft = JSON.parse(stored) as Draft;
  for (const control of controls(form)) {
    const values = draft.filter(([name]) => name === control.name).map(([, value]) => value);
    if (isBox(control)) control.checked = values.includes(control.value);
    else if (values[0] !== undefined) control.value = values[0];
  }
  form.dataset.touched = "yes";
  return true;
}

function clock(): string {
  return new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
}
