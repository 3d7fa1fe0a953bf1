"""The template of accountability reports: drawn in Word, filled with any agreement's year."""

import io
import re
from collections.abc import Callable

import docx
import pytest
from pypdf import PdfReader

from assembler.convert.office import OfficePool
from assembler.models.view import required_values
from assembler.models.vocabulary import Edition
from assembler.render.templates import read_template_file
from assembler.render.word import render_view
from assembler.verify.figures import check_word_values
from assembler.verify.word_structure import check_word_structure
from assembler.views.report.subject import report_subjects
from assembler.views.report.whole import ReportView, view_report
from assembler.word.package import Identity
from tests.projection import project
from tests.views.sample_reports import FQIS, plan_with, sample_request

TEMPLATE = "templates_docx/reddition.docx"
NB = "\u00a0"
SECTIONS = 15


def rendered(view: ReportView) -> bytes:
    """Gives the Word file of a report."""
    identity = Identity(title=view.reddition.titre, author="MRC", dated=view.document.date, accent="1B5E91")
    return render_view(TEMPLATE, view, identity=identity).content


def test_the_template_is_the_one_that_was_reviewed(check_golden: Callable[[str, str], None]) -> None:
    check_golden("reddition.txt", project(read_template_file(TEMPLATE)))


@pytest.mark.parametrize("subject", report_subjects(sample_request()))
def test_every_agreement_s_report_shows_what_it_must_and_is_well_built(subject: str) -> None:
    view = view_report(sample_request(), subject)
    content = rendered(view)
    assert check_word_values(subject, content, required_values(view)) == ()
    assert check_word_structure(subject, content) == ()


def test_the_report_reads_in_fifteen_sections_and_two_levels() -> None:
    text = project(rendered(view_report(sample_request(), FQIS)))
    headings = [line for line in text.splitlines() if re.match(r"#+ ", line)]
    assert headings[0].startswith("# Fonds québécois d’initiatives sociales")
    numbered = [line for line in headings if re.match(r"## \d+\. ", line)]
    assert [int(line.split()[1].rstrip(".")) for line in numbered] == list(range(1, SECTIONS + 1))


def test_amounts_keep_their_cents_and_a_negative_its_sign() -> None:
    text = project(rendered(view_report(sample_request(), FQIS)))
    assert f"234{NB}170,00{NB}$" in text
    assert f"−6{NB}380,00{NB}$" in text
    assert f"−370,00{NB}$" in text


def test_an_english_testimony_keeps_its_language() -> None:
    xml = docx.Document(io.BytesIO(rendered(view_report(sample_request(), FQIS)))).element.xml
    run = next(piece for piece in xml.split("<w:r>") if "I had stopped answering the door" in piece)
    assert '<w:lang w:val="en-CA"/>' in run


def test_a_public_report_masks_and_says_so() -> None:
    text = project(rendered(view_report(sample_request(Edition.PUBLIC), FQIS)))
    assert f"<{NB}5" in text
    assert f"les nombres de 1 à 4 s’écrivent «{NB}<{NB}5{NB}», et «{NB}masqué{NB}» remplace" in text
    assert "Pièces justificatives des sommes réclamées" not in text


def test_a_report_of_an_agreement_that_did_nothing_says_so_in_every_section() -> None:
    """No action, no result, no money: sentences stand where tables would be, and no heading is left bare."""
    tables = ("approved_budgets", "lever_lines", "payments", "expenses", "allocations", "budget_variances")
    plan = plan_with(**dict.fromkeys(tables, ()))
    view = view_report(sample_request(plan=plan), FQIS)
    content = rendered(view)
    text = project(content)
    assert check_word_structure("vide", content) == ()
    assert "Aucune activité n’est inscrite pour cet exercice." in text
    assert "Annexe" not in text


def test_the_laid_out_report_is_tagged_french_and_stays_upright(pool: OfficePool) -> None:
    content = rendered(view_report(sample_request(), FQIS))
    reader = PdfReader(io.BytesIO(pool.convert_to_pdf(content, kind="docx", name="reddition.docx").pdf))
    assert str(reader.root_object["/Lang"]) == "fr-CA"
    assert all(float(page.mediabox.width) < float(page.mediabox.height) for page in reader.pages)
    first = reader.pages[0].extract_text()
    assert "Reddition de comptes · rapport annuel · exercice 2025-2026" in first
    assert "98,0" in first
