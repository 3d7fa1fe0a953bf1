"""What reading a narrative kept, changed and refused (``N-…``)."""

import io
from collections.abc import Callable, Iterable
from typing import Any

import docx
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml

from assembler.read.narrative.reading import read_narrative
from tests.read.narratives import NS, add_image, image, narrative, paragraph, run, saved
from tests.validate.pair import Pair

_MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_WORDS = paragraph(run("Une phrase."))


def codes(content: bytes) -> Iterable[str]:
    return tuple(finding.code for finding in read_narrative(content)[1])


def pair(code: str, faulty: Callable[[], bytes]) -> Pair:
    return Pair(code, lambda: codes(faulty()), lambda: codes(_sound()))


def _sound() -> bytes:
    """A section with a heading, a table without hole and a picture that is told."""

    def write(document: Any) -> None:
        document.add_heading("Le port", 2)
        table = document.add_table(2, 2)
        for cell in table._cells:
            cell.text = "x"
        add_image(document, image("PNG"), "Un quai.")

    return narrative(_WORDS, write)


def _picture(alt: str = "Un plan.", spoil: Callable[[Any], None] = lambda document: None) -> bytes:
    def write(document: Any) -> None:
        add_image(document, image("PNG"), alt)
        spoil(document)

    return narrative(write)


def _vector(document: Any) -> None:
    part = next(r.target_part for r in document.part.rels.values() if r.reltype.endswith("/image"))
    part._blob = b"\x01\x00\x00\x00EMF"


def _linked(document: Any) -> None:
    blip = next(document.element.body.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}blip"))
    del blip.attrib[f"{{{_RELATIONS}}}embed"]
    blip.set(f"{{{_RELATIONS}}}link", "rId99")


def _commented(document: Any) -> None:
    document.add_comment(document.add_paragraph("Du texte.").runs, text="À revoir", author="X")


def _endnote() -> bytes:
    document = docx.Document(io.BytesIO(narrative(paragraph(run("Fin") + '<w:r><w:endnoteReference w:id="3"/></w:r>'))))
    xml = f'<w:endnotes {NS}><w:endnote w:id="3"><w:p>{run("Une note.")}</w:p></w:endnote></w:endnotes>'
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.endnotes+xml"
    part = Part(PackURI("/word/endnotes.xml"), kind, xml.encode(), document.part.package)
    document.part.relate_to(part, f"{_RELATIONS}/endnotes")
    return saved(document)


def _before_any_section() -> bytes:
    document = docx.Document()
    document.add_paragraph("Mon beau récit")
    document.add_heading("Conclusion", 1)
    return saved(document)


def _unsafe_link(document: Any) -> None:
    rid = document.part.relate_to("file:///etc/passwd", f"{_RELATIONS}/hyperlink", is_external=True)
    document.add_paragraph()._p.append(parse_xml(f'<w:hyperlink {NS} r:id="{rid}">{run("cliquez")}</w:hyperlink>'))


def _title_inside() -> bytes:
    """In the frame of a section, where the title of another one cannot be."""
    from assembler.canvas.narrative import build_narrative
    from assembler.models.narrative import Paragraph, Run
    from assembler.regions import load_region

    blank = build_narrative(load_region(), None, {"conclusion": (Paragraph(runs=(Run(text="Dans le cadre."),)),)})
    document = docx.Document(io.BytesIO(blank))
    frame = next(p for p in document.element.body.iter(f"{{{docx.oxml.ns.nsmap['w']}}}p") if "Dans le cadre." in p.text)
    frame.addnext(parse_xml(paragraph(run("Un titre"), '<w:pStyle w:val="Heading1"/>').replace("NS", NS, 1)))
    return saved(document)


def _merged(document: Any) -> None:
    table = document.add_table(2, 2)
    for cell in table._cells:
        cell.text = "x"
    table.cell(0, 0).merge(table.cell(0, 1))


def _hole(document: Any) -> None:
    table = document.add_table(2, 2)
    for cell in table._cells[:3]:
        cell.text = "x"


_DRAWING = (
    '<w:r><w:drawing><wp:inline><wp:extent cx="1" cy="1"/><wp:docPr id="9" name="g"/><a:graphic>'
    f'<a:graphicData uri="{_CHART}"/></a:graphic></wp:inline></w:drawing></w:r>'
)
_INSERTED = f'<w:ins w:id="1" w:author="X" w:date="2026-01-01T00:00:00Z">{run(" ajouté")}</w:ins>'
_BOX = f"<w:r><w:pict><w:txbxContent><w:p>{run('Dans la boîte')}</w:p></w:txbxContent></w:pict></w:r>"
_EQUATION = f'<m:oMath xmlns:m="{_MATH}"><m:r><m:t>x=1</m:t></m:r></m:oMath>'

PAIRS = (
    pair("N-001", lambda: narrative(_WORDS, title="Ma recette de tarte")),
    pair("N-002", lambda: narrative(_WORDS, lambda document: document.add_heading("Les bons coup", 1))),
    Pair(
        "N-003",
        lambda: [f.code for f in read_narrative(narrative())[1] if f.place == "Bilan de la mobilisation"],
        lambda: [f.code for f in read_narrative(_sound())[1] if f.place == "Bilan de la mobilisation"],
    ),
    pair("N-004", lambda: narrative(paragraph(run("mot " * 360)), title="Mot de la coordination")),
    pair("N-005", lambda: _picture(alt="")),
    pair("N-006", lambda: _picture(spoil=_vector)),
    pair("N-007", lambda: _picture(spoil=_linked)),
    pair("N-008", lambda: narrative(_commented)),
    pair("N-009", lambda: narrative(paragraph(run("Gardé") + _INSERTED))),
    pair("N-010", _endnote),
    pair("N-011", _before_any_section),
    pair("N-012", lambda: narrative(_unsafe_link)),
    pair("N-013", _title_inside),
    pair("N-014", lambda: narrative(_merged)),
    pair("N-015", lambda: narrative(_hole)),
    pair("N-017", lambda: narrative(paragraph(run("x") + _DRAWING))),
    pair("N-018", lambda: narrative(_WORDS, lambda document: document.add_section())),
    pair("N-019", lambda: narrative(paragraph(run("x") + _BOX))),
    pair("N-020", lambda: narrative(paragraph(run("x") + _EQUATION))),
)
