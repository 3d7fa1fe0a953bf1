"""Judges what came of a spoiled workbook: refused with words, or read, told and counted right; never anything else."""

import re
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from assembler import pipeline
from assembler.errors import DossierError
from assembler.models.checked import Checked
from assembler.models.finding import Finding
from assembler.models.upload import Upload, UploadedFile
from assembler.regions import load_region
from tests.mutations.book import opened, sample
from tests.mutations.oracle import KINDS, UnreadableError, UnsureError, recount

LONGEST = 5.0  # seconds of processor, whatever else the machine does
_NAME = "canevas.xlsx"
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Where the totals come from: the amounts, and the records without which an amount counts nowhere.
_SHEETS = {"Territoire", "Plan", "Actions", "Enjeux", "Pistes d’action", "Partenaires", "Ententes"} | {
    sheet for sheet, _column, _what in KINDS.values()
}


@dataclass(frozen=True)
class Verdict:
    """What came of a workbook: « refusé », « lu » or « sans plan », its faults if any, and the seconds it took."""

    outcome: str
    faults: tuple[str, ...]
    seconds: float


def judge(code: str, content: bytes, *, is_zip: bool = False) -> Verdict:
    """Judges a workbook made from a sound one."""
    begin = time.process_time()
    try:
        checked = check(content)
    except DossierError as error:
        return Verdict(type(error).__name__, (*_unsaid(error), *_slow(begin)), time.process_time() - begin)
    except Exception as error:
        return Verdict("crash", (f"check: {_trace(error)}",), time.process_time() - begin)
    faults = [*_slow(begin), *_unprintable(checked), *_wrong(code, content, checked, is_zip=is_zip)]
    seconds = time.process_time() - begin
    faults += _annotated(content, checked, is_zip=is_zip)
    return Verdict("lu" if checked.plan else "sans plan", tuple(faults), seconds)


def judge_document(kind: str, content: bytes) -> Verdict:
    """Judges a narrative or an action sheet sent with the small workbook: its own words change no total."""
    begin = time.process_time()
    file = UploadedFile(name="fiche.docx" if kind == "sheet" else "recit.docx", content=content)
    given = {"sheets": (file,)} if kind == "sheet" else {"narrative": file}
    upload = Upload(workbook=UploadedFile(name=_NAME, content=sample("small")), **given)
    try:
        checked = pipeline.check_upload(upload, load_region())
        seconds = time.process_time() - begin
        faults = [*_slow(begin), *_unprintable(checked)]
        if kind == "narrative":
            faults += [] if checked.totals == sound("small").totals else ["a narrative changes totals"]
            pipeline.annotate_narrative(file, checked.findings)
        elif checked.totals != sound("small").totals and not new_findings("small", checked):
            faults.append("a sheet changes totals in silence")
    except DossierError as error:
        return Verdict(type(error).__name__, (*_unsaid(error), *_slow(begin)), time.process_time() - begin)
    except Exception as error:
        return Verdict("crash", (f"{kind}: {_trace(error)}",), time.process_time() - begin)
    return Verdict("lu", tuple(faults), seconds)


def check(content: bytes) -> Checked:
    """Checks a workbook as ``dossier check`` does."""
    return pipeline.check_upload(Upload(workbook=UploadedFile(name=_NAME, content=content)), load_region())


@cache
def sound(code: str) -> Checked:
    """Gives what came of the workbook before it was spoiled."""
    return check(sample(code))


def new_findings(code: str, checked: Checked) -> list[Finding]:
    """Gives the findings that the sound workbook has not, wherever it has them."""
    usual = Counter((one.code, one.message, one.found) for one in sound(code).findings)
    found = []
    for one in checked.findings:
        key = (one.code, one.message, one.found)
        usual[key] -= 1
        if usual[key] < 0:
            found.append(one)
    return found


def _wrong(code: str, content: bytes, checked: Checked, *, is_zip: bool) -> Sequence[str]:
    """A total that is not that of the rows that are there, or a plan that a damaged zip changed, without a word."""
    if checked.plan is None:
        return [] if any(one.is_blocking for one in checked.findings) else ["no plan and nothing that blocks"]
    new = new_findings(code, checked)
    if is_zip and not new and checked.plan.model_dump() != sound(code).plan.model_dump():  # type: ignore[union-attr]
        return ["a damaged zip gives another plan in silence"]
    if any(_is_about_totals(one, code) for one in new):
        return []
    try:
        expected = recount(content)
    except UnsureError as error:
        if checked.totals == sound(code).totals and (is_zip or isinstance(error, UnreadableError)):
            return []
        return [f"unsure, and nothing is told: {str(error)[:60]}"]
    totals = {name: getattr(checked.totals, name) for name in expected}
    return [f"wrong total in silence: {totals} for {expected}"] if totals != expected else []


def _is_about_totals(one: Finding, code: str) -> bool:
    """True when it is said of the whole workbook, of a missing table, of a sheet of ours or of one that was renamed."""
    return one.code.startswith("T-04") or one.sheet in _SHEETS or one.sheet not in opened(code).sheets


def _annotated(content: bytes, checked: Checked, *, is_zip: bool) -> Sequence[str]:
    """Annotating what could be read never fails, and changes nothing of what is found.

    In a damaged zip, a part that checking does not read may be one that annotating must change: refused with words.
    """
    try:
        marked = pipeline.annotate_workbook(UploadedFile(name=_NAME, content=content), checked.findings)
        again = check(marked)
    except DossierError as error:
        return _unsaid(error) if is_zip else [f"annotate: {_trace(error)}"]
    except Exception as error:
        return [f"annotate: {_trace(error)}"]
    if again.findings == checked.findings and again.totals == checked.totals:
        return []
    differ = set(again.findings) ^ set(checked.findings)
    return [f"annotated, other findings: {sorted({(one.code, one.message[:60]) for one in differ})[:3]}"]


def _unsaid(error: DossierError) -> Sequence[str]:
    text = error.message
    is_said = len(text) > 40 and text.endswith((".", "?", ")")) and not _UNPRINTABLE.search(text)
    return [] if is_said else [f"message: {text!r}"]


def _unprintable(checked: Checked) -> Sequence[str]:
    """What Word, Excel, JSON or a terminal could not hold."""
    try:
        text = checked.model_dump_json()
    except Exception as error:
        return [f"json: {_trace(error)}"]
    return ["json: not for XML"] if re.search(r"\\u(00[01][0-9a-b]|fff[ef])", text) or _UNPRINTABLE.search(text) else []


def _slow(begin: float) -> Sequence[str]:
    seconds = time.process_time() - begin
    return [f"slow: {seconds:.1f} s"] if seconds > LONGEST else []


def _trace(error: BaseException) -> str:
    frame = error.__traceback__
    while frame is not None and frame.tb_next is not None:
        frame = frame.tb_next
    place = f"{frame.tb_frame.f_code.co_filename.split('/')[-1]}:{frame.tb_lineno}" if frame else ""
    return f"{type(error).__name__} {str(error)[:80]} at {place}"
