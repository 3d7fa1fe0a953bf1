"""The files the command line reads and writes."""

from pathlib import Path

from assembler.errors import DossierError
from assembler.i18n import translate as _
from assembler.models.upload import Upload, UploadedFile


def read_file(path: Path) -> UploadedFile:
    """Gives a file as a person sends it: its bytes, and its name as a label."""
    return UploadedFile(name=path.name, content=path.read_bytes())


def read_upload(
    workbook: Path,
    narrative: Path | None,
    attachments: list[Path] | None = None,
    sheets: list[Path] | None = None,
) -> Upload:
    """Gives the files of a deposit together."""
    return Upload(
        workbook=read_file(workbook),
        narrative=read_file(narrative) if narrative else None,
        attachments=tuple(read_file(path) for path in attachments or []),
        sheets=tuple(read_file(path) for path in sheets or []),
    )


def write_file(path: Path, content: bytes, *, quiet: bool = False) -> None:
    """Writes a file, its folders made on the way, and says where it is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    if not quiet:
        print(path)


def write_new_file(path: Path, content: bytes) -> None:
    """Writes a file to fill; ``DossierError`` rather than over another one there: a person may have filled it."""
    if path.exists() and path.read_bytes() != content:
        message = _(
            "«\u00a0{path}\u00a0» existe déjà, et n’est pas le fichier demandé\u00a0: rien n’a été écrit, pour ne pas "
            "effacer ce qui y est rempli. Donnez un autre nom avec -o, ou déplacez d’abord ce fichier."
        )
        raise DossierError(message.format(path=path))
    write_file(path, content)


def spare_inputs(output: Path | None, *inputs: Path | None) -> None:
    """Raises ``DossierError`` when a command would write over a file that it was given to read."""
    if output and output.exists() and any(path and path.exists() and output.samefile(path) for path in inputs):
        message = _(
            "«\u00a0{path}\u00a0» est un fichier à lire\u00a0: il n’est pas remplacé, et rien n’a été écrit. "
            "Donnez un autre nom au fichier à écrire."
        )
        raise DossierError(message.format(path=output))
