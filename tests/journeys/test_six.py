"""The six sample territories: checked with nothing that blocks, assembled whole, verified clean."""

import json
from pathlib import Path

import pytest

from assembler.assemble.outline import read_outline
from tests.journeys.conftest import Assembler
from tests.journeys.program import dossier, sample

# Needs, confirmed, requested, gap, in kind of 2026-2027: the control table of the region.
TOTALS = {
    "AV": ("591500.00", "502200.00", "47000.00", "42300.00", "34000.00"),
    "BO": ("543200.00", "428500.00", "45000.00", "69700.00", "36900.00"),
    "RP": ("465300.00", "390300.00", "12000.00", "63000.00", "28800.00"),
    "CG": ("1112000.00", "1000000.00", "22000.00", "90000.00", "82100.00"),
    "HG": ("531600.00", "428600.00", "36000.00", "67000.00", "39600.00"),
    "IM": ("513500.00", "444500.00", "12000.00", "57000.00", "39500.00"),
}
SHEET_LEVEL = 3  # of a sheet’s title in the outline of the plan
NAMES = ("need", "confirmed", "requested", "gap", "in_kind")


@pytest.mark.parametrize("code", TOTALS)
def test_nothing_blocks_a_sample(code: str, tmp_path: Path) -> None:
    told = dossier("check", *sample(code)[:3], "--json", home=tmp_path)
    checked = json.loads(told.out)
    assert (told.code, told.err, checked["territory"]) == (0, "", code)
    assert [finding for finding in checked["findings"] if finding["severity"] == "bloquant"] == []
    assert tuple(checked["totals"][name] for name in NAMES) == TOTALS[code]


@pytest.mark.parametrize("code", TOTALS)
def test_a_sample_becomes_a_verified_dossier(code: str, assembled: Assembler, tmp_path: Path) -> None:
    made = assembled(code)
    assert (made.left.code, made.left.err) == (0, "")
    manifest = json.loads(made.read("manifest.json"))
    assert tuple(manifest["totals"][name] for name in NAMES) == TOTALS[code]
    kinds = {part["kind"] for part in manifest["parts"]}
    assert kinds == {
        "dossier", "donnees", "plan", "fiche-action", "annexe-budgetaire", "reddition", "reddition-tableaux",
        "piece-jointe",
    }  # fmt: skip
    assert sum(part["kind"] == "fiche-action" for part in manifest["parts"]) == 8
    assert manifest["parts"][0]["pages"] >= 100
    told = dossier("verify", made.archive, home=tmp_path)
    assert (told.code, told.err) == (0, "")


@pytest.mark.parametrize("code", TOTALS)
def test_each_action_sheet_takes_two_pages_at_most(code: str, assembled: Assembler) -> None:
    """In the plan a sheet goes from its title to the next one, each at the top of a page."""
    made = assembled(code)
    sheets = [part["title"].partition(" – ")[2] for part in json.loads(made.read("manifest.json"))["parts"]
              if part["kind"] == "fiche-action"]  # fmt: skip
    outline = read_outline(made.read("plan.pdf"))
    starts = {entry.title: entry.page_index for entry in outline if entry.level == SHEET_LEVEL}
    assert set(sheets) <= set(starts)
    tops = sorted(entry.page_index for entry in outline if entry.level <= SHEET_LEVEL)
    lengths = {title: _next(tops, starts[title]) - starts[title] for title in sheets}
    assert len(lengths) == 8
    assert {title: pages for title, pages in lengths.items() if pages > 2} == {}


def _next(tops: list[int], page: int) -> int:
    return next(top for top in tops if top > page)
