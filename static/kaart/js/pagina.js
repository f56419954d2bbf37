// Small comforts of the search page; without this file everything still works.

const lijst = document.getElementById("lijst");
const filters = document.getElementById("filters");
const breed = window.matchMedia("(width >= 64rem)");
let openstaand = [];

/** Beside the list the filters always stand open; on a small screen they fold. */
function vouwFilters() {
  filters.open = breed.matches;
}

/** Back to the list once the question is asked. */
function toonLijst() {
  if (breed.matches || !filters.open) return;
  filters.open = false;
  lijst.scrollIntoView({ block: "start" });
}

/** After a link that replaced itself (a chip, a next page) the focus goes on in the new list. */
function naWissel(event) {
  const bron = event.detail.requestConfig?.elt;
  if (event.detail.target.id !== "resultaten" || !bron?.matches("a")) return;
  lijst.scrollTop = 0;
  lijst.focus({ preventScroll: true });
  if (!breed.matches) lijst.scrollIntoView({ block: "start" });
}

/** Lists that the visitor opened stay open when the server sends the filters anew. */
function onthoudOpen(event) {
  if (event.detail.target.id !== "filters-inhoud") return;
  openstaand = [...filters.querySelectorAll("details[open]")].map((element) => element.id);
}

function herstelOpen() {
  openstaand.forEach((id) => document.getElementById(id)?.setAttribute("open", ""));
}

/** A menu closes with Escape, and when the visitor goes on elsewhere. */
function sluitMenu(event) {
  const menu = document.querySelector(".meenemen[open]");
  if (!menu || (event.type === "keydown" && event.key !== "Escape")) return;
  if (event.type !== "keydown" && menu.contains(event.target)) return;
  menu.open = false;
  if (event.type === "keydown") menu.querySelector("summary").focus();
}

if (breed.matches) vouwFilters();
breed.addEventListener("change", vouwFilters);
document.getElementById("zoekvorm").addEventListener("submit", toonLijst);
document.addEventListener("htmx:oobBeforeSwap", onthoudOpen);
document.addEventListener("htmx:oobAfterSwap", herstelOpen);
document.addEventListener("htmx:afterSwap", naWissel);
["keydown", "click", "focusin"].forEach((soort) => document.addEventListener(soort, sluitMenu));
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
});
