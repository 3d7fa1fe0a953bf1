"""A coordinator's journey: a faulty workbook, the corrected one, the dossier, what changed since."""

import re
import zipfile
from pathlib import Path

from docx import Document
from openpyxl import load_workbook
from playwright.sync_api import FilePayload, Page, expect
from pypdf import PdfReader

from assembler.pipeline import verify_dossier
from service.db.tables import Role
from tests.service.browser.conftest import Visitor, choose_password
from tests.service.browser.deposits import (
    MAKE_MS,
    Sample,
    asked_for,
    bytes_of,
    taken,
    wait_until_checked,
    wait_until_made,
    words_of,
)
from tests.service.browser.looking import Eye
from tests.service.browser.serving import Served

CG = Sample("CG")
NAME = "dossier_cote-de-gaspe_2026-2027_v3_officielle"
FIGURES = "Besoin 1 112 000 $ Confirmé 1 000 000 $ Demandé 22 000 $ Écart à combler 90 000 $ Couverture 89,9 %"
FAULTS = {"E7": None, "H8": "cinquante mille", "D9": "Programme inconnu"}


def test_a_coordinator_goes_from_a_faulty_workbook_to_the_dossier(
    visitor: Visitor, service: Served, eye: Eye, tmp_path: Path
) -> None:
    page = visitor()
    page.goto(service.new_link("Coordination de La Côte-de-Gaspé", Role.COORDINATION, "CG"))
    eye(page, "choose-password")
    choose_password(page)
    expect(page).to_have_url(f"{service.url}/territoires/CG")
    expect(page.get_by_text("Rien n’a encore été déposé pour ce territoire")).to_be_visible()
    eye(page, "territory-empty")

    canvas, narrative = taken(page, "Canevas Excel vierge"), taken(page, "Récit Word vierge")
    assert "Leviers" in load_workbook(bytes_of(canvas)).sheetnames
    assert "La Côte-de-Gaspé" in "".join(Document(str(narrative.path())).element.itertext())

    page.get_by_label("Canevas Excel").set_input_files(CG.changed(**FAULTS))
    page.get_by_label("Récit Word").set_input_files(CG.narrative)
    page.get_by_label("Pièces jointes").set_input_files(CG.attachments)
    expect(page.locator(".drop-list li").first).to_contain_text("canevas.xlsx (")
    page.get_by_role("button", name="Déposer et vérifier").click()
    wait_until_checked(page)
    read_the_findings(page)
    eye(page, "deposit-faulty")

    page.goto("/territoires/CG")
    expect(page.get_by_text("3 constats du dernier dépôt bloquent l’édition officielle")).to_be_visible()
    filled = load_workbook(bytes_of(taken(page, "Canevas Excel prérempli")))
    assert filled["Actions"]["B6"].value == "Comptoir alimentaire"

    correct(page, CG.workbook)
    expect(page.get_by_text("Aucun constat ne bloque : le dossier peut être assemblé")).to_be_visible()
    expect(page.get_by_role("link", name="4 constats réglés depuis le dépôt précédent")).to_be_visible()
    solved = words_of(page.locator(".solved"))
    assert "« Montant » : « cinquante mille » n’est pas un nombre. Leviers, H8 (T-001)" in solved
    eye(page, "deposit-corrected")

    make_the_dossier(page, eye)
    read_the_dossier(page)
    eye(page, "dossier")
    take_the_dossier(page, tmp_path)

    correct(page, CG.changed(H8=56400))
    page.goto("/territoires/CG")
    expect(page.get_by_role("heading", name="Ce qui a changé depuis le dernier dossier")).to_be_visible()
    told = words_of(page)
    assert "Les actions sont les mêmes, sous les mêmes titres." in told
    assert "2024-2025 Confirmé 873 640 $ 872 640 $ −1 000 $" in told
    assert "2024-2025 Écart à combler 104 360 $ 105 360 $ +1 000 $" in told
    eye(page, "territory-outdated")
    page.get_by_role("link", name="Voir tous les changements, textes compris").click()
    expect(page.get_by_role("heading", name="Ce qui a changé depuis le dépôt no")).to_be_visible()
    assert "Le levier CG-A01-L02 (" in words_of(page)
    eye(page, "changes")


