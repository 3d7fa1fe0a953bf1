"""What every test may ask for: golden text files, updated only on purpose and never in CI."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

GOLDEN = Path(__file__).parent / "golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds what rewrites golden files, says how many workbooks to spoil, and keeps pictures of the service's pages."""
    parser.addoption("--update-goldens", action="store_true", help="rewrite tests/golden from what is made now")
    parser.addoption("--mutations", type=int, default=15, metavar="N", help="spoiled workbooks of each sort to judge")
    parser.addoption("--screens", metavar="FOLDER", help="keep a picture of every page that a browser's test looks at")


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
