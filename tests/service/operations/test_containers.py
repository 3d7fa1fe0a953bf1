"""The image and the composition name only what exists, and give nobody more than they need. Neither is built here."""

import json
import re
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]

from assembler.settings import Settings
from service.operations.listing import list_settings
from tests.house.test_readme import COMMANDS
from tests.house.tree import ROOT

IMAGE = (ROOT / "Dockerfile").read_text("utf-8")
COMPOSED: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSED["services"]
OURS = ("service", "worker")


def _known() -> set[str]:
    of_the_library = {"DOSSIER_HOME", "DOSSIER_OFFICES", "DOSSIER_CONVERSION_DEADLINE"}
    assert len(of_the_library) == len(Settings.model_fields)
    return of_the_library | {one.variable for one in list_settings()}


def test_every_variable_that_is_set_is_a_setting() -> None:
    named = set(re.findall(r"DOSSIER_\w+", IMAGE)) | {name for one in OURS for name in SERVICES[one]["environment"]}
    assert named - _known() == set()


def test_every_secret_of_ours_is_a_setting_and_is_drawn() -> None:
    drawn = (ROOT / "scripts" / "compose-secrets").read_text("utf-8")
    for name, place in COMPOSED["secrets"].items():
        assert place["file"] == f"secrets/{name}"
        assert f"keep {name} " in drawn
        assert name.upper() in _known() or name == "postgres_password"
    used = {name for one in SERVICES.values() for name in one["secrets"]}
    assert used == set(COMPOSED["secrets"])


@pytest.mark.parametrize("one", OURS)
def test_each_container_runs_a_command_that_exists_with_nothing_it_does_not_need(one: str) -> None:
    told = SERVICES[one]
    assert told["command"][0] in COMMANDS
    assert told["cap_drop"] == ["ALL"]
    assert told["read_only"] is True
    assert "no-new-privileges:true" in told["security_opt"]
    assert "privileged" not in told


def test_what_converts_has_no_way_out() -> None:
    assert SERVICES["service"]["environment"]["DOSSIER_TAKES_JOBS"] == "false"
    assert [COMPOSED["networks"][name] for name in SERVICES["worker"]["networks"]] == [{"internal": True}]
    assert "ports" not in SERVICES["worker"]
    assert SERVICES["service"]["ports"] == ["127.0.0.1:8000:8000"]


def test_the_image_does_not_run_as_root() -> None:
    lines = [line for line in IMAGE.splitlines() if re.match(r"[A-Z]+ ", line)]
    assert [line for line in lines if line.startswith("USER")] == ["USER dossier"]
    assert lines.index("USER dossier") < next(i for i, line in enumerate(lines) if line.startswith("ENTRYPOINT"))


def test_the_image_copies_and_runs_what_exists() -> None:
    for source in re.findall(r"^COPY (\S+) \S+$", IMAGE, re.MULTILINE):
        assert (ROOT / source).exists()
    for script in re.findall(r"scripts/([\w-]+)", IMAGE):
        assert (ROOT / "scripts" / script).stat().st_mode & 0o111
    (entry,) = re.findall(r"^ENTRYPOINT (.*)$", IMAGE, re.MULTILINE)
    assert json.loads(entry) == ["/srv/dossier/.venv/bin/dossier"]
    (command,) = re.findall(r"^CMD (.*)$", IMAGE, re.MULTILINE)
    assert json.loads(command)[0] in COMMANDS


def test_images_have_short_names_of_a_fixed_release() -> None:
    used = [*re.findall(r"^FROM (\S+)", IMAGE, re.MULTILINE), *(one["image"] for one in SERVICES.values())]
    assert sorted(set(used)) == ["debian:bookworm-slim", "dossier", "postgres:15"]


def test_nothing_private_enters_the_image() -> None:
    ignored = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    assert {".git", "secrets", "out", ".venv"} <= set(ignored)
    assert "secrets/" in (ROOT / ".gitignore").read_text("utf-8").splitlines()