def read_the_findings(page: Page) -> None:
    """What blocks, where, what was found, what is expected, what to do; and no official dossier."""
    expect(page.get_by_text("3 constats bloquent l’édition officielle")).to_be_visible()
    expect(page.get_by_role("heading", name="Leviers 3 constats, dont 3 bloquants")).to_be_visible()
    told = words_of(page.locator("section", has=page.get_by_role("heading", name="Leviers 3 constats")).last)
    for words in (
        "À faire : Écrivez le nombre seul, par exemple 12500,50.",
        "Cellule H8",
        "Trouvé : cinquante mille",
        "Cellule D9",
        "Trouvé : Programme inconnu",
        "Attendu : Fonds québécois d’initiatives sociales – Alliance pour la solidarité, Gaspésie;",
        "Cellule E7",
        "Le levier CG-A01-L01 (96 760,00 $) est « Reçu », mais il manque son entente.",
    ):
        assert words in told
    for edition in ("Édition officielle", "Édition publique", "Édition des partenaires"):
        expect(page.get_by_role("radio", name=edition)).to_be_disabled()
    expect(page.get_by_role("radio", name="Édition de travail")).to_be_checked()
    page.get_by_role("link", name="Bloquants (3)").click()
    expect(page.get_by_role("heading", name="Actions 1 constat")).to_have_count(0)
    page.get_by_role("link", name="Tous (5)").click()
    expect(page.get_by_role("heading", name="Actions 1 constat")).to_be_visible()


def correct(page: Page, workbook: FilePayload | Path) -> None:
    """Deposits another workbook; the narrative and the attachments are those of before."""
    page.goto("/territoires/CG/deposer")
    page.get_by_label("Canevas Excel").set_input_files(workbook)
    expect(page.get_by_label("Le récit")).to_be_checked()
    page.get_by_role("button", name="Déposer et vérifier").click()
    wait_until_checked(page)


def make_the_dossier(page: Page, eye: Eye) -> None:
    """One button, then progress that moves by itself, stage after stage."""
    page.get_by_role("button", name="Assembler le dossier").click()
    page.wait_for_url("**/travaux/*")
    expect(page.locator(".stages li.is-done").first).to_be_visible(timeout=MAKE_MS)
    expect(page.get_by_role("progressbar")).to_be_visible()
    eye(page, "job", both=False)
    wait_until_made(page)


def read_the_dossier(page: Page) -> None:
    """What it is, what it counts, a preview, its parts, what was left."""
    told = words_of(page)
    assert re.search(r"Édition officielle, \d{3} pages, assemblé le \d+ \w+ 2026", told)
    assert FIGURES in told
    assert "Fiches d’action 8 parties" in told and "Pièces jointes 5 parties" in told
    assert "8 avertissements, 1 information. Les voir dans le dépôt no 2" in told
    shown = page.request.get(str(page.locator("iframe.preview").get_attribute("src")))
    assert shown.headers["content-type"] == "application/pdf"
    assert shown.headers["content-disposition"].startswith("inline")


def take_the_dossier(page: Page, folder: Path) -> None:
    """The zip is the whole verified dossier; its parts are taken one by one as well."""
    whole = taken(page, "Tout télécharger")
    assert whole.suggested_filename == f"{NAME}.zip"
    whole.save_as(folder / "dossier.zip")
    assert verify_dossier(folder / "dossier.zip") == ()
    names = zipfile.ZipFile(folder / "dossier.zip").namelist()
    assert {
        f"{NAME}/{name}" for name in ("dossier.pdf", "plan.docx", "annexe-budgetaire.xlsx", "manifest.json")
    } <= set(names)
    word = taken(page, "Word – Plan de communauté")
    assert "Comptoir alimentaire" in "".join(Document(str(word.path())).element.itertext())
    excel = load_workbook(bytes_of(taken(page, "Excel – Annexe budgétaire")))
    assert len(excel.sheetnames) > 3
    pdf = PdfReader(asked_for(page, "Télécharger le PDF"))
    assert f"Édition officielle, {len(pdf.pages)} pages" in words_of(page)
