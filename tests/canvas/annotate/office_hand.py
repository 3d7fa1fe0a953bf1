"""A person's hand in LibreOffice: opens a workbook, types in cells, saves it as xlsx; one JSON command a line.

Run by the interpreter that owns ``uno``, with our own worker's functions: ``office_hand.py WORKER SOFFICE FOLDER``.

    {"src": "a.xlsx", "dst": "b.xlsx", "cells": [["Plan", "B8", "Titre"]]}   -> {"notes": {"Plan": {"B8": "…"}}}
"""

import importlib.util
import json
import sys
from typing import Any


def notes_of(document: Any) -> dict[str, dict[str, str]]:
    """Give the notes that LibreOffice shows, by sheet and cell."""
    found: dict[str, dict[str, str]] = {}
    for sheet in (document.Sheets.getByName(name) for name in document.Sheets.ElementNames):
        for note in (sheet.Annotations.getByIndex(at) for at in range(sheet.Annotations.Count)):
            note.IsVisible = True  # its text is only made when it is shown
            cell = sheet.getCellByPosition(note.Position.Column, note.Position.Row)
            found.setdefault(sheet.Name, {})[cell.AbsoluteName.rpartition(".")[2].replace("$", "")] = note.String
            note.IsVisible = False
    return found


def main() -> None:
    """Answer commands until the input closes, which ends the office too."""
    module, soffice, folder = sys.argv[1:4]
    spec = importlib.util.spec_from_file_location("worker", module)
    assert spec is not None and spec.loader is not None
    worker = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(worker)
    desktop = worker.connect_office(soffice, folder, "dossier-hand-" + folder.rpartition("/")[2])
    for line in sys.stdin:
        command = json.loads(line)
        document = worker.open_document(desktop, command["src"], "xlsx")
        notes = notes_of(document)
        for sheet, cell, text in command["cells"]:
            document.Sheets.getByName(sheet).getCellRangeByName(cell).String = text
        document.storeToURL(
            worker.uno.systemPathToFileUrl(command["dst"]), (worker.prop("FilterName", worker.IMPORT_FILTERS["xlsx"]),)
        )
        document.close(True)
        print(json.dumps({"notes": notes}), flush=True)
    desktop.terminate()


if __name__ == "__main__":
    main()
