"""P-005 to P-009: the logo is named, sent, readable, large enough and described; another picture is told."""

import io
from collections.abc import Sequence

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from assembler.journey.receiving import receive_files
from assembler.models.finding import Finding, Severity
from assembler.models.narrative import Picture
from assembler.models.piece import Request
from assembler.models.plan import Plan
from assembler.models.upload import UploadedFile
from assembler.models.vocabulary import Edition
from assembler.regions import load_region
from assembler.validate.judging import judge
from assembler.views.document import view_document
from tests.validate.plans import NOW, base_plan, placed

ALT = "Logo de la démarche\u00a0: un phare."
SECRET = "48.8316 N, 64.4869 O"


def _plan(logo: str | None = "Logo.png", alt: str | None = ALT) -> Plan:
    plan = base_plan()
    return placed(
        plan.model_copy(update={"territory": plan.territory.model_copy(update={"logo": logo, "logo_alt": alt})})
    )


def _request(plan: Plan) -> Request:
    return Request(plan, load_region(), Edition.OFFICIAL, NOW, plan.record.version_date)


def drawn(
    kind: str = "PNG", size: tuple[int, int] = (900, 300), name: str = "logo.PNG", mode: str = "RGB"
) -> UploadedFile:
    """Gives a plain picture that also says where it was made."""
    said, content = PngInfo(), io.BytesIO()
    said.add_text("Comment", SECRET)
    Image.new(mode, size).save(content, kind, pnginfo=said)
    return UploadedFile(name=name, content=content.getvalue())


def _told(plan: Plan, *files: UploadedFile) -> Sequence[Finding]:
    return receive_files(plan, files)[1]


def test_a_logo_is_read_without_what_it_does_not_show() -> None:
    plan, told = receive_files(_plan(), [drawn()])
    assert told == ()
    assert plan.logo is not None
    assert (plan.logo.content_type, plan.logo.width_px, plan.logo.height_px) == ("image/png", 900, 300)
    assert SECRET.encode() not in plan.logo.content


@pytest.mark.parametrize(
    ("size", "shown"), [((900, 300), (54.0, 18.0)), ((1600, 400), (60.0, 15.0)), ((400, 800), (9.0, 18.0))]
)
def test_covers_show_it_18_mm_high_or_60_wide_in_its_proportions(
    size: tuple[int, int], shown: tuple[float, float]
) -> None:
    plan, _told = receive_files(_plan(), [drawn(size=size)])
    (picture,) = view_document(_request(plan)).logo
    assert isinstance(picture, Picture)
    assert (picture.width_mm, picture.height_mm) == shown
    assert (picture.alt, picture.caption) == (ALT, "")  # no caption: it is no figure of the list of figures


def test_a_plan_without_logo_shows_none_and_is_told_nothing() -> None:
    plan, told = receive_files(_plan(None, None), [])
    assert (told, view_document(_request(plan)).logo) == ((), ())


def test_a_logo_that_was_not_sent_is_told_at_its_cell() -> None:
    (finding,) = _told(_plan())
    territory = _plan().territory
    assert territory.place is not None
    assert (finding.code, finding.severity, finding.found) == ("P-005", Severity.WARNING, "Logo.png")
    assert (finding.sheet, finding.cell) == (territory.place.sheet, territory.place.cell("logo"))


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"\x89PNG\r\n\x1a\ncoup\xe9", "repris\u00a0: ce n’est pas une image PNG ou JPEG."),
        (drawn().content[:300], "l’image est endommagée ou incomplète"),
        (drawn(size=(9000, 9000), mode="1").content, "millions de points"),
        (b"%PDF-1.7", "repris\u00a0: ce n’est pas une image PNG ou JPEG."),
    ],
)
def test_a_logo_that_cannot_be_read_is_told_with_why(content: bytes, why: str) -> None:
    plan, told = receive_files(_plan(), [UploadedFile(name="logo.png", content=content)])
    finding = next(one for one in told if one.code == "P-006")
    assert why in finding.message
    assert plan.logo is None


def test_a_logo_without_alternative_text_blocks_the_official_edition_only() -> None:
    plan, told = receive_files(_plan(alt=None), [drawn()])
    (finding,) = told
    assert plan.territory.place is not None
    assert (finding.code, finding.cell) == ("P-008", plan.territory.place.cell("logo_alt"))
    weights = {edition: judge(told, edition)[0].severity for edition in Edition}
    assert [edition for edition, weight in weights.items() if weight is Severity.BLOCKING] == [Edition.OFFICIAL]
    (picture,) = view_document(_request(plan)).logo
    assert isinstance(picture, Picture)
    assert picture.alt == f"Logo\u00a0: {plan.territory.demarche_name}."


def test_a_picture_that_is_not_the_logo_blocks_with_what_to_do() -> None:
    told = _told(_plan(), drawn(), drawn("JPEG", name="photo.pdf"))
    assert [(one.code, one.severity, one.found) for one in told] == [("P-009", Severity.BLOCKING, "photo.pdf")]
    assert "exportez-la en PDF" in told[0].remedy
