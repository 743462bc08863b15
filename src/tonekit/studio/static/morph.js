// Make one tree of elements equal to another, touching only what differs: focus, scrolling and frames stay.
export function morph(here, there) {
  attributes(here, there);
  if (here.hasAttribute("data-kept")) return; // its content is a script's own affair
  const wanted = [...there.childNodes];
  let node = here.firstChild;
  for (const next of wanted) {
    if (!node) {
      here.append(document.importNode(next, true));
      continue;
    }
    const after = node.nextSibling;
    if (alike(node, next)) {
      if (node.nodeType === Node.ELEMENT_NODE) morph(node, next);
      else if (node.data !== next.data) node.data = next.data;
    } else if (node.nodeType === Node.ELEMENT_NODE && node.matches("iframe") && next.nodeName === "IFRAME") {
      frame(node, document.importNode(next, true));
    } else {
      node.replaceWith(document.importNode(next, true));
    }
    node = after;
    while (node?.nodeType === Node.ELEMENT_NODE && node.hasAttribute("data-leaving")) node = node.nextSibling;
  }
  while (node) {
    const after = node.nextSibling;
    node.remove();
    node = after;
  }
  if (here.matches("select, input")) properties(here);
}

function alike(one, other) {
  if (one.nodeType !== other.nodeType || one.nodeName !== other.nodeName) return false;
  if (one.nodeType !== Node.ELEMENT_NODE) return true;
  if (one.id !== other.id) return false;
  // A frame is never sent elsewhere: each step would stand in the browser's history.
  return one.nodeName !== "IFRAME" || one.getAttribute("src") === other.getAttribute("src");
}

function attributes(here, there) {
  for (const { name } of [...here.attributes])
    if (!there.hasAttribute(name) && name !== "style") here.removeAttribute(name); // style is a script's own
  for (const { name, value } of there.attributes)
    if (here.getAttribute(name) !== value) here.setAttribute(name, value);
}

function properties(field) {
  if (field.matches("select")) {
    const chosen = field.querySelector("option[selected]");
    if (chosen) field.value = chosen.value;
  } else {
    field.value = field.getAttribute("value") ?? "";
    field.checked = field.hasAttribute("checked");
  }
}

// The new frame takes the old one's place when it has loaded, so that nothing flickers.
function frame(old, next) {
  for (const left of old.parentNode.querySelectorAll("[data-leaving]")) if (left !== old) left.remove();
  old.setAttribute("data-leaving", "");
  old.setAttribute("aria-hidden", "true");
  next.removeAttribute("loading");
  const done = () => old.remove();
  next.addEventListener("load", done, { once: true });
  setTimeout(done, 1000);
  old.before(next);
}
