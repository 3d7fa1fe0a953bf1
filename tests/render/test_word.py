"""Rendering: values pass unharmed and unexecuted, faults are named, the same input gives the same bytes."""

import io
import re
import zipfile
from decimal import Decimal
from typing import Any

import docx
import pypdf
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from assembler.convert.office import OfficePool
from assembler.errors import TemplateError
from assembler.models.view import Missing
from assembler.render.filters import FILTERS
from tests.projection import project
from tests.render.documents import IDENTITY, add_line, library, render, template

HOSTILE = (
    "{{ 7*7 }}",
    "{% for x in y %}",
    "{_{ et }_}",
    "<b>gras</b> & <w:p/>",
    "“l’été” 'simple' \"double\"",
    "=1+1",
    "😀 Mi’kmaq Œuf",
    "Santé & mieux-être <12",
)


def _part(content: bytes, name: str) -> str:
    return zipfile.ZipFile(io.BytesIO(content)).read(name).decode()


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_is_printed_as_it_was_typed(text: str) -> None:
    """Nothing of a value is a tag, markup or an entity."""
    rendered = render(template("Avant {{ texte }} après"), {"texte": text})
    assert f"[Normal] Avant {text} après" in project(rendered.content)


def test_hostile_texts_reach_the_pdf(pool: OfficePool) -> None:
    """What a person typed is what a reader reads."""
    rendered = render(
        template("{%p for texte in textes %}", "{{ texte }}", "{%p endfor %}"),
        {"textes": tuple(t for t in HOSTILE if "😀" not in t)},
    )
    pdf = pool.convert_to_pdf(rendered.content, kind="docx", name="essai").pdf
    words = pypdf.PdfReader(io.BytesIO(pdf)).pages[0].extract_text()
    assert all(text in words for text in HOSTILE if "😀" not in text)


def test_lines_and_tabs_of_a_value_become_breaks_and_control_characters_go() -> None:
    """A long text keeps its lines inside its paragraph."""
    rendered = render(template("{{ texte }}"), {"texte": "un\ndeux\ttrois\x07\x00\r\nquatre "})
    assert "[Normal] un↵deux→trois↵quatre\n" in project(rendered.content)


def test_a_header_shows_its_values() -> None:
    """Headers and footers are templates too."""
    projected = project(render(template("Corps"), {}).content)
    assert "[Header] Plan d’essai→La Côte-de-Gaspé" in projected
    assert "— 2026-10-05→Page" in projected


@pytest.mark.parametrize(
    ("tag", "context", "message"),
    [
        (
            "{{ action.titr }}",
            {"action": {"titre": "x"}},
            "«\u00a0titr\u00a0» n’existe pas (vouliez-vous écrire «\u00a0titre\u00a0»?)",
        ),
        ("{{ absent }}", {}, "«\u00a0absent\u00a0» n’existe pas"),
        ("{% if absent %}x{% endif %}", {}, "«\u00a0absent\u00a0» n’existe pas"),
        ("{% if absent is renseigne %}x{% endif %}", {}, "«\u00a0absent\u00a0» n’existe pas"),
        ("{{ valeur }}", {"valeur": None}, "la valeur est vide"),
        ("{{ valeur }}", {"valeur": Decimal("12.5")}, "ajoutez un filtre"),
        ("{{ valeur }}", {"valeur": IDENTITY.dated}, "«\u00a0|date_longue\u00a0»"),
        ("{{ valeur }}", {"valeur": True}, "«\u00a0|oui_non\u00a0»"),
        ("{{ valeur }}", {"valeur": ("a",)}, "«\u00a0|liste\u00a0»"),
        ("{{ valeur|argent }}", {"valeur": "12"}, "«\u00a0argent\u00a0» attend un nombre"),
        ("{{ valeur|bizarre }}", {"valeur": "12"}, "le filtre «\u00a0bizarre\u00a0» n’existe pas"),
        ("{{ valeur|safe }}", {"valeur": "<w:p/>"}, "le filtre «\u00a0safe\u00a0» n’existe pas"),
        ("{{ valeur.__class__ }}", {"valeur": "x"}, "accès interdit"),
        ("{{ 'a' * 1000000000 }}", {}, "accès interdit"),
        ("{{ 9 ** 9 ** 9 }}", {}, "accès interdit"),
        ("{{ cycler }}", {}, "«\u00a0cycler\u00a0» n’existe pas"),
        ("{% for x in valeur %}", {"valeur": ()}, "un bloc (if, for) n’est jamais fermé"),
        ("{{ valeur ", {"valeur": "x"}, "mal écrite"),
    ],
)
def test_a_fault_names_the_template_the_place_and_the_tag(tag: str, context: dict[str, Any], message: str) -> None:
    """A person with Word finds the tag without looking twice."""
    with pytest.raises(TemplateError) as caught:
        render(template(("Montage financier", "Heading1"), "Avant", f"Ici {tag}"), context)
    assert message in caught.value.message
    assert "essai/gabarit.docx" in caught.value.message
    if "jamais fermé" not in message:
        assert "Montage financier › Ici" in caught.value.place
        assert caught.value.tag[:6] in tag


