"""What the product is made of, as hashes: the code and the canvases that a result depends on."""

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

from assembler import __version__
from assembler.settings import data_folder

_WRITERS = ("docxtpl", "jinja2", "lxml", "openpyxl", "pikepdf", "pillow", "python-docx", "python-pptx", "xlsxwriter")


@cache
def code_fingerprint() -> str:
    """Gives one hash of the library's code and of the libraries that write files.

    Nothing made by older code is then taken for new.
    """
    root = Path(__file__).resolve().parent
    digest = hashlib.sha256(__version__.encode())
    for library in _WRITERS:
        digest.update(f"{library} {version(library)}".encode())
    for path in sorted(root.rglob("*.py")):
        digest.update(str(path.relative_to(root)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


@cache
def template_hashes() -> dict[str, str]:
    """Gives the SHA-256 of every canvas, template and region pack, by path from the product's root."""
    found: dict[str, str] = {}
    for folder in ("canvases", "templates_docx"):
        root = data_folder(folder)
        for path in sorted(root.rglob("*")):
            if path.suffix in {".docx", ".xlsx", ".toml"} and "samples" not in path.relative_to(root).parts:
                found[f"{folder}/{path.relative_to(root)}"] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found
