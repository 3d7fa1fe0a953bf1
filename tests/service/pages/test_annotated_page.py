"""The page of a deposit leads to the person's own workbook, with or without our marks."""

from service.desk import Desk
from service.doors import Person
from tests.service.kept import keep_submission
from tests.service.pages.conftest import Browser, Opening


def test_a_deposit_with_findings_offers_the_annotated_workbook(desk: Desk, marie: Person, browser: Opening) -> None:
    kept = keep_submission(desk, marie, "CG")
    one = browser(marie)
    told = one.see(f"/depots/{kept.id}")
    assert "Télécharger mon canevas annoté C’est votre fichier, avec une note et une couleur" in told
    assert f'href="/depots/{kept.id}/canevas-annote.xlsx" download' in one.page
    assert "Download my annotated canvas" in browser(marie, lang="en").see(f"/depots/{kept.id}")


def test_a_deposit_that_is_not_checked_offers_none(desk: Desk, marie: Person, one: Browser) -> None:
    kept = keep_submission(desk, marie, "CG", is_checked=False)
    one.see(f"/depots/{kept.id}")
    assert "canevas-annote" not in one.page
    assert one.open(f"/depots/{kept.id}/canevas-annote.xlsx").status_code == 409
