// Put what the checks found into the source, beneath the line it speaks of.
function annotate() {
  for (const old of document.querySelectorAll(".source .finding")) old.remove();
  for (const finding of document.querySelectorAll("#findings [data-here] [data-line]")) {
    const line = document.getElementById(`line-${finding.dataset.line}`);
    if (!line) continue;
    const note = document.createElement("div");
    note.className = `finding ${finding.className}`;
    note.append(...[...finding.children].map((child) => child.cloneNode(true)));
    line.append(note);
  }
}
document.addEventListener("studio:shown", annotate);
document.addEventListener("studio:fetched", annotate);
