"""The files of the repository, for the tests that keep the house in order."""

import ast
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


@cache
def kept_files() -> tuple[Path, ...]:
    """Gives every file that Git keeps or would keep; files of a copy without Git when there is none."""
    if not (ROOT / ".git").exists():
        return tuple(path for path in sorted(ROOT.rglob("*")) if path.is_file() and ".venv" not in path.parts)
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True).stdout
    return tuple(path for name in listed.split("\0") if name and (path := ROOT / name).is_file())
