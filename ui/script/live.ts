/** Says a sentence through the page's live region, and shows it where `beside` stands. */
export function announce(sentence: string, beside?: HTMLElement) {
  const region = document.getElementById("live");
  if (region) region.textContent = sentence;
  if (beside) beside.textContent = sentence;
}
