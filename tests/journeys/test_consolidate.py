"""``dossier consolidate``: the territories of a convention in one report, the missing ones named; or one message."""

from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from openpyxl import load_workbook

from assembler.errors import BlockedUploadError, ConsolidationError, UnknownNameError
from assembler.journey.consolidating import Asked, plan_consolidation, read_uploads
from assembler.models.checked import Checked
from assembler.models.funding import Agreement
from assembler.models.regional import Absence, RegionalRequest
from assembler.models.upload import Upload, UploadedFile
from assembler.models.vocabulary import Edition
from assembler.pipeline import check_upload
from assembler.verify.figures import flatten
from assembler.verify.office_text import read_word
from assembler.verify.page_text import has_text, read_page_texts
from assembler.views.report.extract import view_report_extract
from tests.journeys.program import SAMPLES, Left, dossier, files_of
from tests.journeys.readers import cells_of
from tests.views.sample_region import GASPESIE, REGION

CONVENTION = "AG-2024-FQIS-G-00"
NAME = f"{CONVENTION}_2025-2026"
KINDS = ("docx", "xlsx", "pdf")
Made = tuple[Left, Path]


def workbook(code: str) -> Path:
    """Gives the sample workbook of a territory."""
    return SAMPLES / code / "canevas.xlsx"


def upload_of(path: Path) -> Upload:
    """Gives the upload of one workbook."""
    return Upload(workbook=UploadedFile(name=path.name, content=path.read_bytes()))


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def gaspesie(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Made:
    """What the five workbooks of the Gaspésie give, that of the Îles handed in with them."""
    out = tmp_path_factory.mktemp("gaspesie")
    books = [workbook(code) for code in (*GASPESIE, "IM")]
    return dossier("consolidate", *books, "--agreement", "AG-2024-FQIS-G-04", "-o", out, home=home), out


@pytest.fixture(scope="module")
def partial(home: Path, blocked: Path, tmp_path_factory: pytest.TempPathFactory) -> Made:
    """What four workbooks and a blocked one give."""
    out = tmp_path_factory.mktemp("partial")
    books = [*(workbook(code) for code in GASPESIE if code != "HG"), blocked]
    return dossier("consolidate", *books, "--agreement", CONVENTION, "-o", out, home=home), out


@pytest.fixture(scope="module")
def blocked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbook of La Haute-Gaspésie without the summary of an action, which is required."""
    book = load_workbook(workbook("HG"))
    book["Actions"]["K6"] = None
    path = tmp_path_factory.mktemp("blocked") / "canevas-hg.xlsx"
    book.save(path)
    return path


def test_a_convention_is_three_files_and_what_is_outside_is_told(gaspesie: Made) -> None:
    left, out = gaspesie
    assert left.code == 0, left.err
    assert left.out.splitlines() == [str(out / f"{NAME}.{kind}") for kind in KINDS]
    assert left.message == "Hors de la convention, non comptés : IM."


def test_the_three_files_tell_the_sum_of_the_territories_own_reports(gaspesie: Made) -> None:
    """To the cent: each territory's extract is what ``dossier report`` gives."""
    made = gaspesie[1]
    sums = [_report_totals(code) for code in GASPESIE]
    totals = [sum(column, Decimal(0)) for column in zip(*sums, strict=True)]
    assert totals[0] == Decimal("753520.00")
    words = flatten(read_word((made / f"{NAME}.docx").read_bytes()).text)
    pages = "\n".join(read_page_texts((made / f"{NAME}.pdf").read_bytes()))
    cells = cells_of((made / f"{NAME}.xlsx").read_bytes())
    last = next(int(place[1:]) for sheet, place in cells if sheet == "Répartition" and cells[sheet, place] == "Total")
    for column, amount in zip("BDEF", totals, strict=True):
        assert Decimal(str(cells["Répartition", f"{column}{last}"])).quantize(Decimal("0.01")) == amount
        shown = f"{amount:,.2f} $".replace(",", " ").replace(".", ",")
        assert has_text(words, shown), shown
        assert has_text(pages, shown), shown


def _report_totals(code: str) -> tuple[Decimal, ...]:
    request = _planned([workbook(code)], "FQIS-G").requests[0]
    agreement = next(row.id for row in request.plan.agreements if row.program == "FQIS-G")
    assert request.plan.get(Agreement, agreement).covered_territories == (code,)
    rows = view_report_extract(request, f"{agreement}|2025-2026|annuel").soldes
    columns = ("accorde", "verse", "depense", "solde")
    return tuple(sum((getattr(row, name) for row in rows), Decimal(0)) for name in columns)


def test_the_alliance_of_the_iles_is_one_territory(home: Path, tmp_path: Path) -> None:
    left = dossier("consolidate", workbook("IM"), "--agreement", "FQIS-I", "-o", tmp_path, home=home)
    assert (left.code, left.err) == (0, "")
    words = read_word((tmp_path / "AG-2024-FQIS-I-00_2025-2026.docx").read_bytes()).text
    assert has_text(flatten(words), "La convention couvre un territoire : Les Îles-de-la-Madeleine.")
    assert has_text(flatten(words), "147 920,00 $")


def test_a_blocked_territory_makes_a_partial_report_that_names_it(partial: Made) -> None:
    left, out = partial
    assert left.code == 1
    assert sorted(path.name for path in out.iterdir()) == sorted(f"{NAME}_partielle.{kind}" for kind in KINDS)
    assert "Reddition partielle, il manque La Haute-Gaspésie (HG) : Canevas à corriger." in left.message
    assert "Actions" in left.message  # where to look


def test_a_partial_report_says_so_in_each_of_its_files(partial: Made) -> None:
    files = files_of(partial[1])
    words = flatten(read_word(files[f"{NAME}_partielle.docx"]).text)
    pages = read_page_texts(files[f"{NAME}_partielle.pdf"])
    assert has_text(pages[0], "Reddition partielle.")
    assert has_text(pages[0], "Il manque : La Haute-Gaspésie.")
    assert all(has_text(page, "PARTIELLE") for page in pages[1:])
    assert has_text(words, "621 850,00 $")  # 753 520,00 less La Haute-Gaspésie
    cells = cells_of(files[f"{NAME}_partielle.xlsx"])
    assert cells["Convention", "A2"] == (
        "Alliance pour la solidarité de la Gaspésie 2024-2029 · exercice 2025-2026 · "
        "Reddition partielle, sans La Haute-Gaspésie. La convention, sa période et sa portée."
    )


def test_nothing_of_the_findings_is_told_to_the_funder(partial: Made) -> None:
    words = read_word((partial[1] / f"{NAME}_partielle.docx").read_bytes()).text
    assert "Actions!K6" not in words
    assert "bloquant" not in words


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (("--agreement", "AG-0000"), ("« AG-0000 »", f"Choix possibles : {CONVENTION}, AG-2024-FQIS-I-00.")),
        (("--agreement", "AG-2024-FLAC-04"), ("« AG-2024-FLAC-04 »", CONVENTION)),
        (("--agreement", CONVENTION, "--fy", "2035-2036"), ("« 2035-2036 »", "Choix possibles : 2024-2025, ")),
    ],
)
def test_an_unknown_name_is_told_with_the_choices(
    asked: tuple[str, ...], words: tuple[str, ...], tmp_path: Path
) -> None:
    left = dossier("consolidate", workbook("CG"), *asked, "-o", tmp_path / "out", home=tmp_path / "home")
    assert (left.code, left.out) == (2, "")
    assert [word for word in words if word not in left.message] == []
    assert not (tmp_path / "out").exists()


