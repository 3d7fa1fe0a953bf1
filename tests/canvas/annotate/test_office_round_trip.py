"""Annotated, corrected in LibreOffice, checked and annotated again, three times: marks follow, data stay."""

import io
import json
import os
import signal
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.comments import Comment

from assembler import pipeline
from assembler.canvas.annotate import annotate
from assembler.canvas.build import build_canvas
from assembler.convert.probe import probe_converter
from assembler.convert.profile import write_profile
from assembler.models.finding import Finding
from assembler.models.upload import Upload, UploadedFile
from assembler.read.workbook import read_workbook
from assembler.regions import load_region
from tests.canvas.annotate.books import (
    found,
    highlights_of,
    notes_of,
    packed_parts,
    parts_of,
    related,
    sheet_part,
    tree,
)
from tests.canvas.annotate.writers import WRITERS
from tests.small_plan import small_plan

REGION = load_region()
ROOT = Path(__file__).parents[3]
Cells = list[tuple[str, str, str]]  # sheet, cell, what is typed
Typing = Callable[[bytes, Cells], tuple[bytes, dict[str, dict[str, str]]]]


@pytest.fixture(scope="module")
def type_in_office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Typing]:
    """Gives a hand: it opens a workbook in LibreOffice, types, saves; gives the file and the notes that were shown."""
    folder, office = tmp_path_factory.mktemp("hand"), probe_converter()
    write_profile(folder / "profile", version=office.version, build=office.build)
    worker, hand = ROOT / "assembler" / "convert" / "worker.py", Path(__file__).with_name("office_hand.py")
    command = [str(office.interpreter), "-I", str(hand), str(worker), str(office.soffice), str(folder)]
    with subprocess.Popen(command, stdin=-1, stdout=-1, text=True, start_new_session=True) as process:
        assert process.stdin and process.stdout

        def typed(workbook: bytes, cells: Cells) -> tuple[bytes, dict[str, dict[str, str]]]:
            assert process.stdin and process.stdout
            source, saved = folder / "in.xlsx", folder / "out.xlsx"
            source.write_bytes(workbook)
            process.stdin.write(json.dumps({"src": str(source), "dst": str(saved), "cells": cells}) + "\n")
            process.stdin.flush()
            notes = json.loads(process.stdout.readline())["notes"]
            return saved.read_bytes(), notes

        yield typed
        os.killpg(process.pid, signal.SIGKILL)


def _checked(workbook: bytes) -> tuple[Finding, ...]:
    upload = Upload(workbook=UploadedFile(name="canevas.xlsx", content=workbook))
    return pipeline.check_upload(upload, REGION).findings


FAULTS = (("Plan", "B8", "Plan de communauté"), ("Actions", "V6", "2024-04-01"), ("Jalons", "C6", "Bilan"))
SHEETS = ("Lisez-moi", *(sheet for sheet, _cell, _text in FAULTS))


@pytest.fixture(scope="module")
def spoiled() -> bytes:
    """Gives a canvas of four sheets with three faults, saved by openpyxl: a person's, from any program."""
    book = load_workbook(io.BytesIO(build_canvas(REGION, territory=REGION.territory("CG"), plan=small_plan())))
    for sheet in book.worksheets:
        if sheet.title not in SHEETS:
            book.remove(sheet)
    for name in [name for name in book.defined_names if not name.startswith("DOSSIER_")]:
        del book.defined_names[name]
    for title, cell, _text in FAULTS:
        book[title][cell] = "demain" if cell == "V6" else None
    book["Plan"]["B8"].comment = Comment("Voir avec le comité.", "Marie")
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def _places(findings: tuple[Finding, ...]) -> set[tuple[str, str]]:
    return {(one.sheet, one.cell) for one in findings}


def _untouched_kept_their_bytes(before: bytes, after: bytes, marked: set[str]) -> bool:
    """True when the annotation changed nothing but the parts of the marked sheets and the list of sheets."""
    packed, now = packed_parts(before), packed_parts(after)
    parts = parts_of(before)
    concerned = {"[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"}
    for sheet in marked:
        part = sheet_part(before, sheet)
        holder = part.replace("worksheets/", "worksheets/_rels/") + ".rels"
        concerned |= {part, holder, *(related(before, part, kind) for kind in ("comments", "vmlDrawing"))}
    if "Corrections" in [one.get("name") for one in tree(parts["xl/workbook.xml"]).iter("{*}sheet")]:
        concerned.add(sheet_part(before, "Corrections"))
    changed = {part for part in packed if packed[part] != now.get(part)}
    return changed <= concerned and len(changed) < len(packed) - 5


def _cells(content: bytes, sheet: str) -> bytes:
    part = parts_of(content)[sheet_part(content, sheet)]
    return part[part.index(b"<sheetData>") : part.index(b"</sheetData>")]


def test_three_rounds_of_annotating_and_correcting(spoiled: bytes, type_in_office: Typing) -> None:
    current, left = spoiled, list(FAULTS)
    while left:
        findings = _checked(current)
        assert {(sheet, cell) for sheet, cell, _text in left} <= _places(findings)
        annotated = annotate(current, findings)
        marked = {one.sheet for one in findings if one.cell}
        assert _untouched_kept_their_bytes(current, annotated, marked | set(SHEETS[1:]))
        assert all(_cells(annotated, sheet) == _cells(current, sheet) for sheet in SHEETS)
        assert read_workbook(annotated).tables == read_workbook(current).tables
        current, shown = type_in_office(annotated, [left.pop(0)])
        assert {(sheet, cell) for sheet in shown for cell in shown[sheet]} == {
            (one.sheet, one.cell) for one in findings if one.cell
        } | {("Plan", "B8")}
        assert shown["Plan"]["B8"].startswith("Voir avec le comité.")
    findings = _checked(current)
    assert not {(sheet, cell) for sheet, cell, _text in FAULTS} & _places(findings)
    clean = annotate(current, ())
    assert notes_of(clean, "Plan") == {"B8": "Voir avec le comité."}
    marks = (b"Dossier:", "Dossier – à corriger".encode(), b"DOSSIER_CORRECTIONS")
    assert not any(mark in part for mark in marks for part in parts_of(clean).values())
    assert read_workbook(clean).tables == read_workbook(current).tables


@pytest.mark.parametrize("name", ["plain", "prefixed", "strict", "no styles", "a rich note on the cell", "a button"])
def test_libreoffice_shows_the_note_whatever_program_wrote_the_file(name: str, type_in_office: Typing) -> None:
    saved, shown = type_in_office(annotate(WRITERS[name], [found()]), [])
    assert "Il manque un nom.\nÀ faire\u00a0: Écrivez-le." in shown["Plan"]["B2"]
    assert highlights_of(saved, "Plan") == {"B2": "FFFFC7CE"}
    again = annotate(saved, [found(message="Encore.")])
    assert notes_of(again, "Plan")["B2"].count("Dossier – à corriger") == 1
    assert "Encore." in notes_of(again, "Plan")["B2"]
