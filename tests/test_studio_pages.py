"""The studio's pages: what a URL asks for is shown, and the URL says all of what is shown."""

import json
import re
import shutil
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from tonekit import samples
from tonekit.catalog import roots
from tonekit.errors import TonekitError
from tonekit.studio import source
from tonekit.studio.app import application
from tonekit.studio.asked import PSEUDO
from tonekit.studio.editor import Editor
from tonekit.studio.mail_frame import dressed
from tonekit.studio.state import Desk
from tonekit.studio.view import found

KEPT = ("en/first_reminder", "de/first_reminder", "ar/first_reminder", "ja/first_reminder")
pytestmark = pytest.mark.usefixtures("shipped_part")
BASE = "http://127.0.0.1:4747"
TOKEN = "the-token"  # noqa: S105 - of the tests alone
STAGE = "locales/de/first_reminder"
FILE = f"{STAGE}/even.md"


class Read(HTMLParser):
    """Elements with their attributes, in order, and all the text."""

    def __init__(self, page):
        super().__init__()
        self.elements, self.text = [], ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text += data

    def all(self, tag, **wanted):
        return [attrs for name, attrs in self.elements if name == tag and wanted.items() <= attrs.items()]

    def with_class(self, name):
        return [attrs for _, attrs in self.elements if name in attrs.get("class", "").split()]


@pytest.fixture(scope="module")
def desk(shipped_part):
    del shipped_part
    return Desk()


@pytest.fixture(scope="module")
def client(desk):
    return TestClient(application(desk, TOKEN), base_url=BASE)


def page(client, path="/message", **query):
    answer = client.get(path, params=query)
    assert answer.status_code == 200
    return Read(answer.text)


@pytest.fixture
def acme(tmp_path):
    """An overlay with one message."""
    place = tmp_path / "acme"
    (place / STAGE).mkdir(parents=True)
    shutil.copy(roots.shipped() / FILE, place / FILE)
    return place


def write(place, old, new):
    path = place / FILE
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


def test_the_beginning_is_the_first_view(client):
    answer = client.get("/", follow_redirects=False)
    assert answer.headers["location"] == f"/{found()[0].name}"


def test_views_have_names_keys_and_templates_of_their_own(client):
    views = found()
    assert len({view.name for view in views}) == len({view.key for view in views}) == len(views)
    for view in views:
        shown = page(client, f"/{view.name}")
        assert shown.all("a", **{"aria-current": "page"})[0]["data-key"] == view.key
        assert shown.all("main")


def test_what_can_be_chosen_is_the_catalog_s(client, desk):
    shown = page(client)
    options = [attrs["value"] for attrs in shown.all("option")]
    catalog = desk.state.catalog
    assert options == [*catalog.locales, *catalog.stages, *catalog.profiles, *samples.names(), *PSEUDO]


def test_a_stage_of_an_overlay_can_be_chosen_without_a_change(acme):
    path = acme / "locales" / "stages.toml"
    path.write_text(
        "[gentle_word]\nafter_days_overdue = 20\npay_in_days = 7\nfirmness = [0.1, 0.4]\nempathy = [0.5, 1.0]\n"
    )
    client = TestClient(application(Desk([acme]), TOKEN), base_url=BASE)
    shown = page(client, stage="gentle_word")
    assert shown.all("option", value="gentle_word")[0]["selected"] is None
    assert "There is no message for this." in shown.text  # nobody has written one
    assert "There is no stage" not in shown.text
    assert "There is no stage" in page(client, stage="gentle_word", overlay="none").text


@pytest.mark.parametrize("tag", ["de", "ar", "ja"])
def test_a_message_is_shown_in_its_own_language_and_direction(client, desk, tag):
    catalog = desk.state.catalog
    message = catalog.render(
        samples.case("one_invoice").data(tag, "first_reminder", catalog.index.stages["first_reminder"])
    )
    shown = page(client, locale=tag)
    assert shown.all("html") == [{"lang": "en", "dir": "ltr"}]
    (article,) = shown.all("article")
    assert (article["lang"], article["dir"]) == (message.locale, message.direction)
    for words in (message.text, message.subject, message.preheader):
        assert words in shown.text
    (inbox,) = shown.with_class("inbox")
    assert inbox["dir"] == message.direction


