"""One warm LibreOffice, driven from standard input: one JSON command a line, one JSON answer a line.

Run by the interpreter that owns ``uno`` (Debian's /usr/bin/python3), which is seldom ours: so the standard library and
``uno`` only, Python 3.9 syntax, and nothing of this project.

    worker.py SOFFICE_BIN FOLDER PIPE_NAME

    {"command": "ping"}                                                              -> {"ok": true}
    {"command": "to_pdf", "kind": "docx", "src": "a.docx", "dst": "a.pdf"}           -> {"ok": true, "indexes": [...]}
    {"command": "recalculate", "src": "a.xlsx", "dst": "b.xlsx"}                     -> {"ok": true}

``{"ok": false, "error": "..."}`` refuses one document. The worker ends when the office does; when its input closes, it
kills its whole process group, itself included.
"""

from __future__ import annotations

import json
import os
import queue
import resource
import signal
import subprocess
import sys
import threading
import time
from typing import Any

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

# Named filters: left to guess, LibreOffice opens any HTML, CSV or flat ODF renamed .docx, and fetches what it links to.
IMPORT_FILTERS = {"docx": "MS Word 2007 XML", "xlsx": "Calc MS Excel 2007 XML"}
EXPORT_FILTERS = {"docx": "writer_pdf_Export", "xlsx": "calc_pdf_Export"}
PDF_SETTINGS = {
    "PDFUACompliance": True,
    "SelectPdfVersion": 2,  # PDF/A-2b
    "UseTaggedPDF": True,
    "ExportBookmarks": True,
    "DisplayPDFDocumentTitle": True,
    "UseLosslessCompression": False,
    "Quality": 90,
    "ReduceImageResolution": True,
    "MaxImageResolution": 300,
}
ADDRESS_SPACE = 6 << 30  # bytes; an office uses about 2 GiB of addresses, a bomb wants all
FILE_SIZE = 512 << 20  # bytes of one file it writes
START_SECONDS = 60
EXITED_TO_RESTART = 81  # LibreOffice, once, after it prepared a new profile


def prop(name: str, value: Any) -> Any:
    """Give one UNO property."""
    result = PropertyValue()
    result.Name = name
    result.Value = value
    return result


def limit_resources() -> None:
    """Bound this process and the office it will start; whoever started us may already allow less."""
    bounds = ((resource.RLIMIT_AS, ADDRESS_SPACE), (resource.RLIMIT_FSIZE, FILE_SIZE), (resource.RLIMIT_CORE, 0))
    for kind, bound in bounds:
        hardest = resource.getrlimit(kind)[1]
        least = bound if hardest == resource.RLIM_INFINITY else min(bound, hardest)
        resource.setrlimit(kind, (least, least))


