"""Every error the library raises on purpose.

    DossierError
    ├── SettingsError                a DOSSIER_* variable has a value that cannot be used
    ├── RegionError                  a region pack is absent or malformed
    ├── CanvasError                  a text is too long for the Excel canvas
    ├── UploadError                  a file a person sent cannot be read
    │   ├── WrongKindError           it is not the kind of file asked for
    │   ├── EncryptedUploadError     a password is needed to open it
    │   ├── DamagedUploadError       it is cut short or spoiled
    │   ├── MacroUploadError         it carries macros
    │   ├── LargeUploadError         it is over a limit of bytes, of entries, of compression, or of rows and columns
    │   └── HostileUploadError       it reaches outside itself, embeds programs, or has names that could mislead
    ├── BlockedUploadError           findings forbid the edition that was asked for
    ├── ConsolidationError           workbooks that cannot be reported on together
    ├── UnknownNameError             an agreement, a territory or a fiscal year the plan does not know
    ├── VerificationError            what was made is not what it must be; nothing is left behind
    ├── StoreError                   the content-addressed store lost or spoiled something
    ├── TemplateError                a Word or Excel template cannot be rendered with what it is given
    ├── ContentsError                a table of contents cannot be given its page numbers
    ├── AssemblyError                the parts could not be put together
    │   ├── PartError                a part's PDF cannot be read, or is ours and not tagged
    │   ├── UnknownAnchorError       the contents page points to a place the dossier does not have
    │   └── ArchiveNameError         a file name that has no place in the dossier's zip
    ├── AttachmentError              a PDF attachment cannot join the dossier
    │   ├── EncryptedAttachmentError it is locked by a password or by rights
    │   ├── DamagedAttachmentError   it is not a PDF, is cut short, or has pages that cannot be read
    │   ├── LargeAttachmentError     it is over the limit of bytes, of pages, or of bytes once opened
    │   └── DynamicFormError         it draws its pages itself (XFA) and only one program can show them
    └── ConversionError              a piece could not become a PDF, or a workbook could not be recalculated
        ├── ConverterMissingError    LibreOffice, its Python bridge or its fonts are not on this machine, or are too old
        ├── ConversionStoppedError   the pool was closed while it worked: a cancelled job, a service that stops
        ├── ConversionTimeoutError   the converter did not answer within its deadline, twice
        ├── UnsafeDocumentError      the file is not the document it claims to be, is damaged, or reaches outside itself
        ├── FontError                the file names a font that is not installed and has no twin of the same metrics
        └── BrokenOutputError        the converter gave something that is not the PDF that was asked for

``str(error)`` and ``error.message`` are the same French text for the person: what failed, why, what to do.
"""

from assembler.i18n import translate as _
from assembler.models.defect import Defect
from assembler.models.finding import Finding


class DossierError(Exception):
    """The root: catch this one at the doors (command line, service, jobs)."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class SettingsError(DossierError):
    """A ``DOSSIER_*`` variable has a value that cannot be used; ``name`` is the variable."""

    def __init__(self, name: str, value: str) -> None:
        super().__init__(
            _(
                "La variable {name} vaut «\u00a0{value}\u00a0»\u00a0: il faut un nombre plus grand que zéro. "
                "Corrigez-la, ou retirez-la pour garder la valeur par défaut."
            ).format(name=name, value=value)
        )
        self.name = name


class RegionError(DossierError):
    """A region pack is absent or malformed."""


class BlockedUploadError(DossierError):
    """Findings forbid the edition that was asked for; ``findings`` are the blocking ones."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        told = _("{place}\u00a0: {message}")
        first = "; ".join(told.format(place=f"{f.code} {f.place}".strip(), message=f.message) for f in findings[:3])
        super().__init__(
            _(
                "Rien n’a été assemblé\u00a0: des constats bloquent le dépôt ({count}). {first} Corrigez-les "
                "(«\u00a0dossier check\u00a0» les donne tous avec leur remède), puis recommencez."
            ).format(count=len(findings), first=first)
        )
        self.findings = findings


class UnknownNameError(DossierError):
    """An agreement, a territory or a fiscal year that the plan or the region does not know."""

    def __init__(self, what: str, name: str, known: tuple[str, ...]) -> None:
        super().__init__(
            _("{what} «\u00a0{name}\u00a0» est introuvable. Choix possibles\u00a0: {names}.").format(
                what=what, name=name, names=", ".join(known) or _("aucun")
            )
        )
        self.name = name


class ConsolidationError(DossierError):
    """Workbooks that cannot be reported on together: two of one territory, or none to count."""

    def __init__(self, why: str, remedy: str) -> None:
        super().__init__(
            _("La reddition consolidée n’a pas été faite : {why}. {remedy}").format(why=why, remedy=remedy)
        )


class VerificationError(DossierError):
    """What was made is not what it must be; ``defects`` name each piece and place."""

    def __init__(self, defects: tuple[Defect, ...]) -> None:
        told = " ".join(f"[{d.piece} · {d.place or _('document')}] {d.message}" for d in defects[:5])
        count = _("1 défaut") if len(defects) == 1 else _("{count} défauts").format(count=len(defects))
        super().__init__(
            _(
                "Le dossier n’a pas passé la vérification ({count})\u00a0: il n’a pas été créé. "
                "{told} Ce n’est pas votre faute\u00a0: transmettez ce message à la personne qui gère le "
                "service."
            ).format(count=count, told=told)
        )
        self.defects = defects


