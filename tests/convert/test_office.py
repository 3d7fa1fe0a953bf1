"""The pool, with real offices: right pages, and a PDF or a plain error whatever happens to an office."""

import io
import os
import signal
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import openpyxl
import pikepdf
import pytest

from assembler.convert.isolation import Isolation, probe_isolation
from assembler.convert.office import OfficePool
from assembler.convert.probe import probe_converter
from assembler.convert.warm_office import WarmOffice
from assembler.errors import ConversionStoppedError, ConversionTimeoutError
from tests.convert.documents import (
    is_everything_gone,
    linked_image,
    office_processes,
    word_document,
    workbook_with_stale_sum,
)

LEVELS = sorted({Isolation.PLAIN, probe_isolation()})


def wait_for_file(files: Path, name: str) -> None:
    """Wait until a file of that name appears somewhere under the folder."""
    give_up = time.monotonic() + 20
    while not any(files.rglob(name)):
        assert time.monotonic() < give_up, f"{name} never appeared"
        time.sleep(0.005)


def test_contents_give_the_page_of_each_chapter(pool: OfficePool) -> None:
    """A stale table of contents leaves with the page numbers of this layout."""
    converted = pool.convert_to_pdf(word_document(3, pages_per_chapter=2), kind="docx", name="plan.docx")
    (contents,) = converted.indexes
    assert contents.kind == "ContentIndex"
    assert contents.entries == ("Chapitre 1\t2", "Chapitre 2\t4", "Chapitre 3\t6")
    assert converted.pages == 7


def test_pdf_is_tagged_and_declares_pdf_ua_and_pdf_a(pool: OfficePool) -> None:
    """The export settings reached the file."""
    converted = pool.convert_to_pdf(word_document(1), kind="docx", name="plan.docx")
    with pikepdf.open(io.BytesIO(converted.pdf)) as document:
        assert bool(document.Root.MarkInfo.Marked)
        metadata = document.Root.Metadata.read_bytes()
    assert b"<pdfuaid:part>1</pdfuaid:part>" in metadata
    assert b"<pdfaid:part>2</pdfaid:part>" in metadata


def test_workbook_becomes_a_pdf(pool: OfficePool) -> None:
    """A workbook converts with the same call."""
    assert pool.convert_to_pdf(workbook_with_stale_sum(), kind="xlsx", name="annexe.xlsx").pages == 1


def test_recalculation_replaces_a_stale_value(pool: OfficePool) -> None:
    """A value left in the file by another program is computed again."""
    stale = workbook_with_stale_sum()
    assert openpyxl.load_workbook(io.BytesIO(stale), data_only=True).worksheets[0]["B1"].value == 1
    computed = pool.recalculate(stale, name="annexe.xlsx")
    assert openpyxl.load_workbook(io.BytesIO(computed), data_only=True).worksheets[0]["B1"].value == 42


@pytest.mark.parametrize("level", LEVELS)
def test_office_killed_in_mid_conversion_still_gives_the_pdf(tmp_path: Path, level: Isolation) -> None:
    """kill -9 of soffice costs one restart, not the document."""
    long_document = word_document(250)
    with OfficePool(1, tmp_path, isolation=level) as pool, ThreadPoolExecutor(1) as thread:
        pool.convert_to_pdf(word_document(1), kind="docx", name="court.docx")
        before = set(office_processes(tmp_path))
        asked = thread.submit(pool.convert_to_pdf, long_document, kind="docx", name="long.docx")
        wait_for_file(tmp_path, "in")
        time.sleep(0.1)
        assert not asked.done()
        for pid in before:
            if b"soffice.bin" in Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")[0]:
                os.kill(pid, signal.SIGKILL)
        converted = asked.result(timeout=60)
        assert converted.indexes[0].entries[-1] == f"Chapitre 250\t{converted.pages}"
        assert before.isdisjoint(office_processes(tmp_path))


@pytest.mark.parametrize("level", LEVELS)
def test_deadline_is_kept_and_names_the_piece(tmp_path: Path, level: Isolation) -> None:
    """A call that outlives its deadline twice fails, in bounded time, with the piece's name."""
    with OfficePool(1, tmp_path, deadline_seconds=0.05, isolation=level) as pool:
        with pytest.raises(ConversionTimeoutError, match=r"«\u00a0plan\.docx\u00a0» n’a pas été converti") as failure:
            pool.convert_to_pdf(word_document(1), kind="docx", name="plan.docx")
        assert failure.value.piece == "plan.docx"
        assert is_everything_gone(tmp_path)


@pytest.mark.parametrize("level", LEVELS)
def test_closing_leaves_no_process_and_no_file(tmp_path: Path, level: Isolation) -> None:
    """Nothing of the pool outlives it, sockets in /tmp included."""
    with OfficePool(2, tmp_path, isolation=level) as pool:
        pool.warm()
        pool.convert_to_pdf(word_document(1), kind="docx", name="plan.docx")
        names = [folder.name for folder in tmp_path.iterdir()]
        assert len(names) == 2
        assert len(office_processes(tmp_path)) >= 4
        assert any(tmp_path.rglob("lu*.tmp")), "its temporary files are elsewhere, where nobody removes them"
    assert is_everything_gone(tmp_path)
    assert list(tmp_path.iterdir()) == []
    assert not [socket for socket in Path("/tmp").glob("OSL_PIPE_*") if socket.name.endswith(tuple(names))]


def test_closing_stops_a_conversion_at_once(tmp_path: Path) -> None:
    """A cancelled job does not wait for its document, and nothing is started again."""
    pool = OfficePool(1, tmp_path)
    with ThreadPoolExecutor(1) as thread:
        asked = thread.submit(pool.convert_to_pdf, word_document(250), kind="docx", name="long.docx")
        wait_for_file(tmp_path, "in")
        time.sleep(0.3)
        pool.close()
        with pytest.raises(ConversionStoppedError, match=r"long\.docx"):
            asked.result(timeout=1)
    assert is_everything_gone(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_two_threads_keep_two_offices_busy(tmp_path: Path) -> None:
    """Documents sent from several threads come back each to its own caller."""
    with OfficePool(2, tmp_path) as pool, ThreadPoolExecutor(4) as threads:
        asked = [
            threads.submit(pool.convert_to_pdf, word_document(chapters), kind="docx", name=f"{chapters}.docx")
            for chapters in (1, 2, 3, 4, 5, 6)
        ]
        assert [call.result().pages for call in asked] == [2, 3, 4, 5, 6, 7]
        assert len(list(tmp_path.iterdir())) == 2


@pytest.fixture
def listener() -> Iterator[tuple[str, list[str]]]:
    """Give the address of a local web server and the list of what was asked of it."""
    asked: list[str] = []

    class Listener(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_PROPFIND = do_GET  # noqa: N815 - the names http.server looks for

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Listener)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/image.png", asked
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("level", LEVELS)
def test_office_fetches_nothing_even_unscreened(
    tmp_path: Path, level: Isolation, listener: tuple[str, list[str]]
) -> None:
    """Behind the screen, the office itself does not follow a linked image."""
    address, asked = listener
    office = WarmOffice(probe_converter(), level, home=tmp_path)
    try:
        answer, pdf = office.convert({"command": "to_pdf", "kind": "docx"}, linked_image(address), deadline_seconds=30)
    finally:
        office.kill()
    assert answer["ok"]
    assert pdf.startswith(b"%PDF-")
    assert asked == []
