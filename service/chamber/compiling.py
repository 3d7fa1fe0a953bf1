"""Has our code and its libraries compiled once, by a process that may write beside them: children may not."""

import importlib
import pkgutil

import assembler

_LEFT = ("assembler.cli", "assembler.convert.worker")  # the first is no part of a task; the second needs LibreOffice


def import_everything() -> None:
    """Imports every module that a task may need."""
    for module in pkgutil.walk_packages(assembler.__path__, "assembler."):
        if not module.name.startswith(_LEFT) and not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    importlib.import_module("service.chamber.work")
