"""Every error the service raises on purpose, beside those of the library (``assembler.errors``).

ServiceError                  DossierError's branch for the service; the doors show its message as it is
├── SignInNeededError         nobody signed in: no session, no token, or one that ended
├── MissingError              there is no such thing, or this person may not know of it
├── ForbiddenError            this person may see it but not do that
├── IncompleteError           the request lacks something, or could not be read
├── ConflictError             what is asked does not fit the present state
├── BlockedEditionError       findings of a deposit forbid the edition asked for
├── TooManyError              this person asks too often
├── TemplateRefusedError      a template has faults, or fails on a plan: it is not published
├── OtherTerritoryError       a deposit's workbook is that of another territory
├── NothingMadeError          no territory of a batch gave a dossier
├── SharedFileError           two machines point at one SQLite file
├── StoppedError              a job was cancelled by a person, or its process was stopped
├── TaskRefusedError          the chamber's child says what the pipeline said against a file or an order
├── TaskLimitError            the child asked for more memory or time than it may use, and was stopped
└── TaskLostError             the child ended without an answer, by a fault of ours
"""

from typing import Literal

from assembler.errors import DossierError
from assembler.models.finding import Finding
from service.words import translate as _

Limit = Literal["memory", "time"]


class ServiceError(DossierError):
    """The root of the service's own errors."""


class SignInNeededError(ServiceError):
    """Nobody signed in: no session and no token, or one that ended."""


class MissingError(ServiceError):
    """There is no such thing, or this person may not know of it: both look alike from outside."""


class ForbiddenError(ServiceError):
    """This person may see it but not do that."""


class IncompleteError(ServiceError):
    """The request lacks something, or could not be read."""


class ConflictError(ServiceError):
    """What is asked does not fit the present state: a job already ended, a key used for another request.

    ``field`` names what to correct in a form, when one field is at fault.
    """

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


class BlockedEditionError(ConflictError):
    """Findings of a deposit forbid the edition asked for; ``findings`` are those that do, in the language spoken."""

    def __init__(self, message: str, findings: tuple[Finding, ...]) -> None:
        super().__init__(message)
        self.findings = findings


class TemplateRefusedError(ServiceError):
    """A template has faults, or fails on a plan; ``findings`` are its faults, in the language spoken."""

    def __init__(self, message: str, findings: tuple[Finding, ...] = ()) -> None:
        super().__init__(message)
        self.findings = findings


class TooManyError(ServiceError):
    """This person asks too often; ``seconds`` is how long to wait."""

    def __init__(self, message: str, seconds: int) -> None:
        super().__init__(message)
        self.seconds = seconds


class OtherTerritoryError(ServiceError):
    """A deposit's workbook is that of another territory: what it holds must not be read through this one's door."""


class NothingMadeError(ServiceError):
    """No territory of a batch gave a dossier."""


class SharedFileError(ServiceError):
    """Two machines point at one SQLite file, which only holds what one machine writes."""


class StoppedError(ServiceError):
    """A job was cancelled by a person, or its process was stopped."""


class TaskRefusedError(ServiceError):
    """The pipeline said no: ``code`` is published, ``error`` the class of ``assembler.errors``.

    ``messages`` holds the message in ``lang``, and in both languages for a deposit; ``file`` is the one at fault.
    """

    def __init__(
        self,
        *,
        code: str,
        error: str,
        messages: dict[str, str],
        lang: str = "fr",
        file: str = "",
        findings: tuple[Finding, ...] = (),
    ) -> None:
        super().__init__(messages.get(lang) or next(iter(messages.values()), code))
        self.code = code
        self.error = error
        self.messages = messages
        self.file = file
        self.findings = findings


class TaskLimitError(ServiceError):
    """A child met one of its limits; the files it was given are most likely the cause."""

    def __init__(self, limit: Limit) -> None:
        super().__init__(
            _(
                "Les fichiers demandent trop de mémoire\u00a0: le travail a été arrêté. Réduisez les images, retirez "
                "les feuilles et les lignes inutiles, enregistrez et renvoyez-les."
            )
            if limit == "memory"
            else _(
                "Les fichiers demandent trop de temps\u00a0: le travail a été arrêté. Recommencez plus tard; si cela "
                "se reproduit, réduisez-les ou divisez-les."
            )
        )
        self.limit = limit


class TaskLostError(ServiceError):
    """A child ended without an answer; ``detail`` is for the log, never for a person."""

    def __init__(self, detail: str) -> None:
        super().__init__(
            _(
                "Le travail s’est arrêté par une faute du service, et non de vos fichiers. Recommencez sans crainte; "
                "si cela se reproduit, transmettez ce message à la personne qui gère le service."
            )
        )
        self.detail = detail
