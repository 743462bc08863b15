// The tone pad: its point moves at once, what answers there is asked for as it moves, the URL when it rests.
import { go } from "./studio.js";
import { morph } from "./morph.js";

const PAUSE = 25; // ms without a move before the server is asked
const REST = 600; // ms without a key before the URL is changed
const at = (id) => document.getElementById(id);
const share = (value) => `${+(100 * value).toFixed(3)}%`;
const held = (value) => Math.min(1, Math.max(0, Math.round(value * 100) / 100));
let tone = null; // where the point is while it is moved
let asking, pausing, resting, telling;
let dragged = null; // the pointer that holds the point

function url(part = "") {
  const to = new URL(location.href);
  to.pathname = part || to.pathname;
  to.searchParams.set("tone", `${tone.firmness},${tone.empathy}`);
  to.searchParams.set("profile", document.querySelector('.legend [aria-current="true"]')?.id.slice(8) ?? "");
  to.search = to.search.replaceAll("%2C", ",");
  return to;
}

// Move the point by sight; the server is told a little later.
function put(firmness, empathy) {
  tone = { firmness: held(firmness), empathy: held(empathy) };
  const handle = at("handle");
  place(handle, tone);
  handle.setAttribute("aria-valuenow", tone.firmness);
  handle.setAttribute("aria-valuetext", `Firmness ${tone.firmness}, empathy ${tone.empathy}`);
  for (const name of ["firmness", "empathy"]) {
    at(`slide-${name}`).value = tone[name];
    at(`out-${name}`).textContent = tone[name].toFixed(2);
  }
  at("hold").setAttribute("x1", share(tone.firmness));
  at("hold").setAttribute("y1", share(1 - tone.empathy));
  clearTimeout(pausing);
  pausing = setTimeout(ask, PAUSE);
}

function place(mark, point) {
  mark.setAttribute("x", share(point.firmness));
  mark.setAttribute("y", share(1 - point.empathy));
}

// Ask which message answers here. Only the last answer counts: an older question is given up.
async function ask() {
  if (!tone) return;
  asking?.abort();
  const mine = (asking = new AbortController());
  try {
    const answer = await fetch(url("/pad/answer"), { signal: mine.signal });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(`<div>${await answer.text()}</div>`, "text/html");
    if (asking !== mine || !tone) return;
    const here = at("answer");
    const there = page.body.firstChild;
    for (const { name, value } of here.attributes) there.setAttribute(name, value);
    morph(here, there);
    settle();
  } catch (error) {
    if (error.name !== "AbortError") throw error;
  }
}

// Show on the pad what the answer says: where the tone is held, and which voice speaks.
function settle() {
  const { firmness, empathy, voice, words, subject, lang } = at("reply").dataset;
  const point = { firmness: Number(firmness), empathy: Number(empathy) };
  place(at("held"), point);
  at("hold").setAttribute("x2", share(point.firmness));
  at("hold").setAttribute("y2", share(1 - point.empathy));
  for (const mark of document.querySelectorAll(".pad .voice")) mark.classList.toggle("answers", mark.dataset.voice === voice);
  at("held").classList.toggle("same", point.firmness === tone.firmness && point.empathy === tone.empathy);
  const [says, quoted] = at("says").children;
  says.textContent = at("reply-title").textContent;
  quoted.textContent = subject;
  quoted.lang = lang;
  clearTimeout(telling);
  telling = setTimeout(() => (at("pad-live").textContent = words), 400);
}

// The point rests: the URL says where, and the rest of the page follows.
function rest(after = 0) {
  clearTimeout(resting);
  resting = setTimeout(() => tone && go(url()), after);
}

function point(event) {
  const box = at("pad").getBoundingClientRect();
  put((event.clientX - box.left) / box.width, 1 - (event.clientY - box.top) / box.height);
}

document.addEventListener("pointerdown", (event) => {
  const pad = event.target.closest?.("#pad");
  if (!pad || event.button || event.target.closest("a")) return;
  const onHandle = event.target.closest("#handle");
  if (event.pointerType === "touch" && !onHandle) return; // a finger beside the point scrolls; a tap moves it
  event.preventDefault();
  at("handle").focus({ preventScroll: true });
  pad.setPointerCapture(event.pointerId);
  dragged = event.pointerId;
  at("handle").classList.add("dragged");
  if (!onHandle) point(event);
});
// A finger on the point never scrolls the page; `touch-action` does not reach the inner parts of an SVG.
const still = (event) => event.target.closest?.("#handle") && event.preventDefault();
document.addEventListener("touchstart", still, { passive: false });
document.addEventListener("pointermove", (event) => {
  if (event.pointerId === dragged) point(event);
});
for (const end of ["pointerup", "pointercancel"]) {
  document.addEventListener(end, (event) => {
    if (event.pointerId !== dragged) return;
    dragged = null;
    at("handle").classList.remove("dragged");
    rest();
  });
}
document.addEventListener("click", (event) => {
  if (event.pointerType !== "touch" || !event.target.closest?.("#pad") || event.target.closest("a, #handle")) return;
  point(event);
  rest();
});

document.addEventListener("keydown", (event) => {
  if (event.target.id !== "handle" || event.ctrlKey || event.metaKey || event.altKey) return;
  const by = event.shiftKey ? 0.01 : 0.05;
  const { firmness, empathy } = tone ?? now();
  const to = {
    ArrowLeft: [firmness - by, empathy],
    ArrowRight: [firmness + by, empathy],
    ArrowDown: [firmness, empathy - by],
    ArrowUp: [firmness, empathy + by],
    Home: [0, empathy],
    End: [1, empathy],
    PageDown: [firmness, 0],
    PageUp: [firmness, 1],
  }[event.key];
  if (!to) return;
  event.preventDefault();
  put(...to);
  rest(REST);
});
document.addEventListener("input", (event) => {
  if (!event.target.id.startsWith("slide-")) return;
  put(Number(at("slide-firmness").value), Number(at("slide-empathy").value));
  rest(REST);
});
const now = () => ({ firmness: Number(at("slide-firmness").value), empathy: Number(at("slide-empathy").value) });

// A unit under the pointer shows where its thresholds are reached.
for (const [kind, on] of [["pointerover", true], ["pointerout", false]]) {
  document.addEventListener(kind, (event) => {
    const unit = event.target.closest?.("li[data-unit]")?.dataset.unit;
    if (unit) document.querySelector(`.reach[data-unit="${CSS.escape(unit)}"]`)?.classList.toggle("on", on);
  });
}

// The page shows what the URL says: what was asked before it is of no use any more.
document.addEventListener("studio:shown", () => {
  if (dragged !== null) return;
  clearTimeout(pausing);
  asking?.abort();
  tone = null;
});
