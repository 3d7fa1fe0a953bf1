"""The right and wrong columns of the typography rules (E1 to E3)."""

from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assembler.typography import (
    format_date_iso,
    format_date_long,
    format_fiscal_year_span,
    format_money,
    format_number,
    format_percent,
    format_time,
    join_french,
    slug,
    sort_key_french,
    typographic,
)


def shown(text: str) -> str:
    """``⍽`` marks U+00A0 in the expected texts, as in the rules."""
    return text.replace("⍽", "\u00a0")


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("Objectif: réduire", "Objectif⍽: réduire"),
        ("Objectif : réduire", "Objectif⍽: réduire"),
        ("Vraiment ?", "Vraiment?"),
        ("a ; b !", "a; b!"),
        ('"bons coups"', "«⍽bons coups⍽»"),
        ("« bons coups »", "«⍽bons coups⍽»"),
        ("«bons coups»", "«⍽bons coups⍽»"),
        ("l'action des mi'gmaq d'ici", "l’action des mi’gmaq d’ici"),
        ("un plan – souple – et vrai", "un plan⍽–⍽souple⍽–⍽et vrai"),
        ("Gaspésie-Îles-de-la-Madeleine", "Gaspésie–Îles-de-la-Madeleine"),
        ("12 345 personnes", "12⍽345 personnes"),
        ("60 000$", "60⍽000⍽$"),
        ("1 234 567,50 $", "1⍽234⍽567,50⍽$"),
        ("2,6 millions de dollars", "2,6⍽millions de dollars"),
        ("2,6 M$ et 450 k$", "2,6⍽M$ et 450⍽k$"),
        ("85%", "85⍽%"),
        ("à 8 h 30", "à 8⍽h⍽30"),
        ("s. o. ou n. d.", "s.⍽o. ou n.⍽d."),
        ("voir p. 12, no 12, no CG-A01", "voir p.⍽12, no⍽12, no⍽CG-A01"),
        ("M. Untel et Mme Unetelle", "M.⍽Untel et Mme⍽Unetelle"),
        ("un solde de -370 $", "un solde de −370⍽$"),
        ("Voir : https://exemple.org/a:b?c=d'e !", "Voir⍽: https://exemple.org/a:b?c=d'e!"),
    ],
)
def test_wrong_column_becomes_right_column(wrong: str, right: str) -> None:
    assert typographic(wrong) == shown(right)
    assert typographic(typographic(wrong)) == shown(right)


@pytest.mark.parametrize(
    "text",
    [
        "https://exemple.org/plan?a=1;b=2",
        "coordination@exemple.org",
        "14:30",
        "CG-A01",
        "AG-2024-FQIS-G-01",
        "2027-04-01",
        "2026-2027",
        "en 2026 300 personnes",
        "{{ action.titre }}",
        "NEQ 1140000000",
        "le ratio 3:1",
        "Première ligne\nDeuxième ligne",
    ],
)
def test_what_must_stay_stays(text: str) -> None:
    assert typographic(text) == text


@given(st.text(alphabet="ab'\":;!?«»$% \u00a00129-–.@/ho\ue000\n", max_size=40))
def test_typography_twice_is_typography_once(text: str) -> None:
    assert typographic(typographic(text)) == typographic(text)
    english = typographic(text, lang="en")
    assert typographic(english, lang="en") == english


def test_english_texts_take_curly_quotes_and_no_space_before_a_colon() -> None:
    assert typographic('The owner\'s "plan" : done', lang="en") == "The owner’s “plan”: done"


@pytest.mark.parametrize(
    ("amount", "fr", "en"),
    [
        ("60000", "60⍽000,00⍽$", "$60,000.00"),
        ("1234567.5", "1⍽234⍽567,50⍽$", "$1,234,567.50"),
        ("0.75", "0,75⍽$", "$0.75"),
        ("0.005", "0,01⍽$", "$0.01"),
        ("-6380", "−6⍽380,00⍽$", "−$6,380.00"),
        ("-0.00", "0,00⍽$", "$0.00"),
        ("-0.001", "0,00⍽$", "$0.00"),
    ],
)
def test_amounts(amount: str, fr: str, en: str) -> None:
    assert format_money(Decimal(amount)) == shown(fr)
    assert format_money(Decimal(amount), lang="en") == en


def test_whole_dollars_round_half_up() -> None:
    assert format_money(Decimal("59999.50"), cents=False) == shown("60⍽000⍽$")
    assert format_money(Decimal("59999.50"), cents=False, lang="en") == "$60,000"


def test_numbers_and_percentages() -> None:
    assert format_number(12345) == shown("12⍽345")
    assert format_number(Decimal("1500")) == shown("1⍽500")
    assert format_number(Decimal("87.50")) == "87,5"
    assert format_number(Decimal("1E+3")) == shown("1⍽000")
    assert format_number(100) == "100"
    assert format_number(Decimal("87.5"), 2, lang="en") == "87.50"
    assert format_percent(Decimal(85)) == shown("85,0⍽%")
    assert format_percent(Decimal("87.5"), lang="en") == "87.5%"


def test_dates_and_hours() -> None:
    assert format_date_long(date(2027, 4, 1)) == "1er avril 2027"
    assert format_date_long(date(2026, 11, 21)) == "21 novembre 2026"
    assert format_date_long(date(2027, 4, 1), lang="en") == "April 1, 2027"
    assert format_date_iso(date(2027, 4, 1)) == "2027-04-01"
    assert format_time(time(13)) == shown("13⍽h")
    assert format_time(time(8, 30)) == shown("8⍽h⍽30")
    assert format_time(time(9, 5)) == shown("9⍽h⍽5")
    assert format_fiscal_year_span("2026-2027") == "du 1er avril 2026 au 31 mars 2027"
    assert format_fiscal_year_span("2026-2027", lang="en") == "from April 1, 2026 to March 31, 2027"


def test_lists_are_joined_as_people_speak() -> None:
    assert join_french([]) == ""
    assert join_french(["a"]) == "a"
    assert join_french(["a", "b", "c"]) == "a, b et c"
    assert join_french(["a", "b"], lang="en") == "a and b"


def test_slugs_are_fit_for_file_names() -> None:
    assert slug("La Côte-de-Gaspé") == "la-cote-de-gaspe"
    assert slug("L’Île d’Œuf – mi’gmaq!") == "l-ile-d-oeuf-mi-gmaq"


def test_french_order_ignores_accents_and_case() -> None:
    names = ["zone", "Île", "été", "Etable", "œuf", "oeil", "La Côte"]
    assert sorted(names, key=sort_key_french) == ["Etable", "été", "Île", "La Côte", "oeil", "œuf", "zone"]
