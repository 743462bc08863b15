"""Names of people and companies."""

from __future__ import annotations

import pytest

from tonekit.l10n.names import (
    display_name,
    formal_name,
    full_name,
    kept_title,
    owed_title,
    patronymic,
    title_form,
)
from tonekit.model.card import Names, TitleForms
from tonekit.model.reminder import Customer

KEEP = Names()
DROP = Names(titles="drop")
JA = Names(titles="drop", order="family_given")
HU = Names(order="family_given")


def person(given=None, family=None, **more):
    return Customer(given_name=given, family_name=family, **more)


def test_titles_stand_before_the_name():
    assert full_name(person("Kim", "Müller", title="Dr."), KEEP) == "Dr. Kim Müller"
    assert formal_name(person("Kim", "Müller", title="Dr."), KEEP) == "Dr. Müller"
    assert formal_name(person("Kim", "Müller", title="Mag."), Names(titles="expected")) == "Mag. Müller"


def test_a_card_may_drop_titles():
    assert full_name(person("Kim", "Müller", title="Dr."), DROP) == "Kim Müller"
    assert formal_name(person("Kim", "Müller", title="Dr."), DROP) == "Müller"


def test_all_parts_of_a_name_are_printed():
    customer = person("Ana", "García", given2="María", surname2="López")
    assert full_name(customer, KEEP) == "Ana María García López"


def test_a_recorded_name_is_never_split():
    customer = Customer(name="Nguyễn Văn An")
    assert full_name(customer, KEEP) == "Nguyễn Văn An"
    assert formal_name(customer, KEEP) is None


def test_a_recorded_name_wins_over_half_of_the_parts():
    assert full_name(Customer(name="Kim Müller", family_name="Müller"), KEEP) == "Kim Müller"
    assert full_name(
        Customer(name="Kim Müller", given_name="Kim", family_name="Müller-Lüdenscheid"), KEEP
    ) == ("Kim Müller-Lüdenscheid")


def test_a_title_is_not_said_twice():
    assert full_name(Customer(name="Dr. Kim Müller", title="Dr."), KEEP) == "Dr. Kim Müller"
    assert full_name(Customer(name="Kim Müller", title="Dr."), KEEP) == "Dr. Kim Müller"


def test_a_bare_family_name_is_no_full_name():
    assert full_name(person(family="Müller"), KEEP) is None
    assert full_name(person(family="Müller", title="Dr."), KEEP) == "Dr. Müller"
    assert full_name(person(family="Müller", title="Dr."), DROP) is None


def test_a_single_given_name_is_a_name():
    assert full_name(person("Suharto"), KEEP) == "Suharto"


def test_nobody_has_no_name():
    assert full_name(Customer(), KEEP) is None
    assert formal_name(Customer(), KEEP) is None
    assert display_name(Customer(), KEEP) is None


@pytest.mark.parametrize(
    ("given", "family", "names", "locale", "expected"),
    [
        ("太郎", "山田", JA, "ja", "山田 太郎"),
        ("太郎", "山田", JA, None, "山田 太郎"),
        ("太郎", "山田", KEEP, "de", "山田太郎"),
        ("John", "Smith", JA, "ja", "John Smith"),
        ("John", "Smith", JA, None, "John Smith"),
        ("ジョン", "スミス", JA, "ja", "ジョン スミス"),
        ("さくら", "佐藤", JA, "ja", "佐藤 さくら"),
        ("アンナ", "佐藤", JA, "ja", "佐藤 アンナ"),
        ("花子", "スミス", JA, "ja", "スミス 花子"),
        ("길동", "홍", Names(order="family_given"), "ko", "홍길동"),
        ("小明", "王", Names(order="family_given"), "zh-Hans", "王小明"),
        ("János", "Kovács", HU, "hu", "Kovács János"),
        ("János", "Kovács", KEEP, "de", "János Kovács"),
        ("Иван", "Петров", KEEP, "de", "Иван Петров"),
    ],
)
def test_the_order_follows_the_card_and_the_names_own_script(given, family, names, locale, expected):
    assert full_name(person(given, family), names, locale) == expected


def test_the_locale_of_a_name_decides_where_scripts_cannot():
    assert full_name(person("John", "Smith", name_locale="en"), HU, "hu") == "John Smith"
    assert full_name(person("Taro", "Yamada", name_locale="ja"), JA, "ja") == "Yamada Taro"
    assert full_name(person("太郎", "山田", name_locale="ja"), KEEP, "de") == "山田 太郎"
    assert full_name(person("János", "Kovács", name_locale="no such tag!"), HU, "hu") == "Kovács János"


