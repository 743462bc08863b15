"""Hold a parsed text against the declared placeholders, flags and filters, before anything is rendered."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from tonekit.errors import did_you_mean, one_slip_away
from tonekit.l10n.locales import split_formality
from tonekit.l10n.plurals import required_categories
from tonekit.model.tone import Unit
from tonekit.rendering.facts import PLACEHOLDERS
from tonekit.rendering.filters import FILTERS, NUMBER, Type, stray_brace
from tonekit.rendering.flags import BROUGHT, FLAGS, GROUPS, OPPOSITES
from tonekit.rendering.program import And, Call, Condition, Flag, If, Node, Not, Or, Print
from tonekit.rendering.segments import Fault


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What texts of one locale may say.

    `plural_from_1` and `plural_from_2` are the CLDR categories that whole numbers reach from there up;
    `phrases` the names of shared sentences; `extra` the facts an overlay declared, by name and type.
    """

    units: Mapping[str, Unit]
    plural_from_1: frozenset[str]
    plural_from_2: frozenset[str]
    phrases: Collection[str] = ()
    extra: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(
        cls, tag: str, units: Mapping[str, Unit], phrases: Collection[str], extra: Mapping[str, str]
    ) -> Vocabulary:
        """The vocabulary of a locale, whose language tells the categories."""
        base, _ = split_formality(tag)
        return cls(units, required_categories(base, 1), required_categories(base, 2), phrases, extra)

    def type_of(self, name: str) -> Type | None:
        """The type of a placeholder, None when there is none of this name."""
        kind, _, rest = name.partition(".")
        if kind == "phrase":
            return "phrase" if rest in self.phrases else None
        if kind == "extra":
            return self.extra.get(rest)  # type: ignore[return-value]
        entry = PLACEHOLDERS.get(name)
        return entry.type if entry else None

    @property
    def names(self) -> list[str]:
        """Every placeholder."""
        return [
            *PLACEHOLDERS,
            *(f"phrase.{name}" for name in self.phrases),
            *(f"extra.{name}" for name in self.extra),
        ]

    @property
    def flags(self) -> list[str]:
        """Every flag."""
        optional = [entry.name for entry in PLACEHOLDERS.values() if entry.optional]
        return [
            *FLAGS,
            *(f"has.{name}" for name in (*optional, *GROUPS)),
            *(f"has.extra.{name}" for name in self.extra),
            *(f"say.{name}" for name in self.units),
        ]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text stands: `body` may hold blocks, `phrase` holds neither blocks nor phrases.

    `known` are flags that hold here (a stage's needs, a next-step sentence); `free` are offsets of tags that
    the library guards itself (the button).
    """

    kind: str
    known: frozenset[str] = frozenset()
    free: frozenset[int] = frozenset()


def validate(nodes: tuple[Node, ...], vocabulary: Vocabulary, place: Place) -> list[Fault]:
    """List every fault of a text."""
    walk = _Walk(vocabulary, place)
    known: dict[str, bool] = {}
    for name in place.known:
        walk.learn(Flag(name), value=True, known=known)
    walk.nodes(nodes, known)
    return walk.faults


class _Walk:
    """One pass that carries which flags are known to hold or not to hold."""

    def __init__(self, vocabulary: Vocabulary, place: Place) -> None:
        self.vocabulary, self.place = vocabulary, place
        self.flag_names = frozenset(vocabulary.flags)
        self.faults: list[Fault] = []
        self.unsure = 0  # how many conditions around ask for no flag: what they guard cannot be told

    def nodes(self, nodes: tuple[Node, ...], known: dict[str, bool]) -> None:
        for node in nodes:
            if isinstance(node, Print):
                self._print(node, known)
            elif isinstance(node, If):
                rest, outside = dict(known), self.unsure
                for condition, body in node.branches:
                    self.unsure += not self._condition(condition)
                    inside = dict(rest)
                    self.learn(condition, value=True, known=inside)
                    self.nodes(body, inside)
                    self.learn(condition, value=False, known=rest)
                self.nodes(node.otherwise, rest)
                self.unsure = outside

    def learn(self, condition: Condition, *, value: bool, known: dict[str, bool]) -> None:
        """Add what a condition's outcome tells about single flags."""
        if isinstance(condition, Not):
            self.learn(condition.inner, value=not value, known=known)
        elif isinstance(condition, (And, Or)):
            if value == isinstance(condition, And):
                self.learn(condition.left, value=value, known=known)
                self.learn(condition.right, value=value, known=known)
        else:
            name = condition.name
            known[name] = value
            if name in OPPOSITES:
                known[OPPOSITES[name]] = not value
            kind, _, rest = name.partition(".")
            if kind == "has" and rest in GROUPS:
                known[f"has.{GROUPS[rest]}"] = value
            elif kind == "say" and value and rest in self.vocabulary.units:
                for need in self.vocabulary.units[rest].needs:
                    known.update({f"has.{fact}": True for fact in BROUGHT[need]})

    def _condition(self, condition: Condition) -> bool:
        """Report flags that there are not; True when there are none."""
        if isinstance(condition, Not):
            return self._condition(condition.inner)
        if isinstance(condition, (And, Or)):
            return all([self._condition(condition.left), self._condition(condition.right)])
        if condition.name not in self.flag_names:
            if condition.name in PLACEHOLDERS:
                mend = f"Ask for a flag, such as has.{condition.name}."
            elif condition.name.startswith("has.") and condition.name[4:] in PLACEHOLDERS:
                mend = "This fact is always there; remove the condition."
            else:
                mend = did_you_mean(condition.name, self.flag_names).strip() or "See the list of flags."
            message = f"There is no flag “{condition.name}”."
            self._unknown(condition.offset, condition.name, self.flag_names, message, mend)
            return False
        return True

    def _fault(self, code: str, offset: int, message: str, mend: str) -> None:
        self.faults.append(Fault(code, offset, message, mend))

    def _unknown(self, offset: int, name: str, known: Collection[str], message: str, mend: str) -> None:
        near = one_slip_away(name, known) or ""
        self.faults.append(Fault("TK203", offset, message, mend, name, near))

    def _print(self, node: Print, known: dict[str, bool]) -> None:
        kind = self.vocabulary.type_of(node.name)
        if kind is None:
            near = did_you_mean(node.name, self.vocabulary.names).strip()
            mend = near or "See the list of placeholders in docs/placeholders.md."
            message = f"There is no placeholder “{node.name}”."
            self._unknown(node.offset, node.name, self.vocabulary.names, message, mend)
            return
        if kind == "block" and self.place.kind != "body":
            self._fault(
                "TK206",
                node.offset,
                f"“{node.name}” is a block; it cannot stand in this text.",
                "Use it in the body, alone on its line.",
            )
        if kind == "phrase" and self.place.kind == "phrase":
            self._fault("TK206", node.offset, "A phrase cannot hold a phrase.", "Write the sentence out.")
        if kind == "gender" and not any(call.name == "gendered" for call in node.calls):
            self._fault(
                "TK206",
                node.offset,
                f"“{node.name}” prints nothing by itself.",
                "Use it with gendered(feminine='…', masculine='…', other='…').",
            )
        self._presence(node, known)
        for call in node.calls:
            self._call(node, call, kind, known)

    def _presence(self, node: Print, known: dict[str, bool]) -> None:
        if self.unsure:
            return
        name = node.name
        entry = PLACEHOLDERS.get(name)
        if entry is not None and entry.only_one_invoice and not known.get("one_invoice"):
            self._fault(
                "TK203",
                node.offset,
                f"“{name}” exists only for a single invoice.",
                "Put it inside {% if one_invoice %} … {% endif %}.",
            )
        wanted = None
        if name == "phrase.next_step":
            wanted = "next_step.on"
        elif name.startswith("extra.") or (entry is not None and entry.optional):
            wanted = name
        if wanted and not known.get(f"has.{wanted}") and node.offset not in self.place.free:
            guard = next((group for group, member in GROUPS.items() if member == wanted), wanted)
            self._fault(
                "TK203",
                node.offset,
                f"“{name}” may be absent.",
                f"Put it inside {{% if has.{guard} %}} … {{% endif %}}.",
            )

    def _call(self, node: Print, call: Call, kind: Type, known: dict[str, bool]) -> None:
        entry = FILTERS.get(call.name)
        if entry is None:
            near = did_you_mean(call.name, FILTERS).strip() or f"Filters are {', '.join(FILTERS)}."
            self._fault("TK202", node.offset, f"There is no filter “{call.name}”.", near)
            return
        if kind not in entry.takes:
            self._fault(
                "TK202",
                node.offset,
                f"The filter {call.name} does not take “{node.name}” ({kind}).",
                f"It takes: {', '.join(sorted(entry.takes))}.",
            )
            return
        forms = dict(call.arguments)
        unknown = sorted(forms.keys() - entry.keywords)
        if unknown or len(call.positional) != entry.positional:
            self._fault(
                "TK202",
                node.offset,
                f"The filter {call.name} has wrong arguments.",
                _arguments_mend(call.name, unknown),
            )
        elif braced := next(filter(None, map(stray_brace, (*call.positional, *forms.values()))), None):
            number = f"Write {NUMBER} for the number; no other brace can stand there."
            mend = number if call.name == "plural" else "Leave it out; placeholders stand outside of filters."
            self._fault("TK201", node.offset, f"“{braced}” would be printed as it stands.", mend)
        elif call.name == "plural":
            self._plural(node, forms, several=bool(self.unsure or known.get("several_invoices")))
        elif call.name == "gendered" and "other" not in forms:
            self._fault(
                "TK202",
                node.offset,
                "gendered needs a form for everyone else.",
                "Add other='…'; it serves companies and the unknown.",
            )
        elif call.name == "particle" and call.positional[0].count("/") != 1:
            self._fault("TK202", node.offset, "particle needs two forms.", "Write particle('은/는').")

    def _plural(self, node: Print, given: Mapping[str, str], *, several: bool) -> None:
        from_2 = several and node.name.startswith("invoices.count")
        required = self.vocabulary.plural_from_2 if from_2 else self.vocabulary.plural_from_1
        missing = sorted((required | {"other"}) - given.keys())
        if missing:
            forms = ", ".join(f"{category}='…'" for category in missing)
            self._fault(
                "TK304",
                node.offset,
                f"The plural of “{node.name}” lacks {', '.join(missing)}.",
                f"Add {forms}; {{n}} stands for the number.",
            )


def _arguments_mend(name: str, unknown: list[str]) -> str:
    if name == "plural":
        near = "".join(did_you_mean(word, FILTERS["plural"].keywords) for word in unknown[:1])
        return f"Write plural(one='{{n}} …', other='{{n}} …').{near}"
    if name == "gendered":
        return "Write gendered(feminine='…', masculine='…', other='…')."
    if name == "particle":
        return "Write particle('은/는')."
    return f"Write | {name} without arguments."
