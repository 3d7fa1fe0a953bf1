"""Gives every canvas and template the styles, numbering and theme of ``canvases/base.docx`` (design §5).

Designers change the look in the base alone; what else a template holds stays as they drew it.
"""

import io
import zipfile
from pathlib import Path

from assembler.settings import data_folder
from assembler.zipping import canonical_zip

SHARED_PARTS = ("word/styles.xml", "word/numbering.xml", "word/theme/theme1.xml")
_OWN_BUILD = {"base.docx", "recit.docx"}  # the source itself, and the canvas that code builds from it


def restyle_templates() -> tuple[Path, ...]:
    """Rewrites the templates whose shared parts differ from the base's, and gives their paths."""
    canvases = data_folder("canvases")
    base = _parts((canvases / "base.docx").read_bytes())
    shared = {name: base[name] for name in SHARED_PARTS if name in base}
    templates = [*canvases.glob("*.docx"), *data_folder("templates_docx").rglob("*.docx")]
    return tuple(path for path in sorted(templates) if path.name not in _OWN_BUILD and _restyle(path, shared))


def _restyle(path: Path, shared: dict[str, bytes]) -> bool:
    content = path.read_bytes()
    restyled = restyled_docx(content, shared)
    if restyled == content:
        return False
    fresh = path.with_name(f".{path.name}.new")  # a full disk leaves the template as it was
    try:
        fresh.write_bytes(restyled)
        fresh.replace(path)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise
    return True


def restyled_docx(content: bytes, shared: dict[str, bytes]) -> bytes:
    """Gives a template with these shared parts in the place of its own; the very same bytes when nothing differs."""
    parts = _parts(content)
    changed = {name: part for name, part in shared.items() if name in parts and parts[name] != part}
    return canonical_zip({**parts, **changed}) if changed else content


def _parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}
