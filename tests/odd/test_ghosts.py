"""Rows coloured down to the very last: a sheet of sixty megabytes that holds nothing is read in no time."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.hostile.zips import entries_of
from tests.odd.shapes import part_of
from tests.odd.straight import straight

LAST = 1_048_576  # the last row of a sheet of Excel
SECONDS, MEGABYTES = 5, 300
LOOK = """
import re, sys, time
from pathlib import Path
from assembler.models.upload import UploadedFile
from assembler.read.screen import screen_workbook
from assembler.read.workbook import read_workbook
file = UploadedFile(name="canevas.xlsx", content=Path(sys.argv[1]).read_bytes())
start = time.monotonic()
screen_workbook(file)
rows = read_workbook(file.content).tables["tblBesoins"].rows
peak = re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]  # getrusage tells the parent's too
print(time.monotonic() - start, int(peak) / 1000, len(rows))
"""


@pytest.fixture(scope="module")
def ghosts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Gives the straight workbook with a million coloured rows under « Besoins », as Excel writes them."""
    parts = entries_of(straight())
    name = part_of(parts, b"CG-A01-N01")
    rows = b"".join(b'<row r="%d" spans="1:9" s="1" customFormat="1" ht="15"/>' % n for n in range(20, LAST + 1))
    parts[name] = parts[name].replace(b"</sheetData>", rows + b"</sheetData>")
    path = tmp_path_factory.mktemp("ghosts") / "canevas.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    return path


def test_a_million_ghost_rows_cost_little(ghosts: Path) -> None:
    done = subprocess.run([sys.executable, "-c", LOOK, str(ghosts)], capture_output=True, check=True, text=True)
    seconds, megabytes, rows = done.stdout.split()
    assert int(rows) == 4
    assert float(seconds) < SECONDS
    assert float(megabytes) < MEGABYTES
