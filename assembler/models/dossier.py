"""A dossier: its folder's name, its files, its manifest."""

from pydantic import BaseModel, ConfigDict

from assembler.models.manifest import Manifest


class MadeFile(BaseModel):
    """One file of the dossier, kept in the store under its hash."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    path: str
    sha256: str


class TakenOut(BaseModel):
    """What was taken out of an attachment: the file as the person knows it, and the French sentence to translate."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    file: str
    sentence: str


class Dossier(BaseModel):
    """A complete and verified dossier; its files are in the store, ``archive`` is the zip's hash."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    files: tuple[MadeFile, ...]
    archive: str
    pages: int
    removed: tuple[TakenOut, ...] = ()
    manifest: Manifest
