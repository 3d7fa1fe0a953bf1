"""Browsers that visit the service: they follow forms as a person does, with the token of the page they were given."""

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx import Response

from service.accounts.passwords import hash_password
from service.db.tables import Account, AuditEntry
from service.desk import Desk
from service.doors import Person

PASSWORD = "marée basse et tartines"
_KNOWN = hash_password(PASSWORD)  # hashed once: a hundred tests sign in


@dataclass
class Browser:
    """One browser: its cookies, and the token of the last page it saw."""

    client: TestClient
    token: str = ""

    def see(self, path: str, **more: str) -> Response:
        """Opens a page and keeps its token."""
        answer: Response = self.client.get(path, params=more or None)
        found = re.search(r'name="_csrf" value="([^"]+)"', answer.text)
        self.token = found[1] if found else self.token
        return answer

    def send(self, path: str, *, token: str | None = None, **fields: str | list[str]) -> Response:
        """Sends a form with the token of the last page."""
        answer: Response = self.client.post(path, data={"_csrf": self.token if token is None else token, **fields})
        return answer

    def sign_in(self, email: str, password: str = PASSWORD, suite: str = "/") -> Response:
        """Signs in by the page."""
        self.see("/connexion")
        return self.send("/connexion", courriel=email, mot_de_passe=password, suite=suite)


Knowing = Callable[[Person], Person]
Opening = Callable[..., Browser]


@pytest.fixture
def browser(app: FastAPI, client: TestClient) -> Opening:
    """Opens browsers: ``browser()`` for a visitor, ``browser(someone)`` for someone signed in by the page."""

    def opened(someone: Person | None = None) -> Browser:
        one = Browser(TestClient(app, follow_redirects=False))
        if someone is not None:
            assert one.sign_in(someone.email).status_code == 303
            one.see("/mon-compte")
        return one

    return opened


@pytest.fixture
def known(desk: Desk) -> Knowing:
    """Gives a person the password of these tests."""

    def with_password(someone: Person) -> Person:
        with desk.database.writing() as session:
            session.get_one(Account, someone.id).password_hash = _KNOWN
        return someone

    return with_password


Trail = Callable[[], list[tuple[str, str, str]]]


@pytest.fixture
def trail(desk: Desk) -> Trail:
    """Gives the audit trail, oldest first: who, action, outcome."""

    def lines() -> list[tuple[str, str, str]]:
        with desk.database.reading() as session:
            found = session.query(AuditEntry).order_by(AuditEntry.id)
            return [(line.who, line.action, line.outcome) for line in found]

    return lines
