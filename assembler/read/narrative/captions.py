"""Give captions to the tables and pictures they name, and read what the words of a picture say of people."""

import re
from typing import Final

from assembler.models.narrative import Block, Paragraph, Picture, Run, Table
from assembler.read.narrative.runs import notes_of, plain, without_notes
from assembler.word.ooxml import one_line

_LABELLED: Final = re.compile(
    r"(?:tableau|figure|photo|image|illustration|carte|graphique|table)\s*\d+\s*[.:—–-]*\s*", re.IGNORECASE
)
_CONSENT: Final = re.compile(r"\s*\[\s*([A-Z][A-Z0-9]*-[A-Z0-9-]+)\s*\]")
_NOBODY: Final = re.compile(r"\s*\[\s*(?:aucune|sans) personne(?: reconnaissable)?\s*\]", re.IGNORECASE)
_PEOPLE: Final = re.compile(
    r"\b(?:personnes?|enfants?|élèves?|jeunes|femmes?|hommes?|filles?|garçons?|aîné(?:e?s?)|bénévoles?|familles?|"
    r"participant(?:e?s?)|citoyen(?:ne)?s?|mères?|pères?|parents|bébés?|couples?|gens|visages?|portrait d|"
    r"(?:membres|équipe|groupe) d|people|persons?|children|child|wom[ae]n|m[ae]n|families|family|volunteers?|elders)\b",
    re.IGNORECASE,
)
_DRAWN: Final = re.compile(  # a drawing of people shows no one
    r"\s*(?:un |une |le |la |l[’']|a |an |the )?(?:dessin|schéma|organigramme|carte|graphique|diagramme|logo|cercle|"
    r"cycle|plan|affiche|illustration|croquis|drawing|chart|map|diagram|sketch)\b",
    re.IGNORECASE,
)


class Caption(Paragraph):
    """A paragraph of style « Légende », until it is given to what it names."""


def with_captions(blocks: list[Block]) -> list[Block]:
    """Gives each caption to the table or picture it names: the one below, unless a bare picture stands above.

    Notes called in a caption follow what it names, as paragraphs.
    """
    made: list[Block] = []
    waiting: Paragraph | None = None
    for index, block in enumerate(blocks):
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        if isinstance(block, Table | Picture):
            made.extend(_captioned(block, waiting) if waiting else [block])
            waiting = None
        elif isinstance(block, Paragraph) and _is_caption(block, made[-1] if made else None, following):
            above = made[-1] if made else None
            if _is_bare(above) and (isinstance(above, Picture) or not isinstance(following, Table | Picture)):
                assert isinstance(above, Table | Picture)
                made[-1:] = _captioned(above, block)
            elif isinstance(following, Table | Picture):
                waiting = block
            else:
                made.append(Paragraph(runs=block.runs))
        else:
            made.append(block)
    return made


def with_consents(blocks: list[Block]) -> list[Block]:
    """Reads the marks between brackets of pictures, which no edition prints: consents, « [aucune personne…] »."""
    return [_declared(block) if isinstance(block, Picture) else block for block in blocks]


def _captioned(block: Table | Picture, caption: Paragraph) -> list[Block]:
    words = one_line(plain(without_notes(caption.runs)))
    text = _LABELLED.sub("", words, count=1)
    if isinstance(block, Table) and block.caption:  # the title of a chart, that its caption does not repeat
        text = text if block.caption in text else f"{text} — {block.caption}"
    notes = [Paragraph(runs=(Run(text="* "), *note)) for note in notes_of(caption.runs)]
    return [block.model_copy(update={"caption": text}), *notes]


def _is_caption(block: Paragraph, above: Block | None, below: Block | None) -> bool:
    """A paragraph of the caption style, or one that begins « Tableau 3 : » next to a table or a picture."""
    if isinstance(block, Caption):
        return True
    is_near = isinstance(below, Table | Picture) or _is_bare(above)
    return is_near and _LABELLED.match(plain(block.runs)) is not None


def _is_bare(block: Block | None) -> bool:
    return isinstance(block, Table | Picture) and not block.caption


def _declared(picture: Picture) -> Picture:
    words = f"{picture.alt} {picture.caption}"
    consents = tuple(dict.fromkeys(_CONSENT.findall(words)))
    is_nobody = _NOBODY.search(words) is not None
    return picture.model_copy(
        update={
            "alt": _unmarked(picture.alt),
            "caption": _unmarked(picture.caption),
            "consents": consents,
            "people": bool(consents) or (not (is_nobody or _DRAWN.match(words)) and _PEOPLE.search(words) is not None),
        }
    )


def _unmarked(text: str) -> str:
    return _NOBODY.sub("", _CONSENT.sub("", text)).strip()
