"""Write docs/placeholders.md from the declaration in rendering/facts.py. Run by `make placeholders`."""

from pathlib import Path

from tonekit import Catalog
from tonekit.rendering.facts import PLACEHOLDERS
from tonekit.rendering.filters import FILTERS
from tonekit.rendering.flags import FLAGS, GROUPS

TARGET = Path(__file__).parent.parent / "docs" / "placeholders.md"
USE = {
    "short": "the short date",
    "weekday": "the date with its weekday",
    "capital": "with a capital at the start",
    "plural": "`plural(one='{n} day', other='{n} days')`: the form for the number; `{n}` is the number itself",
    "gendered": "`gendered(feminine='…', masculine='…', other='…')`; `other` serves companies and the unknown",
    "particle": "`particle('은/는')`: the Korean particle that fits",
}


def page() -> str:
    """The whole page."""
    units = Catalog.load(drafts=True).index.units
    lines = [
        "# Placeholders, flags and filters",
        "",
        "Generated from their declaration by `make placeholders`; `tonekit check` knows exactly these.",
        "",
        "## Placeholders",
        "",
        "A name with `?` may be absent: it stands only inside `{% if has.NAME %}` (or under a unit that brings it).",
        "A name with `¹` exists only for a single invoice: inside `{% if one_invoice %}`.",
        "",
        "| placeholder | type | what it prints |",
        "| --- | --- | --- |",
    ]
    for entry in PLACEHOLDERS.values():
        mark = ("?" if entry.optional else "") + ("¹" if entry.only_one_invoice else "")
        lines.append(f"| `{entry.name}`{mark} | {entry.type} | {entry.doc} |")
    lines += [
        "| `phrase.X` | phrase | A whole sentence of `phrases.toml`. |",
        "| `phrase.next_step`? | phrase | The sentence for the caller's next step; under `say.consequence`, or where the stage needs one. |",
        "| `extra.X`? | as declared | A fact that an overlay declares in `locales/extra.toml`. |",
        "",
        "## Flags",
        "",
        "For `{% if … %}`, joined by `and`, `or`, `not`.",
        "",
        "| flag | true when |",
        "| --- | --- |",
    ]
    lines += [f"| `{name}` | {doc} |" for name, (doc, _) in FLAGS.items()]
    optional = ", ".join(
        f"`has.{name}`" for name in (*GROUPS, *(e.name for e in PLACEHOLDERS.values() if e.optional))
    )
    lines += [
        f"| {optional} | The fact is there. |",
        f"| {', '.join(f'`say.{name}`' for name in units)} | The unit is spoken: tone, stage and facts agree (`tone_profiles/units.toml`). |",
        "",
        "## Filters",
        "",
        "One at a time, with constant texts in single quotes.",
        "",
        "| filter | takes | gives |",
        "| --- | --- | --- |",
    ]
    lines += [
        f"| `{name}` | {', '.join(sorted(entry.takes))} | {USE[name]} |" for name, entry in FILTERS.items()
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    TARGET.write_text(page(), "utf-8")
    print(TARGET)
