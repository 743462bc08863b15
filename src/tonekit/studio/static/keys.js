// Single keys as shortcuts. They can be switched off (WCAG 2.1.4), and do nothing while something is typed.
const KEPT = "tonekit-studio-keys";
const STEPS = { "[": ["locale", -1], "]": ["locale", 1], ",": ["stage", -1], ".": ["stage", 1], ";": ["tone", -1], "'": ["tone", 1] };

export function keys(go) {
  const dialog = document.getElementById("keys");
  const opener = document.getElementById("keys-open");
  const on = document.getElementById("keys-on");
  opener.hidden = false;
  opener.addEventListener("click", () => dialog.showModal());
  on.checked = localStorage.getItem(KEPT) !== "off";
  on.addEventListener("change", () => localStorage.setItem(KEPT, on.checked ? "on" : "off"));
  document.addEventListener("keydown", (event) => {
    if (!on.checked || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.target.closest?.("input, textarea, dialog, [contenteditable]")) return;
    if (event.target.matches?.("select") && /[\w]/.test(event.key)) return; // letters find an option there
    if (event.key === "?") dialog.showModal();
    else if (event.key in STEPS) step(...STEPS[event.key]);
    else {
      const link = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
      if (!link) return;
      link.matches("a[href]") ? go(link.href) : link.click();
    }
    event.preventDefault();
  });
}

function step(name, by) {
  const field = document.getElementById(`asked-${name}`);
  if (!field) return;
  const to = field.selectedIndex + by;
  field.selectedIndex = (to + field.options.length) % field.options.length;
  field.dispatchEvent(new Event("change", { bubbles: true }));
}
