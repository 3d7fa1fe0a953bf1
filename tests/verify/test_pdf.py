"""Each defect of a dossier's PDF is found by reading it back, and a good one has none."""

import io
from collections.abc import Callable

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from assembler.assemble.outline import read_outline
from assembler.assemble.wording import FRENCH
from assembler.verify.expected import ExpectedHeading, ExpectedPart, ExpectedPdf, ExpectedText
from assembler.verify.page_text import has_text
from assembler.verify.pdf import verify_pdf
from tests.assemble.documents import (
    IDENTITY,
    assembled,
    contents_part,
    converted,
    link,
    plan_part,
    saved_pdf,
    web_link,
)
from tests.assemble.steps import merge_parts

NEED = ExpectedText(page_index=1, text="1\u00a0260\u00a0000\u00a0$")


def expected() -> ExpectedPdf:
    """Give what the dossier of five parts must be."""
    parts = tuple(
        ExpectedPart(
            title=placed.part.title,
            first_page=placed.first_page,
            pages=placed.pages,
            is_attachment=placed.part.is_attachment,
            headings=tuple(
                ExpectedHeading(title=h.title, level=h.level, page_index=placed.first_page + h.page_index)
                for h in read_outline(placed.part.pdf)
            ),
        )
        for placed in assembled().parts
    )
    return ExpectedPdf(
        title=IDENTITY.title,
        author=IDENTITY.author,
        language="fr-CA",
        parts=parts,
        labels=assembled().labels,
        texts=(NEED,),
        stamp=FRENCH.stamp,
    )


def codes(pdf: bytes, wanted: ExpectedPdf | None = None) -> list[tuple[str, str]]:
    """Give (code, place) of each defect."""
    return [(defect.code, defect.place) for defect in verify_pdf(pdf, wanted or expected())]


def spoilt(spoil: Callable[[Pdf], None]) -> bytes:
    """Give the dossier with one thing changed."""
    with pikepdf.open(io.BytesIO(assembled().pdf)) as pdf:
        spoil(pdf)
        return saved_pdf(pdf)


def test_a_good_dossier_has_no_defect() -> None:
    """Pages, words, stamp, outline with headings, labels, identity, fonts, tags, links."""
    assert verify_pdf(assembled().pdf, expected()) == ()


def _drop_page(pdf: Pdf) -> None:
    del pdf.pages[8]


def _empty_page(pdf: Pdf) -> None:
    contents = pdf.pages[3].obj.Contents
    pdf.pages[3].obj.Contents = Array([contents[0], contents[-1]])


def _unstamp(pdf: Pdf) -> None:
    pdf.pages[5].obj.Contents = Array([*list(pdf.pages[5].obj.Contents)[:-1], Stream(pdf, b"Q")])


def _restamp(pdf: Pdf) -> None:
    pdf.pages[5].obj.Contents = Array([*list(pdf.pages[5].obj.Contents)[:-1], pdf.pages[6].obj.Contents[-1]])


def _retitle_outline(pdf: Pdf) -> None:
    with pdf.open_outline() as outline:
        outline.root[1].title = "Plan"


def _redirect_heading(pdf: Pdf) -> None:
    with pdf.open_outline() as outline:
        outline.root[1].children[1].destination = Array([pdf.pages[0].obj, Name.Fit])


def _relabel(pdf: Pdf) -> None:
    pdf.Root.PageLabels.Nums[1].S = Name.D


def _retitle(pdf: Pdf) -> None:
    pdf.docinfo["/Title"] = String("Sans titre")


def _unembed(pdf: Pdf) -> None:
    del pdf.pages[0].obj.Resources.Font.DossierTimbre.DescendantFonts[0].FontDescriptor["/FontFile2"]


def _untag(pdf: Pdf) -> None:
    pdf.Root.MarkInfo.Marked = False


def _open_script(pdf: Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("1"))


def _hide_file(pdf: Pdf) -> None:
    pdf.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=Array([])))


def _act_on_page(pdf: Pdf) -> None:
    pdf.pages[4].obj.AA = Dictionary()


def _launch(pdf: Pdf) -> None:
    pdf.pages[7].obj.Annots = Array([link(pdf, Dictionary(S=Name.Launch, F=String("a")))])


def _add_comment(pdf: Pdf) -> None:
    pdf.pages[7].obj.Annots = Array([Dictionary(Subtype=Name.Text, Rect=Array([0, 0, 1, 1]))])


def _add_form(pdf: Pdf) -> None:
    pdf.Root.AcroForm = Dictionary(Fields=Array([]))


