"""What the command line prints: findings, defects, progress, files; words for people, JSON for programs."""

import codecs
import io
import json
import os
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.text import Text

from assembler.i18n import either, language
from assembler.i18n import translate as _
from assembler.models.checked import Checked, Renewed, Totals
from assembler.models.defect import Defect
from assembler.models.finding import Finding, Severity, Waived
from assembler.pipeline import Step, Watch, silent
from assembler.typography import format_money

if TYPE_CHECKING:
    from assembler.models.dossier import Dossier, TakenOut
    from assembler.models.regional import Consolidated

_COLOURS = {Severity.BLOCKING: "red", Severity.WARNING: "yellow", Severity.NOTICE: "blue"}


def open_console(*, stderr: bool = False) -> Console:
    """Gives where to print: lines cut to the width of a terminal, left whole in a pipe."""
    opened = Console(stderr=stderr)
    opened.soft_wrap = not opened.is_terminal
    return opened


def print_anywhere() -> None:
    """Lets what an output has no letter for (an old terminal, the bytes of a file's name) be printed by its number.

    The number is written as in JSON, so that JSON stays so.
    """
    codecs.register_error("numbered", _numbered)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # none is there when the shell closed it
            stream.reconfigure(errors="numbered")


def _numbered(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return json.dumps(error.object[error.start : error.end])[1:-1], error.end


def flush_output() -> None:
    """Writes out what is still in memory; ``OSError`` when it cannot be: better known here than after the end."""
    if sys.stdout is not None:  # closed by the shell
        sys.stdout.flush()


def silence_output() -> None:
    """Sends what is left to print nowhere, so that Python does not try again as it ends."""
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        os.dup2(nowhere.fileno(), 1)


def checked_json(checked: Checked) -> str:
    """Gives the JSON of ``check --json`` (design §7): amounts as strings with two decimals."""
    return json.dumps(
        {
            "territory": checked.territory,
            "fy": checked.fy,
            "findings": [finding.model_dump(mode="json") for finding in checked.findings],
            "totals": _totals(checked.totals),
        },
        ensure_ascii=False,
        indent=2,
    )


def findings_json(findings: Sequence[Finding]) -> str:
    """Gives the JSON of ``lint --json``."""
    told = [finding.model_dump(mode="json") for finding in findings]
    return json.dumps({"findings": told}, ensure_ascii=False, indent=2)


def _totals(totals: Totals | None) -> dict[str, str | None] | None:
    if totals is None:
        return None
    return {name: _amount(value) for name, value in totals}


def _amount(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:.2f}"


def print_linted(console: Console, findings: Sequence[Finding]) -> None:
    """Prints every finding about a template, then how many block."""
    for finding in findings:
        _print_finding(console, finding)
    _print_count(console, findings)


def _print_count(console: Console, findings: Sequence[Finding]) -> None:
    blocking = sum(finding.is_blocking for finding in findings)
    counted = _("Constats\u00a0: {total}; bloquants\u00a0: {blocking}.")
    console.print(counted.format(total=len(findings), blocking=blocking))


def print_checked(console: Console, checked: Checked) -> None:
    """Prints every finding, grouped by sheet, then how many block, then the totals."""
    _print_findings(console, checked.findings)
    _print_count(console, checked.findings)
    waived = sum(finding.waived is not None for finding in checked.findings)
    if waived:
        console.print(_("Levés par une dérogation\u00a0: {count}.").format(count=waived))
    if checked.totals is not None:
        console.print(Text(_totals_line(checked)))


def _totals_line(checked: Checked) -> str:
    totals = checked.totals
    assert totals is not None
    named = (
        (_("besoin"), totals.need),
        (_("confirmé"), totals.confirmed),
        (_("demandé"), totals.requested),
        (_("écart"), totals.gap),
        (_("en nature"), totals.in_kind),
    )
    told = ", ".join(f"{name} {format_money(amount, lang=language())}" for name, amount in named)
    return f"{checked.territory} {checked.fy} – {told}"


def print_dossier(console: Console, dossier: "Dossier", folder: Path) -> None:
    """Prints where the dossier is, what it holds, and what was taken out of attachments."""
    print_removed(console, dossier.removed)
    rows = [(part.path, part.title, "" if part.pages is None else str(part.pages)) for part in dossier.manifest.parts]
    print_rows(console, (_("Fichier"), _("Titre"), _("Pages")), rows)
    console.print(Text(_("{pages} pages dans {folder}").format(pages=dossier.pages, folder=folder / "dossier.pdf")))
    console.print(Text(str(folder.with_name(f"{folder.name}.zip"))))


def print_removed(console: Console, removed: "Sequence[TakenOut]") -> None:
    """Prints what assembling takes out of attachments."""
    for taken in removed:
        told = _("{place}\u00a0: {message}").format(place=taken.file, message=_(taken.sentence))
        console.print(Text(told, style="yellow"))


def _print_findings(console: Console, findings: Sequence[Finding]) -> None:
    for sheet in dict.fromkeys(finding.sheet for finding in findings):
        console.print(Text(sheet or _("Ensemble du dépôt"), style="bold"))
        for finding in findings:
            if finding.sheet == sheet:
                _print_finding(console, finding)


def _print_finding(console: Console, finding: Finding) -> None:
    head = Text("  ")
    head.append(f"{_(finding.severity)} ", style=_COLOURS[finding.severity])
    head.append(f"{finding.code} {finding.cell or finding.place}".rstrip(), style="dim")
    head.append(f"  {finding.message}")
    console.print(head)
    console.print(Text(f"      {_waived(finding.waived) if finding.waived else finding.remedy}", style="dim"))


def _waived(waived: Waived) -> str:
    told = _("Dérogation\u00a0: {reason} ({who}, {date})")
    return told.format(reason=waived.reason, who=waived.authorised_by, date=waived.dated)


def print_renewed(console: Console, made: Renewed) -> None:
    """Prints what action sheets changed, then where an old canvas holds what the new one has no place for."""
    _print_findings(console, made.told)
    if made.left_behind:
        told = _("N’a pas été repris, faute de place dans le nouveau canevas\u00a0: {places}.")
        console.print(Text(told.format(places=", ".join(made.left_behind)), style="yellow"))


def print_left_out(console: Console, made: "Consolidated") -> None:
    """Prints the territories that a consolidated report does not count, and why (R-107)."""
    for row in made.missing:
        told = _("Reddition partielle, il manque {name} ({code})\u00a0: {reason}. {detail}")
        said = told.format(name=row.name, code=row.code, reason=either(row.reason.fr, row.reason.en), detail=row.detail)
        console.print(Text(said.rstrip(), style="yellow"))
    for name, why in made.refused.items():
        console.print(Text(_("{name}\u00a0: {reason}").format(name=name, reason=why), style="yellow"))
    for label, codes in (
        (_("Sans entente de la convention pour cet exercice"), made.without),
        (_("Hors de la convention, non comptés"), made.unused),
    ):
        if codes:
            console.print(Text(_("{name}\u00a0: {reason}").format(name=label, reason=f"{', '.join(codes)}.")))


def print_defects(console: Console, defects: Sequence[Defect]) -> None:
    """Prints what is wrong in documents we made or verified."""
    for defect in defects:
        console.print(f"{defect.code}  {defect.piece}  {defect.place}  {defect.message}", markup=False)


def print_rows(console: Console, headers: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Prints a table: full on a terminal, tab-separated in a pipe."""
    if not console.is_terminal:
        for row in (headers, *rows):
            console.file.write("\t".join(_one_line(cell) for cell in row) + "\n")  # rich spreads tabs
        return
    from rich.table import Table

    table = Table(box=None, header_style="bold", pad_edge=False)
    for header in headers:
        table.add_column(header, overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    console.print(table)


def _one_line(cell: str) -> str:
    """No-break spaces stay: they are part of the words."""
    return re.sub(r"[^\S\u00a0\u202f]+", " ", cell).strip()


@contextmanager
def progress_bar(console: Console, *, quiet: bool) -> Iterator[Watch]:
    """Gives a function the pipeline tells its steps to: a bar on a terminal, silence in a pipe."""
    if quiet or not console.is_terminal:
        yield silent
        return
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns: tuple[Any, ...] = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(_("Préparation"), total=None)

        def show(step: Step) -> None:
            bar.update(task, description=step.label, completed=step.done, total=step.total)

        yield show
