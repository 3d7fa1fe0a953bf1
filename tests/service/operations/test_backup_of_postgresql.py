"""A service on PostgreSQL is backed up and restored whole, its jobs' schema included."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select, text

from assembler.settings import load_settings
from assembler.store import Store
from service.db.accounts import add_account
from service.db.engine import Database
from service.db.schema import is_up_to_date, upgrade_database
from service.db.submissions import ReceivedFile, add_submission
from service.db.tables import AuditEntry, Role, SubmissionFile
from service.errors import ConflictError
from service.operations.backup import write_backup
from service.operations.restore import read_backup
from service.settings import ServiceSettings
from tests.service.conftest import MORNING


@pytest.fixture
def kept(settings: ServiceSettings, postgresql_url: str) -> ServiceSettings:
    """A service with a deposit, an audit line and a schema of the jobs' own."""
    used = settings.model_copy(update={"database_url": postgresql_url})
    database, store = Database(used.database), Store(used.home / "store")
    upgrade_database(database)
    key = store.put(b"un classeur")
    with database.writing() as session:
        by = add_account(session, email="a@exemple.ca", name="A", role=Role.ADMIN, now=MORNING, scopes=[]).id
        file = ReceivedFile(role="workbook", name="c.xlsx", sha256=key, size=11)
        add_submission(session, "CG", files=(file,), by=by, now=MORNING)
        line = {"action": "x", "subject": "y", "outcome": "ok", "address": "", "request_id": ""}
        session.add(AuditEntry(at=MORNING, who="a", **line))
    with database.engine.begin() as connection:
        connection.execute(text("CREATE SCHEMA dbos"))
        connection.execute(text("CREATE TABLE dbos.workflow_status (id TEXT)"))
        connection.execute(text("INSERT INTO dbos.workflow_status VALUES ('w1')"))
    database.close()
    return used


def test_rows_contents_and_jobs_come_back_in_an_empty_database(
    kept: ServiceSettings, new_postgresql_url: Callable[[], str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_backup(kept, tmp_path / "s.tar")
    monkeypatch.setenv("DOSSIER_HOME", str(tmp_path / "autre"))
    load_settings.cache_clear()
    other = kept.model_copy(update={"database_url": new_postgresql_url()})
    read_backup(other, tmp_path / "s.tar")
    database = Database(other.database)
    try:
        assert is_up_to_date(database)
        with database.reading() as session:
            (file,) = session.scalars(select(SubmissionFile))
            assert Store(other.home / "store").get(file.sha256) == b"un classeur"
            assert session.execute(text("SELECT id FROM dbos.workflow_status")).scalar_one() == "w1"
        with database.writing() as session:
            line = {"action": "x", "subject": "y", "outcome": "ok", "address": "", "request_id": ""}
            entry = AuditEntry(at=MORNING, who="a", **line)
            session.add(entry)
            session.flush()
            assert entry.id == 2, "the count of the trail goes on where it was"
    finally:
        database.close()
    assert not (other.home / "dossier.sqlite").exists()


def test_a_database_in_use_is_never_filled(
    kept: ServiceSettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_backup(kept, tmp_path / "s.tar")
    monkeypatch.setenv("DOSSIER_HOME", str(tmp_path / "autre"))
    load_settings.cache_clear()
    with pytest.raises(ConflictError, match="n’est pas vide"):
        read_backup(kept, tmp_path / "s.tar")


def test_a_backup_of_postgresql_does_not_go_into_sqlite(
    kept: ServiceSettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_backup(kept, tmp_path / "s.tar")
    monkeypatch.setenv("DOSSIER_HOME", str(tmp_path / "autre"))
    load_settings.cache_clear()
    with pytest.raises(ConflictError, match="DOSSIER_DATABASE_URL"):
        read_backup(kept.model_copy(update={"database_url": ""}), tmp_path / "s.tar")


def test_without_its_tool_it_says_what_to_install(
    kept: ServiceSettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert shutil.which("pg_dump") is None
    with pytest.raises(ConflictError, match="postgresql-client"):
        write_backup(kept, tmp_path / "s.tar")
    assert not (tmp_path / "s.tar").exists()


def test_a_database_that_answers_no_more_is_told_without_its_password(kept: ServiceSettings, tmp_path: Path) -> None:
    lost = kept.model_copy(update={"database_url": "postgresql://dossier:motdepasse@127.0.0.1:1/rien"})
    with pytest.raises(ConflictError, match="pg_dump") as told:
        write_backup(lost, tmp_path / "s.tar")
    assert "motdepasse" not in told.value.message
