"""An action sheet filled the way a person fills it: through its controls, by copying rows, by adding bare ones."""

import copy
import io
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import docx
from docx.oxml import parse_xml

from assembler.models.action_sheet import SheetSource
from assembler.models.upload import Upload, UploadedFile
from assembler.pipeline import make_sheet
from assembler.read.action_sheet import read_action_sheet
from assembler.regions import load_region
from assembler.word.ooxml import XMLNS_W, W, run_xml


class Filled:
    """A sheet open in a program."""

    def __init__(self, content: bytes) -> None:
        self.document = docx.Document(io.BytesIO(content))
        self.body: Any = self.document.element.body

    def controls(self, tag: str) -> list[Any]:
        """Gives the controls of a tag, in order."""
        return [c.getparent().getparent() for c in self.body.iter(f"{W}tag") if c.get(f"{W}val") == tag]

    def write(self, tag: str, text: str, at: int = 0) -> None:
        """Types a text in a control in place of what it holds."""
        control = self.controls(tag)[at]
        prompt = control.find(f"{W}sdtPr/{W}showingPlcHdr")
        if prompt is not None:
            prompt.getparent().remove(prompt)
        content = control.find(f"{W}sdtContent")
        for run in list(content):
            content.remove(run)
        content.append(parse_xml(run_xml(text).replace("<w:r>", f"<w:r {XMLNS_W}>", 1)) if text else _empty_run())

    def row(self, tag: str, at: int = 0) -> Any:
        """Gives the row of a control."""
        return next(self.controls(tag)[at].iterancestors(f"{W}tr"))

    def copy_row(self, tag: str, at: int = 0) -> None:
        """Copies a row and pastes it right below."""
        row = self.row(tag, at)
        row.addnext(copy.deepcopy(row))

    def drop_row(self, tag: str, at: int = 0) -> None:
        """Deletes a row."""
        row = self.row(tag, at)
        row.getparent().remove(row)

    def add_bare_row(self, tag: str, *texts: str) -> None:
        """Inserts a row below the last one of a table, without any control, as LibreOffice does."""
        last = self.row(tag, -1)
        cells = "".join(f"<w:tc><w:tcPr/><w:p>{run_xml(text)}</w:p></w:tc>" for text in texts)
        last.addnext(parse_xml(f"<w:tr {XMLNS_W}>{cells}</w:tr>"))

    def forget(self) -> None:
        """Loses the document variables, as some programs do."""
        settings: Any = self.document.settings.element
        settings.remove(settings.find(f"{W}docVars"))

    def saved(self) -> bytes:
        """Gives the bytes."""
        kept = io.BytesIO()
        self.document.save(kept)
        return kept.getvalue()


def filled(content: bytes, change: Callable[[Filled], None]) -> bytes:
    """Gives a sheet after a person worked on it."""
    sheet = Filled(content)
    change(sheet)
    return sheet.saved()


def with_sheets(upload: Upload, *sheets: bytes) -> Upload:
    """Gives an upload with filled sheets, named fiche-1.docx and so on."""
    files = (UploadedFile(name=f"fiche-{at}.docx", content=content) for at, content in enumerate(sheets, 1))
    return upload.model_copy(update={"sheets": tuple(files)})


def _empty_run() -> Any:
    return parse_xml(f"<w:r {XMLNS_W}/>")


@cache
def sample_upload() -> Upload:
    """The workbook of La Côte-de-Gaspé's sample."""
    content = (Path(__file__).parents[1] / "canvases" / "samples" / "CG" / "canevas.xlsx").read_bytes()
    return Upload(workbook=UploadedFile(name="canevas.xlsx", content=content))


@cache
def given(action: str = "CG-A01") -> bytes:
    """The sheet of an action as it is given out."""
    return make_sheet(action, sample_upload(), load_region())[0]


@cache
def read(content: bytes, name: str = "fiche.docx") -> SheetSource:
    """Gives what a sheet says."""
    return read_action_sheet(UploadedFile(name=name, content=content))
