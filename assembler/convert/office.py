"""A pool of warm LibreOffices: the one door to the converter."""

import errno
import os
import queue
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self

from assembler.convert.converted import Converted, LaidOutIndex
from assembler.convert.fonts import check_fonts
from assembler.convert.isolation import Isolation, probe_isolation
from assembler.convert.outline_titles import restore_titles
from assembler.convert.precheck import check_office_file, check_pdf
from assembler.convert.probe import ConverterProfile, probe_converter
from assembler.convert.tally import CONVERTED, RESTARTED, count
from assembler.convert.warm_office import OfficeLostError, WarmOffice
from assembler.errors import BrokenOutputError, ConversionError, ConversionStoppedError, ConversionTimeoutError
from assembler.i18n import translate as _

OfficeKind = Literal["docx", "xlsx"]
_LEAST_ROOM = 16 << 20  # bytes: a document, its PDF, what the office writes beside; part of it is given back already


class OfficePool:
    """Offices for as many threads as ``size``; each starts when first needed and lives until the pool closes.

    A call that outlives ``deadline_seconds``, or whose office dies, is made once more on a new office.
    """

    def __init__(
        self,
        size: int,
        home: Path,
        *,
        deadline_seconds: float = 120.0,
        converter: ConverterProfile | None = None,
        isolation: Isolation | None = None,
    ) -> None:
        self._deadline = deadline_seconds
        self._home = home
        self._is_closed = False
        found = converter or probe_converter()
        level = isolation or probe_isolation()
        self._offices = [WarmOffice(found, level, home=home) for _ in range(size)]
        self._idle: queue.LifoQueue[WarmOffice] = queue.LifoQueue()  # last in, first out: the warm ones first
        for office in self._offices:
            self._idle.put(office)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End every office and remove its files; calls still running elsewhere end with ConversionStoppedError."""
        self._is_closed = True
        for office in self._offices:
            office.interrupt()
        for office in [self._idle.get() for _office in self._offices]:  # each busy thread gives its office back
            office.kill()
            self._idle.put(office)

    def warm(self) -> None:
        """Start every idle office now, without waiting, so that they are up when the first document is ready."""
        idle = []
        while not self._idle.empty():
            idle.append(self._idle.get())
        for office in idle:
            if not office.is_running:
                office.start()
            self._idle.put(office)

    def convert_to_pdf(self, office_file: bytes, *, kind: OfficeKind, name: str) -> Converted:
        """Give a docx or xlsx as a tagged PDF with its indexes up to date; ``name`` is what messages call it.

        Raises UnsafeDocumentError, FontError, ConversionTimeoutError, BrokenOutputError or ConversionError.
        """
        check_office_file(office_file, kind, name=name)
        families = check_fonts(office_file, name=name)
        answer, pdf = self._convert({"command": "to_pdf", "kind": kind}, office_file, name)
        pages = check_pdf(pdf, families, name=name)
        if kind == "docx":
            pdf = restore_titles(pdf, office_file)
        indexes = tuple(LaidOutIndex.model_validate(index) for index in answer["indexes"])
        return Converted(pdf=pdf, pages=pages, indexes=indexes)

    def recalculate(self, workbook: bytes, *, name: str) -> bytes:
        """Give the xlsx as LibreOffice saves it with every formula computed: for its values, not for its looks."""
        check_office_file(workbook, "xlsx", name=name)
        _answer, computed = self._convert({"command": "recalculate"}, workbook, name)
        if not computed.startswith(b"PK"):
            raise BrokenOutputError(
                _(
                    "«\u00a0{name}\u00a0» n’a pas pu être recalculé\u00a0: LibreOffice n’a rendu aucun classeur. "
                    "Recommencez."
                ).format(name=name),
                piece=name,
            )
        return computed

    def _check_room(self) -> None:
        """On a full disk the office only says that it could not: OSError says why."""
        if shutil.disk_usage(self._home).free < _LEAST_ROOM:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(self._home))

    @contextmanager
    def _office(self) -> Iterator[WarmOffice]:
        office = self._idle.get()
        try:
            yield office
        finally:
            self._idle.put(office)

    def _convert(self, command: dict[str, str], content: bytes, name: str) -> tuple[dict[str, Any], bytes]:
        with self._office() as office:
            try:
                with suppress(OfficeLostError):  # once more below, on a new office
                    return self._ask(office, command, content, name)
                count(RESTARTED)
                return self._ask(office, command, content, name)
            except OfficeLostError as lost:
                self._check_room()
                raise _loss_error(lost, name) from lost

    def _ask(
        self, office: WarmOffice, command: dict[str, str], content: bytes, name: str
    ) -> tuple[dict[str, Any], bytes]:
        if self._is_closed:
            raise _stop_error(name)
        try:
            answer, made = office.convert(command, content, deadline_seconds=self._deadline)
            count(CONVERTED)
        except OfficeLostError as lost:
            if self._is_closed:
                raise _stop_error(name) from lost
            raise
        if not answer["ok"]:
            self._check_room()
            raise ConversionError(
                _(
                    "«\u00a0{name}\u00a0» n’a pas été converti\u00a0: LibreOffice n’a pas pu l’ouvrir ou l’enregistrer "
                    "({error}). Ouvrez-le dans Word ou Excel, enregistrez-le de nouveau, puis recommencez."
                ).format(name=name, error=answer["error"]),
                piece=name,
            )
        return answer, made


def _stop_error(name: str) -> ConversionStoppedError:
    return ConversionStoppedError(
        _(
            "«\u00a0{name}\u00a0» n’a pas été converti\u00a0: le travail a été interrompu (annulation ou arrêt du "
            "service). Relancez-le\u00a0: ce qui était fini est conservé."
        ).format(name=name),
        piece=name,
    )


def _loss_error(lost: OfficeLostError, name: str) -> ConversionError:
    if lost.is_timeout:
        return ConversionTimeoutError(
            _(
                "«\u00a0{name}\u00a0» n’a pas été converti\u00a0: {lost}, deux fois de suite. Si le document est très "
                "long, scindez-le; sinon, recommencez plus tard, rien n’a été perdu."
            ).format(name=name, lost=lost),
            piece=name,
        )
    return ConversionError(
        _(
            "«\u00a0{name}\u00a0» n’a pas été converti\u00a0: LibreOffice s’est arrêté deux fois de suite ({lost}). "
            "Recommencez sans crainte; si cela se reproduit, transmettez ce message à la personne "
            "qui gère le service."
        ).format(name=name, lost=lost),
        piece=name,
    )
