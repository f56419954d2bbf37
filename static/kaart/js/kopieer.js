// Data: the text area that a button names in data-kopieer. Without this file people copy by hand.

/** @param {HTMLTextAreaElement} veld */
async function kopieer(veld) {
  veld.select();
  if (navigator.clipboard) return navigator.clipboard.writeText(veld.value);
  if (!document.execCommand("copy")) throw new Error("copy"); // a page without https
}

/** @param {HTMLButtonElement} knop */
async function bijKlik(knop) {
  const veld = document.getElementById(knop.dataset.kopieer);
  const stand = document.getElementById(`${veld.id}-stand`);
  try {
    await kopieer(veld);
    stand.textContent = knop.dataset.gelukt;
  } catch {
    stand.textContent = knop.dataset.mislukt;
  }
}

document.querySelectorAll("[data-kopieer]").forEach((knop) => {
  knop.addEventListener("click", () => bijKlik(knop));
});
