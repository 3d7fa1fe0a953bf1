"""What a result depends on, as hashes: the code, the canvases, the data of the plan."""

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

from assembler import __version__
from assembler.models.plan import Plan
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


def data_hash(plan: Plan) -> str:
    """Gives one hash of all that a plan says, its narrative and pictures included, wherever it was typed (R-109)."""
    return hashlib.sha256(plan.model_dump_json().encode()).hexdigest()
