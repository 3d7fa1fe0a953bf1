"""Views and pieces know nothing of file formats: importing every one of them loads no library of documents."""

import subprocess
import sys

FORBIDDEN = {"docx", "docxtpl", "openpyxl", "pypdf", "pikepdf", "jinja2", "lxml"}
PROGRAM = "import sys, assembler.pieces; print(*sorted(name.partition('.')[0] for name in sys.modules))"


def test_no_view_nor_piece_loads_a_library_of_documents() -> None:
    loaded = subprocess.run([sys.executable, "-c", PROGRAM], check=True, capture_output=True, text=True).stdout
    assert "assembler" in loaded.split()
    assert FORBIDDEN.isdisjoint(loaded.split())
