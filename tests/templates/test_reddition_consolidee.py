"""The template of the consolidated report: drawn in Word, filled with any convention's year."""

import io
import re
from collections.abc import Callable

import docx
import pytest
from pypdf import PdfReader

from assembler.convert.office import OfficePool
from assembler.models.regional import RegionalRequest
from assembler.models.view import required_values
from assembler.render.templates import read_template_file
from assembler.render.word import render_view
from assembler.verify.figures import check_word_values
from assembler.verify.word_structure import check_word_structure
from assembler.views.consolidated.whole import ConsolidatedView, view_consolidated
from assembler.word.package import Identity
from tests.projection import project
from tests.templates.template_tags import unknown_tags
from tests.views.consolidated.test_whole import changed
from tests.views.sample_region import regional_request

TEMPLATE = "templates_docx/reddition-consolidee.docx"
NB = "\u00a0"
EMPTY = ("results", "approved_budgets", "lever_lines", "payments", "expenses", "allocations", "budget_variances")


def rendered(request: RegionalRequest) -> bytes:
    """Gives the Word file of a report."""
    view = view_consolidated(request)
    identity = Identity(title=view.document.titre, author=request.author, dated=request.dated, accent=request.accent)
    return render_view(TEMPLATE, view, identity=identity).content


def test_the_template_is_the_one_that_was_reviewed(check_golden: Callable[[str, str], None]) -> None:
    check_golden("reddition-consolidee.txt", project(read_template_file(TEMPLATE)))


def test_the_template_uses_only_what_its_view_declares() -> None:
    assert unknown_tags(TEMPLATE, ConsolidatedView) == []


@pytest.mark.parametrize(("program", "leave"), [("FQIS-G", ()), ("FQIS-G", ("CG",)), ("FQIS-I", ())])
def test_every_report_shows_what_it_must_and_is_well_built(program: str, leave: tuple[str, ...]) -> None:
    request = regional_request(program, leave=leave)
    content = rendered(request)
    assert check_word_values("consolidee", content, required_values(view_consolidated(request))) == ()
    assert check_word_structure("consolidee", content) == ()


def test_the_report_reads_in_twelve_sections() -> None:
    text = project(rendered(regional_request()))
    sections = re.findall(r"^# (\d+)\. ", text, re.MULTILINE)
    assert sections == [str(number) for number in range(1, 13)]


def test_every_covered_territory_has_its_column() -> None:
    tables = docx.Document(io.BytesIO(rendered(regional_request(leave=("CG",))))).tables
    heads = [[cell.text for cell in table.rows[0].cells] for table in tables]
    assert ["Indicateur commun", "AV", "BO", "RP", "CG", "HG", "Total reçu"] in heads
    crossed = next(table for table in tables if table.rows[0].cells[0].text == "Clientèle")
    assert {row.cells[4].text for row in crossed.rows[1:]} == {f"n.{NB}d."}


def test_a_column_of_words_stays_wider_than_a_column_of_counts() -> None:
    """The grid is shared as the columns were drawn, and Word reads the same widths in the cells."""
    tables = docx.Document(io.BytesIO(rendered(regional_request()))).tables
    crossed = next(table for table in tables if table.rows[0].cells[0].text == "Clientèle")
    widths = [column.width for column in crossed.columns]
    assert all(widths[0] > 3 * width for width in widths[1:6])
    assert [cell.width for cell in crossed.rows[1].cells] == widths


def test_a_partial_report_says_so_on_its_cover_in_its_headers_and_in_its_properties() -> None:
    content = rendered(regional_request(leave=("CG", "HG")))
    document = docx.Document(io.BytesIO(content))
    assert document.core_properties.title == "Reddition de comptes consolidée FQIS-G 2025-2026 – partielle"
    opening = "\n".join(paragraph.text for paragraph in document.paragraphs[:8])
    assert "Reddition de comptes consolidée (partielle)" in opening
    assert f"Il manque{NB}: La Côte-de-Gaspé et La Haute-Gaspésie." in opening
    headers = [section.header.paragraphs[0].text for section in document.sections[1:]]
    assert all("PARTIELLE" in header for header in headers)
    assert "elle ne comprend pas La Côte-de-Gaspé et La Haute-Gaspésie" in project(content)
    assert "PARTIELLE" not in project(rendered(regional_request()))


def test_a_convention_that_did_nothing_says_so_in_every_section() -> None:
    """No action, no result, no money: sentences stand where tables would be, and no heading is left bare."""
    plans = changed("IM", **dict.fromkeys(EMPTY, ()))
    content = rendered(regional_request("FQIS-I", plans=plans))
    text = project(content)
    assert check_word_structure("vide", content) == ()
    assert "Aucune initiative n’est rattachée à la convention pour cet exercice." in text
    assert "Aucune retombée n’est inscrite." in text
    assert "Aucune clientèle n’est comptée pour cet exercice." in text


def test_the_laid_out_report_is_tagged_french_and_wide_only_for_initiatives(pool: OfficePool) -> None:
    pdf = pool.convert_to_pdf(rendered(regional_request()), kind="docx", name="consolidee.docx").pdf
    reader = PdfReader(io.BytesIO(pdf))
    assert str(reader.root_object["/Lang"]) == "fr-CA"
    wide = [page for page in reader.pages if float(page.mediabox.width) > float(page.mediabox.height)]
    assert 1 <= len(wide) <= 3
    assert "5. Initiatives financées" in wide[0].extract_text()
    assert "AV-A01" in wide[0].extract_text()
