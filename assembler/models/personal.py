"""What a plan holds of persons, and how it is known again in a text: addresses, phones, civil names (R-104, Loi 25)."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from assembler.models.governance import Member
from assembler.models.plan import Plan

_PHONE_DIGITS = 10
# Mailboxes that people open in their own name; a function has its organisation's.
_OWN_MAILBOXES = re.compile(
    r"@(?:gmail|hotmail|outlook|live|yahoo|icloud|me|msn|proton|protonmail|videotron|sympatico|globetrotter|cgocable)\.",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_NAME_IN_ADDRESS = re.compile(r"[^\W\d_]{2,}\.[^\W\d_]{2,}@")  # prenom.nom@
_FUNCTIONS = re.compile(
    r"\b(?:info|coord|direction|secretariat|accueil|admin|bureau|contact|service|projet|table|plan|dev|equipe|bonjour)",
    re.IGNORECASE,
)
_PHONE = re.compile(r"(?<!\d)(?:\+?1[ .-]?)?\(?\d{3}\)?[ .\u00a0-]?\d{3}[ .\u00a0-]\d{4}(?!\d)")
_PHONE_END = re.compile(r"\d{3}[ .\u00a0-]\d{4}")  # how each ends; few texts hold it, and it is found ten times faster
_TOLL_FREE = re.compile(r"^1?8(?:00|33|44|55|66|77|88)")
_CIVIL_NAME = re.compile(r"[A-ZÀ-Ý][\w’'-]+(?: [A-ZÀ-Ý][\w’'.-]+){1,3}")


def personal_values(plan: Plan) -> frozenset[str]:
    """Gives what the plan itself says is not public: addresses, phones and names of contacts, names of seats."""
    public = {plan.territory.public_contact, *(row.person_label for row in plan.members if row.public)}
    held = [value for row in plan.contacts for value in (row.name, row.email, row.phone)]
    held += [value for row in plan.partners for value in (row.contact_email, row.contact_phone)]
    held += [row.person_label for row in plan.members if _is_civil_name(row)]
    return frozenset(value for value in held if value and value not in public and _is_recognisable(value))


def _is_civil_name(member: Member) -> bool:
    """True for a seat whose label is not public and reads as a person's name, not as a function."""
    return not member.public and bool(_CIVIL_NAME.fullmatch(member.person_label))


def spot_personal(text: str, known: frozenset[str]) -> Iterator[str]:
    """Gives what a text holds of persons: values known not to be public, and what looks personal by itself."""
    told = set(find_known(text, known))
    for address in _EMAIL.findall(text) if "@" in text else ():
        own_name = _NAME_IN_ADDRESS.search(address) and not _FUNCTIONS.search(address.split("@")[0])
        if (own_name or _OWN_MAILBOXES.search(address)) and address.casefold() not in map(str.casefold, told):
            told.add(address)
    numbers = {_digits(value) for value in told}
    told |= {
        number
        for number in _phones(text)
        if not _TOLL_FREE.match(_digits(number)) and _digits(number)[-_PHONE_DIGITS:] not in numbers
    }
    yield from sorted(told)


def find_known(text: str, known: frozenset[str]) -> Iterator[str]:
    """Gives the known values a text holds: as whole words whatever their case, a phone whatever is between digits."""
    keys, words = _sought(known)
    seen: set[str] = set()
    if words:
        seen = {" ".join(found.split()).casefold() for found in words.findall(text)}
    if known:
        seen |= {_digits(found)[-_PHONE_DIGITS:] for found in _phones(text)}
    yield from sorted(value for key in seen for value in keys.get(key, ()))


@lru_cache(maxsize=8)
def _sought(known: frozenset[str]) -> tuple[Mapping[str, list[str]], re.Pattern[str] | None]:
    """The known values by what they are known by, and the pattern of those that are words: made once for many texts."""
    keys: dict[str, list[str]] = {}
    for value in known:
        keys.setdefault(_key(value), []).append(value)
    words = sorted((value for value in known if len(_digits(value)) < _PHONE_DIGITS), key=len, reverse=True)
    spelled = "|".join(r"\s+".join(map(re.escape, value.split())) for value in words)
    return keys, re.compile(rf"(?<![\w.-])(?:{spelled})(?![\w-])", re.IGNORECASE) if words else None


def _phones(text: str) -> list[str]:
    return _PHONE.findall(text) if _PHONE_END.search(text) else []


def _key(value: str) -> str:
    digits = _digits(value)
    return digits[-_PHONE_DIGITS:] if len(digits) >= _PHONE_DIGITS else " ".join(value.split()).casefold()


def _is_recognisable(value: str) -> bool:
    """A short or common word would be found everywhere."""
    return "@" in value or len(_digits(value)) >= _PHONE_DIGITS or " " in value.strip()


def _digits(value: str) -> str:
    return "".join(filter(str.isdigit, value))
