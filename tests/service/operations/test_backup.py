"""A backup taken while people work gives everything back, and a spoiled one gives nothing."""

import io
import shutil
import sqlite3
import tarfile
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import inspect, select

from assembler.settings import load_settings
from assembler.store import Store
from service.db.engine import Database
from service.db.submissions import ReceivedFile, add_submission
from service.db.tables import Base, Dossier, DossierFile, Role, Submission, SubmissionFile
from service.desk import Desk
from service.errors import ConflictError
from service.operations.archive import LEDGER, MAIN, MANIFEST
from service.operations.backup import check_backup, write_backup
from service.operations.references import COLUMNS
from service.operations.restore import read_backup
from service.settings import ServiceSettings
from tests.service.conftest import People

AT = datetime(2026, 11, 22, 10, tzinfo=UTC)


def _deposit(desk: Desk, content: bytes, *, by: str, territory: str = "CG") -> None:
    key = desk.store.put(content)
    with desk.database.writing() as session:
        files = (ReceivedFile(role="workbook", name="canevas.xlsx", sha256=key, size=len(content)),)
        add_submission(session, territory, files=files, by=by, now=desk.now())


@pytest.fixture
def someone(desk: Desk, person: People) -> str:
    """A person, two deposits, and a dossier with a file and an archive."""
    by = person(Role.REGIONAL).id
    _deposit(desk, b"un classeur", by=by)
    _deposit(desk, b"un autre classeur", by=by)
    pdf, archive = desk.store.put(b"un pdf"), desk.store.put(b"une archive")
    with desk.database.writing() as session:
        dossier = Dossier(
            kind="dossier", name="d", territory="CG", job_id="j", edition="officielle", fy="2026-2027", pages=3,
            archive_sha256=archive, archive_size=11, made_for=by, created_at=AT,
            files=[DossierFile(position=1, path="dossier.pdf", sha256=pdf, size=6)],
        )  # fmt: skip
        session.add(dossier)
    desk.store.remember("ab" * 32, {"pdf_sha256": pdf})
    return by


