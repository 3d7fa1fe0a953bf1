"""Which characters the fonts of this machine cannot draw."""

from assembler.errors import ConverterMissingError


def undrawn_here(characters: frozenset[str]) -> frozenset[str]:
    """Gives those that no font of this machine has; none without fontconfig: nothing is laid out there, and it says so
    to whoever assembles.
    """
    from assembler.convert.fonts import undrawn_characters

    try:
        return undrawn_characters(characters)
    except ConverterMissingError:
        return frozenset()
