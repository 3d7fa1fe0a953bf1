"""Makes the odd workbooks of ``tests/odd/files``: ``python -m tests.odd.make [--office] [NAME…]``.

The files are kept, as people's are: today's reader must read what yesterday's canvas gave. Make one again only when its
family changes. ``--office`` adds those that a real LibreOffice saves, which are never the same bytes twice.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.odd import programs, shapes, values
from tests.odd.office import office_files
from tests.odd.straight import spoiled, straight

FILES = Path(__file__).parent / "files"
_OTHER_NAMES = {"web-page.xlsx": "web-page.xls", "numbers.xlsx": "numbers.numbers", "template.xlsx": "template.xltx"}
_SHARED = ("rename", "part_of")


def makers() -> dict[str, Callable[[], bytes]]:
    """Gives what makes each file that is not LibreOffice's, by its name."""
    found: dict[str, Callable[[], bytes]] = {"straight.xlsx": straight}
    for family in (values, shapes, programs):
        for name, made in vars(family).items():
            if getattr(made, "__module__", "") == family.__name__ and name not in _SHARED and name[0] != "_":
                file = f"{name.replace('_', '-')}.xlsx"
                found[_OTHER_NAMES.get(file, file)] = _maker(made)
    return found


def _maker(made: Any) -> Callable[[], bytes]:
    """A family gives bytes, or changes the straight workbook by openpyxl."""
    return made if made.__code__.co_argcount == 0 else lambda: spoiled(made)


def main(asked: list[str]) -> None:
    """Writes the files asked for, all of them when none is named."""
    names = [name for name in asked if not name.startswith("--")]
    FILES.mkdir(exist_ok=True)
    for name, make in makers().items():
        if not names or name in names:
            (FILES / name).write_bytes(make())
    if "--office" in asked:
        for name, content in office_files().items():
            (FILES / name).write_bytes(content)


if __name__ == "__main__":
    main(sys.argv[1:])
