"""Every setting is in ``docs/settings.md``, and the page names none that does not exist."""

import ast
import re

from assembler.settings import Settings
from tests.house.tree import ROOT, parsed

PAGE = (ROOT / "docs" / "settings.md").read_text("utf-8")
SOURCE = ROOT / "assembler" / "settings.py"


def _variables() -> set[str]:
    texts = [node.value for node in ast.walk(parsed(SOURCE)) if isinstance(node, ast.Constant)]
    return {text for text in texts if isinstance(text, str) and re.fullmatch(r"DOSSIER_[A-Z_]+", text)}


def test_the_page_lists_every_variable_that_is_read_and_no_other() -> None:
    assert set(re.findall(r"^\| `(DOSSIER_[A-Z_]+)`", PAGE, re.MULTILINE)) == _variables()


def test_each_setting_names_its_variable_in_the_code() -> None:
    commented = re.findall(r"^    (\w+): .*# (DOSSIER_[A-Z_]+): ", SOURCE.read_text("utf-8"), re.MULTILINE)
    assert {name for name, _ in commented} == set(Settings.model_fields)
    assert {variable for _, variable in commented} == _variables()
