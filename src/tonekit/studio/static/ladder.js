// Where the ladder is wider than its window, bring the stage that was asked for to its beginning.
let brought = "";

function bring() {
  const rung = document.querySelector(".rung[aria-current]");
  const ladder = document.querySelector(".ladder");
  if (!rung || rung.id === brought) return;
  brought = rung.id;
  const room = parseFloat(getComputedStyle(ladder).paddingInlineStart);
  ladder.scrollLeft += rung.getBoundingClientRect().left - ladder.getBoundingClientRect().left - room;
}
document.addEventListener("studio:shown", bring);
bring();
