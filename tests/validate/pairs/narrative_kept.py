"""What a narrative loses or changes on its way (``N-022`` and on), and its pictures of people (``N-040``…)."""

import io
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

import docx
from docx.oxml import parse_xml

from assembler.models.accounts_vocabulary import ConsentKind
from assembler.models.narrative import Narrative, Picture, Section
from assembler.models.plan_record import Consent
from assembler.read.narrative.reading import read_narrative
from assembler.validate.pictures import check_pictures
from tests.read.narratives import NS, add_image, image, narrative, paragraph, run, saved
from tests.read.torture import Construct, torture
from tests.read.torture_drawn import DRAWN
from tests.read.torture_written import WRITTEN
from tests.validate.pair import Pair
from tests.validate.plans import added, base_plan

_FIRST = "N-022"  # the codes before have their own pairs
_NOTE = '<w:r><w:footnoteReference w:id="2"/></w:r>'
_SINGLE = Construct("texte", paragraph(run("Une phrase.")))


def codes(content: bytes) -> Iterable[str]:
    return tuple(finding.code for finding in read_narrative(content)[1])


def sound() -> Iterable[str]:
    return codes(torture((_SINGLE,)))


def _of(construct: Construct, code: str) -> Pair:
    return Pair(code, lambda: codes(torture((construct,))), sound)


def _constructs() -> tuple[Pair, ...]:
    found = {code: one for one in reversed(WRITTEN + DRAWN) for code in one.codes if code >= _FIRST}
    return tuple(_of(one, code) for code, one in sorted(found.items()))


def _titled(*titles: str) -> bytes:
    document = docx.Document()
    for title in titles:
        document.add_heading(title, 1)
        document.add_paragraph("Une phrase.")
    return saved(document)


def _by_its_words() -> bytes:
    document = docx.Document()
    document.add_paragraph("Conclusion").runs[0].bold = True
    document.add_paragraph("Une phrase.")
    document.add_heading("Bilan de la mobilisation", 1)
    document.add_paragraph("Une phrase.")
    return saved(document)


def _noted_title() -> bytes:
    from tests.read.torture import add_part

    document = docx.Document(io.BytesIO(narrative()))
    xml = f'<w:footnotes {NS}><w:footnote w:id="2"><w:p>{run("Une note.")}</w:p></w:footnote></w:footnotes>'
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    add_part(document, "footnotes.xml", "footnotes", xml.encode(), kind)
    title = paragraph(run("Un sous-titre") + _NOTE, '<w:pStyle w:val="Heading2"/>').replace(" NS", f" {NS}", 1)
    document.element.body.insert(-1, parse_xml(title))
    return saved(document)


def _leaning() -> bytes:
    def write(document: Any) -> None:
        add_image(document, image("PNG"), "Un quai.")
        frame = next(document.element.body.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}xfrm"))
        frame.set("rot", "1200000")

    return narrative(write)


def _pair(code: str, faulty: Callable[[], bytes]) -> Pair:
    return Pair(code, lambda: codes(faulty()), sound)


def shown(people: bool, *cited: str) -> Iterable[str]:
    """Gives the codes told of a picture that shows people or not, and cites consents."""
    consents = (
        Consent(id="CONS-2026-04", kind=ConsentKind.PHOTO, obtained_on=date(2026, 4, 1)),
        Consent(id="CONS-2020-01", kind=ConsentKind.PHOTO, obtained_on=date(2020, 1, 6), expires_on=date(2021, 1, 5)),
    )
    picture = Picture(
        sha256="a" * 64,
        content_type="image/png",
        alt="Des gens au quai.",
        width_mm=80,
        height_mm=60,
        content=b"",
        people=people,
        consents=cited,
    )
    story = Narrative(sections=(Section(tag="mobilisation", place="", blocks=(picture,)),))
    plan = added("consents", *consents)(base_plan()).model_copy(update={"narrative": story})
    return tuple(placed.finding.code for placed in check_pictures(plan))


PAIRS = (
    *_constructs(),
    _pair("N-035", _noted_title),
    _pair("N-036", _leaning),
    _pair("N-037", _by_its_words),
    _pair("N-038", lambda: _titled("Bilan de la mobilisation", "Conclusion", "Bilan de la mobilisation")),
    _pair("N-039", lambda: _titled("Conclusion", "Bilan de la mobilisation")),
    Pair("N-040", lambda: shown(True), lambda: shown(True, "CONS-2026-04")),
    Pair("N-041", lambda: shown(True, "CONS-1999-01"), lambda: shown(True, "CONS-2026-04")),
    Pair("N-042", lambda: shown(True, "CONS-2020-01"), lambda: shown(True, "CONS-2026-04")),
)