@cache
def _checked(upload: Upload) -> Checked:
    """Checks a workbook; many of these tests hand in the same ones."""
    return check_upload(upload, REGION)


def _planned(paths: list[Path], agreement: str, *, fy: str | None = None) -> RegionalRequest:
    read = read_uploads([upload_of(path) for path in paths], _checked)
    return plan_consolidation(read, REGION, Asked(agreement, Edition.PARTNERS, fy))


def test_a_territory_known_by_its_code_is_named_when_its_file_cannot_be_read() -> None:
    """As the service hands uploads in: by territory."""
    torn = Upload(workbook=UploadedFile(name="canevas.xlsx", content=b"PK\x03\x04 rien"))
    read = read_uploads({"CG": upload_of(workbook("CG")), "AV": torn}, _checked)
    request = plan_consolidation(read, REGION, Asked("FQIS-G", Edition.PARTNERS))
    reasons = {row.code: row.reason for row in request.missing}
    assert reasons["AV"] is Absence.UNREADABLE
    assert reasons["BO"] is Absence.NOT_HANDED_IN
    assert "canevas.xlsx" in next(row.detail for row in request.missing if row.code == "AV")


def test_the_year_before_is_reported_unless_another_is_asked_for() -> None:
    """Bonaventure's agreement begins in 2025: it is without one the year before, and not missing."""
    books = [workbook("CG"), workbook("BO")]
    assert _planned(books, "FQIS-G").fy == "2025-2026"
    before = _planned(books, "FQIS-G", fy="2024-2025")
    assert (before.without, [held.territory.code for held in before.requests]) == (("BO",), ["CG"])


def test_two_workbooks_of_a_territory_are_refused() -> None:
    with pytest.raises(ConsolidationError, match="le territoire CG a plus d’un canevas"):
        _planned([workbook("CG"), workbook("CG")], "FQIS-G")


def test_a_convention_without_any_of_its_territories_is_refused() -> None:
    with pytest.raises(ConsolidationError, match="AG-2024-FQIS-I-00"):
        _planned([workbook("CG")], "FQIS-I")


def test_when_every_workbook_is_blocked_the_findings_are_told(blocked: Path) -> None:
    with pytest.raises(BlockedUploadError) as raised:
        _planned([blocked], "FQIS-G")
    assert any(finding.cell == "K6" for finding in raised.value.findings)


def test_an_unknown_agreement_is_an_error_before_anything_is_made() -> None:
    with pytest.raises(UnknownNameError, match="AG-1999-RIEN-01"):
        _planned([workbook("CG")], "AG-1999-RIEN-01")


def test_the_order_of_the_workbooks_changes_nothing() -> None:
    books = [workbook("CG"), workbook("AV"), workbook("HG")]
    assert _planned(books, "FQIS-G") == _planned(books[::-1], "FQIS-G")
