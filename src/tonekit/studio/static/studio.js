// What every page of the studio does: follow its own links in place, keep the state in the URL, hear of saves.
import { morph } from "./morph.js";
import "./frames.js";
import { keys } from "./keys.js";

const shown = () => document.dispatchEvent(new CustomEvent("studio:shown"));
let latest = 0;
let here = location.href; // the address that is shown

// Show an address of this view in place of the present one; a page of another view is opened as usual.
export async function go(address, { push = true } = {}) {
  const url = new URL(address, location.href);
  if (url.pathname !== location.pathname) {
    location.assign(url);
    return;
  }
  const mine = ++latest;
  if (push && url.href !== location.href) history.pushState(null, "", url);
  document.documentElement.dataset.busy = "";
  try {
    const answer = await fetch(url);
    if (!answer.ok) throw new Error(await answer.text());
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (mine !== latest) return;
    if (!document.dispatchEvent(new CustomEvent("studio:leaving", { cancelable: true, detail: page }))) {
      history[push ? "replaceState" : "pushState"](null, "", here);
      again(); // the choices above say again what is shown
      return;
    }
    here = url.href;
    for (const part of page.querySelectorAll("[data-part]")) {
      const here = document.querySelector(`[data-part="${part.dataset.part}"]`);
      if (here) morph(here, part);
    }
    document.title = page.title;
    document.body.dataset.version = page.body.dataset.version;
    shown();
  } catch (error) {
    if (mine === latest) live(`Not shown: ${error.message}`, "off");
  } finally {
    if (mine === latest) delete document.documentElement.dataset.busy;
  }
}

export const again = () => go(location.href, { push: false });

// The address of a form's present choices.
function address(form) {
  const query = new URLSearchParams(new FormData(form));
  return `${form.getAttribute("action")}?${query}`;
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
  const url = new URL(link.getAttribute("href"), location.href); // in SVG, `href` is no text
  const elsewhere = url.origin !== location.origin || link.hasAttribute("download") || link.target;
  if (elsewhere || url.pathname !== location.pathname || (url.hash && url.search === location.search)) return;
  event.preventDefault();
  go(url);
});
document.addEventListener("change", (event) => {
  const form = event.target.form;
  if (form?.id === "asked") go(address(form));
});
document.addEventListener("submit", (event) => {
  if (event.target.id !== "asked") return;
  event.preventDefault();
  go(address(event.target));
});
addEventListener("popstate", () => again());

// Fragments that are fetched after the page, since they take longer; not while one page follows another.
const PAUSE = 200; // milliseconds
const fetched = new Map(); // by element: its address, and what calls the request off
let waiting;
document.addEventListener("studio:shown", () => {
  clearTimeout(waiting);
  waiting = setTimeout(fragments, PAUSE);
});
async function fragments() {
  for (const [place, { off }] of fetched) {
    if (!place.isConnected || fetched.get(place).source !== place.dataset.fetch) {
      off.abort(); // a browser keeps few lines open to one server
      fetched.delete(place);
    }
  }
  for (const place of document.querySelectorAll("[data-fetch]")) if (!fetched.has(place)) fragment(place);
}
async function fragment(place) {
  const source = place.dataset.fetch;
  const off = new AbortController();
  fetched.set(place, { source, off });
  place.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(source, { signal: off.signal });
    if (!answer.ok) throw new Error(answer.statusText);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    place.replaceChildren(...page.body.childNodes);
    place.removeAttribute("aria-busy");
    document.dispatchEvent(new CustomEvent("studio:fetched", { detail: place }));
  } catch {
    if (fetched.get(place)?.source === source) fetched.delete(place); // asked for again with the next page
  }
}

// Live: a save is told of by the server, and the open page asked for anew.
function live(words, state) {
  const place = document.getElementById("live");
  place.dataset.state = state;
  place.querySelector("[data-live]").textContent = words;
}
let events;
function listen() {
  events?.close();
  if (document.hidden) return; // a browser keeps few lines open to one server; other tabs need them too
  events = new EventSource("/events");
  events.addEventListener("hello", (event) => {
    live("Live", "on");
    const { version, run } = JSON.parse(event.data);
    if (run !== document.body.dataset.run) location.reload(); // the studio was started anew
    else if (String(version) !== document.body.dataset.version) again();
  });
  events.addEventListener("saved", (event) => {
    const { files = [] } = JSON.parse(event.data);
    const time = new Date().toLocaleTimeString("en-GB");
    live(files.length ? `${files[0]}, ${time}` : `Reloaded, ${time}`, "on");
    again();
  });
  events.addEventListener("error", () => live("Not connected", "off"));
}

// Arrow keys walk through a tab list, as ARIA's pattern has it; the tab reached is opened.
document.addEventListener("keydown", (event) => {
  const tab = event.target.closest?.('[role="tab"]');
  if (!tab) return;
  const tabs = [...tab.closest('[role="tablist"]').querySelectorAll('[role="tab"]')];
  const at = tabs.indexOf(tab);
  const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  const next = tabs[(to + tabs.length) % tabs.length];
  next.focus();
  next.click();
});

// Rows that scroll sideways on a phone show what is chosen in them; the page itself stays where it is.
document.addEventListener("studio:shown", () => {
  for (const chosen of document.querySelectorAll('.menu [aria-current], .tabs [aria-selected="true"]')) {
    const row = chosen.closest("nav, .tabs");
    const inner = chosen.getBoundingClientRect(), outer = row.getBoundingClientRect();
    if (inner.left < outer.left) row.scrollLeft -= outer.left - inner.left + 16;
    else if (inner.right > outer.right) row.scrollLeft += inner.right - outer.right + 16;
  }
});

keys(go);
document.addEventListener("visibilitychange", listen);
listen();
shown();
document.documentElement.dataset.ready = "";
