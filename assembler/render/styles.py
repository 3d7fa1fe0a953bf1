"""The house styles under the name template scripts import them by; they live in ``assembler.word.styles``."""

from assembler.word.styles import *  # noqa: F403 - an alias of the whole list
