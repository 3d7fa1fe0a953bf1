"""Every error of the library has a published code."""

import re

from assembler import errors
from assembler.errors import DossierError
from service.chamber.problem_codes import CODES, code_of


def _tree(kind: type[DossierError]) -> list[type[DossierError]]:
    below = [child for child in kind.__subclasses__() if child.__module__ == errors.__name__]
    return [kind, *(found for child in below for found in _tree(child))]


def test_every_error_has_a_row() -> None:
    assert set(CODES) == set(_tree(DossierError)) - {DossierError}


def test_codes_are_kebab_case_and_unique() -> None:
    assert [code for code in CODES.values() if not re.fullmatch(r"[a-z]+(-[a-z]+)*", code)] == []
    assert len(set(CODES.values())) == len(CODES)


def test_an_error_born_later_has_the_code_of_its_family() -> None:
    class NewUploadError(errors.UploadError):
        """A kind of error nobody listed."""

    assert code_of(NewUploadError) == "unreadable-file"
