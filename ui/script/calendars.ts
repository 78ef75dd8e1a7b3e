/** Beside each day that can be typed, a button opens the browser's own calendar. */
export function offerCalendars() {
  for (const typed of document.querySelectorAll<HTMLInputElement>("input[data-day]")) {
    if (!("showPicker" in typed)) return;
    const picker = document.createElement("input");
    picker.type = "date";
    picker.className = "picker";
    picker.tabIndex = -1;
    picker.ariaHidden = "true";
    picker.value = typed.dataset.day ?? "";
    picker.addEventListener("change", () => {
      typed.value = picker.value;
      typed.dispatchEvent(new Event("input", { bubbles: true }));
    });

    const button = document.createElement("button");
    button.type = "button";
    button.className = "button outlined";
    button.textContent = typed.dataset.dayLabel ?? "";
    button.setAttribute("aria-controls", typed.id);
    button.addEventListener("click", () => picker.showPicker());

    typed.after(button, picker);
  }
}
