"""The only place that reads the environment: where data lives, and what may be tuned."""

import os
from functools import cache
from pathlib import Path

import platformdirs
from pydantic import BaseModel, ConfigDict


class Settings(BaseModel):
    """What a person may set with ``DOSSIER_*`` variables."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    home: Path  # DOSSIER_HOME: the store and the database
    offices: int  # DOSSIER_OFFICES: LibreOffice processes kept warm
    deadline_seconds: float  # DOSSIER_CONVERSION_DEADLINE: after that a conversion is killed


@cache
def load_settings() -> Settings:
    """Gives the settings of this process."""
    home = os.environ.get("DOSSIER_HOME") or platformdirs.user_data_dir("dossier", appauthor=False)
    return Settings(
        home=Path(home),
        offices=int(os.environ.get("DOSSIER_OFFICES") or min(os.cpu_count() or 1, 4)),
        deadline_seconds=float(os.environ.get("DOSSIER_CONVERSION_DEADLINE") or 120),
    )


def data_folder(name: str) -> Path:
    """Gives one of the data folders that travel with the product (``canvases``, ``templates_docx``)."""
    return Path(__file__).resolve().parent.parent / name
