"""The journey with real checks: a faulty workbook, then the corrected one, and what was solved between the two."""

import io
import re
import time
from pathlib import Path

import httpx
from openpyxl import load_workbook

from service.accounts.sessions import cookie_name, open_session
from service.db.tables import Role
from tests.service.conftest import Live
from tests.service.pages.conftest import words_of

SAMPLE = Path(__file__).parents[3] / "canvases" / "samples" / "HG"


def faulty() -> bytes:
    """Gives the sample's workbook with a lever that lost its agreement."""
    book = load_workbook(SAMPLE / "canevas.xlsx")
    book["Leviers"]["E7"] = None
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def deposit(client: httpx.Client, workbook: bytes, **again: str) -> str:
    page = client.get("/territoires/HG/deposer").text
    (token,) = set(re.findall(r'name="_csrf" value="([^"]+)"', page))
    files = [("workbook", ("canevas.xlsx", workbook))]
    if not again:
        files.append(("narrative", ("recit.docx", (SAMPLE / "recit.docx").read_bytes())))
        files += [("attachments", (path.name, path.read_bytes())) for path in sorted((SAMPLE / "pieces").iterdir())]
    answer = client.post("/territoires/HG/deposer", data={"_csrf": token, **again}, files=files)
    assert answer.status_code == 303
    return str(answer.headers["location"])


def checked(client: httpx.Client, path: str) -> str:
    """Reloads the page as a browser without JavaScript does, until it asks no more."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        answer = client.get(path)
        if 'http-equiv="refresh"' not in answer.text:
            return words_of(answer)
        time.sleep(0.2)
    raise AssertionError("the check did not end")


def test_a_faulty_deposit_is_corrected_and_what_was_solved_is_told(live: Live) -> None:
    someone = live.people(Role.COORDINATION, territories=("HG",))
    client = httpx.Client(base_url=live.url, timeout=60)
    with live.desk.database.writing() as session:
        client.cookies.set(cookie_name(live.desk.settings), open_session(session, live.desk, someone.id))
    first = checked(client, deposit(client, faulty()))
    assert "1 constat bloque l’édition officielle" in first
    assert "À faire : Remplissez « Entente », ou ramenez le levier à « Demandé »." in first
    assert "Cellule E7 Le levier" in first
    again = {"reprendre_recit": "oui", "reprendre_pieces": "oui"}
    second = checked(client, deposit(client, (SAMPLE / "canevas.xlsx").read_bytes(), **again))
    assert "Aucun constat ne bloque : le dossier peut être assemblé" in second
    assert re.search(r"\d constats? réglés? depuis le dépôt précédent", second)
    assert "Prêt à assembler" not in second and "Choisir l’édition et assembler" in second
