"""Every code of the documentation has a case that fails and one that passes."""

import re
from importlib import import_module
from pathlib import Path

import pytest

from tests.house.tree import modules
from tests.validate.pair import Pair

HERE = Path(__file__).parent
PAGE = HERE.parents[1] / "docs" / "rules.md"


def documented() -> set[str]:
    """Gives the codes of the page, in its French and English tables."""
    return set(re.findall(r"^\| ([A-Z]-\d{3}) \|", PAGE.read_text("utf-8"), re.MULTILINE))


def collected() -> list[Pair]:
    """Gives the pairs of every family."""
    modules = sorted(path.stem for path in (HERE / "pairs").glob("*.py"))
    return [pair for name in modules for pair in import_module(f"tests.validate.pairs.{name}").PAIRS]


PAIRS = collected()


def test_every_documented_code_has_its_pair_and_no_other_has_one() -> None:
    paired = {pair.code for pair in PAIRS}
    missing = sorted(documented() - paired)
    assert not missing, f"add a Pair for {missing} to a module of tests/validate/pairs"
    assert paired <= documented(), "run python -m assembler.validate.rules.document > docs/rules.md"


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.code)
def test_the_faulty_case_has_the_code_and_the_sound_one_has_not(pair: Pair) -> None:
    assert pair.code in set(pair.fails())
    assert pair.code not in set(pair.passes())


def test_every_code_that_the_library_tells_is_documented() -> None:
    """A code that no page explains, or that no edition weighs, would fail where a person reads it."""
    told = {
        code for path in modules("assembler") for code in re.findall(r"\"([TNPWFR]-\d{3})\"", path.read_text("utf-8"))
    }
    assert told - documented() == set()
