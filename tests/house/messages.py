"""Every French message the program may be asked to say in English, read off the code and the declarations."""

import ast
from collections.abc import Iterator

import typer

from assembler.canvas import vocabularies
from assembler.cli.app import app
from assembler.cli.words import commands_under
from assembler.models.field import Kind
from assembler.models.finding import Severity
from assembler.models.plan import record_types
from assembler.models.record import Family, Wanted
from assembler.validate.codes import CHECKS
from tests.house.tree import modules, parsed


def spoken_messages() -> set[str]:
    """Gives every msgid: marked in the code, written in a command's help, or declared by a table."""
    return {message for source in (_marked(), _helps(), _declared()) for message in source if message}


def _marked() -> Iterator[str]:
    for path in modules("assembler"):
        for node in ast.walk(parsed(path)):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in ("_", "translate", "mark")
            ):
                yield from texts_in(node.args)


def texts_in(nodes: list[ast.expr]) -> Iterator[str]:
    """Gives the plain texts among the arguments of a call."""
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def _helps() -> Iterator[str]:
    for command in commands_under(typer.main.get_command(app)):
        yield command.help or ""
        for parameter in command.params:
            yield from (parameter.help or "", parameter.metavar or "")


def _declared() -> Iterator[str]:
    for check in CHECKS.values():
        yield from (check.statement, check.remedy)
    yield from (*map(str, Severity), *map(str, Kind), *map(str, Family), *map(str, Wanted))
    yield from vocabularies._TITLES.values()
    for record_type in record_types().values():
        assert record_type.table is not None
        yield record_type.table.help
        yield from (spec.help for spec in record_type.specs().values())
