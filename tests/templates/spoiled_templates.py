"""Our own templates, with one fault put in: words of their XML changed, a part added or taken out."""

import io
import zipfile
from functools import cache

from assembler.journey.linting import lint
from assembler.models.finding import Finding
from assembler.models.upload import UploadedFile
from assembler.render.templates import read_template_file
from assembler.zipping import canonical_zip

BODY = "word/document.xml"
CHANGES = "templates_docx/changements.docx"


def spoiled(path: str, *changes: tuple[str, str], part: str = BODY, added: dict[str, str] | None = None) -> bytes:
    """Gives a template of ours with words of one part changed, each where it stands first, and parts added."""
    with zipfile.ZipFile(io.BytesIO(read_template_file(path))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    text = parts[part].decode()
    for old, new in changes:
        assert old in text, f"{old!r} is not in {part}"
        text = text.replace(old, new, 1)
    parts[part] = text.encode()
    return canonical_zip(parts | {name: words.encode() for name, words in (added or {}).items()})


def findings_of(path: str, content: bytes) -> tuple[Finding, ...]:
    """Gives what linting says of these bytes, in the place of a template of ours."""
    return lint(UploadedFile(name=path.rpartition("/")[2], content=content), path).findings


@cache
def own_findings(path: str) -> tuple[Finding, ...]:
    """Gives what linting says of a template of ours as it is."""
    return findings_of(path, read_template_file(path))
