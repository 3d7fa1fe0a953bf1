"""Every setting is in ``docs/settings.md``, and the page names none that does not exist."""

import ast
import re

from assembler.settings import Settings
from service.operations.listing import list_settings, settings_table
from tests.house.tree import ROOT, parsed

PAGE = (ROOT / "docs" / "settings.md").read_text("utf-8")
SOURCE = ROOT / "assembler" / "settings.py"


def _variables() -> set[str]:
    texts = [node.value for node in ast.walk(parsed(SOURCE)) if isinstance(node, ast.Constant)]
    return {text for text in texts if isinstance(text, str) and re.fullmatch(r"DOSSIER_[A-Z_]+", text)}


def test_the_page_lists_every_variable_that_is_read_and_no_other() -> None:
    of_the_service = {one.variable for one in list_settings()}
    assert set(re.findall(r"^\| `(DOSSIER_[A-Z_]+)`", PAGE, re.MULTILINE)) == _variables() | of_the_service


def test_the_table_of_the_service_is_the_one_that_is_declared() -> None:
    assert settings_table() in PAGE, "print it anew: .venv/bin/python -m service.operations.listing"


def test_every_setting_of_the_service_says_what_it_sets() -> None:
    assert [one.variable for one in list_settings() if not one.meaning.endswith(".")] == []


def test_each_setting_names_its_variable_in_the_code() -> None:
    commented = re.findall(r"^    (\w+): .*# (DOSSIER_[A-Z_]+): ", SOURCE.read_text("utf-8"), re.MULTILINE)
    assert {name for name, _ in commented} == set(Settings.model_fields)
    assert {variable for _, variable in commented} == _variables()
