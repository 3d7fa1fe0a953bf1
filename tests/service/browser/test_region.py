"""The regional officer's batch and consolidated report, then what a funder asks for and may read."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from assembler.pipeline import verify_dossier
from service.db.tables import Role
from tests.journeys.conftest import Assembler, assembled, common
from tests.service.browser.conftest import Entering
from tests.service.browser.deposits import (
    MAKE_MS,
    Sample,
    asked_for,
    bytes_of,
    deposit,
    taken,
    wait_until_made,
    words_of,
)
from tests.service.browser.looking import Eye
from tests.service.browser.serving import Served, served

__all__ = ["assembled", "common"]  # fixtures

MISSING = ("Avignon", "La Côte-de-Gaspé", "La Haute-Gaspésie", "Les Îles-de-la-Madeleine")
CONVENTION = "AG-2024-FQIS-G-00"
OURS, THEIRS = "AG-2025-FLAC-02", "AG-2025-FAM-02"  # of two funders, both for Bonaventure


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory, assembled: Assembler) -> Iterator[Served]:
    """A service of its own: what the region adds up to depends on every deposit.

    One dossier was made by the program, once for all tests, and is found in the store; the other is made here.
    """
    with served(tmp_path_factory.mktemp("region"), lent=assembled("RP").home / "store") as service:
        yield service


def test_the_regional_officer_and_the_funders(entering: Entering, eye: Eye, tmp_path: Path) -> None:
    page = entering(Role.REGIONAL, name="Direction régionale")
    expect(page.get_by_role("heading", name="Gaspésie–Îles-de-la-Madeleine")).to_be_visible()
    eye(page, "region-empty")
    for code in ("BO", "RP"):
        deposit(page, Sample(code))
    page.goto("/territoires")
    eye(page, "territories")
    read_the_region(page, eye)
    regenerate(page, eye, tmp_path)
    consolidated = consolidate(page, eye)

    funder = entering(Role.FUNDER, "FLAC", name="Fondation Lucie et André Chagnon")
    read_my_agreements(funder, eye)
    for closed in (f"/ententes/{THEIRS}", f"/ententes/{CONVENTION}", consolidated, "/region", "/territoires/BO"):
        funder.goto(closed)
        expect(funder.get_by_role("heading", level=1)).to_have_text("Page introuvable")
    ask_for_a_report(funder, eye)


def read_the_region(page: Page, eye: Eye) -> None:
    """Six territories side by side, and what they add up to."""
    page.goto("/region")
    told = words_of(page)
    assert "Besoin 1 008 500 $ Confirmé 818 800 $ Demandé 57 000 $ Écart à combler 132 700 $ Couverture 81,2 %" in told
    assert "Bonaventure Prêt à assembler 543 200 $ 428 500 $ 45 000 $ 69 700 $ 78,9 %" in told
    assert "Le Rocher-Percé Prêt à assembler 465 300 $ 390 300 $ 12 000 $ 63 000 $ 83,9 %" in told
    assert "Avignon Aucun dépôt n. d." in told
    assert "Ministère des Affaires municipales et de l’Habitation MAMH 27 000 $ 57 000 $ 84 000 $" in told
    assert "Santé mentale 136 500 $ 0 $ 34 000 $ 170 500 $" in told
    eye(page, "region")


def regenerate(page: Page, eye: Eye, folder: Path) -> None:
    """One button; the board moves by itself; what is missing is named; the zip holds the others."""
    page.get_by_role("button", name="Régénérer les six dossiers").click()
    page.wait_for_url("**/region/lots/*")
    expect(page.get_by_text("Ce lot sera partiel")).to_be_visible()
    row = page.get_by_role("row", name="Bonaventure")
    expect(row).to_contain_text("En cours", timeout=MAKE_MS)
    expect(row.get_by_role("progressbar")).to_be_visible(timeout=MAKE_MS)
    eye(page, "batch-going", both=False)
    expect(page.get_by_text("Lot partiel : 2 dossiers sur 6")).to_be_visible(timeout=MAKE_MS)
    told = words_of(page)
    assert re.search(r"Bonaventure Prêt Ouvrir le dossier – Bonaventure ?, \d{3} pages", told)
    for name in MISSING:
        assert f"{name} : aucun dépôt qui convienne à cette édition" in told
    eye(page, "batch")
    taken(page, "Tout télécharger").save_as(folder / "lot.zip")
    with zipfile.ZipFile(folder / "lot.zip") as lot:
        dossiers = [name for name in lot.namelist() if name.endswith(".zip")]
        lot.extractall(folder)
    assert len(dossiers) == 2
    assert [verify_dossier(folder / name) for name in dossiers] == [(), ()]


def consolidate(page: Page, eye: Eye) -> str:
    """The consolidated report of the convention, partial and saying so; gives its address."""
    page.goto("/ententes")
    expect(page.get_by_role("heading", name="Conventions régionales")).to_be_visible()
    eye(page, "agreements-regional")
    page.goto(f"/ententes/{CONVENTION}")
    assert "Partielle aujourd’hui : il y manquerait Avignon, La Côte-de-Gaspé, La Haute-Gaspésie." in words_of(page)
    eye(page, "convention")
    page.get_by_role("button", name="Demander la reddition").click()
    wait_until_made(page)
    told = words_of(page)
    assert "Reddition de comptes consolidée" in told and "Ce document est partiel" in told
    assert "sans dépôt qui convienne : Avignon, La Côte-de-Gaspé, La Haute-Gaspésie." in told
    eye(page, "report-consolidated")
    return page.url


def read_my_agreements(funder: Page, eye: Eye) -> None:
    """The funder's own agreements, their dates; nobody else's."""
    expect(funder.get_by_role("heading", name="Mes ententes")).to_be_visible()
    told = words_of(funder)
    assert "Aucune reddition n’est en retard" in told
    assert "Soutien à la démarche de développement social de Bonaventure AG-2025-FLAC-02" in told
    assert "85 500 $ Rapport annuel 2026-2027, 29 juin 2027 À venir" in told
    assert "FAM-" not in told and "FQIS" not in told
    eye(funder, "agreements-funder")


def ask_for_a_report(funder: Page, eye: Eye) -> None:
    """Asks, follows, reads, takes."""
    funder.goto(f"/ententes/{OURS}")
    assert "2025-2026 81 220 $ 2026-2027 85 500 $ 2027-2028 88 060 $ Total 254 780 $" in words_of(funder)
    eye(funder, "agreement-funder")
    funder.get_by_label("Exercice", exact=True).select_option("2025-2026")
    funder.get_by_role("button", name="Demander la reddition").click()
    funder.wait_for_url("**/travaux/*")
    wait_until_made(funder)
    eye(funder, "report-funder")
    word = Document(str(taken(funder, "Word").path()))
    told = "".join(word.element.itertext())
    assert "Soutien à la démarche de développement social de Bonaventure" in told and "Petite enfance" not in told
    assert load_workbook(bytes_of(taken(funder, "Excel"))).sheetnames
    pdf = PdfReader(asked_for(funder, "Télécharger le PDF"))
    assert f"{len(pdf.pages)} pages" in words_of(funder)
    funder.goto(f"/ententes/{OURS}")
    assert "Redditions préparées" in words_of(funder) and "Rapport annuel 2025-2026" in words_of(funder)
