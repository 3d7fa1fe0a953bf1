"""What a paragraph leans on elsewhere in a Word file: links, pictures, footnotes, restarted numbering."""

import copy
import io
from typing import Any

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml import etree

from assembler.word.ooxml import XMLNS_R, XMLNS_W, W
from assembler.word.styles import FOOTNOTE_REFERENCE, FOOTNOTE_TEXT

_FOOTNOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
# Word wants the two separators, and settings.xml to name them (17.11.1, 17.11.23).
_SEPARATORS = (("separator", "-1", "separator"), ("continuationSeparator", "0", "continuationSeparator"))


class WordParts:
    """The parts of one open document that blocks add to; ``settle`` writes them back once all is added."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._footnotes: Any = None
        self._footnotes_part: Part | None = None

    def add_link(self, url: str) -> str:
        """Gives the relation id of an external link."""
        return self._document.part.relate_to(url, RT.HYPERLINK, is_external=True)

    def add_picture(self, content: bytes) -> str:
        """Gives the relation id of a picture; the same picture twice is stored once."""
        return self._document.part.get_or_add_image(io.BytesIO(content))[0]

    def add_footnote(self, runs_xml: str) -> int:
        """Gives the id of a new footnote made of these runs."""
        notes = self._open_footnotes()
        number = max((int(note.get(f"{W}id")) for note in notes), default=0) + 1
        mark = f'<w:r><w:rPr><w:rStyle w:val="{FOOTNOTE_REFERENCE}"/></w:rPr><w:footnoteRef/></w:r>'
        space = '<w:r><w:t xml:space="preserve"> </w:t></w:r>'
        notes.append(
            etree.fromstring(
                f'<w:footnote {XMLNS_W} {XMLNS_R} w:id="{number}"><w:p><w:pPr><w:pStyle w:val="{FOOTNOTE_TEXT}"/>'
                f"</w:pPr>{mark}{space}{runs_xml}</w:p></w:footnote>"
            )
        )
        return number

    def add_footnote_link(self, url: str) -> str:
        """Gives the relation id of an external link standing in a footnote: relations belong to the part."""
        self._open_footnotes()
        assert self._footnotes_part is not None
        return self._footnotes_part.relate_to(url, RT.HYPERLINK, is_external=True)

    def restart_numbering(self, style: str) -> int:
        """Gives the id of a new list that counts from 1 and looks like the list of a paragraph style (17.9.18)."""
        numbering = self._document.part.numbering_part.element
        num_id, level = self.list_of(style)
        model = next(num for num in numbering.iterchildren(f"{W}num") if num.get(f"{W}numId") == num_id)
        number = max(int(num.get(f"{W}numId")) for num in numbering.iterchildren(f"{W}num")) + 1
        num = etree.SubElement(numbering, f"{W}num", {f"{W}numId": str(number)})
        num.append(copy.deepcopy(model.find(f"{W}abstractNumId")))
        override = etree.SubElement(num, f"{W}lvlOverride", {f"{W}ilvl": level})
        etree.SubElement(override, f"{W}startOverride", {f"{W}val": "1"})
        _last_num(numbering).addnext(num)
        return number

    def settle(self) -> None:
        """Writes the footnotes back into their part."""
        if self._footnotes_part is not None:
            self._footnotes_part._blob = etree.tostring(
                self._footnotes, xml_declaration=True, encoding="UTF-8", standalone=True
            )

    def list_of(self, style: str) -> tuple[str, str]:
        """Gives the list id and level that a style counts with."""
        element = next(s for s in self._document.styles.element if s.get(f"{W}styleId") == style)
        numbered = element.find(f"{W}pPr/{W}numPr")
        level = numbered.find(f"{W}ilvl")
        return numbered.find(f"{W}numId").get(f"{W}val"), level.get(f"{W}val") if level is not None else "0"

    def _open_footnotes(self) -> Any:
        if self._footnotes is None:
            part = self._document.part
            try:
                self._footnotes_part = part.part_related_by(RT.FOOTNOTES)
            except KeyError:
                self._footnotes_part = self._new_footnotes_part()
            self._footnotes = etree.fromstring(self._footnotes_part.blob)
        return self._footnotes

    def _new_footnotes_part(self) -> Part:
        owner = self._document.part
        notes = "".join(
            f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:pPr><w:spacing w:after="0"/></w:pPr>'
            f"<w:r><w:{tag}/></w:r></w:p></w:footnote>"
            for kind, number, tag in _SEPARATORS
        )
        blob = f"<w:footnotes {XMLNS_W} {XMLNS_R}>{notes}</w:footnotes>".encode()
        made = Part(PackURI("/word/footnotes.xml"), _FOOTNOTES_TYPE, blob, owner.package)
        owner.relate_to(made, RT.FOOTNOTES)
        self._declare_separators()
        return made

    def _declare_separators(self) -> None:
        settings = self._document.settings.element
        declared = etree.fromstring(
            f'<w:footnotePr {XMLNS_W}><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
        )
        # CT_Settings is a sequence: footnotePr stands right before endnotePr or compat.
        later = next((s for s in settings if s.tag in {f"{W}endnotePr", f"{W}compat"}), None)
        if settings.find(f"{W}footnotePr") is not None:
            return
        if later is None:
            settings.append(declared)
        else:
            later.addprevious(declared)


def _last_num(numbering: Any) -> Any:
    """The last ``w:num`` that is not the one just appended: ``w:numIdMacAtCleanup`` must stay last."""
    nums = numbering.findall(f"{W}num")
    return nums[-2]
