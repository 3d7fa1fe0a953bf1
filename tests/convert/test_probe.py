"""What this machine converts with."""

import subprocess
import time
from pathlib import Path

import pytest

from assembler.convert.isolation import Isolation, probe_isolation, wrap_command
from assembler.convert.probe import _judge_version, probe_converter
from assembler.errors import ConverterMissingError


def test_profile_names_the_version_that_soffice_says() -> None:
    """Read from its files, the version equals what the program itself answers."""
    said = subprocess.run(["soffice", "--version"], capture_output=True, text=True, check=True).stdout
    converter = probe_converter()
    assert f"LibreOffice {converter.version} " in said
    assert converter.key.startswith(f"LibreOffice {converter.version}; fonts ")


def test_profile_is_quick() -> None:
    """It is part of every cache key: looking must cost nothing next to converting."""
    probe_converter.cache_clear()
    began = time.perf_counter()
    probe_converter()
    assert time.perf_counter() - began < 0.5


def test_worker_interpreter_owns_uno() -> None:
    """The interpreter that was chosen imports the bridge."""
    subprocess.run([probe_converter().interpreter, "-I", "-c", "import uno"], check=True)


@pytest.mark.parametrize(
    ("version", "warned"), [("25.2.3.2", False), ("24.8.0.1", False), ("24.2.7", True), ("7.4.7.2", True)]
)
def test_versions_before_24_8_are_warned_about(version: str, warned: bool) -> None:
    """An old version works, and the person knows what it costs."""
    assert bool(_judge_version(version)) is warned


def test_versions_before_7_4_are_refused() -> None:
    """The message says what is needed and how to get it."""
    with pytest.raises(
        ConverterMissingError, match=r"LibreOffice 7\.3\.1 est trop ancien\u00a0: .*scripts/system-packages"
    ):
        _judge_version("7.3.1")


def test_confined_command_reads_no_home(tmp_path: Path) -> None:
    """Under bubblewrap, only the office's own folder is there."""
    if probe_isolation() is Isolation.PLAIN:
        pytest.skip("bubblewrap is not permitted here")
    seen = subprocess.run(
        wrap_command(["/bin/ls", "/", "/tmp"], tmp_path, Isolation.BUBBLEWRAP),
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    assert "home" not in seen
    assert "root" not in seen
