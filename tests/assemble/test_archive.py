"""The zip: same files, same bytes; no name may leave the folder."""

import io
import zipfile

import pytest

from assembler.assemble.archive import canonical_zip
from assembler.errors import ArchiveNameError


def test_order_of_entries_does_not_matter() -> None:
    """Names are sorted."""
    assert canonical_zip({"b.txt": b"2", "a/é.txt": b"1"}) == canonical_zip({"a/é.txt": b"1", "b.txt": b"2"})


def test_entries_carry_no_clock_and_keep_their_names() -> None:
    """1980, plain files, UTF-8 names, contents intact."""
    archive = zipfile.ZipFile(io.BytesIO(canonical_zip({"fiches/été.docx": b"contenu", "a.csv": b""})))
    assert archive.namelist() == ["a.csv", "fiches/été.docx"]
    assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert {entry.external_attr >> 16 for entry in archive.infolist()} == {0o100644}
    assert archive.read("fiches/été.docx") == b"contenu"


@pytest.mark.parametrize(
    "name", ["/etc/passwd", "../a", "a/../b", "a\\b", "C:/a", "", "a//b", "a/", "./a", "a\n", "a.", "nul?", "a /b"]
)
def test_a_dangerous_name_is_refused(name: str) -> None:
    """Absolute, upward, or unreadable on some system."""
    with pytest.raises(ArchiveNameError) as caught:
        canonical_zip({name: b""})
    assert caught.value.name == name


def test_two_names_that_differ_only_by_case_are_refused() -> None:
    """Windows would keep one of them."""
    with pytest.raises(ArchiveNameError, match="même nom"):
        canonical_zip({"Plan.pdf": b"1", "plan.pdf": b"2"})
