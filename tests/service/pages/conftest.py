"""Browsers without JavaScript, signed in: they read pages as words, and send the forms that pages show."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx import Response

from service.accounts.sessions import cookie_name, open_session
from service.db.tables import Role
from service.desk import Desk
from service.doors import Person
from tests.service.conftest import People


def words_of(answer: Response) -> str:
    """Gives what a person reads on a page: its text, one space between words, no-break spaces as plain ones."""
    body = re.sub(r"(?s)<head>.*?</head>|<noscript>.*?</noscript>", " ", answer.text)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", body)).replace("\u00a0", " ")).strip()


@dataclass
class Browser:
    """One browser without JavaScript: its cookies, and the page it last saw."""

    client: TestClient
    page: str = ""

    def see(self, path: str) -> str:
        """Opens a page that exists; gives its words."""
        answer = self.open(path)
        assert answer.status_code == 200, (path, answer.status_code)
        return words_of(answer)

    def open(self, path: str) -> Response:
        """Opens an address, whatever it answers."""
        answer: Response = self.client.get(path)
        self.page = answer.text
        return answer

    def send(self, path: str, *, files: object = None, **fields: str) -> Response:
        """Sends a form of the page last seen, with the token it holds."""
        found = re.search(r'name="_csrf" value="([^"]+)"', self.page)
        token = found[1] if found else ""
        answer: Response = self.client.post(path, data={"_csrf": token, **fields}, files=files)
        return answer


Opening = Callable[..., Browser]


@pytest.fixture
def browser(app: FastAPI, client: TestClient, desk: Desk) -> Opening:
    """Opens browsers: ``browser()`` for a visitor, ``browser(someone, lang="en")`` for someone signed in."""

    def opened(someone: Person | None = None, *, lang: str = "") -> Browser:
        one = TestClient(app, follow_redirects=False)
        if someone is not None:
            with desk.database.writing() as session:
                one.cookies.set(cookie_name(desk.settings), open_session(session, desk, someone.id))
        if lang:
            one.cookies.set("langue", lang)
        return Browser(one)

    return opened


@pytest.fixture
def marie(person: People) -> Person:
    """Gives a coordinator of two territories."""
    return person(Role.COORDINATION, territories=("CG", "IM"))


@pytest.fixture
def one(browser: Opening, marie: Person) -> Browser:
    """Gives her browser."""
    return browser(marie)
