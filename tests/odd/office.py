"""Saves the straight workbook by LibreOffice: xlsx, ods, xls, csv, and under a password. Run once, by ``make.py``.

The system's Python runs ``save_under_password.py``: only it has LibreOffice's bridge.
"""

import os
import subprocess
import tempfile
import time
from pathlib import Path

from tests.odd.straight import spoiled, straight
from tests.odd.values import formulas_without_results

_SCRIPT = Path(__file__).parent / "save_under_password.py"
_SAVED = {
    "libreoffice.xlsx": ("straight.xlsx", "xlsx:Calc MS Excel 2007 XML"),
    "libreoffice-formulas.xlsx": ("formulas.xlsx", "xlsx:Calc MS Excel 2007 XML"),
    "opendocument.ods": ("straight.xlsx", "ods"),
    "excel-97.xls": ("straight.xlsx", "xls:MS Excel 97"),
    "plain-text.csv": ("straight.xlsx", "csv:Text - txt - csv (StarCalc):59,34,76"),
}


def office_files() -> dict[str, bytes]:
    """Gives each file that LibreOffice saves, by name; not the same bytes twice, for it writes the hour."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        (home / "straight.xlsx").write_bytes(straight())
        (home / "formulas.xlsx").write_bytes(spoiled(formulas_without_results))
        saved = {name: _converted(home, *asked) for name, asked in _SAVED.items()}
        return saved | {"password.xlsx": _locked(home)}


def _converted(home: Path, source: str, kind: str) -> bytes:
    out = home / "out"
    command = [*_soffice(home), "--convert-to", kind, "--outdir", str(out), str(home / source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return (out / source).with_suffix(f".{kind.partition(':')[0]}").read_bytes()


def _locked(home: Path) -> bytes:
    pipe = f"odd{os.getpid()}"
    office = subprocess.Popen([*_soffice(home), f"--accept=pipe,name={pipe};urp"], stdout=subprocess.DEVNULL)
    try:
        time.sleep(4)
        asked = ["/usr/bin/python3", str(_SCRIPT), pipe, str(home / "straight.xlsx"), str(home / "password.xlsx")]
        subprocess.run(asked, check=True, capture_output=True, timeout=60)
    finally:
        office.terminate()
        office.wait(20)
    return (home / "password.xlsx").read_bytes()


def _soffice(home: Path) -> list[str]:
    return ["soffice", f"-env:UserInstallation={(home / 'profile').as_uri()}", "--headless", "--norestore"]
