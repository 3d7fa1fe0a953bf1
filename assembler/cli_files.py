"""The files the command line reads and writes."""

from pathlib import Path

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
