"""The words that changed in a text, and a few around them."""

from hypothesis import given
from hypothesis import strategies as st

from assembler.compute.changes.words import Piece, changed_words, passage


def test_only_the_words_that_changed_are_marked() -> None:
    pieces = changed_words("Il sert les familles chaque semaine.", "Il sert toutes les familles chaque mois.")
    assert pieces == (
        Piece("same", "Il sert "),
        Piece("added", "toutes "),
        Piece("same", "les familles chaque "),
        Piece("removed", "semaine"),
        Piece("added", "mois"),
        Piece("same", "."),
    )


def test_words_that_changed_in_a_row_are_one_stretch() -> None:
    assert changed_words("un deux trois", "quatre cinq six") == (
        Piece("removed", "un deux trois"),
        Piece("added", "quatre cinq six"),
    )


def test_the_rest_of_a_long_text_is_cut() -> None:
    before = " ".join(f"mot{n}" for n in range(500))
    pieces = changed_words(before, before.replace("mot250 ", "autre "))
    assert passage(pieces, "removed") == (
        "…\u00a0mot245 mot246 mot247 mot248 mot249 mot250 mot251 mot252 mot253 mot254 mot255\u00a0…"
    )
    assert "autre mot251" in passage(pieces, "added")


def test_what_was_written_or_erased_whole_keeps_its_beginning_and_its_end() -> None:
    (piece,) = changed_words("", " ".join(["début", *["milieu"] * 300, "fin"]))
    assert piece.part == "added"
    assert piece.text.startswith("début milieu")
    assert piece.text.endswith("milieu fin")
    assert len(piece.text) <= 162


@given(st.text(alphabet="ab ,.\n", max_size=60), st.text(alphabet="ab ,.\n", max_size=60))
def test_both_sides_can_be_read_from_the_pieces(before: str, after: str) -> None:
    pieces = changed_words(before, after, longest=1000)
    if any(piece.part == "same" and "…" in piece.text for piece in pieces) or not pieces:
        return
    assert passage(pieces, "removed") == " ".join(before.split())
    assert passage(pieces, "added") == " ".join(after.split())
