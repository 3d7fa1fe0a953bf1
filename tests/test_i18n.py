"""French is the source; English is spoken inside a block and only there."""

import pytest

from assembler.i18n import either, language, speaking, translate


def test_french_is_spoken_unless_told_otherwise() -> None:
    """The message is its own translation."""
    assert language() == "fr"
    assert translate("Rien à faire.") == "Rien à faire."
    assert either("Montant", "Amount") == "Montant"


def test_english_is_spoken_inside_the_block_only() -> None:
    """A message without translation stays in French; a label without English too."""
    with speaking("en"):
        assert either("Montant", "Amount") == "Amount"
        assert either("MRC", "") == "MRC"
        assert translate("Ce message n’existe pas.") == "Ce message n’existe pas."
    assert language() == "fr"


def test_the_language_comes_back_after_a_failure() -> None:
    """A command that fails in English leaves nothing spoken in English behind it."""
    with pytest.raises(ValueError, match="perdu"), speaking("en"):
        assert translate("Rien à faire.") == "Nothing to do."
        raise ValueError("perdu")
    assert language() == "fr"


def test_an_unknown_language_is_french() -> None:
    """The library never fails for a language; the command line refuses it first."""
    with speaking("de"):
        assert translate("Rien à faire.") == "Rien à faire."
        assert either("Montant", "Amount") == "Montant"
