// Send the test in place, and put a command on the clipboard.
document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (form.id !== "send") return;
  event.preventDefault();
  const place = document.getElementById("sent");
  const button = form.querySelector("button");
  place.textContent = "Sending …";
  button.disabled = true;
  try {
    const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    place.replaceChildren(...page.body.childNodes);
  } catch {
    place.textContent = "The studio does not answer. Is it still running?";
  } finally {
    button.disabled = false;
  }
});

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
  button.textContent = "Copied";
  setTimeout(() => (button.textContent = "Copy"), 2000);
});

function copyable() {
  for (const button of document.querySelectorAll("[data-copy]")) button.hidden = !navigator.clipboard;
}
document.addEventListener("studio:shown", copyable);
copyable();
