"""The repository names no machine's folder and no package registry: it installs the same anywhere."""

import re
import tomllib

from tests.house.tree import ROOT, kept_files

# Assembled here so that this file does not hold what it looks for.
MACHINE = re.compile("/(?:" + "|".join(("work", "root", "home")) + r")/[\w.]")
REGISTRY = re.compile(r"https?://[^\s\"'<>]*(?:" + "|".join(("pypi", "pythonhosted", "artifactory", "nexus")) + ")")
WRITTEN = {".py", ".toml", ".md", ".lock", ".txt", ".yml", ".yaml", ".cfg", ".ini", ".sh", ".po", ".json", ".csv", ""}


def _texts() -> dict[str, str]:
    return {
        path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in kept_files() if path.suffix in WRITTEN
    }


def test_no_file_names_a_folder_of_a_machine() -> None:
    assert {name: found[0] for name, text in _texts().items() if (found := MACHINE.search(text))} == {}


def test_no_file_names_a_package_registry() -> None:
    assert {name: found[0] for name, text in _texts().items() if (found := REGISTRY.search(text))} == {}


def test_lock_file_has_hashes_and_no_address() -> None:
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    pinned = re.findall(r"^[a-z0-9][\w.-]*(?:\[[\w,]+\])?==", lock, re.MULTILINE)
    assert len(pinned) > 20
    assert lock.count("\n    --hash=sha256:") >= len(pinned)
    assert "://" not in lock
    assert "--index-url" not in lock


def test_every_dependency_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    names = {re.split(r"[\[<>=~! ]", line)[0].lower() for line in wanted}
    locked = set(re.findall(r"^([a-z0-9][\w.-]*)", (ROOT / "requirements.lock").read_text("utf-8"), re.MULTILINE))
    assert names - locked == set()
