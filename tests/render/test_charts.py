"""Native charts: figures poured by name, look kept by role, words found in the PDF."""

import io
import re
import zipfile
from decimal import Decimal

import openpyxl
import pypdf
import pytest

from assembler.convert.office import OfficePool
from assembler.errors import TemplateError
from assembler.models.view import Chart, Series, View
from assembler.render.chart_drawing import add_chart
from assembler.render.charts import find_charts
from tests.projection import project
from tests.render.documents import library, render, template


def _chart(name: str, *, roles: tuple[str, ...] = ("accent", "gap")) -> Chart:
    return Chart(
        nom=name,
        categories=("Se nourrir & se loger", "=1+1", "Vieillir"),
        series=tuple(
            Series(nom=f"Série {role}", valeurs=(Decimal(388000), Decimal("0.5"), Decimal(22)), role=role)
            for role in roles
        ),
        description="La couverture des besoins par enjeu.",
        format='#,##0 "$"',
    )


def _part(content: bytes, name: str) -> bytes:
    return zipfile.ZipFile(io.BytesIO(content)).read(name)


def test_the_pdf_shows_the_categories_the_legend_and_quebec_numbers(pool: OfficePool) -> None:
    """A reader of the PDF sees the figures of the view."""
    document = template()
    add_chart(document, document.add_paragraph(), "couverture", unit="dollars")
    rendered = render(document, {}, charts={"couverture": _chart("couverture")})
    pdf = pool.convert_to_pdf(rendered.content, kind="docx", name="essai").pdf
    words = re.sub(r"\s", " ", pypdf.PdfReader(io.BytesIO(pdf)).pages[0].extract_text())
    for text in ("Se nourrir & se loger", "=1+1", "Série accent", "Série gap", "dollars", "400 000 $"):
        assert text in words


def test_a_gap_stays_hatched_when_the_series_between_is_not_given() -> None:
    """Series are matched by role, not by rank."""
    document = template()
    add_chart(document, document.add_paragraph(), "couverture")
    xml = _part(render(document, {}, charts={"couverture": _chart("couverture")}).content, "word/charts/chart1.xml")
    accent, gap = xml.split(b"</c:ser>")[:2]
    assert b"pattFill" not in accent
    assert b"A4451C" in accent
    assert b"pattFill" in gap


def test_the_embedded_workbook_holds_the_figures_and_no_formula() -> None:
    """« Modifier les données » opens the same figures."""
    document = template()
    add_chart(document, document.add_paragraph(), "couverture")
    content = render(document, {}, charts={"couverture": _chart("couverture")}).content
    sheet = openpyxl.load_workbook(io.BytesIO(_part(content, "word/embeddings/graphique1.xlsx"))).active
    assert sheet is not None
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        [None, "Série accent", "Série gap"],
        ["Se nourrir & se loger", 388000, 388000],
        ["=1+1", 0.5, 0.5],
        ["Vieillir", 22, 22],
    ]
    assert sheet["A3"].data_type == "s"


def test_the_alternative_text_is_that_of_the_view() -> None:
    """A full sentence for who does not see the chart."""
    document = template()
    add_chart(document, document.add_paragraph(), "couverture")
    projected = project(render(document, {}, charts={"couverture": _chart("couverture")}).content)
    assert "(graphique «\u00a0couverture\u00a0»: La couverture des besoins par enjeu.)" in projected


def test_a_chart_in_an_included_loop_gets_its_own_figures_each_time() -> None:
    """Its name holds a tag."""
    sheet = template("{{ action.titre }}")
    add_chart(sheet, sheet.add_paragraph(), "{{ action.graphique }}", "bar")
    plan = template("{%p for action in actions %}", '{%p include "fiche.docx" %}', "{%p endfor %}")
    actions = tuple({"titre": f"Action {n}", "graphique": f"leviers-{n}"} for n in (1, 2, 3))
    charts = {f"leviers-{n}": _chart(f"leviers-{n}", roles=("accent",) * n) for n in (1, 2, 3)}
    content = render(plan, {"actions": actions}, charts=charts, read=library(gabarit=plan, fiche=sheet)).content
    names = [name for name in zipfile.ZipFile(io.BytesIO(content)).namelist() if re.match("word/charts/[^/]+xml", name)]
    assert sorted(_part(content, name).count(b"<c:ser>") for name in names) == [1, 2, 3]


@pytest.mark.parametrize(
    ("drawn", "given", "message"),
    [
        ("couverture", (), "il dessine le graphique «\u00a0couverture\u00a0»"),
        ("couverture", ("couverture", "autre"), "il ne dessine pas le graphique «\u00a0autre\u00a0»"),
    ],
)
def test_a_chart_without_figures_or_figures_without_chart_is_refused(
    drawn: str, given: tuple[str, ...], message: str
) -> None:
    """Nothing is left out in silence."""
    document = template()
    add_chart(document, document.add_paragraph(), drawn)
    with pytest.raises(TemplateError, match=message):
        render(document, {}, charts={name: _chart(name) for name in given})


class _Page(View):
    un: Chart
    plusieurs: tuple[Chart, ...]
    par_nom: dict[str, Chart]


def test_the_charts_of_a_view_are_found_at_any_depth() -> None:
    """A view may hold charts anywhere."""
    page = _Page(un=_chart("a"), plusieurs=(_chart("b"), _chart("c")), par_nom={"d": _chart("d")})
    assert list(find_charts(page)) == ["a", "b", "c", "d"]
