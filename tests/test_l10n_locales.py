"""Locale tags: canonical form, parents, script and direction."""

from __future__ import annotations

import pytest
from babel import Locale, localedata
from babel.core import get_global
from hypothesis import given, settings
from hypothesis import strategies as st

from tonekit.errors import LocaleError
from tonekit.l10n import locales

IDENTIFIERS = sorted(localedata.locale_identifiers())


def every_locale(check):
    """Run a check for all locales of Babel in one test, and name those that fail it."""

    def run():
        failed = {}
        for identifier in IDENTIFIERS:
            try:
                check(identifier)
            except Exception as error:  # noqa: BLE001 - whatever it is, it is reported with its locale
                failed[identifier] = repr(error)[:300]
        assert failed == {}

    run.__name__ = check.__name__
    return run


def test_the_cldr_version_is_the_one_babel_carries():
    assert get_global("cldr")["version"] == locales.CLDR_VERSION == "47"


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("de_at", "de-AT"),
        ("DE-at", "de-AT"),
        ("no", "nb"),
        ("no-NO", "nb-NO"),
        ("nn", "nn"),
        ("iw", "he"),
        ("in", "id"),
        ("tl", "fil"),
        ("sh", "sr-Latn"),
        ("cmn", "zh"),
        ("arb-EG", "ar-EG"),
        ("pt", "pt"),
        ("zh-TW", "zh-Hant-TW"),
        ("zh-HK", "zh-Hant-HK"),
        ("zh-CN", "zh-Hans-CN"),
        ("zh-yue", "yue"),
        ("sr-ME", "sr-Latn-ME"),
        ("pa-PK", "pa-Arab-PK"),
        ("de-Latn-DE", "de-DE"),
        ("ja-Jpan", "ja"),
        ("sr-Cyrl", "sr-Cyrl"),
        ("en-UK", "en-GB"),
        ("es-419", "es-419"),
        ("sr_RS@latin", "sr-Latn-RS"),
        ("de_DE.UTF-8", "de-DE"),
        ("de_DE@euro", "de-DE"),
        ("zh_TW.UTF-8", "zh-Hant-TW"),
        ("ca_ES@valencia", "ca-ES-valencia"),
        ("en_US_POSIX", "en-US"),
        ("ar-EG-u-nu-latn-ca-islamic", "ar-EG"),
        ("de-AT-x-informal", "de-AT-x-informal"),
        ("DE-at-X-FORMAL", "de-AT-x-formal"),
        ("de-u-nu-latn-x-informal", "de-x-informal"),
        ("tok", "tok"),
        ("mo", "ro"),
        ("mo-MD", "ro-MD"),
        ("ji", "yi"),
        ("jw", "jv"),
        ("cnr", "sr-Latn-ME"),
        ("hbs-Cyrl", "sr-Cyrl"),
        ("prs", "fa-AF"),
        ("no-nyn", "nn"),
        ("zh-min-nan", "nan"),
        ("zh-cmn-Hans-CN", "zh-Hans-CN"),
        ("i-klingon", "tlh"),
        ("I-LUX", "lb"),
        ("sgn-DE", "gsg"),
        ("art-lojban", "jbo"),
        ("hy-arevela", "hy"),
        ("hy-arevmda", "hyw"),
        ("zh-SG", "zh-Hans-SG"),
        ("zh-MO", "zh-Hant-MO"),
        ("zh-Hans-TW", "zh-Hans-TW"),
        ("az-IR", "az-Arab-IR"),
        ("uz-AF", "uz-Arab-AF"),
        ("yue-CN", "yue-Hans-CN"),
        ("kk-CN", "kk-Arab-CN"),
        ("mn-CN", "mn-Mong-CN"),
        ("ru-SU", "ru-RU"),
        ("uk-SU", "uk-UA"),
        ("hy-SU", "hy-AM"),
        ("sk-200", "sk-SK"),
        ("sr-YU", "sr-Cyrl-RS"),
        ("de-DD", "de-DE"),
        ("en-840", "en-US"),
        ("de-ZZ", "de"),
        ("de-Zzzz-AT", "de-AT"),
        ("sl-rozaj-biske-1994", "sl-1994-biske-rozaj"),
        ("el-polytoni", "el-polyton"),
        ("sr@latin", "sr-Latn"),
        ("tt_RU.UTF-8@iqtelif", "tt-Latn-RU"),
        ("uz_UZ@cyrillic", "uz-Cyrl-UZ"),
        ("en_US.ISO8859-15@EURO", "en-US"),
        ("de-a-foo-t-en-u-co-phonebk", "de"),
        ("bap-Krai", "bap-Krai"),
        ("cls", "sa"),
    ],
)
def test_canonical_form(tag, expected):
    assert locales.canonical(tag) == expected


