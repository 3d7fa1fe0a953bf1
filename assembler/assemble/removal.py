"""What cleaning an attachment removed, told in plain French."""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from assembler.i18n import mark


class RemovalKind(StrEnum):
    """What was removed. Published codes, never renamed."""

    SCRIPT = "script"
    ACTION = "action"
    FORM = "champs"
    FILE = "fichier-joint"
    MEDIA = "media"
    ANNOTATION = "annotation"
    LINK = "lien"
    TAGS = "balises"
    SIGNATURE = "signature"
    BOX = "cadre"
    REPAIR = "reparation"


SENTENCES = {
    RemovalKind.SCRIPT: mark("Les scripts ont été retirés."),
    RemovalKind.ACTION: mark("Les actions automatiques (à l’ouverture, à l’impression) ont été retirées."),
    RemovalKind.FORM: mark("Les champs de formulaire ont été figés\u00a0: les réponses se lisent, sans se modifier."),
    RemovalKind.FILE: mark(
        "Les fichiers cachés dans le PDF ont été retirés\u00a0: joignez-les à part s’ils sont utiles."
    ),
    RemovalKind.MEDIA: mark("Les sons, vidéos et objets 3D ont été retirés."),
    RemovalKind.ANNOTATION: mark("Les annotations visibles ont été figées dans la page; les autres ont été retirées."),
    RemovalKind.LINK: mark(
        "Les liens vers autre chose que le Web, un courriel ou une page de la pièce ont été retirés."
    ),
    RemovalKind.TAGS: mark(
        "Les balises d’accessibilité, inutilisables, ont été remplacées par une lecture page par page."
    ),
    RemovalKind.SIGNATURE: mark(
        "La signature électronique n’est plus vérifiable dans le dossier\u00a0: gardez l’original."
    ),
    RemovalKind.BOX: mark("Le cadre d’une page, invalide, a été ramené à sa feuille."),
    RemovalKind.REPAIR: mark("Le fichier était abîmé et a été réparé\u00a0: vérifiez ses pages dans le dossier."),
}


class Removal(BaseModel):
    """One kind of thing that was removed, how many, and the sentence for the person."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: RemovalKind
    count: int
    sentence: str


Tally = dict[RemovalKind, int]
