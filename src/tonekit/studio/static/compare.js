// The other side is chosen from a list; a value under the pointer shows where the other side prints it.
import { go } from "./studio.js";

document.addEventListener("change", (event) => {
  const form = event.target.form;
  if (form?.id !== "beside-form") return;
  const query = new URLSearchParams(new FormData(form)).toString().replaceAll("%2C", ",");
  go(`/compare?${query}`);
});
for (const [kind, on] of [["pointerover", true], ["pointerout", false]]) {
  document.addEventListener(kind, (event) => {
    const name = event.target.closest?.(".half .value")?.dataset.name;
    if (!name) return;
    for (const twin of document.querySelectorAll(`.half .value[data-name="${CSS.escape(name)}"]`)) twin.classList.toggle("twin", on);
  });
}
