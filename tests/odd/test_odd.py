"""Every odd workbook is read right, or refused with a message that says what to do; in both languages."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from assembler import errors
from tests.odd.looking import FILES, Seen, seen, told

EXPECTED: dict[str, dict[str, Any]] = tomllib.loads((Path(__file__).parent / "expected.toml").read_text("utf-8"))
READ = [name for name, outcome in EXPECTED.items() if "refused" not in outcome]
REFUSED = [name for name, outcome in EXPECTED.items() if "refused" in outcome]
LARGEST = 50_000  # bytes: a repository is not a museum


def test_every_file_has_its_outcome_and_every_outcome_its_file() -> None:
    assert {path.name for path in FILES.iterdir()} == set(EXPECTED)
    assert {path.name for path in FILES.iterdir() if path.stat().st_size > LARGEST} == set()


@pytest.mark.parametrize("name", READ)
def test_what_is_read_is_read_right_and_what_is_odd_is_told(name: str) -> None:
    outcome = EXPECTED[name]
    past = outcome.get("past", False)
    for lang in ("fr", "en"):
        found = told(name, lang, with_past=past)
        assert found == [
            (one["code"], one["place"], one[lang], one[f"remedy_{lang}"]) for one in outcome.get("told", ())
        ]
        assert all(message.endswith((".", "?")) and remedy.endswith(".") for _code, _place, message, remedy in found)
    here, straight = seen(name, with_past=past), seen("straight.xlsx")
    assert likeness(here, straight) == outcome["plan"]
    assert (str(here.total) if here.total is not None else None) == outcome.get("total")
    assert {path: value_at(here, path) for path in outcome.get("read", {})} == outcome.get("read", {})


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused_says_why_and_what_to_do(name: str) -> None:
    outcome = EXPECTED[name]
    for lang in ("fr", "en"):
        with pytest.raises(errors.UploadError) as caught:
            seen(name, lang)
        assert (type(caught.value).__name__, caught.value.message) == (outcome["refused"], outcome[lang])


@pytest.mark.parametrize("name", [name for name in READ if EXPECTED[name]["plan"] == "other"])
def test_a_plan_that_differs_is_told_unless_the_person_changed_it(name: str) -> None:
    """Nothing is lost without a word: only deleted rows and calculated amounts change a plan in silence."""
    own_changes = {"deleted-rows.xlsx", "formulas-with-results.xlsx", "libreoffice-formulas.xlsx"}
    assert bool(EXPECTED[name].get("told")) is (name not in own_changes)


def likeness(one: Seen, other: Seen) -> str:
    """Tells how a plan compares with the straight one, cells apart."""
    if one.plan is None or other.plan is None:
        return "none"
    mine, theirs = one.plan.model_dump(), other.plan.model_dump()
    if mine == theirs:
        return "same"
    return "sorted" if _in_any_order(mine) == _in_any_order(theirs) else "other"


def _in_any_order(dumped: dict[str, Any]) -> dict[str, Any]:
    return {name: sorted(map(str, rows)) if isinstance(rows, tuple) else rows for name, rows in dumped.items()}


def value_at(here: Seen, path: str) -> str:
    """Gives the value at « need_lines.CG-A01-N01.amount », « record.title » or « allocations.0.pct »."""
    table, *key, field = path.split(".")
    held = getattr(here.plan, table)
    if not key:
        return str(getattr(held, field))
    name = ".".join(key)
    row = held[int(name)] if name.isdigit() else next(row for row in held if row.id == name)
    return str(getattr(row, field))