def _leave_placeholder(pdf: Pdf) -> None:
    pdf.pages[7].obj.Annots = Array([web_link(pdf, "https://dossier.invalid/#plan")])


def _kill_link(pdf: Pdf) -> None:
    del pdf.pages[0].obj.Annots[0]["/Dest"]


@pytest.mark.parametrize(
    ("spoil", "found"),
    [
        (_empty_page, [("pdf-texte", "page\u00a04")]),
        (_unstamp, [("pdf-timbre", "page\u00a06")]),
        (_restamp, [("pdf-timbre", "page\u00a06")]),
        (_retitle_outline, [("pdf-signets", "")]),
        (_redirect_heading, [("pdf-signets", "Plan de communauté")]),
        (_relabel, [("pdf-etiquettes", "page\u00a01")]),
        (_retitle, [("pdf-identite", "titre")]),
        (_unembed, [("pdf-polices", "page\u00a01")]),
        (_untag, [("pdf-balises", "")]),
        (_open_script, [("pdf-actif", "")]),
        (_hide_file, [("pdf-actif", "")]),
        (_act_on_page, [("pdf-actif", "page\u00a05")]),
        (_launch, [("pdf-actif", "page\u00a08")]),
        (_add_comment, [("pdf-actif", "page\u00a08")]),
        (_add_form, [("pdf-actif", "")]),
        (_leave_placeholder, [("pdf-lien", "page\u00a08")]),
        (_kill_link, [("pdf-lien", "page\u00a01")]),
    ],
)
def test_one_thing_spoilt_is_one_defect(spoil: Callable[[Pdf], None], found: list[tuple[str, str]]) -> None:
    """The code and the place name it, and nothing else is accused."""
    assert codes(spoilt(spoil)) == found


def test_a_missing_page_is_told() -> None:
    """With both numbers."""
    defects = verify_pdf(spoilt(_drop_page), expected())
    assert defects[0].code == "pdf-pages"
    assert "8 pages, 9 attendues" in defects[0].message


def test_a_link_not_yet_resolved_is_a_defect() -> None:
    """The merge alone leaves the contents page's placeholders."""
    merged = merge_parts([contents_part(), plan_part()], IDENTITY)
    parts = (
        ExpectedPart(title="Table", first_page=0, pages=1),
        ExpectedPart(title="Plan de communauté", first_page=1, pages=3),
    )
    wanted = ExpectedPdf(title=IDENTITY.title, author=IDENTITY.author, language="fr-CA", parts=parts)
    assert codes(merged, wanted) == [("pdf-lien", "page\u00a01")] * 2


def test_an_amount_that_is_not_on_its_page_is_a_defect() -> None:
    """It is on page 2, not on page 3."""
    elsewhere = expected().model_copy(update={"texts": (NEED.model_copy(update={"page_index": 2}),)})
    defects = verify_pdf(assembled().pdf, elsewhere)
    assert [(d.code, d.place) for d in defects] == [("pdf-montant", "page\u00a03")]
    assert "1\u00a0260\u00a0000\u00a0$" in defects[0].message


def test_a_file_that_is_no_pdf_is_one_defect() -> None:
    """No exception: the pipeline tells it with the others."""
    assert codes(b"rien") == [("pdf-illisible", "")]


def test_a_part_read_alone_is_judged_alone() -> None:
    """plan.pdf beside the dossier has its own outline, and no stamp."""
    with pytest.raises(ValueError, match="parts"):
        ExpectedPdf(title="", author="", language="", parts=())
    found = codes(converted()["plan"], expected())
    assert ("pdf-pages", "") in found


@pytest.mark.parametrize(
    ("page", "wanted", "shown"),
    [
        ("Total 60\u202f000\u00a0$ en tout", "60\u00a0000\u00a0$", True),
        ("Total 60\r\n000 $", "60\u00a0000\u00a0$", True),
        ("Total 160 000 $", "60\u00a0000\u00a0$", False),
        ("Total 1 500 $", "500\u00a0$", False),
        ("Total 2500 $", "500\u00a0$", False),
        ("Total 12,500 $", "500\u00a0$", False),
        ("En 2026\r\n500 $", "500\u00a0$", True),
        ("Total : 500 $", "500\u00a0$", True),
        ("page 1 de 150 du dossier", "page 1 de 15 du dossier", False),
        ("page 12 de 15 du dossier", "page 1 de 15 du dossier", False),
        ("87,55", "87,5", False),
    ],
)
def test_a_number_is_not_found_in_a_longer_one(page: str, wanted: str, shown: bool) -> None:
    """Spaces and line breaks do not count; digits around do."""
    assert has_text(page, wanted) is shown
