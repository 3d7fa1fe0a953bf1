"""Every answer, good or bad, tells the browser what to refuse."""

import pytest
from fastapi.testclient import TestClient

from service.app import create_app
from service.desk import Desk
from service.operations.headers import FIXED
from tests.service.conftest import People


@pytest.mark.parametrize("path", ["/healthz", "/connexion", "/rien-ici", "/api/v1/jobs/rien"])
def test_every_answer_has_the_headers(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    assert {name: headers.get(name) for name in FIXED} == FIXED
    assert headers["Cache-Control"] == "no-store"
    assert "Strict-Transport-Security" not in headers


def test_https_is_kept_to_by_a_service_that_has_it(desk: Desk) -> None:
    from contextlib import nullcontext

    settings = desk.settings.model_copy(update={"public_url": "https://dossiers.exemple.quebec"})
    with TestClient(create_app(settings, opened=lambda _settings: nullcontext(desk))) as client:
        assert client.get("/healthz").headers["Strict-Transport-Security"] == "max-age=31536000"


def test_no_page_may_run_a_script_of_another_site(client: TestClient, person: People) -> None:
    policy = client.get("/connexion").headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'self'" in policy