def test_the_tone_may_be_a_point(client):
    warm, firm = page(client, tone="0,1", locale="de"), page(client, tone="1,0", locale="de")
    assert warm.text != firm.text
    assert "locales/de/first_reminder/warm.md" in warm.text
    assert "locales/de/first_reminder/direct.md" in firm.text


@pytest.mark.parametrize("tone", ["2,0", "nan,0", "0,0,0", "0", ",", "inf,1", "-0.1,0", "harsh"])
def test_a_tone_that_is_none_gives_way_with_a_notice(client, tone):
    shown = page(client, tone=tone)
    assert "There is no tone profile" in shown.text
    assert shown.all("option", value="balanced")[0]["selected"] is None


@pytest.mark.parametrize("name", ["locale", "stage", "case", "overlay", "tab", "width", "scheme", "images"])
def test_a_value_that_is_in_no_list_gives_way_with_a_notice(client, name):
    assert f"There is no {name} 'nonsense'." in page(client, **{name: "nonsense"}).text


def test_every_link_of_a_page_keeps_the_rest_of_the_state(client):
    shown = page(client, locale="ja", tone="0.2,0.9", case="titled", scheme="dark")
    for link in shown.all("a", role="tab"):
        assert "locale=ja&stage=first_reminder&tone=0.2,0.9&case=titled" in link["href"]
        assert "scheme=dark" in link["href"]
    hidden = shown.all("input", type="hidden")
    assert hidden == [{"type": "hidden", "name": "scheme", "value": "dark"}]


def test_each_tab_shows_its_channel(client):
    assert "segment" in page(client, tab="sms").text
    assert "auto-generated" in page(client, tab="headers").text
    source = page(client, tab="source", locale="de")
    assert "{{ salutation }}" in source.text
    assert source.with_class("value")
    assert source.all("li", id="line-1")
    assert page(client, tab="both").all("iframe")
    assert page(client, tab="both").all("article")
    assert not page(client, tab="text").all("iframe")
    assert not page(client, tab="html").all("article")


def test_the_frame_shows_the_mail_and_nothing_runs_in_it(client, desk):
    frame = page(client, locale="ar").all("iframe")[0]
    assert frame["sandbox"] is None  # the attribute without a word: nothing is allowed
    html = client.get(frame["src"]).text
    catalog = desk.state.catalog
    stage = catalog.index.stages["first_reminder"]
    message = catalog.render(samples.case("one_invoice").data("ar", "first_reminder", stage))
    body = message.html[message.html.index("<body") :]
    assert body in html


def test_schemes_and_images_are_settled_in_the_mail(client):
    def mail(**query):
        return client.get("/mail", params={"locale": "de", **query}).text

    assert "@media not all" in mail()
    assert "prefers-color-scheme" not in mail(scheme="dark")
    assert "@media all" in mail(scheme="dark")
    assert "invert(1)" in mail(scheme="inverted")
    assert "invert(1)" not in mail(scheme="light")
    assert re.search(r'<img class="logo"[^>]* src="data:image/svg', mail(case="offers"))
    assert re.search(
        r'<img class="logo"[^>]* src="data:," alt="Muster &amp; Sohn"', mail(case="offers", images="off")
    )


def test_no_picture_comes_from_elsewhere():
    html = '<head></head><img class="logo" src="https://acme.example/logo.png" alt="Acme"><img src="data:x">'
    for images in ("on", "off"):
        assert "acme.example" not in dressed(html, images=images)
        assert 'alt="Acme"' in dressed(html, images=images)
        assert 'src="data:x"' in dressed(html, images=images)
    assert "svg" in dressed(html, images="on")
    assert "svg" not in dressed(html, images="off")