@pytest.mark.parametrize(
    "tag",
    ["", " ", "xx-", "xx", "de--AT", "-de", "english", "und", "x-informal", "i-default", "C", "POSIX",
     "de-DEU", "de-A", "de AT", "de-AT-x-foo", "de_DE@nonsense", "d\u00e9", "a" * 500, "en-" * 40, "de/../AT",
     "zxx", None, 7, [], {"de"}, b"de", "root", "de-AUT", "ar-EGY", "ar-arb", "zh-min", "i-x",
     "de-u", "de-u-nu-latn-u-ca-roc", "de-1901-1901", "de-x-formal-x", "th_TH@calendar=buddhist",
     "de-\u0660\u0661\u0662", "zh_TW_#Hant"],
)  # fmt: skip
def test_what_is_no_known_language_is_refused(tag):
    with pytest.raises(LocaleError) as caught:
        locales.canonical(tag)
    (problem,) = caught.value.problems
    assert (problem.code, problem.path) == ("TK901", "locale")
    assert problem.mend


def test_a_refusal_does_not_repeat_the_tag():
    with pytest.raises(LocaleError) as caught:
        locales.canonical("secretsecret-and-more")
    assert "secret" not in str(caught.value)


# Texts that look like tags: mostly subtags with a meaning, in any order and case, some bent.
SUBTAGS = st.sampled_from([
    "de", "en", "zh", "sr", "no", "nb", "sh", "iw", "i", "art", "und", "root", "x", "u", "t", "a", "Latn",
    "hant", "Zzzz", "AT", "yu", "su", "419", "200", "zz", "1996", "posix", "heploc", "lojban", "yue", "min",
    "nan", "nu", "ca", "cu", "arab", "native", "buddhist", "eur", "formal", "informal", "euro", "latin", "d",
    "deu", "12",
])  # fmt: skip
TAG_LIKE = st.lists(st.tuples(SUBTAGS, st.sampled_from("--__-@.")), min_size=1, max_size=8).map(
    lambda pairs: "".join(part for pair in pairs for part in pair)[:-1]
)


@settings(max_examples=500)
@given(st.one_of(st.text(max_size=40), TAG_LIKE, TAG_LIKE.map(str.upper)))
def test_any_text_is_a_tag_or_a_locale_error(text):
    try:
        tag = locales.canonical(text)
    except LocaleError:
        return
    assert locales.canonical(tag) == tag
    assert locales.babel_locale(tag)
    assert "und" not in tag.split("-")


@given(TAG_LIKE)
def test_a_chain_ends_and_no_tag_stands_in_it_twice(text):
    try:
        base = locales.split_formality(text)[0]
    except LocaleError:
        return
    chain = locales.chain(base)
    assert chain[0] == base
    assert len(set(chain)) == len(chain) < 8
    assert len({(locales.language(tag), locales.script(tag)) for tag in chain}) == 1


@every_locale
def test_every_babel_locale_is_found_again(identifier):
    tag = locales.canonical(identifier)
    assert locales.canonical(tag) == tag
    found = str(locales.babel_locale(tag)).casefold()
    same = {"no": "nb", "en_us_posix": "en_us", "kk_kz": "kk_cyrl_kz"}
    assert found == same.get(identifier.casefold(), identifier.casefold())


@every_locale
def test_direction_is_babels_for_every_locale(identifier):
    rtl = Locale.parse(identifier).character_order == "right-to-left"
    assert locales.direction(identifier) == ("rtl" if rtl else "ltr")


