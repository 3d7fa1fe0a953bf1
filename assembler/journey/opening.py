"""Opens a workshop: the store, the warm offices, the converter as it is on this machine."""

from collections.abc import Iterator
from contextlib import contextmanager

from assembler.convert.office import OfficePool
from assembler.convert.probe import probe_converter
from assembler.journey.workshop import Workshop
from assembler.settings import Settings
from assembler.store import Store


@contextmanager
def open_workshop(store: Store, settings: Settings) -> Iterator[Workshop]:
    """Gives a workshop whose offices start at once, beside what comes next, and end with the block."""
    offices_home = settings.home / "offices"
    offices_home.mkdir(parents=True, exist_ok=True)
    converter = probe_converter()
    with OfficePool(
        settings.offices, offices_home, deadline_seconds=settings.deadline_seconds, converter=converter
    ) as offices:
        offices.warm()
        yield Workshop(store, offices, converter)