def _at(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOSSIER_HOME", str(home))
    load_settings.cache_clear()


def _contents(home: Path) -> list[bytes]:
    """Gives the bytes of every file that a row of this home names."""
    database, store = Database(f"sqlite:///{home / 'dossier.sqlite'}"), Store(home / "store")
    with database.reading() as session:
        keys = [key for column in COLUMNS for key in session.scalars(select(column).order_by(column)) if key]
    database.close()
    return [store.get(key) for key in keys]


def test_a_restored_home_holds_the_same_bytes(
    desk: Desk, someone: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted = write_backup(desk.settings, tmp_path / "s.tar")
    assert (counted.contents, counted.needed) == (4, 4)
    before = _contents(desk.settings.home)
    _at(tmp_path / "autre", monkeypatch)
    read_backup(desk.settings, tmp_path / "s.tar")
    assert _contents(tmp_path / "autre") == before
    assert len(before) == 4
    assert Store(tmp_path / "autre" / "store").recall("ab" * 32) is not None
    assert sorted(path.name for path in (tmp_path / "autre").iterdir()) == ["dossier.sqlite", "store"]


def test_a_backup_while_people_deposit_names_nothing_it_does_not_hold(
    desk: Desk, someone: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_over = threading.Event()
    made: list[int] = []

    def deposit_on() -> None:
        while not is_over.is_set():
            made.append(len(made))
            _deposit(desk, f"classeur {len(made)}".encode() * 500, by=someone, territory="AV")

    writer = threading.Thread(target=deposit_on)
    writer.start()
    try:
        while len(made) < 5:
            pass
        for number in range(3):
            write_backup(desk.settings, tmp_path / f"{number}.tar")
    finally:
        is_over.set()
        writer.join()
    assert len(made) > 8, "the backup did not run beside the deposits"
    for number in range(3):
        _at(tmp_path / f"home{number}", monkeypatch)
        read_backup(desk.settings, tmp_path / f"{number}.tar")
        assert len(_contents(tmp_path / f"home{number}")) >= 4


def test_the_jobs_own_database_comes_along(desk: Desk, someone: str, tmp_path: Path) -> None:
    from service.jobs.durable import open_ledger

    ledger = open_ledger(desk.settings)
    with ledger.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE travaux (id TEXT)")
    ledger.dispose()
    write_backup(desk.settings, tmp_path / "s.tar")
    with tarfile.open(tmp_path / "s.tar") as archive:
        assert [name for name in archive.getnames() if "store" not in name] == [MANIFEST, LEDGER, MAIN]


def test_a_backup_is_its_owners_only_and_holds_no_key(desk: Desk, someone: str, tmp_path: Path) -> None:
    (desk.settings.home / "secret.key").write_text("une clé")
    write_backup(desk.settings, tmp_path / "s.tar")
    assert (tmp_path / "s.tar").stat().st_mode & 0o777 == 0o600
    assert "une clé".encode() not in (tmp_path / "s.tar").read_bytes()
    assert [path.name for path in tmp_path.iterdir()] == ["s.tar"]


def test_a_home_in_use_is_never_written_over(desk: Desk, someone: str, tmp_path: Path) -> None:
    write_backup(desk.settings, tmp_path / "s.tar")
    with pytest.raises(ConflictError, match="n’est pas vide"):
        read_backup(desk.settings, tmp_path / "s.tar")


def test_a_backup_never_takes_the_place_of_another(desk: Desk, someone: str, tmp_path: Path) -> None:
    (tmp_path / "s.tar").write_bytes(b"d'hier")
    with pytest.raises(ConflictError, match="existe déjà"):
        write_backup(desk.settings, tmp_path / "s.tar")
    assert (tmp_path / "s.tar").read_bytes() == b"d'hier"


def test_a_store_that_lacks_a_named_content_makes_no_backup(desk: Desk, someone: str, tmp_path: Path) -> None:
    key = desk.store.put(b"un pdf")
    (desk.settings.home / "store" / "blobs" / key[:2] / key).unlink()
    with pytest.raises(ConflictError, match="manquent dans l’entrepôt"):
        write_backup(desk.settings, tmp_path / "s.tar")
    assert not (tmp_path / "s.tar").exists()


def test_a_home_never_opened_has_nothing_to_back_up(settings: ServiceSettings, tmp_path: Path) -> None:
    with pytest.raises(ConflictError, match="jamais été ouvert"):
        write_backup(settings, tmp_path / "s.tar")


def test_one_changed_byte_is_found_and_nothing_is_restored(
    desk: Desk, someone: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_backup(desk.settings, tmp_path / "s.tar")
    whole = (tmp_path / "s.tar").read_bytes()
    (tmp_path / "s.tar").write_bytes(whole.replace(b"un autre classeur", b"un autre Classeur"))
    _at(tmp_path / "autre", monkeypatch)
    with pytest.raises(ConflictError, match="abîmée"):
        read_backup(desk.settings, tmp_path / "s.tar")
    assert not (tmp_path / "autre").exists()


@pytest.mark.parametrize("name", ["../sorti", "/tmp/sorti", "store/blobs/aa/../../../sorti", "secret.key"])
def test_a_crafted_name_is_never_written(
    desk: Desk, someone: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    write_backup(desk.settings, tmp_path / "s.tar")
    with tarfile.open(tmp_path / "s.tar", "a") as archive:
        member = tarfile.TarInfo(name)
        member.size = 4
        archive.addfile(member, io.BytesIO(b"mal!"))
    _at(tmp_path / "autre", monkeypatch)
    with pytest.raises(ConflictError, match="abîmée"):
        read_backup(desk.settings, tmp_path / "s.tar")
    assert not any(path.name == "sorti" for path in tmp_path.rglob("*"))
    assert not any(path.is_file() for path in (tmp_path / "autre").rglob("*"))


@pytest.mark.parametrize("content", [b"", b"ceci n'est pas une archive", b"\0" * 10240])
def test_another_file_is_no_backup(settings: ServiceSettings, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.tar").write_bytes(content)
    with pytest.raises(ConflictError, match="pas une sauvegarde"):
        check_backup(tmp_path / "x.tar")


def test_a_database_cut_short_is_found(desk: Desk, someone: str, tmp_path: Path) -> None:
    from service.operations.archive import check_database

    desk.database.close()
    copy = tmp_path / "copie.sqlite"
    shutil.copy(desk.settings.home / "dossier.sqlite", copy)
    with copy.open("r+b") as opened:
        opened.truncate(20_000)
    with pytest.raises(ConflictError, match="abîmée"):
        check_database(copy)
    with pytest.raises(sqlite3.DatabaseError):
        sqlite3.connect(copy).execute("SELECT count(*) FROM sqlite_master, accounts").fetchone()


def test_every_column_of_hashes_is_followed() -> None:
    hashes = {
        (table.name, column.name)
        for table in Base.metadata.tables.values()
        for column in table.columns
        if column.name.endswith("sha256")
    }
    assert {(column.class_.__tablename__, column.key) for column in COLUMNS} == hashes


def test_rows_come_back_with_their_number(
    desk: Desk, someone: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_backup(desk.settings, tmp_path / "s.tar")
    _at(tmp_path / "autre", monkeypatch)
    read_backup(desk.settings, tmp_path / "s.tar")
    database = Database(desk.settings.database)
    assert set(inspect(database.engine).get_table_names()) >= set(Base.metadata.tables)
    with database.reading() as session:
        assert list(session.scalars(select(Submission.number).order_by(Submission.number))) == [1, 2]
        assert len(list(session.scalars(select(SubmissionFile)))) == 2
    database.close()


def test_a_home_whose_store_is_a_volume_just_mounted_is_empty(
    desk: Desk, someone: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_backup(desk.settings, tmp_path / "s.tar")
    (tmp_path / "autre" / "store").mkdir(parents=True)
    _at(tmp_path / "autre", monkeypatch)
    read_backup(desk.settings, tmp_path / "s.tar")
    assert len(_contents(tmp_path / "autre")) == 4
