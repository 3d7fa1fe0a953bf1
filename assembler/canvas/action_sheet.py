"""Builds the Word action sheet that a lead organisation fills, blank or with what the workbook holds of its action."""

import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import quoteattr

import docx
from docx.document import Document
from docx.oxml import parse_xml

from assembler.canvas.narrative import CANVAS_DATE
from assembler.canvas.prompts import written
from assembler.canvas.sheet_controls import fixed_xml
from assembler.canvas.sheet_tables import cards_xml, form_xml, grid_xml
from assembler.i18n import Lang, either, mark, speaking
from assembler.i18n import translate as _
from assembler.models.action_sheet import SHEET_VERSION, STAMP, SheetTable, digest_of, sheet_tables
from assembler.models.region import Code, Region, TerritoryProfile
from assembler.settings import data_folder
from assembler.word.body import fill_body
from assembler.word.ooxml import XMLNS_W, W, paragraph_xml, run_xml
from assembler.word.package import Identity, canonical_docx
from assembler.word.styles import BOX, BULLETS, HEADINGS, OVER_TITLE, SHEET_TITLE, SOURCE, SUBTITLE

Texts = Mapping[str, Sequence[Mapping[str, str]]]  # by table of the plan: rows of texts by field
WIDEST_GRID: Final = 8  # columns; a table with more is shown as cards
# The first field of each part of the action's own form; a field declared between two stays with the first.
_PARTS: Final = {
    "title": mark("L’action"),
    "summary": mark("Description"),
    "owner": mark("Porteur et participation"),
    "start": mark("Durée et ressources"),
    "logic_inputs": mark("Modèle logique"),
    "expected_results": mark("Résultats et suites"),
    "decision": mark("Décision et montage"),
}


@dataclass(frozen=True)
class Filling:
    """What a sheet is made for: whose action, what is already known of it, what each field may be chosen from."""

    region: Region
    territory: TerritoryProfile
    action: str
    title: str
    texts: Texts
    options: Callable[[SheetTable, str], tuple[Code, ...]]


def build_action_sheet(filling: Filling, *, lang: Lang = "fr") -> bytes:
    """Gives the sheet as docx; the same filling gives the same bytes."""
    with speaking(lang):
        document = docx.Document(io.BytesIO((data_folder("canvases") / "base.docx").read_bytes()))
        xml = _top_xml(filling) + "".join(_table_xml(filling, table) for table in sheet_tables()) + _end_xml()
        fill_body(document, xml)
        _write_header(document, filling)
        _write_stamp(document, filling)
        name = _("Fiche d’action {action} à remplir").format(action=filling.action)
        return canonical_docx(
            document,
            Identity(
                title=f"{name} – {filling.territory.name}",
                author=filling.region.regional_body,
                dated=CANVAS_DATE,
                accent=filling.territory.accent,
            ),
        )


def _top_xml(filling: Filling) -> str:
    over = run_xml(_("Fiche d’action à remplir") + "\u00a0: ")
    over += fixed_xml("fiche.action", _("No de fiche"), filling.action)
    advice = (
        _("Remplissez ce que vous savez; laissez le reste tel quel. Un astérisque (*) marque ce qui est requis."),
        _("Pour une rangée de plus\u00a0: dans Word, cliquez dans la dernière, puis sur le «\u00a0+\u00a0» à droite; "
          "dans LibreOffice, copiez une rangée vide et collez-la dessous."),
        _("Ce que vous effacez sera effacé du plan; ce que vous ne touchez pas y reste."),
        _("N’écrivez ni le nom d’une personne ni ses coordonnées\u00a0: donnez sa fonction."),
    )  # fmt: skip
    return "".join(
        (
            paragraph_xml(OVER_TITLE, over),
            paragraph_xml(SHEET_TITLE, run_xml(filling.title or _("Nouvelle action"))),
            paragraph_xml(SUBTITLE, run_xml(filling.territory.name)),
            *(paragraph_xml(BULLETS[0], run_xml(line)) for line in advice),
        )
    )


def _end_xml() -> str:
    told = _("Remettez cette fiche à la personne qui coordonne le plan\u00a0: elle la dépose avec le canevas Excel.")
    return paragraph_xml(BOX, run_xml(told))


def _table_xml(filling: Filling, table: SheetTable) -> str:
    rows = filling.texts.get(table.name, ())
    if table.is_the_action:
        return _action_xml(filling, table, rows[0] if rows else {})
    heading = paragraph_xml(HEADINGS[1], run_xml(either(table.table.fr, table.table.en)))
    purpose = paragraph_xml(
        SOURCE, run_xml(written(table.table.help)), '<w:keepNext/><w:spacing w:before="0" w:after="80"/>'
    )
    drawn = grid_xml if len(table.fields) <= WIDEST_GRID else cards_xml
    return heading + purpose + drawn(table, rows, filling.options, action=filling.action)


def _action_xml(filling: Filling, table: SheetTable, texts: Mapping[str, str]) -> str:
    parts: dict[str, list[str]] = {}
    part = ""
    for field in table.fields:
        part = _PARTS.get(field, part)
        parts.setdefault(part, []).append(field)
    return "".join(
        paragraph_xml(HEADINGS[1], run_xml(_(title))) + form_xml(table, fields, texts, filling.options)
        for title, fields in parts.items()
    )


def _write_header(document: Document, filling: Filling) -> None:
    """The base's header and footer hold the tags of templates; a sheet to fill has none."""
    section = document.sections[0]
    name = _("Fiche d’action {action} à remplir").format(action=filling.action)
    section.header.paragraphs[0].text = f"{name}\t{filling.territory.name}"
    section.footer.paragraphs[0].text = _("Fiche à remplir, version {version}").format(version=SHEET_VERSION)


def _write_stamp(document: Document, filling: Filling) -> None:
    """Document variables say whose sheet it is and mark what it held: Word and LibreOffice both keep them (17.15.1.33).

    Marks, not values: a text that a person deletes is nowhere in the file any more.
    """
    stamp = {
        "version": SHEET_VERSION,
        "region": filling.region.id,
        "territory": filling.territory.code,
        "action": filling.action,
    }
    variables = {STAMP: stamp} | {
        f"{STAMP}_{table.table.name}": [
            {table.fields[field].tag: digest_of(text) for field, text in row.items() if field in table.fields and text}
            for row in filling.texts.get(table.name, ())
        ]
        for table in sheet_tables()
    }
    found = "".join(
        f"<w:docVar w:name={quoteattr(name)} w:val={quoteattr(json.dumps(held, separators=(',', ':')))}/>"
        for name, held in variables.items()
    )
    element = parse_xml(f"<w:docVars {XMLNS_W}>{found}</w:docVars>")
    document.settings.element.find(f"{W}compat").addnext(element)  # CT_Settings is a sequence
