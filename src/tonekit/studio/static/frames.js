// Fit each frame's screen into the room it has: `data-width` CSS pixels, at a scale of at most 1.
const watched = new ResizeObserver((entries) => entries.forEach(({ target }) => fit(target)));

function fit(frame) {
  const width = Number(frame.dataset.width);
  frame.style.setProperty("--screen", width);
  frame.style.setProperty("--scale", Math.min(1, frame.clientWidth / width) || 1);
}

export function frames() {
  for (const frame of document.querySelectorAll(".frame[data-width]")) {
    fit(frame);
    watched.observe(frame);
  }
}
document.addEventListener("studio:shown", frames);
