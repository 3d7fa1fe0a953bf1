"""English is whole: no error, finding or defect keeps a French word, and none can be written French alone."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from assembler.compute.funding import compute_funding
from assembler.errors import DossierError
from assembler.i18n import speaking
from assembler.read.narrative.captions import _DRAWN, _NOBODY, _PEOPLE
from assembler.read.narrative.pictures import _BY_WORD, DECORATIVE
from assembler.read.narrative.source import _OURS_RUNNING
from assembler.validate.codes import CHECKS
from assembler.validate.rules import RULES, check_rules
from tests.house.french import french_in, untranslated
from tests.house.test_errors import ALL, made
from tests.house.tree import ROOT, modules, parsed
from tests.validate.case import Case
from tests.validate.cases import CASES
from tests.validate.plans import base_plan

# All that these say is for the person. The rules write French alone: in English their statement speaks for them.
SPEAKING = ("read", "convert", "verify", "validate", "journey", "pipeline")
SPEAKING_MODULES = ("store", "settings", "regions", "zipping", "errors", "cli/terminal")
FRENCH_ALONE = ("validate/rules/", "validate/codes")  # the table of codes speaks through the catalogue
# What is printed in documents, or looked for in them, is French whatever is spoken.
PRINTED = {
    "convert/canonical.py": {"Lien vers une autre page du document"},
    "journey/binding.py": {"Couverture, bordereau et table", "plan de communauté", "Table du dossier"},
    "journey/receipt.py": {"pièce réservée", "raison réservée", "Données du plan"},
    "read/narrative/captions.py": {one.pattern for one in (_PEOPLE, _NOBODY, _DRAWN)},
    "read/narrative/checks.py": {"Canevas à remplir"},
    "read/narrative/pictures.py": {DECORATIVE, _BY_WORD.pattern},
    "read/narrative/source.py": {_OURS_RUNNING.pattern},
    "validate/dates.py": {
        r"(?:le |the )?(\d{1,2})(?:er|e|st|nd|rd|th)?(?: | of |-|/)([a-z]+)\.?,?(?: |-|/)(\d{4}|\d\d)"
    },
    "verify/placeholders.py": {"« {} »"},
}
SAYING = {"Finding", "Defect", "WrongValueError", "OfficeLostError", *(kind.__name__ for kind in ALL)}


def _library(path: Path) -> str:
    return path.relative_to(ROOT / "assembler").as_posix()


def _spoken() -> Iterator[Path]:
    for folder in SPEAKING:
        yield from (path for path in modules(f"assembler/{folder}") if not _library(path).startswith(FRENCH_ALONE))
    yield from (ROOT / "assembler" / f"{name}.py" for name in SPEAKING_MODULES)


@pytest.mark.parametrize("path", list(_spoken()), ids=_library)
def test_what_a_stage_says_can_be_translated(path: Path) -> None:
    printed = PRINTED.get(_library(path), set())
    found = {text.replace("\u00a0", " ") for _line, text in untranslated(path)} - printed
    assert {text for text in found if text.strip("{}« »:.") and not text.startswith("/")} == set()


def test_every_error_finding_and_defect_of_the_other_stages_can_be_translated() -> None:
    assert [f"{_library(path)}:{line} {text}" for path, line, text in _said_elsewhere()] == []


def _said_elsewhere() -> Iterator[tuple[Path, int, str]]:
    for path in modules("assembler"):
        if _library(path).startswith(FRENCH_ALONE):
            continue
        lines = set(_lines_of_sayings(path))
        yield from ((path, line, text) for line, text in untranslated(path) if line in lines)


def _lines_of_sayings(path: Path) -> Iterator[int]:
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in SAYING:
            yield from range(node.lineno, (node.end_lineno or node.lineno) + 1)


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.__name__)
def test_an_error_speaks_english(kind: type[DossierError]) -> None:
    with speaking("en"):
        message = made(kind).message
    assert french_in(message, "un mot") == ""


def test_every_code_states_itself_in_english() -> None:
    with speaking("en"):
        from assembler.i18n import translate

        told = [words for check in CHECKS.values() for words in (translate(check.statement), translate(check.remedy))]
    told += [words for rule in RULES for words in (rule.statement_en, rule.remedy_en)]
    assert [words for words in told if french_in(words)] == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}-{case.name}")
def test_a_finding_of_a_rule_speaks_english(case: Case) -> None:
    plan, region = case.change(base_plan()), case.the_region()
    with speaking("en"):
        findings = check_rules(plan, region, compute_funding(plan, region))
    told = [(f.message, f.remedy, f.expected) for f in findings]
    assert [words for words in (words for found in told for words in found) if french_in(words)] == []
