"""Action sheets on the pages: taken to be filled, deposited with the workbook, taken again."""

from service.db.submissions import find_submission
from service.desk import Desk
from service.doors import Person
from service.jobs.asking import upload_of
from tests.service.kept import keep_submission
from tests.service.pages.conftest import Browser
from tests.service.pages.test_coordinator_pages import WORKBOOK

FORM = "/territoires/CG/deposer"
SHEET = ("sheets", ("fiche_CG-A01.docx", b"PK fiche"))
OTHER = ("sheets", ("fiche_CG-A02.docx", b"PK autre fiche"))


def test_a_territory_gives_the_sheet_of_each_action_and_of_a_new_one(desk: Desk, one: Browser, marie: Person) -> None:
    assert "Fiches d’action à faire remplir" not in one.see("/territoires/CG")
    keep_submission(desk, marie, "CG")
    words = one.see("/territoires/CG")
    assert "CG-A01 – Comptoir alimentaire Comptoir alimentaire du littoral" in words
    assert "CG-A09 – nouvelle action fiche vierge" in words
    assert 'href="/territoires/CG/fiches/CG-A08.docx"' in one.page


def test_sheets_are_kept_with_the_workbook_and_taken_again(desk: Desk, one: Browser) -> None:
    assert "Fiches d’action Word (facultatif)" in one.see(FORM)
    one.send(FORM, files=[("workbook", WORKBOOK), SHEET, OTHER])
    assert "Les 2 fiches d’action fiche_CG-A01.docx, fiche_CG-A02.docx" in one.see(FORM)
    newer = ("sheets", ("fiche_CG-A01.docx", b"PK fiche corrigee"))
    answer = one.send(FORM, files=[("workbook", WORKBOOK), newer], reprendre_fiches="oui")
    deposit = answer.headers["location"].rpartition("/")[2]
    with desk.database.reading() as session:
        kept = find_submission(session, deposit)
        assert kept is not None
        assert [(file.role, file.name, file.size) for file in kept.files] == [
            ("workbook", "canevas.xlsx", 11),
            ("sheet", "fiche_CG-A01.docx", 17),
            ("sheet", "fiche_CG-A02.docx", 14),
        ]
        assert [file.name for file in upload_of(session, deposit).sheets] == ["fiche_CG-A01.docx", "fiche_CG-A02.docx"]
    assert "fiche_CG-A01.docx fiche d’action, 17 octets" in one.see(f"/depots/{deposit}")


def test_too_many_sheets_are_refused(one: Browser) -> None:
    one.see(FORM)
    many = [("sheets", (f"{number}.docx", b"PK fiche")) for number in range(51)]
    answer = one.send(FORM, files=[("workbook", WORKBOOK), *many])
    assert (answer.status_code, "au plus cinquante fiches" in answer.text) == (400, True)
