"""The only place that reads the environment: where data lives, and what may be tuned."""

import math
import os
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TypeVar

import platformdirs
from pydantic import BaseModel, ConfigDict

from assembler.errors import SettingsError

NumberT = TypeVar("NumberT", int, float)


class Settings(BaseModel):
    """What a person may set with ``DOSSIER_*`` variables."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    home: Path  # DOSSIER_HOME: the store and the database
    offices: int  # DOSSIER_OFFICES: LibreOffice processes kept warm
    deadline_seconds: float  # DOSSIER_CONVERSION_DEADLINE: after that a conversion is killed


@cache
def load_settings() -> Settings:
    """Gives the settings of this process; ``SettingsError`` names a variable that is not a number above zero."""
    home = os.environ.get("DOSSIER_HOME") or platformdirs.user_data_dir("dossier", appauthor=False)
    return Settings(
        home=Path(home).absolute(),  # child processes start elsewhere
        offices=_number("DOSSIER_OFFICES", int, min(os.cpu_count() or 1, 4)),
        deadline_seconds=_number("DOSSIER_CONVERSION_DEADLINE", float, 120.0),
    )


def _number(name: str, kind: Callable[[str], NumberT], default: NumberT) -> NumberT:
    text = os.environ.get(name)
    if not text:
        return default
    try:
        number = kind(text)
    except ValueError:
        raise SettingsError(name, text) from None
    if not (number > 0 and math.isfinite(number)):
        raise SettingsError(name, text)
    return number


def data_folder(name: str) -> Path:
    """Gives one of the data folders that travel with the product (``canvases``, ``templates_docx``)."""
    return Path(__file__).resolve().parent.parent / name
