"""Nothing of a narrative is lost in silence: its words are in the plan's Word file, or a finding tells."""

import io
import zipfile

import docx
import pytest
from lxml import etree

from assembler.models.narrative import Heading
from assembler.models.upload import UploadedFile
from assembler.read.narrative.reading import read_placed_narrative
from assembler.read.screen import screen_narrative
from assembler.word.ooxml import WP, W
from assembler.word.spots import countable
from tests.read.torture import Construct, mark_of, torture
from tests.read.torture_drawn import DRAWN
from tests.read.torture_written import WRITTEN
from tests.render.documents import render, template

CONSTRUCTS = WRITTEN + DRAWN
CONTENT = torture(CONSTRUCTS)
NARRATIVE, PLACED = read_placed_narrative(CONTENT)
PARAGRAPHS = [
    "".join(t.text or "" for t in paragraph.iter(f"{W}t"))
    for paragraph in countable(docx.Document(io.BytesIO(CONTENT)).element.body)
]


@pytest.fixture(scope="module")
def shown() -> str:
    """Every word of the rendered Word file, notes and alternative texts with them, paragraphs one a line."""
    rendered = render(template("{{p recit|blocs }}"), {"recit": NARRATIVE.blocks("mobilisation")})
    with zipfile.ZipFile(io.BytesIO(rendered.content)) as archive:
        parts = [etree.fromstring(archive.read(n)) for n in archive.namelist() if n in _PARTS]
    lines = ["".join(t.text or "" for t in p.iter(f"{W}t")) for part in parts for p in part.iter(f"{W}p")]
    return "\n".join([*lines, *(d.get("descr", "") for part in parts for d in part.iter(f"{WP}docPr"))])


_PARTS = ("word/document.xml", "word/footnotes.xml")


def test_the_service_lets_it_in() -> None:
    screen_narrative(UploadedFile(name="recit.docx", content=CONTENT))


@pytest.mark.parametrize("construct", CONSTRUCTS, ids=lambda construct: construct.name)
def test_words_are_kept_or_the_person_is_told(construct: Construct, shown: str) -> None:
    assert [word for word in construct.kept if word not in shown] == []
    assert [word for word in construct.gone if word in shown] == []
    assert set(construct.codes) <= _told_between(construct, CONSTRUCTS)


def _told_between(construct: Construct, constructs: tuple[Construct, ...]) -> set[str]:
    """The codes told at the paragraphs of a construct, and those of the whole file."""
    begin = PARAGRAPHS.index(mark_of(construct)) + 1
    following = constructs[constructs.index(construct) + 1 :]
    end = PARAGRAPHS.index(mark_of(following[0])) if following else len(PARAGRAPHS)
    here = set(range(begin, end + 1))
    return {placed.finding.code for placed in PLACED if not placed.spots or here & set(placed.spots)}


def test_foreign_heading_styles_are_headings() -> None:
    headings = [block.text for block in NARRATIVE.blocks("mobilisation") if isinstance(block, Heading)]
    assert headings == ["titrelocal", "titreallemand"]


def test_every_place_is_a_paragraph_of_the_file_that_says_it() -> None:
    """A comment will stand there."""
    words = {code: [PARAGRAPHS[spot - 1] for spot in _spots(code)] for code in ("N-023", "N-025", "N-030")}
    assert words == {
        "N-023": ["symbolecoché"],
        "N-025": ["visible cachédirect", "devantstyle cachéparstyle"],
        "N-030": ["surlignésouligné"],
    }


def _spots(code: str) -> list[int]:
    return [spot for placed in PLACED if placed.finding.code == code for spot in placed.spots]
