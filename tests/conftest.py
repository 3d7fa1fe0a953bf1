"""What every test may ask for: golden text files, updated only on purpose and never in CI."""

import gc
import os
from collections.abc import Callable
from itertools import islice
from pathlib import Path

import pytest

GOLDEN = Path(__file__).parent / "golden"

# A process that imported everything has a million objects: Python, left alone, spends a sixth of its time looking among
# them for what is no longer used.
gc.set_threshold(50_000, 20, 20)

# What takes a minute or more, longest first: begun last, it would leave the other processes with nothing to do.
LONG = (
    "journeys/test_killed_service.py",
    "journeys/test_six.py",
    "service/browser/",
    "journeys/test_nothing_half_made.py",
    "journeys/test_consolidate.py",
    "journeys/test_dossier.py",
    "service/load/",
    "service/doors/test_schemathesis.py",
    "service/jobs/",
)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds what rewrites golden files, says how much to draw by chance, and keeps pictures of the service's pages."""
    parser.addoption("--update-goldens", action="store_true", help="rewrite tests/golden from what is made now")
    parser.addoption("--mutations", type=int, default=15, metavar="N", help="spoiled workbooks of each sort to judge")
    parser.addoption("--drawn", type=int, default=4, metavar="N", help="requests to draw of each operation and sort")
    parser.addoption("--screens", metavar="FOLDER", help="keep a picture of every page that a browser's test looks at")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begins each process's share with long tests: xdist gives them shares of one length, in order."""
    many = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    shares: list[list[pytest.Item]] = [[] for _process in range(many)]
    starts = {path: _long(path) for path in {item.path for item in items}}
    for number, start in enumerate(LONG):
        shares[number % many] += [item for item in items if starts[item.path] == start]
    others = iter([item for item in items if not starts[item.path]])
    for number, share in enumerate(shares):
        length = len(items) * (number + 1) // many - len(items) * number // many
        share.extend(islice(others, max(length - len(share), 0)))
    items[:] = [item for share in shares for item in share] + list(others)


def _long(module: Path) -> str:
    path = module.relative_to(GOLDEN.parent).as_posix()
    return next((start for start in LONG if path.startswith(start)), "")


@pytest.fixture
def check_golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Gives a check: the text is that of ``tests/golden/<name>``."""
    is_update = request.config.getoption("--update-goldens")
    if is_update and os.environ.get("CI"):
        pytest.fail("golden files are not updated in CI")

    def check(name: str, text: str) -> None:
        path = GOLDEN / name
        if is_update:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        assert path.read_text("utf-8") == text, f"{name} changed: review, then pytest --update-goldens"

    return check