def test_a_tag_cut_into_runs_by_word_is_still_a_tag() -> None:
    """Word cuts texts at spelling marks and format changes."""
    document = template()
    paragraph = document.add_paragraph()
    for piece in ("{", "{ te", "xte }", "}"):
        paragraph.add_run(piece)
    assert "[Normal] bonjour" in project(render(document, {"texte": "bonjour"}).content)


def test_a_block_that_cuts_a_row_in_two_is_refused() -> None:
    """The XML is parsed strictly: docxtpl would mend it by dropping text."""
    document = template("{%p if vrai %}")
    table = document.add_table(1, 1)
    table.rows[0].cells[0].text = "{% if vrai %}{%p endif %}{% endif %}{%p if vrai %}"
    add_line(document, "{%p endif %}")
    with pytest.raises(TemplateError):
        render(document, {"vrai": True})


@pytest.mark.parametrize("name", sorted(FILTERS))
def test_a_missing_value_goes_through_every_filter(name: str) -> None:
    """« n. d. » stays « n. d. »."""
    assert FILTERS[name](Missing("n.\u00a0d.")) == "n.\u00a0d."


@pytest.mark.parametrize(
    ("tag", "value", "expected"),
    [
        ("{{ v|argent }}", Decimal("286000.00"), "286\u00a0000\u00a0$"),
        ("{{ v|argent }}", Decimal("12.5"), "12,50\u00a0$"),
        ("{{ v|argent_cents }}", Decimal(12), "12,00\u00a0$"),
        ("{{ v|pct }}", Decimal(85), "85,0\u00a0%"),
        ("{{ v|nombre }}", 17934, "17\u00a0934"),
        ("{{ v|date_longue }}", IDENTITY.dated, "5 octobre 2026"),
        ("{{ v|date_iso }}", IDENTITY.dated, "2026-10-05"),
        ("{{ v|oui_non }}", False, "Non"),
        ("{{ v|liste }}", ("a", "b & c"), "a; b & c"),
        ("{{ v|lignes }}", ("a", "b"), "a↵b"),
        ("{{ v|so }}", None, "s.\u00a0o."),
        ("{{ v|nd|argent }}", None, "n.\u00a0d."),
        ("{% if v is renseigne %}oui{% else %}non{% endif %}", Missing("s. o."), "non"),
    ],
)
def test_a_filter_prints_quebec_french(tag: str, value: object, expected: str) -> None:
    """Amounts, dates and lists as typography.md has them."""
    assert f"[Normal] {expected}\n" in project(render(template(tag), {"v": value}).content)


def test_an_included_template_appears_each_time_with_its_values() -> None:
    """The action sheet is drawn once."""
    plan = template("{%p for action in actions %}", '{%p include "fiche.docx" %}', "{%p endfor %}")
    sheet = template(("{{ action.titre }}", "Heading1"), "Fin de fiche")
    read = library(gabarit=plan, fiche=sheet)
    projected = project(render(plan, {"actions": ({"titre": "Un"}, {"titre": "Deux"})}, read=read).content)
    assert [line for line in projected.splitlines() if line.startswith(("# ", "[Normal] F"))] == [
        "# Un",
        "[Normal] Fin de fiche",
        "# Deux",
        "[Normal] Fin de fiche",
    ]


