"""The words of the pages and the API: French msgids, English from ``locale/*.po``, one catalogue per area."""

from functools import cache
from pathlib import Path

from assembler.i18n import language
from assembler.i18n import translate as translate_of_library


def translate(msgid: str) -> str:
    """Gives a French message in the language now spoken, from the service's catalogues, then from the library's."""
    if language() != "en":
        return msgid
    return _english().get(msgid) or translate_of_library(msgid)


@cache
def _english() -> dict[str, str]:
    from babel.messages.pofile import read_po

    words: dict[str, str] = {}
    for path in sorted((Path(__file__).parent / "locale").glob("*.po")):
        with path.open("rb") as catalogue:
            words |= {str(m.id): str(m.string) for m in read_po(catalogue, locale="en") if m.id and m.string}
    return words