@every_locale
def test_a_chain_never_leaves_language_or_script(identifier):
    chain = locales.chain(identifier)
    assert chain[0] == locales.canonical(identifier)
    assert len(set(chain)) == len(chain)
    assert len({(locales.language(tag), locales.script(tag)) for tag in chain}) == 1
    assert all(locales.canonical(tag) == tag for tag in chain)


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("de-AT", ("de-AT", "de")),
        ("en-AU", ("en-AU", "en-001", "en")),
        ("en-DE", ("en-DE", "en-150", "en-001", "en")),
        ("en-US", ("en-US", "en")),
        ("es-MX", ("es-MX", "es-419", "es")),
        ("pt-AO", ("pt-AO", "pt-PT", "pt")),
        ("zh-TW", ("zh-Hant-TW", "zh-Hant")),
        ("zh-MO", ("zh-Hant-MO", "zh-Hant-HK", "zh-Hant")),
        ("zh-CN", ("zh-Hans-CN", "zh-Hans", "zh")),
        ("sr-Latn", ("sr-Latn", "sr-Latn-RS")),
        ("sr-RS", ("sr-Cyrl-RS", "sr-Cyrl", "sr")),
        ("pt", ("pt", "pt-BR")),
        ("zh", ("zh", "zh-Hans", "zh-Hans-CN")),
        ("no", ("nb", "nb-NO")),
        ("nn", ("nn", "nn-NO")),
        ("hi-Latn", ("hi-Latn", "hi-Latn-IN")),
        ("ht", ("ht", "ht-HT")),
        ("zh-HK", ("zh-Hant-HK", "zh-Hant")),
        ("zh-SG", ("zh-Hans-SG", "zh-Hans", "zh")),
        ("en-GB-oxendict", ("en-GB-oxendict", "en-GB", "en-001", "en")),
        ("en-150", ("en-150", "en-001", "en")),
        ("sr-ME", ("sr-Latn-ME", "sr-Latn")),
        ("no-NO", ("nb-NO", "nb")),
        ("nn-NO", ("nn-NO", "nn")),
        ("yue-CN", ("yue-Hans-CN", "yue-Hans")),
        ("en-Shaw", ("en-Shaw", "en-Shaw-GB")),
        ("pa-PK", ("pa-Arab-PK", "pa-Arab")),
        ("ca-ES-valencia", ("ca-ES-valencia", "ca-ES", "ca")),
    ],
)
def test_chain(tag, expected):
    assert locales.chain(tag) == expected


def test_a_chain_takes_no_private_use():
    with pytest.raises(LocaleError):
        locales.chain("de-x-informal")


def test_formality_is_split_off():
    assert locales.split_formality("de-AT-x-informal") == ("de-AT", "informal")
    assert locales.split_formality("de_at") == ("de-AT", None)


def test_keywords_are_read():
    assert locales.keywords("th-u-ca-buddhist-nu-thai") == {"ca": "buddhist", "nu": "thai"}
    assert locales.keywords("de-u-co-phonebk-kn") == {"co": "phonebk", "kn": "true"}
    assert locales.keywords("de-t-en-m0-bgn") == {}
    assert locales.keywords("de") == {}
    assert locales.keywords("de_DE_u_nu_latn") == {"nu": "latn"}
    assert locales.keywords("de-u-attr-nu-latn-x-formal") == {"nu": "latn"}


def test_of_a_keyword_given_twice_the_first_counts():
    assert locales.keywords("ar-u-nu-latn-ca-roc-nu-arab") == {"nu": "latn", "ca": "roc"}


@pytest.mark.parametrize(
    ("tag", "language", "script", "territory"),
    [
        ("de", "de", "Latn", "DE"),
        ("de-CH-x-informal", "de", "Latn", "CH"),
        ("ja", "ja", "Jpan", "JP"),
        ("zh-Hant", "zh", "Hant", "TW"),
        ("ar", "ar", "Arab", "EG"),
        ("en-001", "en", "Latn", None),
        ("pa-PK", "pa", "Arab", "PK"),
    ],
)
def test_parts_of_a_tag(tag, language, script, territory):
    assert (locales.language(tag), locales.script(tag), locales.territory(tag)) == (
        language,
        script,
        territory,
    )


def test_babel_locale_is_the_nearest():
    assert str(locales.babel_locale("de-US")) == "de"
    assert str(locales.babel_locale("zh-TW")) == "zh_Hant_TW"
    assert str(locales.babel_locale("tlh")) == "root"


def test_a_territory_has_a_likely_locale():
    assert locales.of_territory("JP") == "ja-JP"
    assert locales.of_territory("TW") == "zh-Hant-TW"
    assert locales.of_territory("XX") is None


@pytest.mark.parametrize(
    ("tag", "short"),
    [
        ("nl-NL", "nl"),
        ("nl-BE", "nl-BE"),
        ("zh-Hant-TW", "zh-Hant"),
        ("zh-Hant-HK", "zh-Hant-HK"),
        ("sr-Latn", "sr-Latn"),
        ("pt-PT", "pt-PT"),
        ("de-DE-x-informal", "de-x-informal"),
        ("tlh", "tlh"),
    ],
)
def test_what_goes_without_saying_is_left_out_of_a_tag(tag, short):
    assert locales.shortest(tag) == short
