"""English is complete: every message has one translation, and no translation is left without its message."""

import re
from string import Formatter

import pytest
from babel.messages.pofile import read_po

from tests.house.messages import spoken_messages
from tests.house.tree import ROOT

CATALOGUE = ROOT / "assembler" / "locale" / "en.po"


@pytest.fixture(scope="module")
def english() -> dict[str, str]:
    with CATALOGUE.open("rb") as opened:
        return {str(message.id): str(message.string) for message in read_po(opened, locale="en") if message.id}


def test_every_message_is_translated(english: dict[str, str]) -> None:
    assert sorted(message for message in spoken_messages() if not english.get(message)) == []


def test_no_translation_is_obsolete(english: dict[str, str]) -> None:
    assert sorted(set(english) - spoken_messages()) == []


def test_no_message_is_written_twice() -> None:
    ids = re.findall(r"^msgid (.*)$", CATALOGUE.read_text("utf-8"), re.MULTILINE)
    assert sorted({one for one in ids if ids.count(one) > 1}) == []


def test_a_translation_fills_the_same_blanks(english: dict[str, str]) -> None:
    assert [french for french, said in english.items() if _blanks(french) != _blanks(said)] == []


def _blanks(text: str) -> set[str | None]:
    return {name for _, name, _, _ in Formatter().parse(text)}


def test_english_has_english_typography(english: dict[str, str]) -> None:
    wrong = re.compile("[«»]|\u00a0[:;?!%»]|[a-z]'[a-z]")
    assert [said for said in english.values() if wrong.search(said)] == []


def test_messages_have_french_typography() -> None:
    wrong = re.compile(r"[^\W\d]'[^\W\d]|[^\s\d]:\s| :(?!\S)|« | »")
    written_by_hand = {message for message in spoken_messages() if not _is_mended_when_shown(message)}
    assert sorted(message for message in written_by_hand if wrong.search(message)) == []


def _is_mended_when_shown(message: str) -> bool:
    from assembler.models.plan import record_types

    tables = [record_type.table for record_type in record_types().values()]
    helps = {spec.help for record_type in record_types().values() for spec in record_type.specs().values()}
    return message in helps | {table.help for table in tables if table}
