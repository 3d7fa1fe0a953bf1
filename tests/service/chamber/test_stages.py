"""Stages have names of their own, whatever the language of the person who waits."""

import ast

import pytest

from assembler.convert.tally import counted
from assembler.i18n import speaking, translate
from service.chamber.stages import DOCUMENTS, NAMES, StageClock
from tests.house.tree import ROOT, parsed


def test_the_names_are_those_that_the_pipeline_tells() -> None:
    sources = [
        *sorted((ROOT / "assembler" / "pipeline").glob("*.py")),
        *sorted((ROOT / "assembler" / "journey").glob("*.py")),
    ]
    said = {
        node.value
        for path in sources
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert set(NAMES) - said == set()


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_time_goes_to_the_stage_that_was_told_last(lang: str) -> None:
    clock = StageClock()
    with speaking(lang):
        for label in ("Lecture et vérification", "Fiche CG-A01", "Fiche CG-A02", "Rangement"):
            clock.step(translate(label))
    assert list(clock.stop()) == ["read", DOCUMENTS, "pack"]
    assert clock.stop() == clock.stop()


def test_a_process_that_converted_nothing_says_so() -> None:
    assert set(counted()) == {"conversions", "restarts"}
