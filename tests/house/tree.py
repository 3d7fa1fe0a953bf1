"""The files of the repository, for the tests that keep the house in order."""

import ast
import shutil
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]


@cache
def modules(*folders: str) -> tuple[Path, ...]:
    """Gives the Python files under some folders of the repository."""
    return tuple(path for folder in folders for path in sorted((ROOT / folder).rglob("*.py")))


@cache
def parsed(path: Path) -> ast.Module:
    """Gives the syntax tree of a file."""
    return ast.parse(path.read_text("utf-8"))


_MADE = {".git", ".venv", ".stamps", "out", "__pycache__", ".pytest_cache", ".mypy_cache", ".ruff_cache", ".hypothesis"}


@cache
def kept_files() -> tuple[Path, ...]:
    """Gives every file that Git keeps or would keep; files of a copy without Git when there is none."""
    if not (ROOT / ".git").exists() or shutil.which("git") is None:  # a fresh machine may lack the program
        found = (path for path in sorted(ROOT.rglob("*")) if path.is_file())
        return tuple(path for path in found if not _MADE.intersection(path.relative_to(ROOT).parts))
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True).stdout
    return tuple(path for name in listed.split("\0") if name and (path := ROOT / name).is_file())