def test_a_companys_name_is_not_a_persons():
    company = Customer(kind="company", name="Huber GmbH")
    assert full_name(company, KEEP) is None
    assert display_name(company, KEEP) == "Huber GmbH"
    twice = Customer(kind="company", name="Huber GmbH", organization="Huber GmbH")
    assert full_name(twice, KEEP) is None
    contact = Customer(kind="company", name="Eva Huber", organization="Huber GmbH")
    assert full_name(contact, KEEP) == "Eva Huber"
    assert display_name(contact, KEEP) == "Huber GmbH"


@pytest.mark.parametrize(
    ("title", "kept"),
    [
        ("Datuk", True),
        ("Dato’ Dr.", True),
        ("Tan Sri", True),
        ("Sri", False),
        ("Dr.", False),
        ("Datukship", False),
    ],
)
def test_an_honour_is_kept_and_owed_where_other_titles_are_dropped(title, kept):
    names = Names(titles="drop", honours=("Datuk", "Dato'", "Tan Sri"))
    assert (kept_title(title, names) == title) is kept
    assert owed_title(title, names) is kept


def test_an_expected_title_is_owed_and_a_kept_one_is_not():
    assert owed_title("Mag.", Names(titles="expected"))
    assert not owed_title("Mag.", KEEP)
    assert not owed_title(None, Names(titles="expected"))


FORMS = Names(
    title_forms=TitleForms(
        any={"Me": "Maître"},
        feminine={"Ing.": "inženýrko"},
        masculine={"prof.": "profesore", "Ing.": "inženýre"},
    )
)


@pytest.mark.parametrize(
    ("title", "gender", "expected"),
    [
        ("Ing.", "masculine", "inženýre"),
        ("ing", "feminine", "inženýrko"),
        ("Ing.", None, None),
        ("Ing.", "other", None),
        ("Ing. prof.", "masculine", "profesore"),
        ("Me", None, "Maître"),
        ("Me", "feminine", "Maître"),
        ("Mgr.", "masculine", None),
        (None, "masculine", None),
    ],
)
def test_a_title_has_the_form_that_the_card_gives_it(title, gender, expected):
    assert title_form(title, gender, FORMS) == expected


def test_a_card_without_forms_says_the_title_that_it_keeps():
    assert title_form("Dr.", None, KEEP) == "Dr."
    assert title_form("Dr.", None, DROP) is None


@pytest.mark.parametrize(
    ("given", "family", "title", "full", "formal"),
    [
        ("小明", "王", "经理", "王小明经理", "王经理"),
        ("길동", "홍", "부장", "홍길동 부장", "홍 부장"),
        ("小明", "王", "Dr.", "Dr. 王小明", "Dr. 王"),
    ],
)
def test_a_title_of_the_languages_own_script_may_stand_after_the_name(given, family, title, full, formal):
    names = Names(order="family_given", title_place="after")
    locale = "ko" if family == "홍" else "zh-Hans"
    assert full_name(person(given, family, title=title), names, locale) == full
    assert formal_name(person(given, family, title=title), names, locale) == formal


def test_a_title_that_a_recorded_name_says_is_not_said_twice():
    after = Names(title_place="after")
    assert full_name(Customer(name="王小明经理", title="经理"), after, "zh-Hans") == "王小明经理"
    assert full_name(Customer(name="Kim Drake", title="Dr."), KEEP) == "Dr. Kim Drake"


NL = Names(particles=("van", "de", "den", "'t", "d'"))


@pytest.mark.parametrize(
    ("family", "formal"),
    [
        ("de Vries", "De Vries"),
        ("van den Berg", "Van den Berg"),
        ("d'Hondt", "D'Hondt"),
        ("'t Hart", "'t Hart"),
        ("Deurne", "Deurne"),
        ("vanille", "vanille"),
    ],
)
def test_a_particle_takes_a_capital_only_without_a_given_name(family, formal):
    assert formal_name(person("Jan", family), NL, "nl") == formal
    assert formal_name(person("Jan", family, title="dr."), NL, "nl") == f"dr. {formal}"
    assert full_name(person("Jan", family), NL, "nl") == f"Jan {family}"
    assert full_name(person(None, family, title="dr."), NL, "nl") == f"dr. {formal}"
    assert formal_name(person("Jan", family), KEEP, "nl") == family


def test_a_second_given_name_is_a_patronymic_by_its_ending():
    names = Names(patronymics=("-ович", "-овна"))
    assert patronymic(person("Иван", "Иванов", given2="Петрович"), names) == "Петрович"
    assert patronymic(person("Джон", "Смит", given2="Роберт"), names) is None
    assert patronymic(person("Иван", "Иванов", given2="Петрович"), KEEP) is None
    assert patronymic(person("Иван", "Иванов"), names) is None


def test_a_middle_name_may_stand_in_the_middle():
    names = Names(order="family_middle_given")
    assert full_name(person("Nam", "Nguyễn", given2="Văn"), names, "vi") == "Nguyễn Văn Nam"
    assert full_name(person("Nam", "Nguyễn", given2="Văn", name_locale="en"), names, "vi") == "Nam Văn Nguyễn"
