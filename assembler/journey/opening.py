"""Opens a workshop: the store, the warm offices, the converter as it is on this machine."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assembler.convert.office import OfficePool
from assembler.convert.probe import probe_converter
from assembler.journey.template_set import PRODUCT, TemplateSet
from assembler.journey.workshop import Workshop
from assembler.settings import Settings
from assembler.store import Store


@contextmanager
def open_workshop(store: Store, settings: Settings, templates: TemplateSet = PRODUCT) -> Iterator[Workshop]:
    """Gives a workshop whose offices start at once, beside what comes next, and end with the block."""
    converter = probe_converter()
    with (
        _own_folder(settings.home / "offices") as folder,
        OfficePool(
            settings.offices, folder, deadline_seconds=settings.deadline_seconds, converter=converter
        ) as offices,
    ):
        offices.warm()
        yield Workshop(store, offices, converter, templates)


@contextmanager
def _own_folder(home: Path) -> Iterator[Path]:
    """Gives this process its folder, named by its number; removes it after, and those of processes killed meanwhile."""
    home.mkdir(parents=True, exist_ok=True)
    for left in home.iterdir():
        if not (left.name.isdigit() and _is_alive(int(left.name))):
            shutil.rmtree(left, ignore_errors=True)
    own = home / str(os.getpid())
    own.mkdir(exist_ok=True)
    try:
        yield own
    finally:
        shutil.rmtree(own, ignore_errors=True)


def _is_alive(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