def test_the_chain_names_each_file_at_its_line(client):
    shown = page(client, locale="de", stage="first_reminder", tone="firm")
    links = [attrs["href"] for attrs in shown.with_class("open") if "href" in attrs]
    root = roots.shipped().as_posix()
    lines = (roots.shipped() / "locales/stages.toml").read_text("utf-8").split("\n")
    assert f"vscode://file{root}/locales/stages.toml:{lines.index('[first_reminder]') + 1}:1" in links
    assert f"vscode://file{root}/locales/de/locale.toml:1:1" in links
    assert any(f"{root}/tone_profiles/firm.toml:" in link for link in links)
    assert any(f"{root}/tone_profiles/voices.toml:" in link for link in links)
    assert any(f"{root}/locales/de/first_reminder/" in link for link in links)


def test_an_overlay_lies_on_top_until_it_is_left_out(acme):
    write(acme, "{{ salutation }}", "{{ salutation }}\n\nAcme schreibt.")
    client = TestClient(application(Desk([acme]), TOKEN), base_url=BASE)
    shown = page(client, locale="de")
    assert "Acme schreibt." in shown.text
    assert "an overlay lies over it" in shown.text
    assert "Acme schreibt." not in page(client, locale="de", overlay="none").text


def test_a_fault_in_an_overlay_that_is_left_out_is_not_spoken_of(acme):
    write(acme, "{{ salutation }}", "{{ salutatoin }}")
    client = TestClient(application(Desk([acme]), TOKEN), base_url=BASE)
    assert "There is no placeholder" in page(client, locale="de").text
    assert "There is no placeholder" not in page(client, locale="de", overlay="none").text


def test_the_chain_names_each_card_that_was_laid_on(acme):
    (acme / "locales/de/locale.toml").write_text('english_name = "Our German"\n', "utf-8")
    client = TestClient(application(Desk([acme]), TOKEN), base_url=BASE)
    links = [attrs["href"] for attrs in page(client, locale="de").with_class("open") if "href" in attrs]
    for root in (acme, roots.shipped()):
        assert f"vscode://file{root.as_posix()}/locales/de/locale.toml:1:1" in links


def test_what_the_facts_refuse_is_said_with_its_mend(client):
    shown = page(client, case="disputed", stage="final_notice")
    with pytest.raises(TonekitError) as refused:
        Desk().state.catalog.render(
            samples.case("disputed").data(
                "en", "final_notice", Desk().state.catalog.index.stages["final_notice"]
            )
        )
    for problem in refused.value.problems:
        assert problem.message in shown.text
        assert problem.mend in shown.text


def test_findings_stand_at_their_line(acme):
    write(acme, "{{ salutation }}\n", "{{ salutation }}\n\nBitte  zahlen zahlen Sie.\n")
    client = TestClient(application(Desk([acme]), TOKEN), base_url=BASE)
    place = page(client, locale="de", tab="source").all("div", id="findings")[0]
    assert "v=" in place["data-fetch"]
    found = Read(client.get(place["data-fetch"]).text)
    lines = [attrs["data-line"] for attrs in found.all("li") if "data-line" in attrs]
    assert lines.count("8") == 2
    assert "TK405" in found.text


def test_a_clean_file_is_said_to_be_clean(client):
    assert "Nothing to mend" in client.get("/message/findings", params={"locale": "ja"}).text


def test_the_editor_may_be_another(acme):
    editor = Editor("idea://open?file={path}&line={line}")
    link = editor.link(str(acme / FILE), 7)
    assert link == f"idea://open?file={(acme / FILE).as_posix()}&line=7"
    odd = acme / "mit leer & #.md"
    odd.write_text("x")
    assert "mit%20leer%20%26%20%23.md" in editor.link(str(odd))
    assert editor.link(str(acme / "missing.md")) == ""


