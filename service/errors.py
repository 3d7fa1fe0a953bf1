"""Every error the service raises on purpose, beside those of the library (``assembler.errors``).

ServiceError                  DossierError's branch for the service; the doors show its message as it is
├── SignInNeededError         nobody signed in: no session, no token, or one that ended
├── MissingError              there is no such thing, or this person may not know of it
├── ForbiddenError            this person may see it but not do that
├── ConflictError             what is asked does not fit the present state
├── TooManyError              this person asks too often
└── StoppedError              a job was cancelled by a person, or its process was stopped
"""

from assembler.errors import DossierError


class ServiceError(DossierError):
    """The root of the service's own errors."""


class SignInNeededError(ServiceError):
    """Nobody signed in: no session and no token, or one that ended."""


class MissingError(ServiceError):
    """There is no such thing, or this person may not know of it: both look alike from outside."""


class ForbiddenError(ServiceError):
    """This person may see it but not do that."""


class ConflictError(ServiceError):
    """What is asked does not fit the present state: a job already ended, a key used for another request."""


class TooManyError(ServiceError):
    """This person asks too often; ``seconds`` is how long to wait."""

    def __init__(self, message: str, seconds: int) -> None:
        super().__init__(message)
        self.seconds = seconds


class StoppedError(ServiceError):
    """A job was cancelled by a person, or its process was stopped."""
