"""Every error's problem: the status, the title; its type is a published code (``service.chamber.problem_codes``).

Codes are promises: never renamed, never reused.
"""

from dataclasses import dataclass

from assembler import errors as library
from assembler.errors import DossierError
from assembler.i18n import mark
from service import errors as service
from service.chamber.problem_codes import code_of

TYPES = "/api/v1/problems/"  # a problem's type: its code under this path, where it is explained


@dataclass(frozen=True)
class Row:
    """How an error is told over HTTP; ``title`` is French, translated when it is told."""

    code: str
    status: int
    title: str


_LIBRARY: dict[type[DossierError], tuple[int, str]] = {
    library.DossierError: (500, mark("Le travail n’a pas pu être fait")),
    library.SettingsError: (500, mark("Un réglage du service ne convient pas")),
    library.RegionError: (500, mark("La région servie est mal décrite")),
    library.CanvasError: (422, mark("Un texte est trop long pour le canevas")),
    library.UploadError: (422, mark("Un fichier ne peut pas être lu")),
    library.WrongKindError: (415, mark("Un fichier n’est pas du type demandé")),
    library.EncryptedUploadError: (422, mark("Un fichier est protégé par un mot de passe")),
    library.DamagedUploadError: (422, mark("Un fichier est endommagé")),
    library.MacroUploadError: (422, mark("Un fichier contient des macros")),
    library.LargeUploadError: (413, mark("Un fichier est trop gros")),
    library.HostileUploadError: (422, mark("Un fichier n’est pas sûr")),
    library.BlockedUploadError: (422, mark("Des constats bloquent le dépôt")),
    library.UnknownNameError: (422, mark("Un nom est inconnu")),
    library.VerificationError: (500, mark("Ce qui a été fait n’a pas passé la vérification")),
    library.StoreError: (500, mark("Un contenu manque dans l’entrepôt")),
    library.TemplateError: (500, mark("Un gabarit ne peut pas être rempli")),
    library.ContentsError: (500, mark("Une table des matières n’a pas pu être remplie")),
    library.ConsolidationError: (422, mark("Ces canevas ne peuvent pas être réunis en un rapport")),
    library.AssemblyError: (500, mark("Les parties n’ont pas pu être assemblées")),
    library.PartError: (500, mark("Une partie ne peut pas être assemblée")),
    library.UnknownAnchorError: (500, mark("Un lien du dossier ne mène nulle part")),
    library.ArchiveNameError: (422, mark("Un nom de fichier ne convient pas")),
    library.AttachmentError: (422, mark("Une pièce jointe est refusée")),
    library.EncryptedAttachmentError: (422, mark("Une pièce jointe est verrouillée")),
    library.DamagedAttachmentError: (422, mark("Une pièce jointe est endommagée")),
    library.LargeAttachmentError: (413, mark("Une pièce jointe est trop grosse")),
    library.DynamicFormError: (422, mark("Une pièce jointe est un formulaire dynamique")),
    library.ConversionError: (500, mark("Une pièce n’a pas pu devenir un PDF")),
    library.ConverterMissingError: (503, mark("Le convertisseur n’est pas installé")),
    library.ConversionStoppedError: (503, mark("La conversion a été arrêtée")),
    library.ConversionTimeoutError: (504, mark("Le convertisseur n’a pas répondu à temps")),
    library.UnsafeDocumentError: (422, mark("Un document n’est pas sûr")),
    library.FontError: (422, mark("Une police de caractères manque")),
    library.BrokenOutputError: (500, mark("Le convertisseur a donné un résultat inutilisable")),
}

_SERVICE: dict[type[DossierError], Row] = {
    service.ServiceError: Row("service-failed", 500, mark("Le service n’a pas pu répondre")),
    service.SignInNeededError: Row("sign-in-needed", 401, mark("Il faut se connecter")),
    service.MissingError: Row("not-found", 404, mark("Introuvable")),
    service.ForbiddenError: Row("forbidden", 403, mark("Accès refusé")),
    service.IncompleteError: Row("incomplete-request", 400, mark("La demande est incomplète ou illisible")),
    service.ConflictError: Row("conflict", 409, mark("La demande ne convient pas à l’état présent")),
    service.BlockedEditionError: Row("blocked-edition", 409, mark("Des constats bloquent cette édition")),
    service.TooManyError: Row("too-many-requests", 429, mark("Trop de demandes")),
    service.NothingMadeError: Row("nothing-made", 409, mark("Aucun territoire n’a donné de dossier")),
    service.TemplateRefusedError: Row("template-refused", 422, mark("Le gabarit est refusé")),
    service.OtherTerritoryError: Row("other-territory", 422, mark("Le classeur est celui d’un autre territoire")),
    service.SharedFileError: Row("shared-database", 503, mark("Deux machines se partagent une base SQLite")),
    service.StoppedError: Row("stopped", 409, mark("Le travail a été arrêté")),
    service.TaskRefusedError: Row("refused-by-the-chamber", 422, mark("Le dépôt est refusé")),
    service.TaskLimitError: Row("task-limit", 422, mark("Le travail dépasse une limite")),
    service.TaskLostError: Row("service-fault", 500, mark("Le travail a été interrompu")),
}

ROWS: dict[type[DossierError], Row] = {
    **{kind: Row(code_of(kind), status, title) for kind, (status, title) in _LIBRARY.items()},
    **_SERVICE,
}

# What is wrong with the request itself, or with the service.
INVALID = Row("invalid-request", 422, mark("Des champs de la demande ne conviennent pas"))
UNKNOWN_ADDRESS = Row("not-found", 404, mark("Introuvable"))
WRONG_METHOD = Row("method-not-allowed", 405, mark("Cette adresse ne se demande pas ainsi"))
UNREADABLE = Row("incomplete-request", 400, mark("La demande est incomplète ou illisible"))
UNFORESEEN = Row("service-fault", 500, mark("Une erreur imprévue est survenue"))


def row_of(error: DossierError) -> Row:
    """Gives the row of an error; of what the chamber refused, the row of the error it met."""
    if isinstance(error, service.TaskRefusedError):
        known = next((row for row in ROWS.values() if row.code == error.code), None)
        return known or Row(error.code, ROWS[service.TaskRefusedError].status, ROWS[service.TaskRefusedError].title)
    return next(ROWS[kind] for kind in type(error).__mro__ if kind in ROWS)
