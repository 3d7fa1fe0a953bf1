"""What the messages of errors say."""

import pytest

from assembler.errors import VerificationError
from assembler.i18n import Lang, speaking
from assembler.models.defect import Defect


@pytest.mark.parametrize(
    ("count", "lang", "told"),
    [(1, "fr", "(1 défaut)"), (2, "fr", "(2 défauts)"), (1, "en", "(1 defect)"), (2, "en", "(2 defects)")],
)
def test_one_defect_is_told_in_the_singular(count: int, lang: Lang, told: str) -> None:
    defect = Defect(code="V-101", piece="plan.pdf", place="page 2", message="Un reste.")
    with speaking(lang):
        assert told in VerificationError((defect,) * count).message
