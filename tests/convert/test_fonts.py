"""Fonts: the ones with twins pass, the others are named and refused."""

import pytest

from assembler.convert.fonts import check_fonts, font_used_for, read_named_fonts, undrawn_characters
from assembler.convert.office import OfficePool
from assembler.errors import FontError
from tests.convert.documents import with_parts, word_document, workbook_with_stale_sum


def test_fonts_of_word_have_installed_twins() -> None:
    """Calibri is laid out by Carlito, Cambria by Caladea."""
    assert {"Carlito", "Caladea"} <= check_fonts(word_document(1), name="plan.docx")


def test_theme_font_counts_when_a_style_uses_it() -> None:
    """A font named only through the theme is found."""
    theme = {"word/theme/theme1.xml": lambda xml: xml.replace(b'typeface="Calibri"', b'typeface="Marianne"')}
    changed = with_parts(word_document(1), theme)
    assert "Marianne" in read_named_fonts(changed)


def test_workbook_fonts_are_read() -> None:
    """A workbook names its fonts in its styles."""
    assert read_named_fonts(workbook_with_stale_sum()) == {"Calibri"}


def test_font_without_twin_is_refused_by_name(pool: OfficePool) -> None:
    """LibreOffice would have replaced it without a word."""
    with pytest.raises(FontError) as refusal:
        pool.convert_to_pdf(word_document(1, font="Marianne"), kind="docx", name="gabarit.docx")
    assert "«\u00a0Marianne\u00a0»" in refusal.value.message
    assert "«\u00a0gabarit.docx\u00a0»" in refusal.value.message
    assert "remplacez-la par Calibri" in refusal.value.message


def test_twin_counts_only_when_installed() -> None:
    """A table of twins is no proof of an installed font."""
    assert font_used_for("Calibri", frozenset({"Carlito"})) == "Carlito"
    assert font_used_for("Calibri", frozenset({"DejaVu Sans"})) is None
    assert font_used_for("DejaVu Sans", frozenset({"DejaVu Sans"})) == "DejaVu Sans"


def test_what_no_font_of_the_machine_has_is_known() -> None:
    assert undrawn_characters(frozenset("aé☐✓→\U000e0fff")) == {"\U000e0fff"}
