"""The six sample plans: their totals to the cent, their rules, and the files on disk."""

import io
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

from assembler.compute.accountability import compute_agreement
from assembler.compute.funding import compute_funding
from assembler.models.finding import Severity
from assembler.models.plan import Plan
from assembler.models.vocabulary import LeverStatus
from assembler.regions import load_region
from assembler.validate.rules import check_rules
from canvases.samples.build import CANVAS, FOLDER, NARRATIVE, PIECES, make_office_files, written_codes
from canvases.samples.content import read_tables
from canvases.samples.letters import make_pieces
from canvases.samples.plans import make_plan

REGION = load_region()
CODES = written_codes(REGION)
FY = "2026-2027"
LOGO = f"{PIECES}/logo.png"

# Needs, confirmed, requested, gap, in kind: the control table of the region.
TOTALS = {
    "AV": ("591500.00", "502200.00", "47000.00", "42300.00", "34000.00"),
    "BO": ("543200.00", "428500.00", "45000.00", "69700.00", "36900.00"),
    "RP": ("465300.00", "390300.00", "12000.00", "63000.00", "28800.00"),
    "CG": ("1112000.00", "1000000.00", "22000.00", "90000.00", "82100.00"),
    "HG": ("531600.00", "428600.00", "36000.00", "67000.00", "39600.00"),
    "IM": ("513500.00", "444500.00", "12000.00", "57000.00", "39500.00"),
}
# Confirmed and requested by funder, six territories.
PROGRAMS = {
    "FQIS-G": (797600, 22000),
    "FQIS-I": (158500, 0),
    "FLAC": (590500, 0),
    "FAM": (253000, 0),
    "COMP": (117000, 0),
    "FRR": (277000, 141000),
    "MRC": (564000, 11000),
    "RDS": (20500, 0),
    "MSP": (110000, 0),
    "MIL": (306000, 0),
}
# CG, FQIS-G, 2025-2026: granted, received, spent, balance.
ACCOUNTABILITY = {
    "CG-A01": ("110000.00", "110000.00", "104350.00", "5650.00"),
    "CG-A03": ("45000.00", "45000.00", "45000.00", "0.00"),
    "CG-A04": ("52000.00", "46800.00", "53180.00", "-6380.00"),
    "CG-A08": ("32000.00", "32000.00", "31640.00", "360.00"),
}


@pytest.fixture(scope="module")
def plans() -> dict[str, Plan]:
    return {code: make_plan(code, REGION) for code in CODES}


@pytest.mark.parametrize("code", CODES)
def test_totals_of_2026_2027_are_those_of_the_control_table(code: str, plans: dict[str, Plan]) -> None:
    plan = plans[code]
    funding = compute_funding(plan, REGION)
    lines = [funding.of_action(action.id, FY) for action in plan.actions]
    found = tuple(
        str(sum((getattr(line, name) for line in lines), Decimal(0)))
        for name in ("need", "confirmed", "requested", "gap", "in_kind")
    )
    assert len(plan.actions) == 8
    assert found == TOTALS[code]


@pytest.mark.skipif(len(CODES) < 6, reason="territories still to be written")
def test_each_funder_gives_the_region_what_the_control_table_says(plans: dict[str, Plan]) -> None:
    levers = [lever for plan in plans.values() for lever in plan.lever_lines if lever.fy == FY]
    committed = {LeverStatus.CONFIRMED, LeverStatus.RECEIVED}
    found = {
        program: (
            sum(row.amount for row in levers if row.program == program and row.status in committed),
            sum(row.amount for row in levers if row.program == program and row.status is LeverStatus.REQUESTED),
        )
        for program in PROGRAMS
    }
    assert found == PROGRAMS


@pytest.mark.parametrize("code", CODES)
def test_no_rule_blocks_a_sample_plan(code: str, plans: dict[str, Plan]) -> None:
    findings = check_rules(plans[code], REGION, compute_funding(plans[code], REGION))
    assert [(f.code, f.message) for f in findings if f.severity is Severity.BLOCKING] == []


def test_ids_of_agreements_are_unique_in_the_region(plans: dict[str, Plan]) -> None:
    ids = [agreement.id for plan in plans.values() for agreement in plan.agreements]
    assert len(ids) == len(set(ids))
    assert "AG-2024-FQIS-G-04" in ids


def test_the_account_of_the_fqis_in_la_cote_de_gaspe_closes_at_minus_370_dollars(plans: dict[str, Plan]) -> None:
    account = compute_agreement(plans["CG"], REGION, "AG-2024-FQIS-G-04", "2025-2026")
    found = {
        line.action: tuple(str(amount) for amount in (line.granted, line.received, line.spent, line.balance))
        for line in account.actions
    }
    assert found == ACCOUNTABILITY
    totals = [str(amount) for amount in (account.granted, account.received, account.spent, account.balance)]
    assert totals == ["239000.00", "233800.00", "234170.00", "-370.00"]


def test_results_of_the_accountability_example_are_told(plans: dict[str, Plan]) -> None:
    told = {row.indicator: f"{row.target} {row.result}" for row in plans["CG"].measures if row.fy == "2025-2026"}
    assert told["CG-A01-I1"] == "380 364"
    assert told["CG-A01-I2"] == "4 5"
    assert told["CG-A03-I1"] == "150 163"
    assert told["CG-A04-I1"] == "700 812"


@pytest.mark.parametrize("code", CODES)
def test_workbook_narrative_and_logo_on_disk_are_those_the_script_makes(code: str) -> None:
    made = make_office_files(code, REGION)
    stale = [name for name, content in made.items() if _parts(content) != _parts((FOLDER / code / name).read_bytes())]
    assert set(made) == {CANVAS, NARRATIVE, LOGO}
    assert stale == [], "run: python -m canvases.samples.build"


@pytest.mark.parametrize("code", CODES)
def test_every_attachment_declared_is_on_disk_with_its_words(code: str, plans: dict[str, Plan]) -> None:
    pieces = {piece["file"]: piece for piece in read_tables(code)["pieces"]}
    assert len(pieces) >= 2
    assert {row.file for row in plans[code].attachments} == set(pieces)
    for name, piece in pieces.items():
        text = _squeezed(" ".join(page.extract_text() for page in PdfReader(FOLDER / code / PIECES / name).pages))
        assert _squeezed(piece["signature"][0]) in text
        assert _squeezed(piece["body"][-1].strip("*- ")) in text


def test_an_attachment_gets_the_same_bytes_twice(tmp_path: Path) -> None:
    piece = read_tables("CG")["pieces"][:1]
    assert make_pieces(piece, "1B5E91", tmp_path / "a") == make_pieces(piece, "1B5E91", tmp_path / "b")


def _parts(content: bytes) -> dict[str, bytes]:
    """The parts of an Office file, the points of a picture: their compression may vary between machines."""
    if content.startswith(b"\x89PNG"):
        return {LOGO: Image.open(io.BytesIO(content)).tobytes()}
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def _squeezed(text: str) -> str:
    """The words without spaces: a PDF breaks lines where it likes."""
    return "".join(text.split()).replace("**", "")
