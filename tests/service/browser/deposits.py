"""What is deposited: the samples, and the same with what people get wrong."""

import io
import shutil
from dataclasses import dataclass
from pathlib import Path

from openpyxl import load_workbook
from playwright.sync_api import Download, FilePayload, Locator, Page, expect

from tests.house.tree import ROOT
from tests.journeys.small_upload import small_files_of

SAMPLES = ROOT / "canvases" / "samples"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CHECK_MS, MAKE_MS = 90_000, 180_000


@dataclass(frozen=True)
class Sample:
    """The files of a sample territory."""

    code: str
    folder: Path = SAMPLES

    @property
    def workbook(self) -> Path:
        """Its canvas, filled."""
        return self.folder / self.code / "canevas.xlsx"

    @property
    def narrative(self) -> Path:
        """Its narrative."""
        return self.folder / self.code / "recit.docx"

    @property
    def attachments(self) -> list[Path]:
        """Its attachments."""
        return sorted((self.folder / self.code / "pieces").iterdir())

    def changed(self, **cells: str | int | None) -> FilePayload:
        """Gives its canvas with other words in some cells of « Leviers »: ``changed(E7=None)``."""
        book = load_workbook(self.workbook)
        for cell, words in cells.items():
            book["Leviers"][cell] = words
        out = io.BytesIO()
        book.save(out)
        return {"name": "canevas.xlsx", "mimeType": EXCEL, "buffer": out.getvalue()}


def small_sample(code: str, folder: Path) -> Sample:
    """Writes a sample cut down to two actions: for what is about the pages, whatever the dossier holds."""
    workbook, pieces = small_files_of(code)
    shutil.copytree(SAMPLES / code, folder / code, ignore=shutil.ignore_patterns("*.xlsx", "pieces"))
    (folder / code / "pieces").mkdir()
    (folder / code / "canevas.xlsx").write_bytes(workbook)
    for name, content in pieces.items():
        (folder / code / "pieces" / name).write_bytes(content)
    return Sample(code, folder)


def deposit(page: Page, sample: Sample) -> None:
    """Deposits a whole sample from its territory's page, and waits until it is checked."""
    page.goto(f"/territoires/{sample.code}/deposer")
    page.get_by_label("Canevas Excel").set_input_files(sample.workbook)
    page.get_by_label("Récit Word").set_input_files(sample.narrative)
    page.get_by_label("Pièces jointes").set_input_files(sample.attachments)
    page.get_by_role("button", name="Déposer et vérifier").click()
    wait_until_checked(page)


def wait_until_checked(page: Page) -> None:
    """Waits on the page of a deposit, which follows its check by itself."""
    expect(page.get_by_role("heading", name="Constats", exact=True)).to_be_visible(timeout=CHECK_MS)


def wait_until_made(page: Page) -> None:
    """Waits on the page of a job, which goes to what it made by itself."""
    page.wait_for_url("**/dossiers/*", timeout=MAKE_MS)


def words_of(part: Page | Locator) -> str:
    """Gives the words of a page or of a part of it, one plain space between them."""
    shown = part.locator("main") if isinstance(part, Page) else part
    return " ".join(shown.inner_text().split())


def taken(page: Page, name: str) -> Download:
    """Gives what a link downloads."""
    with page.expect_download() as found:
        page.get_by_role("link", name=name).first.click()
    return found.value


def asked_for(page: Page, name: str) -> io.BytesIO:
    """Gives what a link leads to, asked for with the browser's own session.

    For a PDF beside its preview: Chromium without a screen does not always tell that download.
    """
    href = page.get_by_role("link", name=name).first.get_attribute("href")
    answer = page.request.get(str(href))
    assert answer.ok, answer.status
    assert answer.headers["content-disposition"].startswith("attachment")
    return io.BytesIO(answer.body())


def bytes_of(download: Download) -> io.BytesIO:
    """Gives what was downloaded."""
    return io.BytesIO(Path(download.path()).read_bytes())
