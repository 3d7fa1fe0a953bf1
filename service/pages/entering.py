"""Who comes in by a page: signed in, known to the page, spoken to in their language."""

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import Depends, Request

from assembler.i18n import speaking
from service.accounts.signed_in import current_person
from service.doors import Person
from service.pages.language import language_of


async def enter(request: Request, person: Annotated[Person, Depends(current_person)]) -> AsyncIterator[Person]:
    """Gives the person who asks; what is said until the answer is in their language.

    Asynchronous on purpose: only then is the language spoken in the very task that runs the page.
    """
    with speaking(language_of(request)):
        yield person


Entered = Annotated[Person, Depends(enter)]
