"""The Word comments this product writes in a person's narrative: how they are made, and known again later.

Word and LibreOffice renumber comments and give them ids of their own; the author and the first words stay.
"""

import re
from typing import Any, Final

AUTHOR: Final = "Dossier"
INITIALS: Final = "D"
_CODED: Final = re.compile(r"\s*[A-Z]-\d{3}\b")


def is_ours(comment: Any) -> bool:
    """True for a ``w:comment`` that we wrote: our name, and a code at the beginning."""
    author = next((value for name, value in comment.attrib.items() if name.endswith("}author")), "")
    words = "".join(text.text or "" for text in comment.iter("{*}t"))
    return author == AUTHOR and _CODED.match(words) is not None
