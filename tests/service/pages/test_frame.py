"""The frame of pages: no word of script or style in them, files kept for a year, two languages, menus, faults."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from jinja2 import UndefinedError

from service.db.tables import Account, Role
from service.desk import Desk
from service.pages import frame
from service.pages.assets import FOLDER, asset
from service.pages.faults import view_fault
from tests.service.conftest import People
from tests.service.pages.conftest import Opening, words_of

TEMPLATES = sorted(Path(frame.TEMPLATES).rglob("*.html"))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(frame.TEMPLATES).as_posix())
def test_no_page_holds_a_style_or_a_script_of_its_own(path: Path) -> None:
    text = path.read_text("utf-8")
    assert (
        re.findall(r"(?i)<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=|javascript:|hx-on|hx-vals=.js:", text) == []
    )


def test_no_stylesheet_of_ours_asks_another_server_for_anything() -> None:
    for path in FOLDER.glob("*.css"):
        addresses = re.findall(r"url\(([^)]*)\)", path.read_text("utf-8"))
        own = path.name != "pico.min.css"  # its icons are data: addresses, replaced by files of ours in house.css
        assert [one for one in addresses if "//" in one and (own or not one.startswith('"data:'))] == []


def test_what_dresses_pages_is_kept_for_a_year_under_the_address_of_its_bytes(browser: Opening) -> None:
    answer = browser().open(asset("house.css"))
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["content-type"].startswith("text/css")
    assert browser().open("/static/000000000000/house.css").headers["cache-control"] == "no-cache"
    assert browser().open("/static/000000000000/LICENSES.md").status_code == 404


def test_each_territory_has_the_accent_of_its_documents(browser: Opening, person: People) -> None:
    one = browser(person(Role.COORDINATION, territories=("CG", "IM")))
    one.see("/territoires")
    (address,) = re.findall(r'href="(/static/\w+/accents\.css)"', one.page)
    assert '[data-territory="CG"]{--accent:#1B5E91}' in one.open(address).text


@pytest.mark.parametrize(
    "role, words, here",
    [
        (Role.COORDINATION, ["Mes territoires"], "Mes territoires"),
        (Role.REGIONAL, ["Région", "Territoires", "Ententes", "Gabarits"], "Territoires"),
        (Role.ADMIN, ["Région", "Territoires", "Ententes", "Gabarits", "Comptes", "Jetons", "Journal"], "Territoires"),
        (Role.FUNDER, ["Mes ententes"], "Mes ententes"),
    ],
)
def test_each_role_has_its_menu_and_sees_where_it_is(person: People, role: Role, words: list[str], here: str) -> None:
    menu = frame.view_menu(person(role), "/dossiers/4f2")
    assert [item.label for item in menu] == words
    assert [item.label for item in menu if item.is_here] == [here]


@pytest.mark.parametrize(
    "role, first",
    [
        (Role.COORDINATION, "/territoires"),
        (Role.FUNDER, "/ententes"),
        (Role.REGIONAL, "/region"),
        (Role.ADMIN, "/region"),
    ],
)
def test_the_front_page_leads_each_role_to_its_own(browser: Opening, person: People, role: Role, first: str) -> None:
    assert browser(person(role)).open("/").headers["location"] == first


def test_a_page_has_its_language_one_title_and_a_way_to_its_content(browser: Opening, person: People) -> None:
    one = browser(person(Role.REGIONAL))
    one.see("/territoires")
    assert '<html lang="fr-CA"' in one.page
    assert one.page.count("<h1") == 1
    assert '<a class="skip" href="#contenu">' in one.page and 'id="contenu"' in one.page
    assert "<title>Territoires · Dossier</title>" in one.page


def test_the_switch_changes_the_cookie_the_account_and_the_page(browser: Opening, person: People, desk: Desk) -> None:
    someone = person(Role.REGIONAL)
    one = browser(someone)
    one.see("/territoires")
    answer = one.send("/langue", langue="en", suite="/territoires")
    assert (answer.status_code, answer.headers["location"]) == (303, "/territoires")
    assert "How each territory stands" in one.see("/territoires")
    assert '<html lang="en-CA"' in one.page
    with desk.database.reading() as session:
        assert session.get_one(Account, someone.id).language == "en"


@pytest.mark.parametrize("suite", ["https://ailleurs.example", "//ailleurs.example", "/\\ailleurs.example", "ailleurs"])
def test_the_switch_sends_nobody_elsewhere(browser: Opening, suite: str) -> None:
    assert browser().send("/langue", langue="en", suite=suite).headers["location"] == "/"


def test_who_is_not_signed_in_is_sent_to_sign_in_and_back(browser: Opening) -> None:
    answer = browser().open("/territoires/CG")
    assert (answer.status_code, answer.headers["location"]) == (303, "/connexion?suite=%2Fterritoires%2FCG")


def test_an_unknown_address_is_a_page_that_says_what_to_do(browser: Opening, person: People) -> None:
    answer = browser(person(Role.COORDINATION), lang="en").open("/nulle-part")
    assert answer.status_code == 404
    assert "Page not found" in words_of(answer) and "Go to the front page" in words_of(answer)


def test_a_fault_of_ours_tells_no_detail_but_the_number_of_the_request() -> None:
    fault = view_fault(500, "Traceback", request_id="abc")
    assert "Traceback" not in fault.message
    assert (fault.title, fault.request_id) == ("Le service a rencontré un problème", "abc")


@pytest.mark.parametrize("status", [400, 403, 404, 405, 409, 413, 415, 422, 429, 500, 503])
def test_every_fault_says_what_happened_and_what_to_do(status: int) -> None:
    fault = view_fault(status)
    assert fault.title and fault.message and fault.remedy


def test_a_form_that_another_site_sends_changes_nothing(browser: Opening, person: People) -> None:
    one = browser(person(Role.COORDINATION, territories=("CG",)))
    assert one.send("/territoires/CG/deposer").status_code == 403  # no page was seen, so no token


def test_words_are_safe_and_what_is_put_into_them_is_not() -> None:
    shown = frame.environment().from_string(
        '{{ _("Reçu le {when}, par {name}").format(when=at | moment, name="<b>Marie</b>") }}'
    )
    text = shown.render(at=datetime(2026, 12, 1, 18, 5, tzinfo=UTC))
    assert text == "Reçu le 1<sup>er</sup> décembre 2026, 13\u00a0h\u00a05, par &lt;b&gt;Marie&lt;/b&gt;"


def test_a_name_that_a_page_does_not_give_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        frame.environment().from_string("{{ inconnu }}").render()
