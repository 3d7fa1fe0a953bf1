"""Runs the command line in this process, as the program does, and tells what came out."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from assembler.cli.app import run


@dataclass(frozen=True)
class Told:
    """What a command left: its exit code and its two streams."""

    code: int
    out: str
    err: str

    @property
    def message(self) -> str:
        """Gives what was told on the error stream, whatever the width of the terminal cut."""
        return " ".join(self.err.replace("\u00a0", " ").split())


Dossier = Callable[..., Told]


def dossier_in(capsys: pytest.CaptureFixture[str]) -> Dossier:
    """Gives a function that runs ``dossier`` with arguments."""

    def dossier(*arguments: object) -> Told:
        capsys.readouterr()
        code = run([str(argument) for argument in arguments])
        return Told(code, *capsys.readouterr())

    return dossier
