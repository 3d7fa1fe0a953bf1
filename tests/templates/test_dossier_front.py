"""The template of the dossier's front matter: cover, bordereau, contents that lead somewhere."""

import hashlib
import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import docx
from pypdf import PdfReader

from assembler.convert.office import OfficePool
from assembler.models.front import PLACEHOLDER, ContentsLine, FrontPart
from assembler.models.view import required_values
from assembler.render.templates import read_template_file
from assembler.render.word import render_view
from assembler.verify.figures import check_word_values
from assembler.verify.word_structure import check_word_structure
from assembler.views.front import FrontView, view_front
from assembler.word.package import Identity
from tests.projection import project
from tests.views.sample_reports import sample_request

TEMPLATE = "templates_docx/dossier.docx"
LONG = "Une section dont le titre est si long qu’il passe à la ligne suivante sans jamais toucher le numéro de sa page"


def front(lines: int) -> FrontView:
    """Gives a front matter of forty files and so many lines of contents."""
    parts = [
        FrontPart(
            id=f"p{rank}",
            title=f"Pièce {rank}",
            file=f"redditions/AG-2024-FQIS-G-{rank:02}_2025-2026.docx",
            pages=rank,
            sha256=hashlib.sha256(bytes([rank])).hexdigest(),
        )
        for rank in range(1, 41)
    ]
    contents = [
        ContentsLine(
            level=1 + rank % 3,
            title=LONG if rank % 7 == 0 else f"Section {rank}",
            page_label=str(rank),
            page=rank + 9,
            anchor=f"p1#{rank}",
        )
        for rank in range(lines)
    ]
    return view_front(sample_request(), parts, contents)


def rendered(view: FrontView) -> bytes:
    """Gives the Word file of a front matter."""
    identity = Identity(title=view.titre, author="MRC", dated=view.document.date, accent="1B5E91")
    return render_view(TEMPLATE, view, identity=identity).content


def test_the_template_is_the_one_that_was_reviewed(check_golden: Callable[[str, str], None]) -> None:
    check_golden("dossier.txt", project(read_template_file(TEMPLATE)))


def test_the_front_matter_shows_what_it_must_and_is_well_built() -> None:
    view = front(120)
    content = rendered(view)
    assert check_word_values("dossier", content, required_values(view)) == ()
    assert check_word_structure("dossier", content) == ()


def test_late_reports_are_counted_on_the_cover_and_listed_with_the_parts() -> None:
    """R-100, on the day the first interim report is three weeks late."""
    late = view_front(replace(sample_request(), dated=date(2026, 11, 22)), [], []).retards
    view = front(20).model_copy(update={"retards": late})
    content = rendered(view)
    assert check_word_values("dossier", content, required_values(view)) == ()
    assert check_word_structure("dossier", content) == ()
    words = "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(content)).paragraphs)
    assert "Rappel\u00a0: 1\u00a0reddition de comptes en retard, au bordereau." in words
    assert "Redditions de comptes en retard" in words


def test_every_line_is_one_link_and_page_numbers_stand_in_a_column(pool: OfficePool) -> None:
    reader = PdfReader(io.BytesIO(pool.convert_to_pdf(rendered(front(120)), kind="docx", name="dossier.docx").pdf))
    links = [
        (str(link["/A"]["/URI"]), float(link["/Rect"][2]))
        for page in reader.pages
        for link in (annotation.get_object() for annotation in page.get("/Annots", ()))
    ]
    targets = {address for address, _ in links}
    assert targets == {f"{PLACEHOLDER}p1%23{rank}" for rank in range(120)}
    ends = {address: max(right for known, right in links if known == address) for address in targets}
    assert max(ends.values()) - min(ends.values()) < 1  # points