def test_pages_ask_for_nothing_from_elsewhere(client):
    for view in found():
        shown = page(client, f"/{view.name}")
        for tag, attrs in shown.elements:
            for name in ("src", "href", "action"):
                address = attrs.get(name, "")
                assert tag == "a" or address.startswith("/") or not address, (tag, attrs)
            assert "style" not in attrs, (tag, attrs)
            assert not [name for name in attrs if name.startswith("on")], (tag, attrs)
    for name in ("studio.css", "message.css", "studio.js", "morph.js", "keys.js"):
        text = client.get(f"/static/{name}").text
        assert not re.search(r"url\(|@import|https?://(?!www\.w3\.org)", text), name


NAMES = ("locale", "stage", "tone", "case", "overlay", "tab", "width", "scheme", "images", "v", "token")
VALUES = st.one_of(
    st.text(max_size=20),
    st.sampled_from(
        [
            "de",
            "ar",
            "none",
            "source",
            "first_reminder",
            "final_notice",
            "0.5,0.5",
            "disputed",
            "../..",
            "\x00",
            "\ud800",
        ]
    ),
)


@settings(max_examples=25)
@given(
    query=st.dictionaries(st.sampled_from(NAMES), VALUES),
    path=st.sampled_from(["/message", "/mail", "/message/findings"]),
)
def test_no_query_makes_the_studio_fail(client, query, path):
    query = {name: value.encode("utf-8", "replace").decode() for name, value in query.items()}
    if path == "/message/findings":
        query["locale"] = "ja"  # checked before; other locales take their time
    assert client.get(path, params=query).status_code == 200


@given(
    st.lists(
        st.sampled_from(
            [
                "---",
                "subject: x",
                "{{ a }}",
                "{% if b %}c{% endif %}",
                "{# d #}",
                "{{",
                "%}",
                "",
                "é {{ e }} f",
            ]
        )
    )
)
def test_the_source_is_shown_whole(parts):
    shown = source.lines("\n".join(parts) + "\n")
    assert ["".join(text for _, text in line.pieces) for line in shown] == ("\n".join(parts)).split("\n")
    assert [line.number for line in shown] == list(range(1, len(shown) + 1))


def test_the_source_tells_its_pieces_apart():
    shown = source.lines('---\nsubject: "A {{ b }}"\n---\nkey: {% if c %}{# d #}\n---\n')
    kinds = [[kind for kind, _ in line.pieces] for line in shown]
    assert kinds == [["rule"], ["key", "", "value", ""], ["rule"], ["", "tag", "comment"], [""]]


@pytest.mark.parametrize("at", range(12))
def test_a_marked_line_is_split_within_a_piece_and_keeps_its_text(at):
    line = "ا {{ b }} c"
    found = source.marked((line[:at], line[at:]))
    assert "".join(before for _, before, _ in found) == line[:at]
    assert "".join(after for _, _, after in found) == line[at:]
    assert [(kind, before + after) for kind, before, after in found] == [
        ("", "ا "),
        ("value", "{{ b }}"),
        ("", " c"),
    ]


def test_a_desk_is_plain_about_its_version(client, desk):
    body = page(client).all("body")[0]
    assert json.loads(body["data-version"]) == desk.state.version


def test_a_stray_file_is_said_on_the_pages_of_its_locale(tmp_path):
    place = tmp_path / "locales/ja/first_reminder/even.md.bak"
    place.parent.mkdir(parents=True)
    place.write_text("", "utf-8")
    studio = TestClient(application(Desk([tmp_path]), TOKEN), base_url=BASE)
    for view in ("message", "takeaway"):
        page = Read(studio.get(f"/{view}?locale=ja&stage=first_reminder").text)
        assert "is left out. The rest is shown as saved." in page.text
        assert "locales/ja/first_reminder/even.md.bak:1:1" in page.text
        assert "left out" not in Read(studio.get(f"/{view}?locale=de&stage=first_reminder").text).text
    assert studio.get("/message/findings?locale=ja").status_code == 200
