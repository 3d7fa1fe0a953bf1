"""``/healthz``, ``/readyz``: what answers, what says which part cannot work."""

import shutil

from fastapi.testclient import TestClient
from sqlalchemy import text

from service.desk import Desk


def test_the_process_answers_without_asking_the_database(client: TestClient, desk: Desk) -> None:
    with desk.database.engine.begin() as connection:
        connection.execute(text("DROP TABLE alembic_version"))
    assert client.get("/healthz").text == "ok\n"


def test_a_service_that_can_work_tells_its_parts(client: TestClient) -> None:
    told = client.get("/readyz")
    assert told.status_code == 200
    found = {part["name"]: part["found"] for part in told.json()["parts"]}
    assert found["database"] == "sqlite"
    assert "Mio libres" in found["store"]
    assert found["converter"].startswith("LibreOffice ")
    assert "confinement" in found["converter"]


def test_a_watcher_may_ask_for_the_status_alone(client: TestClient) -> None:
    assert [client.head(path).status_code for path in ("/healthz", "/readyz")] == [200, 200]


def test_an_old_schema_is_not_ready(client: TestClient, desk: Desk) -> None:
    with desk.database.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0000'"))
    told = client.get("/readyz")
    assert told.status_code == 503
    assert [part["name"] for part in told.json()["parts"] if not part["is_ready"]] == ["database"]


def test_a_store_that_cannot_be_written_is_not_ready(client: TestClient, desk: Desk) -> None:
    store = desk.settings.home / "store"
    shutil.rmtree(store, ignore_errors=True)
    store.write_text("un fichier tient la place du dossier")
    told = client.get("/readyz")
    assert told.status_code == 503
    assert [part["name"] for part in told.json()["parts"] if not part["is_ready"]] == ["store"]
