// What is typed is kept by a press of the button alone: ask before another form takes the place of this one.
let typed = false;
document.addEventListener("input", (event) => (typed ||= Boolean(event.target.closest(".edit"))));
document.addEventListener("studio:leaving", (event) => {
  if (!typed || event.detail.querySelector(".edit")?.id === document.querySelector(".edit").id) return;
  if (confirm("What you typed is not kept yet. Leave it?")) typed = false;
  else event.preventDefault();
});
addEventListener("beforeunload", (event) => typed && event.preventDefault());

// Post the form in place: nothing typed is lost, and the keyboard stays where it was.
document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches(".edit")) return;
  event.preventDefault();
  const sent = new FormData(form, event.submitter);
  const open = new Set([...form.querySelectorAll("details[open]")].map((part) => part.id));
  const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(sent) });
  if (answer.redirected) {
    typed = false;
    location.assign(answer.url);
    return;
  }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const next = page.querySelector(".edit");
  if (!next) return;
  typed = true;
  for (const part of next.querySelectorAll("details")) part.open ||= open.has(part.id);
  form.replaceWith(document.importNode(next, true));
  attend();
});

// Go to what is to be mended, or to what was added.
function attend() {
  const form = document.querySelector(".edit");
  const faults = document.getElementById("faults");
  if (faults) {
    faults.focus({ preventScroll: true });
    faults.scrollIntoView({ block: "start" }); // however long it is
    return;
  }
  const place = form.dataset.focus && document.getElementById(`f-${form.dataset.focus}`);
  if (place) (place.querySelector(".cell input, .cell select") ?? place.querySelector("summary"))?.focus();
}

// A link to a field opens the parts around it.
document.addEventListener("click", (event) => {
  const link = event.target.closest('#faults a[href^="#"]');
  if (!link) return;
  event.preventDefault();
  const place = document.getElementById(link.hash.slice(1));
  if (!place) return;
  for (let part = place.closest("details"); part; part = part.parentElement.closest("details")) part.open = true;
  place.scrollIntoView({ block: "center" });
  (place.matches("input, select, textarea, fieldset") ? place : (place.querySelector("summary") ?? place)).focus();
});

// The list shows the case that is chosen; the page itself is not scrolled.
function reveal() {
  const list = document.querySelector(".cases");
  const chosen = list?.querySelector("[aria-current]");
  if (!chosen) return;
  const [around, one] = [list.getBoundingClientRect(), chosen.getBoundingClientRect()];
  list.scrollLeft += one.left - around.left - (around.width - one.width) / 2;
  if (one.top < around.top || one.bottom > around.bottom) list.scrollTop += one.top - around.top - around.height / 3;
}
document.addEventListener("studio:shown", reveal);
reveal();
