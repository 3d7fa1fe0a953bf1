"""What the pages promise exists: every command they show, every setting they list."""

import re
import tomllib

import pytest
import typer

from service.command import app
from tests.house.tree import ROOT

PAGES = sorted(path.relative_to(ROOT).as_posix() for path in (*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")))
COMMANDS = typer.main.get_command(app).commands  # type: ignore[attr-defined]


def _shown(page: str) -> list[str]:
    """Gives each line of a block of commands, and each command quoted in a sentence."""
    text = (ROOT / page).read_text("utf-8")
    blocks = re.findall(r"```(?:sh|bash|console)?\n(.*?)```", text, re.DOTALL)
    lines = [line.split("#")[0] for block in blocks for line in block.splitlines()]
    return [found[0] for line in (*lines, *re.findall(r"`([^`\n]+)`", text)) if (found := _COMMAND.match(line.strip()))]


_COMMAND = re.compile(r"(?:\.venv/bin/)?dossier (?!_)[a-z-].*$")


@pytest.mark.parametrize("page", PAGES)
def test_every_command_shown_exists_with_its_options(page: str) -> None:
    unknown = [line for line in _shown(page) if not _exists(line)]
    assert unknown == []


def _exists(line: str) -> bool:
    words = re.split(r"[\s\[\]|]+", line)
    command = COMMANDS.get(words[1]) if not words[1].startswith("-") else None
    if command is None:
        return words[1] in ("--help", "--lang")
    under = getattr(command, "commands", {})
    if under:
        command = under.get(words[2]) if len(words) > 2 else None
        if command is None:
            return set(words[2:]) <= {"", "…", "--help", *under}
    options = {option for parameter in command.params for option in parameter.opts} | {"--help", "--lang"}
    return {word for word in words[2:] if re.match(r"--?[a-z]", word)} <= options


def test_the_readme_shows_every_command() -> None:
    assert set(COMMANDS) - {line.split()[1] for line in _shown("README.md")} == set()


def test_make_targets_of_the_readme_exist() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    shown = set(re.findall(r"(?:^|`)make ([a-z]+)", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE))
    assert {"demo", "test"} <= shown
    assert shown - targets == set()


def test_the_program_of_the_project_is_the_one_shown() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["scripts"] == {"dossier": "service.program:main"}