def test_a_changed_include_is_seen() -> None:
    """The compiled template is kept under the hash of all it was made from."""
    plan = template('{%p include "fiche.docx" %}')
    for word in ("avant", "après"):
        read = library(gabarit=plan, fiche=template(word))
        assert f"[Normal] {word}" in project(render(plan, {}, read=read).content)


def test_an_included_picture_travels(tmp_path: Any) -> None:
    """Relations of the included template become relations of the whole."""
    from PIL import Image

    Image.new("RGB", (40, 20), (27, 94, 145)).save(tmp_path / "logo.png")
    sheet = template("Fiche")
    sheet.add_picture(str(tmp_path / "logo.png"))
    plan = template('{%p include "fiche.docx" %}')
    rendered = render(plan, {}, read=library(gabarit=plan, fiche=sheet))
    assert len(docx.Document(io.BytesIO(rendered.content)).inline_shapes) == 1
    assert [n for n in zipfile.ZipFile(io.BytesIO(rendered.content)).namelist() if "inclus" in n]


def test_a_template_that_includes_itself_is_refused() -> None:
    """Straight or by another."""
    plan = template('{%p include "fiche.docx" %}')
    read = library(gabarit=plan, fiche=template('{%p include "gabarit.docx" %}'))
    with pytest.raises(TemplateError, match="s’inclut lui-même"):
        render(plan, {}, read=read)


def test_an_include_with_other_styles_is_refused() -> None:
    """One set of styles for all."""
    plan = template('{%p include "fiche.docx" %}')
    with pytest.raises(TemplateError, match="StyleInconnu"):
        render(plan, {}, read=library(gabarit=plan, fiche=template(("x", "StyleInconnu"))))


def test_an_include_with_notes_is_refused() -> None:
    """Its notes are in a part of its own file."""
    sheet = template("x")
    note = f'<w:r {nsdecls("w")}><w:footnoteReference w:id="2"/></w:r>'
    sheet.paragraphs[0]._p.append(parse_xml(note))
    plan = template('{%p include "fiche.docx" %}')
    with pytest.raises(TemplateError, match="contient des notes"):
        render(plan, {}, read=library(gabarit=plan, fiche=sheet))


def test_a_file_that_is_not_word_is_refused() -> None:
    """Before anything is rendered."""
    with pytest.raises(TemplateError, match="ce n’est pas un document Word"):
        render(template(), {}, read=lambda _: b"PK\x03\x04 pas un zip")


def test_a_loop_over_columns_shares_the_grid_anew() -> None:
    """LibreOffice lays columns out by the grid alone."""
    document = template()
    table = document.add_table(1, 3)
    for cell, text in zip(table.rows[0].cells, ("{%tc for x in xs %}", "{{ x }}", "{%tc endfor %}"), strict=True):
        cell.text = text
    projected = project(render(document, {"xs": ("a", "b", "c", "d", "e")}).content)
    grid = re.search(r"\[tableau [^\]]*?((?: \d+)+)\]", projected)
    assert grid is not None
    assert len(grid[1].split()) == 5


def test_the_same_input_gives_the_same_bytes_and_says_only_what_it_should() -> None:
    """Properties come from the identity; no session traces, no request to update fields."""
    document = template(("Titre", "Heading1"), "{{ texte }}")
    settings = document.settings.element
    settings.append(parse_xml(f'<w:updateFields {nsdecls("w")} w:val="true"/>'))
    rendered = render(document, {"texte": "x"})
    assert rendered.content == render(document, {"texte": "x"}).content
    assert "updateFields" not in _part(rendered.content, "word/settings.xml")
    assert "rsid" not in _part(rendered.content, "word/document.xml")
    core = docx.Document(io.BytesIO(rendered.content)).core_properties
    assert (core.title, core.author, core.language, core.last_modified_by) == ("Plan d’essai", "RDS-GÎM", "fr-CA", "")
    assert core.created is not None
    assert core.created.date() == IDENTITY.dated


def test_the_accent_of_the_territory_takes_the_place_of_the_base_accent() -> None:
    """In styles, and never in a text that happens to spell it."""
    content = render(template("{{ texte }}"), {"texte": 'w:val="334E68"'}).content
    assert "334E68" not in _part(content, "word/styles.xml")
    assert "A4451C" in _part(content, "word/styles.xml")
    assert '[Normal] w:val="334E68"' in project(content)
