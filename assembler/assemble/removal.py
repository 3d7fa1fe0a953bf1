"""What cleaning an attachment removed, told in plain French."""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict


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
    RemovalKind.SCRIPT: "Les scripts ont été retirés.",
    RemovalKind.ACTION: "Les actions automatiques (à l’ouverture, à l’impression) ont été retirées.",
    RemovalKind.FORM: "Les champs de formulaire ont été figés\u00a0: les réponses se lisent, sans se modifier.",
    RemovalKind.FILE: "Les fichiers cachés dans le PDF ont été retirés\u00a0: joignez-les à part s’ils sont utiles.",
    RemovalKind.MEDIA: "Les sons, vidéos et objets 3D ont été retirés.",
    RemovalKind.ANNOTATION: "Les annotations visibles ont été figées dans la page; les autres ont été retirées.",
    RemovalKind.LINK: "Les liens vers autre chose que le Web, un courriel ou une page de la pièce ont été retirés.",
    RemovalKind.TAGS: "Les balises d’accessibilité, inutilisables, ont été remplacées par une lecture page par page.",
    RemovalKind.SIGNATURE: "La signature électronique n’est plus vérifiable dans le dossier\u00a0: gardez l’original.",
    RemovalKind.BOX: "Le cadre d’une page, invalide, a été ramené à sa feuille.",
    RemovalKind.REPAIR: "Le fichier était abîmé et a été réparé\u00a0: vérifiez ses pages dans le dossier.",
}


class Removal(BaseModel):
    """One kind of thing that was removed, how many, and the sentence for the person."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: RemovalKind
    count: int
    sentence: str


Tally = dict[RemovalKind, int]
