"""No form is believed that our own page did not send; no redirection leaves the service."""

import pytest
from fastapi.routing import APIRoute

from service.accounts import keeping
from service.accounts.noting import CONSOLE
from service.accounts.signed_in import local_path
from service.db.tables import Account, ApiToken, AuditEntry, Role
from service.desk import Desk
from service.pages import accounts, my_account, signing_in, trail
from tests.service.accounts.conftest import PASSWORD, Knowing, Opening
from tests.service.conftest import People

ROUTERS = (signing_in.router, my_account.router, accounts.router, trail.router)
POSTS = [
    route.path
    for router in ROUTERS
    for route in router.routes
    if isinstance(route, APIRoute) and "POST" in (route.methods or ())
]


def test_the_table_of_posts_is_whole() -> None:
    assert len(POSTS) == 16


STRANGERS = (
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Origin": "https://ailleurs.exemple"},
    {"Origin": "null"},
    {"Origin": "http://testserver.ailleurs.exemple"},
)


@pytest.mark.parametrize("path", POSTS)
def test_each_post_refuses_anothers_token_and_another_sites_form(
    person: People, known: Knowing, browser: Opening, desk: Desk, path: str
) -> None:
    admin = known(person(Role.ADMIN))
    one, other = browser(admin), browser(admin)
    address = path.format(account_id=admin.id, token_id="1", jeton="x")
    for token in ("", "faux", "é\u00a0", other.token):
        answer = one.send(address, token=token)
        assert (answer.status_code, "rechargez-la" in answer.text) == (403, True)
    assert one.client.post(address).status_code == 403
    for headers in STRANGERS:
        answer = one.client.post(address, data={"_csrf": one.token}, headers=headers)
        assert (answer.status_code, "vient d’un autre site" in answer.text) == (403, True)
    _nothing_changed(desk, admin.id)


def _nothing_changed(desk: Desk, admin_id: str) -> None:
    with desk.database.reading() as session:
        assert session.get_one(Account, admin_id).is_active
        assert session.query(Account).count() == 1 and session.query(ApiToken).count() == 0


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "same-origin"}, {"Origin": "http://testserver"}, {}])
def test_our_own_pages_form_is_believed(
    person: People, known: Knowing, browser: Opening, headers: dict[str, str]
) -> None:
    one = browser(known(person(Role.ADMIN)))
    one.client.headers.update(headers)
    assert one.send("/mon-compte", nom="Anne", langue="fr").status_code == 303


def test_the_token_may_come_in_a_header(person: People, known: Knowing, browser: Opening) -> None:
    one = browser(known(person(Role.ADMIN)))
    sent = {"nom": "Anne", "langue": "fr"}
    right = one.client.post("/mon-compte", data=sent, headers={"X-CSRF-Token": one.token})
    wrong = one.client.post("/mon-compte", data={**sent, "_csrf": one.token}, headers={"X-CSRF-Token": "faux"})
    assert (right.status_code, wrong.status_code) == (303, 403)


def test_a_visitors_token_serves_that_visitor_only(person: People, known: Knowing, browser: Opening) -> None:
    someone, one, other = known(person(Role.ADMIN)), browser(), browser()
    one.see("/connexion")
    other.see("/connexion")
    sent = {"courriel": someone.email, "mot_de_passe": PASSWORD}
    assert one.token != other.token
    assert one.send("/connexion", token=other.token, **sent).status_code == 403
    assert one.send("/connexion", **sent).status_code == 303


def test_an_ended_session_is_sent_to_sign_in_rather_than_told_about_tokens(browser: Opening) -> None:
    one = browser()
    answer = one.send("/mon-compte", nom="Anne")
    assert (answer.status_code, answer.headers["location"]) == (303, "/connexion")


ELSEWHERE = [
    "https://ailleurs.exemple/",
    "//ailleurs.exemple",
    "/\\ailleurs.exemple",
    "\\\\ailleurs.exemple",
    "/\t/ailleurs.exemple",
    "\n//ailleurs.exemple",
    "///ailleurs.exemple",
    "javascript:alert(1)",
    "ailleurs.exemple",
    " /territoires",
    "/territoires\r\nSet-Cookie: a=b",
    "/connexion?suite=/",
    "/deconnexion",
    "",
]


@pytest.mark.parametrize("wanted", ELSEWHERE)
def test_no_suite_leads_elsewhere(wanted: str) -> None:
    assert local_path(wanted) == "/"


def test_the_pages_follow_no_suite_elsewhere(person: People, known: Knowing, browser: Opening) -> None:
    someone = known(person(Role.ADMIN))
    one = browser(someone)
    assert browser().sign_in(someone.email, suite="//ailleurs.exemple").headers["location"] == "/"
    assert one.see("/connexion", suite="//ailleurs.exemple").headers["location"] == "/"
    assert 'name="suite" value="/"' in browser().see("/connexion", suite="https://ailleurs.exemple/").text


@pytest.mark.parametrize("wanted", ["/territoires/CG?tri=date#bas", "/", "/depots/4f2"])
def test_a_suite_of_ours_is_followed(wanted: str) -> None:
    assert local_path(wanted) == wanted


def test_a_visitor_comes_back_to_the_page_that_was_asked(person: People, known: Knowing, browser: Opening) -> None:
    someone, one = known(person(Role.ADMIN)), browser()
    sent = one.see("/journal", qui="anne", issue="ok").headers["location"]
    assert sent == "/connexion?suite=%2Fjournal%3Fqui%3Danne%26issue%3Dok"
    assert 'name="suite" value="/journal?qui=anne&amp;issue=ok"' in one.see(sent).text
    answer = one.sign_in(someone.email, suite="/journal?qui=anne&issue=ok")
    assert answer.headers["location"] == "/journal?qui=anne&issue=ok"
    assert one.see(answer.headers["location"]).status_code == 200


def test_a_refused_form_does_not_leave_the_secret_of_its_link_in_the_trail(
    desk: Desk, person: People, browser: Opening
) -> None:
    secret = keeping.new_link(desk, CONSOLE, person(Role.ADMIN).id).rpartition("/")[2]
    one = browser()
    assert one.send(f"/mot-de-passe/{secret}", token="faux", nouveau="x", encore="x").status_code == 403
    one.see(f"/mot-de-passe/{secret}")
    with desk.database.reading() as session:
        lines = session.query(AuditEntry).all()
    assert lines[-1].outcome == "refused" and lines[-1].subject == "/mot-de-passe/{jeton}"
    assert not any(secret in f"{line.action} {line.subject}" for line in lines)