class StoreError(DossierError):
    """The content-addressed store lost or spoiled something; what was spoiled is gone, so trying again mends it."""


class ConversionError(DossierError):
    """A piece could not be converted; ``piece`` is its name, empty when none is at fault."""

    def __init__(self, message: str, *, piece: str = "") -> None:
        super().__init__(message)
        self.piece = piece


class ConverterMissingError(ConversionError):
    """LibreOffice, its Python bridge or its fonts are not on this machine, or are too old."""


class ConversionStoppedError(ConversionError):
    """The pool was closed while it worked: a cancelled job, a service that stops."""


class ConversionTimeoutError(ConversionError):
    """The converter did not answer within its deadline, twice."""


class UnsafeDocumentError(ConversionError):
    """The file is not the document it claims to be, is damaged, or reaches outside itself."""


class FontError(ConversionError):
    """The file names fonts that are not installed and have no twin of the same metrics."""


class BrokenOutputError(ConversionError):
    """The converter gave something that is not the PDF that was asked for."""


class TemplateError(DossierError):
    """A template cannot be rendered: its file, the nearest heading or text, the tag at fault."""

    def __init__(self, template: str, why: str, remedy: str, *, place: str = "", tag: str = "") -> None:
        where = _(", près de «\u00a0{place}\u00a0»").format(place=place) if place else ""
        what = _(" La balise en cause\u00a0: {tag}.").format(tag=tag) if tag else ""
        super().__init__(
            _("Le gabarit «\u00a0{template}\u00a0» ne peut pas être rempli{where}\u00a0: {why}.{what} {remedy}").format(
                template=template, where=where, why=why, what=what, remedy=remedy
            )
        )
        self.template = template
        self.place = place
        self.tag = tag


class ContentsError(DossierError):
    """A table of contents cannot be given its page numbers."""

    def __init__(self, why: str) -> None:
        super().__init__(
            _(
                "Les numéros de page n’ont pas pu être inscrits dans une table des matières\u00a0: {why}. "
                "Vérifiez le champ de la table dans le gabarit, puis recommencez."
            ).format(why=why)
        )


class AssemblyError(DossierError):
    """The parts could not be put together."""


class PartError(AssemblyError):
    """A part's PDF cannot be read, or is ours and not tagged; ``part`` is its id."""

    def __init__(self, part: str, why: str) -> None:
        super().__init__(
            _(
                "La partie «\u00a0{part}\u00a0» n’a pas pu être assemblée\u00a0: {why}. Relancez l’assemblage; si "
                "l’erreur revient, signalez-la avec le nom de la partie."
            ).format(part=part, why=why)
        )
        self.part = part


class UnknownAnchorError(AssemblyError):
    """The contents page points to places the dossier does not have; ``anchors`` names them."""

    def __init__(self, anchors: tuple[str, ...]) -> None:
        names = ", ".join(_("«\u00a0{name}\u00a0»").format(name=anchor) for anchor in anchors)
        super().__init__(
            _(
                "La table du dossier renvoie à des endroits introuvables\u00a0: {names}. Vérifiez les liens "
                "du gabarit de la table, ou retirez la ligne."
            ).format(names=names)
        )
        self.anchors = anchors


class ArchiveNameError(AssemblyError):
    """A file name that has no place in the dossier's zip; ``name`` is that name."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(
            _(
                "Le fichier «\u00a0{name}\u00a0» ne peut pas entrer dans l’archive\u00a0: {why}. Donnez un nom fait de "
                "lettres, de chiffres, de tirets et de points."
            ).format(name=name, why=why)
        )
        self.name = name


class AttachmentError(DossierError):
    """A PDF attachment cannot join the dossier; ``name`` is the file's name as the person knows it."""

    def __init__(self, name: str, why: str, remedy: str) -> None:
        super().__init__(
            _("La pièce jointe «\u00a0{name}\u00a0» est refusée\u00a0: {why}. {remedy}").format(
                name=name, why=why, remedy=remedy
            )
        )
        self.name = name


class EncryptedAttachmentError(AttachmentError):
    """It is locked by a password or by rights."""


class DamagedAttachmentError(AttachmentError):
    """It is not a PDF, is cut short, or has pages that cannot be read."""


class LargeAttachmentError(AttachmentError):
    """It is over the limit of bytes, of pages, or of bytes once opened."""


class DynamicFormError(AttachmentError):
    """It draws its pages itself (XFA) and only one program can show them."""


class CanvasError(DossierError):
    """A text is too long for the Excel canvas."""


class UploadError(DossierError):
    """A file a person sent cannot be read; ``name`` is what the person calls it, ``why`` part of a sentence."""

    def __init__(self, name: str, why: str, remedy: str) -> None:
        super().__init__(
            _("Le fichier «\u00a0{name}\u00a0» est refusé\u00a0: {why}. {remedy}").format(
                name=name, why=why, remedy=remedy
            )
        )
        self.name = name
        self.why = why


class WrongKindError(UploadError):
    """It is not the kind of file asked for."""


class EncryptedUploadError(UploadError):
    """A password is needed to open it."""


class DamagedUploadError(UploadError):
    """It is cut short or spoiled."""


class MacroUploadError(UploadError):
    """It carries macros."""


class LargeUploadError(UploadError):
    """It is over a limit of bytes, of entries, of compression, or of rows and columns."""


class HostileUploadError(UploadError):
    """It reaches outside itself, embeds programs, or has names that could mislead."""
