"""Render a Word template with a view's values into a finished, canonical Word file."""

import io
from collections.abc import Mapping
from typing import Any

import docx
from docx.document import Document
from docx.opc.part import Part, XmlPart
from docx.oxml import parse_xml
from jinja2.exceptions import TemplateError as JinjaError
from lxml import etree

from assembler.errors import TemplateError
from assembler.i18n import translate as _
from assembler.models.view import Chart, View, context_of
from assembler.render.charts import fill_charts, find_charts
from assembler.render.contents import fill_contents
from assembler.render.environment import RENDERED_PARTS
from assembler.render.inclusion import ReadTemplate
from assembler.render.places import template_error
from assembler.render.rendered import RenderedDocx
from assembler.render.templates import CompiledPart, PreparedTemplate, prepare_template, read_template_file
from assembler.word.captions import number_captions
from assembler.word.ooxml import XML_SPACE, W
from assembler.word.outline import find_headings
from assembler.word.package import Identity, canonical_docx
from assembler.word.parts import WordParts
from assembler.word.row_keeping import end_lists, end_tables, keep_leads, keep_rows

# What a template's own expressions may raise on values of the wrong kind; anything else is a fault of ours.
_FAULTS_OF_TEMPLATES = (JinjaError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError)


def render_view(
    template: str, view: View, *, identity: Identity, read: ReadTemplate = read_template_file
) -> RenderedDocx:
    """Gives the Word file of a view: its values, and every chart it holds."""
    return render_word(template, context_of(view), charts=find_charts(view), identity=identity, read=read)


def render_word(
    template: str,
    context: Mapping[str, Any],
    *,
    identity: Identity,
    charts: Mapping[str, Chart] | None = None,
    read: ReadTemplate = read_template_file,
) -> RenderedDocx:
    """Gives the Word file of a template (``canvases/plan.docx``) filled with a context.

    ``read`` gives a template's bytes by path: the data folders by default. Raises ``TemplateError``, which names the
    template, the place and the tag. The same arguments give the same bytes.
    """
    prepared = prepare_template(template, read)
    document = docx.Document(io.BytesIO(prepared.package))
    parts = WordParts(document)
    token = RENDERED_PARTS.set(parts)
    try:
        document = _render_parts(prepared, document, context)
    finally:
        RENDERED_PARTS.reset(token)
    parts.settle()
    keep_rows(document.element.body)
    keep_leads(document.element.body)
    end_lists(document.element.body)
    end_tables(document.element.body)
    fill_charts(document.part, charts or {}, template=template)
    captions = number_captions(document.element.body)
    contents = fill_contents(document, find_headings(document), captions)
    return RenderedDocx(content=canonical_docx(document, identity), contents=contents)


def _render_parts(prepared: PreparedTemplate, document: Document, context: Mapping[str, Any]) -> Document:
    """Footnotes of the template come before the body: the body adds a person's footnotes, which hold no tags."""
    package = document.part.package
    assert package is not None
    by_name = {str(part.partname): part for part in package.iter_parts()}
    for compiled in sorted(prepared.parts, key=lambda compiled: compiled.source.name == "corps"):
        _install(by_name[compiled.partname], _render_part(prepared.name, compiled, context))
    rendered: Document = document.part.document
    return rendered


def _render_part(name: str, compiled: CompiledPart, context: Mapping[str, Any]) -> Any:
    try:
        xml = compiled.template.render(context)
    except _FAULTS_OF_TEMPLATES as error:
        raise template_error(name, compiled.source, error) from error
    try:
        root = parse_xml(xml.replace("\n<w:p", "<w:p").encode())
    except etree.XMLSyntaxError as error:
        raise TemplateError(
            name,
            _("ses balises coupent une rangée ou un paragraphe en deux ({error})").format(error=error.msg),
            _(
                "Mettez «\u00a0{paragraph}\u00a0» ou «\u00a0{row}\u00a0» au début et à la fin de chaque bloc, seuls "
                "dans leur paragraphe ou rangée."
            ).format(paragraph="{%p", row="{%tr"),
            place=compiled.source.name,
        ) from error
    _break_lines(root)
    _widen_grids(root)
    return root


def _install(part: Part, root: Any) -> None:
    if isinstance(part, XmlPart):
        part._element = root
    else:
        part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _break_lines(root: Any) -> None:
    """A line break or a tab in a value becomes ``w:br`` or ``w:tab``; spaces at the ends of a text are kept."""
    for text in list(root.iter(f"{W}t")):
        words = text.text or ""
        if words != words.strip():
            text.set(XML_SPACE, "preserve")
        if "\n" in words or "\t" in words:
            _break_text(text, words)


def _break_text(text: Any, words: str) -> None:
    for mark, tag in (("\n", "br"), ("\t", "tab")):
        words = words.replace(mark, f"\x00{tag}\x00")
    pieces = words.split("\x00")
    text.text = pieces[0]
    text.set(XML_SPACE, "preserve")
    last = text
    for index, piece in enumerate(pieces[1:], 1):
        if index % 2:
            made = text.makeelement(f"{W}{piece}")
        elif piece:
            made = text.makeelement(f"{W}t", {XML_SPACE: "preserve"})
            made.text = piece
        else:
            continue
        last.addnext(made)
        last = made


def _widen_grids(root: Any) -> None:
    """A loop over columns (``{%tc``) changes their number: the grid is shared anew, LibreOffice obeys it alone.

    Each column gets the part of the width that its cell was drawn with.
    """
    for table in root.iter(f"{W}tbl"):
        grid = table.find(f"{W}tblGrid")
        columns = grid.findall(f"{W}gridCol")
        rows = list(table.iterchildren(f"{W}tr"))
        widest = max(rows, key=_span, default=None)
        if widest is not None and _span(widest) not in (0, len(columns)):
            total = sum(int(float(column.get(f"{W}w", "0"))) for column in columns)
            widths = _shared_widths(widest, total)
            for column in columns:
                grid.remove(column)
            for width in widths:
                grid.append(grid.makeelement(f"{W}gridCol", {f"{W}w": str(width)}))
            for row in rows:
                _set_widths(row, widths)


def _shared_widths(row: Any, total: int) -> list[int]:
    """The table's width, shared as the cells of a row ask for; alike when one of them does not say."""
    cells = row.findall(f"{W}tc")
    asked = [int(float(w.get(f"{W}w"))) if (w := cell.find(f"{W}tcPr/{W}tcW")) is not None else 0 for cell in cells]
    if len(cells) != _span(row) or not all(asked):
        return [total // _span(row)] * _span(row)
    return [total * width // sum(asked) for width in asked]


def _set_widths(row: Any, widths: list[int]) -> None:
    """Word lays columns out by their cells: they say what the grid says."""
    cells = row.findall(f"{W}tc")
    if len(cells) == len(widths):
        for cell, width in zip(cells, widths, strict=True):
            asked = cell.find(f"{W}tcPr/{W}tcW")
            if asked is not None:
                asked.set(f"{W}w", str(width))


def _span(row: Any) -> int:
    spans = (cell.find(f"{W}tcPr/{W}gridSpan") for cell in row.iterchildren(f"{W}tc"))
    return sum(int(span.get(f"{W}val")) if span is not None else 1 for span in spans)
