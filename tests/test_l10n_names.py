"""Names of people and companies."""

from __future__ import annotations

import pytest

from tonekit.l10n.names import display_name, formal_name, full_name
from tonekit.model.card import Names
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
