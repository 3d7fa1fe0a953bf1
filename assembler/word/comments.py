"""The Word comments this product writes in a person's narrative, and the line by which they are known again.

Word and LibreOffice renumber comments and may forget who wrote them; their words stay.
"""

from typing import Any, Final

from assembler.i18n import mark

AUTHOR: Final = "Dossier"
INITIALS: Final = "D"
CLOSING: Final = mark("(Commentaire de Dossier\u00a0: il s’enlève de lui-même à la prochaine vérification.)")
_CLOSINGS: Final = (CLOSING, "(A comment by Dossier: it goes away by itself at the next check.)")


def are_ours(words: str) -> bool:
    """True for the words of a comment that we wrote, in one language or the other."""
    return any(closing in words for closing in _CLOSINGS)


def is_ours(comment: Any) -> bool:
    """True for a ``w:comment`` that we wrote."""
    return are_ours("".join(text.text or "" for text in comment.iter("{*}t")))