def launch_office(soffice_bin: str, folder: str, pipe_name: str) -> subprocess.Popen[bytes]:
    """Start soffice on the profile in the folder, listening on a pipe."""
    return subprocess.Popen(
        [
            soffice_bin,
            "-env:UserInstallation=" + uno.systemPathToFileUrl(folder + "/profile"),
            "--headless",
            "--invisible",
            "--norestore",
            "--nologo",
            "--nodefault",
            "--nolockcheck",
            "--accept=pipe,name=" + pipe_name + ";urp;",
        ],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def connect_office(soffice_bin: str, folder: str, pipe_name: str) -> Any:
    """Start an office and give its desktop, once it answers."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    office = launch_office(soffice_bin, folder, pipe_name)
    give_up = time.monotonic() + START_SECONDS
    while time.monotonic() < give_up:
        try:
            context = resolver.resolve("uno:pipe,name=" + pipe_name + ";urp;StarOffice.ComponentContext")
            return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        except NoConnectException:  # noqa: PERF203 - waiting is the point
            if office.poll() == EXITED_TO_RESTART:
                office = launch_office(soffice_bin, folder, pipe_name)
            elif office.poll() is not None:
                raise RuntimeError(f"soffice ended with code {office.returncode} before it answered") from None
            time.sleep(0.01)
    raise RuntimeError(f"soffice did not answer within {START_SECONDS} seconds")


def open_document(desktop: Any, path: str, kind: str) -> Any:
    """Open one document with its own filter, no macros, no update of links."""
    document = desktop.loadComponentFromURL(
        uno.systemPathToFileUrl(path),
        "_blank",
        0,
        (
            prop("Hidden", True),
            prop("FilterName", IMPORT_FILTERS[kind]),
            prop("MacroExecutionMode", 0),  # NEVER_EXECUTE
            prop("UpdateDocMode", 0),  # NO_UPDATE: of links; indexes are updated below, by name
        ),
    )
    if document is None:
        raise ValueError("LibreOffice gave no document")
    return document


def update_indexes(document: Any) -> list[dict[str, Any]]:
    """Update every index (contents, figures, tables); give their lines as laid out, page number after the tab."""
    indexes = document.getDocumentIndexes()
    found = [indexes.getByIndex(i) for i in range(indexes.getCount())]
    for index in found:
        index.update()
    return [
        {
            "kind": index.getServiceName().rsplit(".", 1)[-1],
            "title": index.Title,
            "entries": [line for line in index.getAnchor().getString().splitlines() if line.strip()],
        }
        for index in found
    ]


def convert_to_pdf(desktop: Any, src: str, dst: str, kind: str) -> dict[str, Any]:
    """Write the document as a tagged PDF and give its indexes."""
    document = open_document(desktop, src, kind)
    try:
        indexes = update_indexes(document) if kind == "docx" else []
        settings = tuple(prop(name, value) for name, value in PDF_SETTINGS.items())
        document.storeToURL(
            uno.systemPathToFileUrl(dst),
            (
                prop("FilterName", EXPORT_FILTERS[kind]),
                prop("FilterData", uno.Any("[]com.sun.star.beans.PropertyValue", settings)),
            ),
        )
        return {"indexes": indexes}
    finally:
        document.close(True)


def recalculate(desktop: Any, src: str, dst: str) -> dict[str, Any]:
    """Write the workbook again; the profile has every formula computed on opening."""
    document = open_document(desktop, src, "xlsx")
    try:
        document.storeToURL(uno.systemPathToFileUrl(dst), (prop("FilterName", IMPORT_FILTERS["xlsx"]),))
        return {}
    finally:
        document.close(True)


def answer_command(desktop: Any, command: dict[str, str]) -> dict[str, Any]:
    """Run one command and give its answer, without the "ok"."""
    if command["command"] == "ping":
        return {}
    if command["command"] == "to_pdf":
        return convert_to_pdf(desktop, command["src"], command["dst"], command["kind"])
    if command["command"] == "recalculate":
        return recalculate(desktop, command["src"], command["dst"])
    raise ValueError("unknown command " + command["command"])


def is_alive(desktop: Any) -> bool:
    """Ask the office something: an error about a document may be the first sign that the office just died."""
    try:
        desktop.getFrames().getCount()
    except Exception:  # DisposedException, or a RuntimeException when the bridge is falling
        return False
    return True


def read_commands(commands: queue.Queue[dict[str, str]]) -> None:
    """In its own thread: queue the commands; when the pool is gone, be gone too, even in the middle of a document."""
    for line in sys.stdin:
        commands.put(json.loads(line))
    os.killpg(0, signal.SIGKILL)


def main() -> int:
    """Answer commands until the office dies or the input closes."""
    soffice_bin, folder, pipe_name = sys.argv[1:4]
    limit_resources()
    commands: queue.Queue[dict[str, str]] = queue.Queue()
    threading.Thread(target=read_commands, args=(commands,), daemon=True).start()
    desktop = connect_office(soffice_bin, folder, pipe_name)
    while True:
        command = commands.get()
        try:
            answer = {"ok": True, **answer_command(desktop, command)}
        except Exception as error:  # whatever UNO raises about one document is that document's answer
            if not is_alive(desktop):
                return 1  # the pool starts another
            answer = {"ok": False, "error": (str(error) or type(error).__name__)[:500]}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    sys.exit(main())
