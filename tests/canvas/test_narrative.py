"""The narrative canvas: one locked frame a section, up to date in the repository, filled with blocks."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from assembler.canvas.narrative import build_narrative
from assembler.models.narrative import SECTIONS, Paragraph, Run
from assembler.regions import load_region
from tests.projection import project

CANVAS = Path(__file__).parents[2] / "canvases" / "recit.docx"
REGION = load_region()


def test_the_canvas_in_the_repository_is_the_one_we_build(request: pytest.FixtureRequest) -> None:
    """It is made from SECTIONS and base.docx: whoever changes either runs pytest --update-goldens on this file."""
    if request.config.getoption("--update-goldens") and not os.environ.get("CI"):
        CANVAS.write_bytes(build_narrative(REGION, None))
    assert CANVAS.read_bytes() == build_narrative(REGION, None)


def test_the_canvas_reads_as_reviewed(check_golden: Callable[[str, str], None]) -> None:
    """Every prompt, in order, in its frame."""
    check_golden("recit.txt", project(build_narrative(REGION, None)))


def test_each_section_has_one_frame_that_cannot_be_deleted() -> None:
    """Tagged for the reader."""
    projected = project(build_narrative(REGION, REGION.territory("CG")))
    for section in SECTIONS:
        assert projected.count(f"<recit.{section.tag} sdtLocked invite>") == 1


def test_a_filled_frame_is_no_longer_a_prompt() -> None:
    """Samples are written this way."""
    blocks = (Paragraph(runs=(Run(text="Notre vision & nos valeurs."),)),)
    projected = project(build_narrative(REGION, REGION.territory("IM"), {"vision": blocks}))
    assert "<recit.vision sdtLocked>\n  [Normal] Notre vision & nos valeurs.\n" in projected


def test_a_section_that_does_not_exist_is_refused() -> None:
    """Rather than lost."""
    with pytest.raises(KeyError, match="histoire"):
        build_narrative(REGION, None, {"histoire": ()})


def test_the_accent_is_that_of_the_territory() -> None:
    """The same canvas, another colour."""
    one, other = (build_narrative(REGION, REGION.territory(code)) for code in ("CG", "RP"))
    assert one != other
    assert build_narrative(REGION, REGION.territory("CG")) == one
