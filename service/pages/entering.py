"""Who comes in by a page: signed in, known to the page, spoken to in their language."""

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import Depends, Request

from assembler.i18n import speaking
from service.accounts.signed_in import require_csrf
from service.doors import Person
from service.pages.language import language_of
from service.routes.admission import admitted


async def enter(request: Request, person: Annotated[Person, Depends(admitted)]) -> AsyncIterator[Person]:
    """Gives the person who asks; what is said until the answer is in their language.

    Asynchronous on purpose: only then is the language spoken in the very task that runs the page.
    """
    with speaking(language_of(request)):
        yield person


Entered = Annotated[Person, Depends(enter)]


async def enter_to_change(request: Request, person: Entered) -> Person:
    """Gives the person who sends a form of ours."""
    await require_csrf(request)
    return person


Changing = Annotated[Person, Depends(enter_to_change)]
