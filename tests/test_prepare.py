"""What is set in a copywriter's words before they are compiled, and that data is never touched by it."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tonekit import samples
from tonekit.l10n import Formatter
from tonekit.model.copy_habits import Typography
from tonekit.rendering.filters import Count, Day
from tonekit.rendering.markdown import compile_body
from tonekit.rendering.prepare import prepare
from tonekit.rendering.program import compile_nodes, evaluate
from tonekit.rendering.template import parse

PLAIN = Typography()
SWISS = Typography(letters={"ß": "ss"})
FRENCH = Typography(space_before=" :;!?»")


def shown(source, values=None, *, html=False, flags=None, typography=PLAIN, next_line="as_written"):
    """Prepare, compile and print a body."""
    body = compile_body(prepare(source, typography, next_line), " ")
    made = compile_nodes(parse(body.html if html else body.text, internal=True))
    return evaluate(made, values or {}, flags or {}, html=html).strip()


# The full stop after a placeholder.

PDI, FSI, LRM, RLM, ALM = "\u2069", "\u2068", "\u200e", "\u200f", "\u061c"


@pytest.mark.parametrize(
    ("source", "value", "expected"),
    [
        ("Von {{ x }}.", "Acme", "Von Acme."),
        ("Von {{ x }}.", "Acme Inc.", "Von Acme Inc."),
        ("Von {{ x }}. Und", "Acme Inc.", "Von Acme Inc. Und"),
        ("Von {{ x }}. Und", "Acme", "Von Acme. Und"),
        ("Von {{x}}.", "Acme Inc.", "Von Acme Inc."),
        ("Von {{ x -}}.", "Acme Inc.", "Von Acme Inc."),
        ("Von {{ x }}.\n\nUnd", "Acme Inc.", "Von Acme Inc.\n\nUnd"),
        ("({{ x }}.)", "Inc.", "(Inc.)"),
        ("„{{ x }}.“", "Inc.", "„Inc.“"),
        # Emphasis may close between.
        ("**{{ x }}**.", "Inc.", "Inc."),
        ("**{{ x }}**.", "AG", "AG."),
        ("*{{ x }}*. Und", "Inc.", "Inc. Und"),
        ("_{{ x }}_.", "Inc.", "Inc."),
        ("__{{ x }}__. Und", "AG", "AG. Und"),
        ("***{{ x }}***.", "AG", "AG."),
        ("**{{ x }}.** Und", "Inc.", "Inc. Und"),
        # Unseen marks may stand after the value's last sign.
        ("{{ x }}.", f"{FSI}Inc.{PDI}", f"{FSI}Inc.{PDI}"),
        ("{{ x }}.", f"{FSI}شركة{PDI}", f"{FSI}شركة{PDI}."),
        ("{{ x }}.", f"Inc.{LRM}", f"Inc.{LRM}"),
        ("{{ x }}.", f"Inc.{RLM}{PDI}", f"Inc.{RLM}{PDI}"),
        ("{{ x }}.", f"Inc.{ALM}", f"Inc.{ALM}"),
        ("**{{ x }}**.", f"{FSI}Inc.{PDI}", f"{FSI}Inc.{PDI}"),
        # Dots that are no full stop stay.
        ("{{ x }}...", "Inc.", "Inc...."),
        ("{{ x }}…", "Inc.", "Inc.…"),
        ("{{ x }}.com", "Inc.", "Inc..com"),
        ("{{ x }}.5", "Nr.", "Nr..5"),
        ("{{ x }} .", "Inc.", "Inc. ."),
        ("{{ x }}, {{ x }}.", "Inc.", "Inc., Inc."),
        ("{{ x }}. . {{ x }}.", "Inc.", "Inc. . Inc."),
        ("Punkt. {{ x }}", "Inc.", "Punkt. Inc."),
        ("{{ x }}.", "", "."),
        ("{{ x }}.", "a..", "a.."),
        ("{{ x }}.", "Wie?", "Wie?."),
    ],
)
@pytest.mark.parametrize("html", [False, True])
def test_a_full_stop_after_a_placeholder_is_left_out_when_the_value_brings_one(source, value, expected, html):
    made = re.sub("</?(p|em|strong)>", "", shown(source, {"x": value}, html=html))
    assert " ".join(made.split()) == " ".join(expected.split())


@pytest.mark.parametrize("emphasis", ["**", "*", "__", "_", "***"])
def test_emphasis_around_a_placeholder_survives_the_full_stop(emphasis):
    for value in ("AG", "Inc."):
        made = shown(f"Von {emphasis}{{{{ x }}}}{emphasis}. Und", {"x": value}, html=True)
        assert emphasis[0] not in made
        assert "</em>" in made or "</strong>" in made


def test_a_full_stop_follows_a_filter_too():
    polish = Formatter("pl")
    count = Count(5, polish)
    source = "{{ n | plural(one='{n} d.', few='{n} d.', many='{n} dni.', other='{n} d.') }}."
    assert shown(source, {"n": count}) == "5 dni."
    assert shown("{{ n | plural(other='{n} dni') }}.", {"n": count}) == "5 dni."
    day = Day(date(2026, 3, 5), Formatter("bg"))
    assert shown("{{ d }}.", {"d": day}) == "5 март 2026\u202fг."
    assert shown("{{ d | weekday }}.", {"d": day}).count("г.") == 1
    assert not shown("{{ d | short }}.", {"d": day}).endswith("..")


def test_a_full_stop_follows_a_condition_or_a_phrase():
    source = "Von {% if a %}{{ x }}{% else %}uns{% endif %}."
    assert shown(source, {"x": "Acme Inc."}, flags={"a": True}) == "Von Acme Inc."
    assert shown(source, {"x": "Acme Inc."}, flags={"a": False}) == "Von uns."
    assert shown("{{ phrase.contact }}.", {"phrase.contact": "Bis bald."}) == "Bis bald."


@given(value=st.text(max_size=30), after=st.sampled_from(["", " Und", ")", "\n\nUnd"]))
def test_a_value_is_printed_whole_and_with_exactly_one_full_stop(value, after):
    printed = evaluate(
        compile_nodes(parse(prepare("{{ x }}." + after, PLAIN, "as_written"))), {"x": value}, {}, html=False
    )
    assert printed in {value + after, f"{value}.{after}"}
    if not value.endswith(">"):  # what looks like a closing tag is passed over, as in HTML
        ended = value.rstrip(f"{PDI}{LRM}{RLM}{ALM}").endswith(".")
        assert printed == (value + after if ended else f"{value}.{after}")


# The card's letters and spaces.


def test_the_cards_letters_are_set_in_the_writers_words_and_never_in_data():
    source = "Grüße an {{ x }}: schließlich **groß**. {% if a %}Straße{% endif %} [Maß](https://a.example/)"
    made = shown(source, {"x": "Frau Weiß, Große Straße"}, flags={"a": True}, typography=SWISS)
    assert made == "Grüsse an Frau Weiß, Große Straße: schliesslich gross. Strasse Mass: https://a.example/"


@pytest.mark.parametrize("quote", ["'", '"'])
def test_the_cards_letters_are_set_in_plural_forms(quote):
    source = "{{ n | plural(one='{n} Maß', other='{n} große Maße, ‚groß‘') }}".replace("'", quote)
    for number, expected in ((1, "1 Mass"), (2, "2 grosse Masse, ‚gross‘")):
        count = Count(number, Formatter("de-CH"))
        assert shown(source, {"n": count}, typography=SWISS) == expected


def test_names_of_placeholders_and_flags_are_no_words():
    odd = Typography(letters={"x": "ks", "f": "ph"})
    assert prepare("{% if fax %}{{ x.fax | plural(other='fax') }}{% endif %}fax", odd, "as_written") == (
        "{% if fax %}{{ x.fax | plural(other='phaks') }}{% endif %}phaks"
    )
    assert "fax" in prepare("{# fax #}", odd, "as_written")


def test_spaces_before_signs_become_no_break_in_the_writers_words_and_never_in_data():
    source = "Montant : {{ x }} ; payé ! Vraiment ? « oui » {{ n | plural(other='{n} jours !') }}"
    values = {"x": "A : B ; C ! D ?", "n": Count(3, Formatter("fr"))}
    assert shown(source, values, typography=FRENCH) == (
        "Montant\u00a0: A : B ; C ! D ?\u202f; payé\u202f! Vraiment\u202f? « oui\u00a0» 3 jours\u202f!"
    )
    assert prepare("a : b", PLAIN, "as_written") == "a : b"


def test_a_stop_and_a_sign_go_together():
    assert shown("{{ x }}. Oui !", {"x": "S.A."}, typography=FRENCH) == "S.A. Oui\u202f!"


@given(st.text(st.characters(exclude_characters="\r{", exclude_categories=["Cs"])))
def test_without_habits_a_text_stays_as_it_is(text):
    assert prepare(text, PLAIN, "as_written") == text


# A capital after the salutation.


def upper(source):
    return prepare(source, PLAIN, "upper")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("{{ salutation }}\n\nunsere Rechnung ist", "{{ salutation }}\n\nUnsere Rechnung ist"),
        ("{{ salutation }}\n\nöffnen", "{{ salutation }}\n\nÖffnen"),
        ("{{ salutation }}\n\nUnsere", "{{ salutation }}\n\nUnsere"),
        ("{{ salutation }}\n\n**wichtig**: x", "{{ salutation }}\n\n**Wichtig**: x"),
        ("{{ salutation }}\n\n„wir“ sagen", "{{ salutation }}\n\n„Wir“ sagen"),
        ("{{ salutation }}\n\n[hier](https://a.example)", "{{ salutation }}\n\n[Hier](https://a.example)"),
        ("{{ salutation }}\n\n{# nur so #}\n\nunsere", "{{ salutation }}\n\n{# nur so #}\n\nUnsere"),
        # Digits and placeholders begin the sentence.
        ("{{ salutation }}\n\n3 rechnungen sind", "{{ salutation }}\n\n3 rechnungen sind"),
        ("{{ salutation }}\n\n(2026) waren", "{{ salutation }}\n\n(2026) waren"),
        ("{{ salutation }}\n\n{{ invoices.count }} rechnungen", "{{ salutation }}\n\n{{ invoices.count }} rechnungen"),
        ("{{ salutation }}\n\n**{{ total.due }}** sind", "{{ salutation }}\n\n**{{ total.due }}** sind"),
        # Only the first sentence.
        ("{{ salutation }}\n\nwir. und wir\n\nund", "{{ salutation }}\n\nWir. und wir\n\nund"),
        ("wir\n\n{{ salutation }}\n\nwir", "wir\n\n{{ salutation }}\n\nWir"),
        ("wir ohne Anrede", "wir ohne Anrede"),
        # Every branch.
        ("{{ salutation }}\n{% if a %}\nwir\n{% else %}\nsie\n{% endif %}\n\ndann",
         "{{ salutation }}\n{% if a %}\nWir\n{% else %}\nSie\n{% endif %}\n\ndann"),
        ("{{ salutation }}\n{% if a %}\nwir\n{% elif b %}\nihr\n{% else %}\nsie\n{% endif %}\n\ndann",
         "{{ salutation }}\n{% if a %}\nWir\n{% elif b %}\nIhr\n{% else %}\nSie\n{% endif %}\n\ndann"),
        ("{{ salutation }}\n\n{% if a %}wir{% else %}sie{% endif %} haben",
         "{{ salutation }}\n\n{% if a %}Wir{% else %}Sie{% endif %} haben"),
        ("{{ salutation }}\n{% if a %}\n{{ n }} sind\n{% else %}\nunsere {{ n }}\n{% endif %}\n\ndann",
         "{{ salutation }}\n{% if a %}\n{{ n }} sind\n{% else %}\nUnsere {{ n }}\n{% endif %}\n\ndann"),
        # Without an else the next paragraph may be the first.
        ("{{ salutation }}\n{% if a %}\nwir\n{% endif %}\n\ndann\n\nund",
         "{{ salutation }}\n{% if a %}\nWir\n{% endif %}\n\nDann\n\nund"),
        ("{{ salutation }}\n{% if a %}\nwir\n{% elif b %}\nsie\n{% endif %}\n\ndann",
         "{{ salutation }}\n{% if a %}\nWir\n{% elif b %}\nSie\n{% endif %}\n\nDann"),
        # Ifs in ifs.
        ("{{ salutation }}\n{% if a %}\n{% if b %}\nwir\n{% endif %}\n\nsie\n{% endif %}\n\ndann",
         "{{ salutation }}\n{% if a %}\n{% if b %}\nWir\n{% endif %}\n\nSie\n{% endif %}\n\nDann"),
        ("{{ salutation }}\n{% if a %}\n{% if b %}\nwir\n{% else %}\nihr\n{% endif %}\n\nsie\n{% else %}\nes\n{% endif %}\n\ndann",
         "{{ salutation }}\n{% if a %}\n{% if b %}\nWir\n{% else %}\nIhr\n{% endif %}\n\nsie\n{% else %}\nEs\n{% endif %}\n\ndann"),
        ("{{ salutation }}\n{% if a %}\n{% if b %}\nwir\n{% endif %}\n{% else %}\nes\n{% endif %}\n\ndann",
         "{{ salutation }}\n{% if a %}\n{% if b %}\nWir\n{% endif %}\n{% else %}\nEs\n{% endif %}\n\nDann"),
        # A sign alone does not begin a sentence.
        ("{{ salutation }}\n\n**{% if a %}wir{% else %}sie{% endif %}**",
         "{{ salutation }}\n\n**{% if a %}Wir{% else %}Sie{% endif %}**"),
        ("{{ salutation }}\n\n„{% if a %}wir{% endif %}“ haben", "{{ salutation }}\n\n„{% if a %}Wir{% endif %}“ Haben"),
    ],
)  # fmt: skip
def test_the_first_sentence_after_the_salutation_begins_with_a_capital_in_every_branch(source, expected):
    assert upper(source) == expected
    assert prepare(source, PLAIN, "lower") == source
    assert prepare(source, PLAIN, "as_written") == source


def bodies():
    """Paragraphs in ifs of any depth, each beginning in lower case, a digit or a placeholder."""
    paragraph = st.sampled_from(["wir", "3 x", "{{ n }} x", "**wir**", "„so"])
    return st.recursive(
        paragraph,
        lambda inner: st.one_of(
            st.lists(inner, min_size=1, max_size=3).map("\n\n".join),
            st.builds("{{% if a %}}\n{}\n{{% endif %}}".format, inner),
            st.builds("{{% if b %}}\n{}\n{{% else %}}\n{}\n{{% endif %}}".format, inner, inner),
            st.builds("{{% if c %}}\n{}\n{{% elif a %}}\n{}\n{{% endif %}}".format, inner, inner),
        ),
        max_leaves=6,
    )


@given(source=bodies(), flags=st.fixed_dictionaries(dict.fromkeys("abc", st.booleans())))
def test_on_every_path_the_first_letter_after_the_salutation_is_no_small_one(source, flags):
    whole = "{{ salutation }}\n\n" + source + "\n\nEnde"
    made = shown(whole, {"salutation": "", "n": "7"}, flags=flags, next_line="upper")
    first = next(char for char in made if char.isalnum())
    assert not first.islower()
    small = shown(whole, {"salutation": "", "n": "7"}, flags=flags)
    assert made.lower() == small.lower()


def test_the_swiss_card_sets_both_in_every_shipped_message(catalog):
    stages, voices = catalog.index.stages, catalog.index.voices
    checked = 0
    for name, stage in stages.items():
        for voice in voices.values():
            tone = {
                key: low + (high - low) * getattr(voice, key)
                for key, (low, high) in (("firmness", stage.firmness), ("empathy", stage.empathy))
            }
            for case in ("one_invoice", "five_invoices", "partly_paid"):
                data = samples.case(case).data("de-CH", name, stage, tone)
                data["customer"] = {"name": "Weiß"}
                text = catalog.render(data).text
                first = text.partition("\n\n")[2].lstrip()[0]
                assert first.isupper() or first.isdecimal(), text
                assert "Weiß" in text
                assert "ß" not in text.replace("Weiß", "")
                checked += 1
    assert checked == 45
