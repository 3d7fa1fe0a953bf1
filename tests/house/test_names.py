"""Modules say what they are: a docstring each, and a name that means something."""

import ast

from tests.house.tree import ROOT, modules, parsed

FOLDERS = ("assembler", "service", "canvases", "templates_docx", "bench", "tests")
BANNED = {"utils", "util", "helpers", "helper", "manager", "managers", "misc", "common", "info"}


def test_every_module_has_a_docstring() -> None:
    without = [path.relative_to(ROOT).as_posix() for path in modules(*FOLDERS) if not ast.get_docstring(parsed(path))]
    assert without == []


def test_no_module_has_a_name_that_says_nothing() -> None:
    vague = [path.relative_to(ROOT).as_posix() for path in modules(*FOLDERS) if BANNED & set(path.stem.split("_"))]
    assert vague == []


def test_public_functions_of_the_library_have_a_docstring() -> None:
    without = [
        f"{path.relative_to(ROOT).as_posix()} {node.name}"
        for path in modules("assembler")
        for node in parsed(path).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and not ast.get_docstring(node)
    ]
    assert without == []


def test_only_settings_reads_the_environment() -> None:
    readers = [path.relative_to(ROOT).as_posix() for path in modules("assembler", "service") if _reads(parsed(path))]
    assert set(readers) <= {"assembler/settings.py", "assembler/convert/worker.py"}  # worker: another interpreter


def _reads(tree: ast.Module) -> bool:
    reading = {"environ", "getenv"}
    return any(isinstance(node, ast.Attribute) and node.attr in reading for node in ast.walk(tree))
