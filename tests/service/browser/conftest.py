"""One service for the tests that a process runs, one Chromium for those of a module."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from service.db.tables import Role
from tests.service.browser.looking import Eye
from tests.service.browser.serving import Served, served

QUIET = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --disable-dev-shm-usage"
)
DESK = {"width": 1280, "height": 900}
PATIENCE_MS = 60_000  # for a machine that does much else

Visitor = Callable[..., Page]
Entering = Callable[..., Page]


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The service of these tests: a fresh one, in production."""
    with served(tmp_path_factory.mktemp("browser")) as service:
        yield service


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium. It ends with the module: Playwright leaves an event loop running, which others trip on."""
    program = shutil.which("chromium")
    assert program, "chromium is not installed: scripts/system-packages --tests"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, headless=True, args=QUIET.split())
        yield browser
        browser.close()


@pytest.fixture
def visitor(chromium: Browser, service: Served) -> Iterator[Visitor]:
    """Opens windows: ``visitor()`` is a page of a new person's browser, ``visitor(java_script_enabled=False)``…"""
    opened: list[BrowserContext] = []

    def open_page(**more: object) -> Page:
        context = chromium.new_context(base_url=service.url, locale="fr-CA", viewport=DESK, **more)  # type: ignore[arg-type]
        context.set_default_timeout(PATIENCE_MS)
        opened.append(context)
        return context.new_page()

    yield open_page
    for context in opened:
        context.close()


@pytest.fixture
def entering(visitor: Visitor, service: Served) -> Entering:
    """Opens the window of a new person who came in by their link: ``entering(Role.COORDINATION, "CG")``."""

    def enter(role: Role, *doors: str, name: str = "Marie Tremblay", **more: object) -> Page:
        page = visitor(**more)
        page.goto(service.new_link(name, role, *doors))
        choose_password(page)
        return page

    return enter


def choose_password(page: Page, words: str = "quatre galets sur la grave") -> None:
    """Fills the page of a one-time link, and goes in."""
    page.get_by_label("Nouveau mot de passe").fill(words)
    page.get_by_label("Le même, une seconde fois").fill(words)
    page.get_by_role("button", name="Enregistrer et entrer").click()


@pytest.fixture
def eye(request: pytest.FixtureRequest) -> Eye:
    """Looks at pages: ``eye(page, "territory")``."""
    folder = request.config.getoption("--screens")
    return Eye(Path(folder) if folder else None)
