"""Write tables of contents whole: a line per heading or caption, with its link and its page number.

A TOC field (17.16.5.68) normally waits for Word to fill it, with a prompt on opening. Ours is complete before
conversion, with as many lines as it will have, so that pages fall the same; the page numbers the converter found are
then written back.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from docx.document import Document
from docx.oxml import parse_xml
from lxml import etree

from assembler.errors import ContentsError
from assembler.i18n import translate as _
from assembler.render.rendered import ContentsLine, RenderedDocx
from assembler.word.captions import CaptionPlace
from assembler.word.ooxml import XMLNS_W, W, field_xml, paragraph_xml, run_xml
from assembler.word.outline import HeadingPlace, mark_headings, mark_paragraph
from assembler.word.styles import HEADINGS, NORMAL, TABLE_OF_FIGURES, TOC
from assembler.zipping import canonical_zip

NOTHING: Final = "Aucune entrée."
UNKNOWN_PAGE: Final = "0"
_TOC = re.compile(r"\s*TOC\b")
_LEVELS = re.compile(r"\\o\s+\"?(\d)\s*-\s*(\d)")
_LABEL = re.compile(r"\\[ca]\s+\"?([^\s\"\\]+)")
_CUSTOM = re.compile(r"\\t\s+\"([^\"]+)\"")
_PAGE = re.compile(r"\s*PAGEREF\s+(\S+)")


@dataclass(frozen=True)
class _Field:
    """A TOC field: its instruction and the paragraphs from its beginning to its end."""

    instruction: str
    paragraphs: tuple[Any, ...]


def fill_contents(
    document: Document, headings: list[HeadingPlace], captions: Sequence[CaptionPlace]
) -> tuple[tuple[ContentsLine, ...], ...]:
    """Fills every TOC field with its lines, page numbers still to come; gives the lines, field by field."""
    fields = _find_fields(document.element.body)
    inside = {paragraph for field in fields for paragraph in field.paragraphs}
    headings = [heading for heading in headings if heading.paragraph not in inside]
    marks = _heading_lines(headings)
    figures = _caption_lines(captions) if any(_LABEL.search(field.instruction) for field in fields) else []
    found = []
    for field in fields:
        lines = [
            line.model_copy(update={"field": field.instruction})
            for line in _chosen_lines(field.instruction, document, list(zip(headings, marks, strict=True)), figures)
        ]
        _replace(field, lines, _laid_out_instruction(field.instruction, document))
        found.append(tuple(lines))
    return tuple(found)


def write_page_numbers(rendered: RenderedDocx, indexes: Iterable[Sequence[str]]) -> RenderedDocx:
    """Gives the same file with the page numbers the converter found.

    ``indexes`` are the lines of each index as laid out, a page number after the last tab (``Converted.indexes``).
    Doing it twice changes nothing. Raises ``ContentsError`` when an index does not have our lines.
    """
    if not rendered.contents:
        return rendered
    pages = _pages(rendered.contents, [tuple(lines) for lines in indexes])
    with zipfile.ZipFile(io.BytesIO(rendered.content)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    root = etree.fromstring(parts["word/document.xml"])
    fields = {lines[0].bookmark: lines[0].field for lines in rendered.contents if lines}
    table: Any = None
    for instruction in root.iter(f"{W}instrText"):
        if _TOC.match(instruction.text or ""):
            table = instruction
        reference = _PAGE.match(instruction.text or "")
        if reference and reference[1] in pages:
            _set_page(instruction, pages[reference[1]])
            if table is not None and reference[1] in fields:
                table.text = fields[reference[1]]
                table = None
    parts["word/document.xml"] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return rendered.model_copy(update={"content": canonical_zip(parts)})


def _heading_lines(headings: list[HeadingPlace]) -> list[ContentsLine]:
    names = mark_headings(headings)
    return [
        ContentsLine(level=heading.level, text=heading.text, bookmark=name)
        for name, heading in zip(names, headings, strict=True)
    ]


def _caption_lines(captions: Sequence[CaptionPlace]) -> list[tuple[str, ContentsLine]]:
    lines = []
    for rank, caption in enumerate(captions, 1):
        name = f"_Leg{rank:09d}"
        mark_paragraph(caption.paragraph, name)
        lines.append((caption.label, ContentsLine(level=1, text=caption.text, bookmark=name)))
    return lines


def _chosen_lines(
    instruction: str,
    document: Document,
    headings: list[tuple[HeadingPlace, ContentsLine]],
    figures: list[tuple[str, ContentsLine]],
) -> list[ContentsLine]:
    label = _LABEL.search(instruction)
    if label:
        return [line for counted, line in figures if counted == label[1]]
    levels = _LEVELS.search(instruction)
    first, last = (int(levels[1]), int(levels[2])) if levels else (1, 9)
    custom = _custom_levels(instruction, document)
    takes_any_style = "\\u" in instruction
    chosen = []
    for heading, line in headings:
        style = _style_of(heading.paragraph)
        if style in custom:
            chosen.append(line.model_copy(update={"level": custom[style]}))
        elif first <= line.level <= last and (takes_any_style or style in HEADINGS):
            chosen.append(line)
    return chosen


def _laid_out_instruction(instruction: str, document: Document) -> str:
    """The same table, told so that LibreOffice makes it: by styles alone.

    With ``\\o "1-2"`` it drops what ``\\t`` puts on level 3, and counts every style that has an outline level.
    """
    if _LABEL.search(instruction) or "\\u" in instruction:
        return instruction
    names = {style.get(f"{W}styleId"): style.find(f"{W}name").get(f"{W}val") for style in _styles(document)}
    levels = _LEVELS.search(instruction)
    first, last = (int(levels[1]), int(levels[2])) if levels else (1, len(HEADINGS))
    chosen = {style: level for level, style in enumerate(HEADINGS, 1) if first <= level <= last and style in names}
    chosen |= _custom_levels(instruction, document)
    return ' TOC \\h \\z \\t "' + ";".join(f"{names[style]};{level}" for style, level in chosen.items()) + '" '


def _styles(document: Document) -> list[Any]:
    return list(document.styles.element.iterchildren(f"{W}style"))


def _custom_levels(instruction: str, document: Document) -> dict[str, int]:
    """The ``\\t`` switch: « Nom de style;niveau », names as Word shows them."""
    match = _CUSTOM.search(instruction)
    if not match:
        return {}
    pieces = re.split("[;,]", match[1])
    levels = {name.strip(): int(level) for name, level in zip(pieces[::2], pieces[1::2], strict=False)}
    return {
        style.get(f"{W}styleId"): levels[name]
        for style in _styles(document)
        if (name := style.find(f"{W}name").get(f"{W}val")) in levels
    }


def _style_of(paragraph: Any) -> str:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return style.get(f"{W}val") if style is not None else NORMAL


def _find_fields(body: Any) -> list[_Field]:
    fields = []
    for instruction in list(body.iter(f"{W}instrText", f"{W}fldSimple")):
        text = instruction.get(f"{W}instr") if instruction.tag == f"{W}fldSimple" else instruction.text
        if not _TOC.match(text or ""):
            continue
        start = next(instruction.iterancestors(f"{W}p"))
        end = start if instruction.tag == f"{W}fldSimple" else _end_of_field(instruction, start)
        between = [start]
        while between[-1] is not end:
            between.append(between[-1].getnext())
        fields.append(_Field(_whole_instruction(instruction, text or ""), tuple(between)))
    return fields


def _whole_instruction(instruction: Any, text: str) -> str:
    """Word may cut an instruction into several runs."""
    if instruction.tag == f"{W}fldSimple":
        return text
    for run in instruction.getparent().itersiblings():
        if run.find(f"{W}fldChar") is not None:
            break
        text += "".join(more.text or "" for more in run.iter(f"{W}instrText"))
    return text


def _end_of_field(instruction: Any, start: Any) -> Any:
    depth = 1
    is_after = False
    for paragraph in [start, *start.itersiblings()]:
        for node in paragraph.iter(f"{W}instrText", f"{W}fldChar"):
            if node is instruction:
                is_after = True
            elif is_after and node.tag == f"{W}fldChar":
                depth += {"begin": 1, "end": -1}.get(node.get(f"{W}fldCharType"), 0)
            if depth == 0:
                return paragraph
    raise ContentsError(_("une table des matières du gabarit n’a pas de fin"))


def _replace(field: _Field, lines: list[ContentsLine], instruction: str) -> None:
    is_figures = _LABEL.search(field.instruction) is not None
    opening = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{_escaped(instruction)}</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    closing = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    contents = [(_line_style(line, is_figures), _line_xml(line)) for line in lines] or [(NORMAL, run_xml(NOTHING))]
    contents[0] = (contents[0][0], opening + contents[0][1])
    contents[-1] = (contents[-1][0], contents[-1][1] + closing)
    xml = "".join(paragraph_xml(style, content) for style, content in contents)
    for element in list(parse_xml(f"<w:body {XMLNS_W}>{xml}</w:body>")):
        field.paragraphs[0].addprevious(element)
    for paragraph in field.paragraphs:
        paragraph.getparent().remove(paragraph)


def _line_style(line: ContentsLine, is_figures: bool) -> str:
    return TABLE_OF_FIGURES if is_figures else TOC[min(line.level, len(TOC)) - 1]


def _line_xml(line: ContentsLine) -> str:
    page = field_xml(f"PAGEREF {line.bookmark} \\h", UNKNOWN_PAGE)
    return (
        f'<w:hyperlink w:anchor="{line.bookmark}" w:history="1">{run_xml(line.text)}<w:r><w:tab/></w:r>'
        f"{page}</w:hyperlink>"
    )


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _pages(contents: Sequence[Sequence[ContentsLine]], indexes: list[tuple[str, ...]]) -> dict[str, str]:
    """Matches each of our tables to the laid out index that has the same lines."""
    pages: dict[str, str] = {}
    left = list(indexes)
    for lines in contents:
        if not lines:
            continue
        index = next((index for index in left if _agrees(lines, index)), None)
        if index is None:
            raise ContentsError(
                _("la table qui commence par «\u00a0{title}\u00a0» n’a pas été mise en page comme prévu").format(
                    title=lines[0].text
                )
            )
        left.remove(index)
        pages.update({line.bookmark: laid.rpartition("\t")[2].strip() for line, laid in zip(lines, index, strict=True)})
    return pages


def _agrees(lines: Sequence[ContentsLine], index: tuple[str, ...]) -> bool:
    """A laid out line may begin with the number of a numbered heading."""
    return len(lines) == len(index) and all(
        _one_line(laid.rpartition("\t")[0]).endswith(_one_line(line.text))
        for line, laid in zip(lines, index, strict=True)
    )


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _set_page(instruction: Any, page: str) -> None:
    for run in instruction.getparent().itersiblings():
        text = run.find(f"{W}t")
        if text is not None:
            text.text = page
            return
