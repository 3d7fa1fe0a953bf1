"""``dossier check`` looks at attachments as ``dossier assemble`` will."""

from pathlib import Path

import pikepdf
import pytest

from tests.command_line import dossier_in
from tests.house.tree import ROOT

CANVAS = ROOT / "canvases" / "canevas.xlsx"
LETTER = ROOT / "canvases" / "samples" / "RP" / "pieces" / "rp-resolution-2023-05-02.pdf"


def test_an_attachment_that_could_not_join_the_dossier_is_refused(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    dossier, cut, locked = dossier_in(capsys), tmp_path / "coupée.pdf", tmp_path / "verrouillée.pdf"
    cut.write_bytes(LETTER.read_bytes()[:-3000])
    with pikepdf.open(LETTER) as letter:
        letter.save(locked, encryption=pikepdf.Encryption(owner="secret", user=""))
    for file, why in ((cut, "le fichier est coupé avant sa fin"), (locked, "elle est protégée par un mot de passe")):
        told = dossier("check", CANVAS, "--attach", file)
        assert (told.code, told.out) == (3, "")
        assert f"La pièce jointe « {file.name} » est refusée : {why}" in told.message


def test_what_assembling_takes_out_of_an_attachment_is_told(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    scripted = tmp_path / "lettre.pdf"
    with pikepdf.open(LETTER) as letter:
        letter.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        letter.save(scripted)
    told = dossier_in(capsys)("check", CANVAS, "--attach", scripted)
    assert "lettre.pdf\u00a0: " in told.out
