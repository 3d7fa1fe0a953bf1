"""A dossier takes the place of the older one whole, or the older one stays, at whichever step it is interrupted."""

from pathlib import Path
from typing import Any, cast

import pytest

from assembler.journey.delivering import deliver_dossier
from assembler.models.dossier import Dossier, MadeFile
from assembler.store import Store

NAME = "dossier_cote-de-gaspe_2026-2027_v3_officielle"
# Older aside, fresh in place, archive in place: the three times that something is renamed.
STEPS = range(3)


def made(store: Store, words: str) -> Dossier:
    """Gives a dossier of two files that say some words; its receipt is not looked at."""
    files = tuple(
        MadeFile(path=path, sha256=store.put(f"{path}: {words}".encode()))
        for path in ("dossier.pdf", "fiches/CG-A01.docx")
    )
    archive, receipt = store.put(words.encode()), cast("Any", None)
    return Dossier.model_construct(name=NAME, files=files, archive=archive, pages=1, manifest=receipt)


def content(output: Path) -> dict[str, str]:
    """Gives what every file under a folder says."""
    return {path.relative_to(output).as_posix(): path.read_text() for path in output.rglob("*") if path.is_file()}


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


def interrupt_at(monkeypatch: pytest.MonkeyPatch, step: int) -> None:
    """Has the n-th renaming interrupted, and no other: what puts things back is let through."""
    count = iter(range(1_000))

    def renaming(rename: Any) -> Any:
        def renamed(self: Path, target: Path) -> Path:
            if next(count) == step:
                raise KeyboardInterrupt
            return rename(self, target)  # type: ignore[no-any-return]

        return renamed

    for name in ("rename", "replace"):
        monkeypatch.setattr(Path, name, renaming(getattr(Path, name)))


def test_a_dossier_takes_the_place_of_the_older_one(store: Store, tmp_path: Path) -> None:
    deliver_dossier(made(store, "ancien"), store, tmp_path / "out")
    deliver_dossier(made(store, "neuf"), store, tmp_path / "out")
    assert content(tmp_path / "out") == {
        f"{NAME}.zip": "neuf",
        f"{NAME}/dossier.pdf": "dossier.pdf: neuf",
        f"{NAME}/fiches/CG-A01.docx": "fiches/CG-A01.docx: neuf",
    }


@pytest.mark.parametrize("step", STEPS)
def test_an_interruption_leaves_the_older_dossier_whole(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    deliver_dossier(made(store, "ancien"), store, tmp_path / "out")
    before = content(tmp_path / "out")
    fresh = made(store, "neuf")
    interrupt_at(monkeypatch, step)
    with pytest.raises(KeyboardInterrupt):
        deliver_dossier(fresh, store, tmp_path / "out")
    assert content(tmp_path / "out") == before


@pytest.mark.parametrize("step", range(2))
def test_an_interruption_leaves_no_folder_where_there_was_none(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    fresh = made(store, "neuf")
    interrupt_at(monkeypatch, step)
    with pytest.raises(KeyboardInterrupt):
        deliver_dossier(fresh, store, tmp_path / "out" / "ici")
    assert not (tmp_path / "out").exists()
