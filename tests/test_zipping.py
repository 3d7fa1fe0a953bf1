"""The same files give the same zip, and no name can mislead."""

import io
import zipfile

import pytest

from assembler.errors import ArchiveNameError
from assembler.zipping import canonical_zip


def test_order_of_entries_does_not_matter_and_content_types_come_first() -> None:
    """As an Office file asks."""
    parts = {"xl/a.xml": b"a", "[Content_Types].xml": b"t", "Z.xml": b"z"}
    content = canonical_zip(parts)
    assert content == canonical_zip(dict(reversed(parts.items())))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.namelist() == ["[Content_Types].xml", "Z.xml", "xl/a.xml"]
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize(
    "name", ["", "../a", "a/../b", "./a", "/a", "a//b", "a/", "a\\b", "a:b", "a\n", "a.", "b ", "a /b", "nul?"]
)
def test_names_that_leave_the_folder_are_refused(name: str) -> None:
    """Or that Windows would rename."""
    with pytest.raises(ArchiveNameError) as caught:
        canonical_zip({name: b""})
    assert caught.value.name == name


def test_entries_are_plain_files_with_their_own_names() -> None:
    """UTF-8 names, no rights of the machine that wrote them."""
    with zipfile.ZipFile(io.BytesIO(canonical_zip({"fiches/été.docx": b"contenu"}))) as archive:
        (entry,) = archive.infolist()
        assert (entry.filename, entry.external_attr >> 16) == ("fiches/été.docx", 0o100644)
        assert archive.read(entry) == b"contenu"


def test_names_that_differ_by_case_are_refused() -> None:
    """They would overwrite each other on Windows and macOS."""
    with pytest.raises(ArchiveNameError):
        canonical_zip({"A": b"", "a": b""})
