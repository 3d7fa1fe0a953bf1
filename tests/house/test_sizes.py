"""Files and functions stay small enough to be read in one go."""

import ast
from pathlib import Path

from tests.house.tree import ROOT, modules, parsed

FILE_LINES, FUNCTION_LINES = 300, 40
FOLDERS = ("assembler", "service", "canvases", "templates_docx", "bench")
TABLES = ("tests/validate/cases.py", "tests/validate/plans.py")  # of cases and of a plan's rows: looked up, not read
MIGRATIONS = ROOT / "service" / "db" / "migrations" / "versions"  # lists of columns that Alembic writes, read once


def test_no_file_is_over_300_lines() -> None:
    read = (path for path in (*_written(), *modules("tests")) if _name(path) not in TABLES)
    sizes = {_name(path): len(path.read_text("utf-8").splitlines()) for path in read}
    assert {name: size for name, size in sizes.items() if size > FILE_LINES} == {}


def test_no_function_is_over_40_lines() -> None:
    sizes = {
        f"{_name(path)}:{node.lineno} {node.name}": _body_lines(node)
        for path in _written()
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert {name: size for name, size in sizes.items() if size > FUNCTION_LINES} == {}


def _written() -> list[Path]:
    return [path for path in modules(*FOLDERS) if path.parent != MIGRATIONS]


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _body_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Counts from ``def`` to the end; decorators are not the function's own lines."""
    return (node.end_lineno or node.lineno) - node.lineno + 1
