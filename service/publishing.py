"""Templates: which are in use, and the way a new version takes from a file to every later document."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256

from sqlalchemy.orm import Session

from assembler.i18n import language, mark
from assembler.models.finding import Finding
from assembler.models.template import TEMPLATES
from assembler.models.vocabulary import Edition
from assembler.pipeline import product_template
from service.chamber.limits import Limits
from service.chamber.parent import run_task
from service.chamber.tasks import FileRef, LintResult, LintTask
from service.choosing import choose_each
from service.db.columns import new_id
from service.db.submissions import ReceivedFile
from service.db.tables import Account, TemplateState, TemplateVersion
from service.db.templates import (
    add_version,
    current_version,
    find_version,
    list_versions,
    published_set,
    withdraw_current,
)
from service.desk import Desk
from service.doors import Person, may_publish, may_see_templates
from service.errors import ConflictError, ForbiddenError, MissingError, TemplateRefusedError
from service.orders import PublishOrder
from service.settings import MIB
from service.words import translate as _

TITLES = {
    "plan": mark("Plan de communauté"),
    "fiche-action": mark("Fiche d’action"),
    "reddition": mark("Reddition de comptes"),
    "reddition-consolidee": mark("Reddition consolidée"),
    "dossier": mark("Couverture, bordereau et table du dossier"),
    "changements": mark("Ce qui a changé"),
}


@dataclass(frozen=True)
class KnownTemplate:
    """A template: the version in use, None for the product's own; its history, newest first; who sent each."""

    id: str
    title: str
    path: str
    current: TemplateVersion | None
    sha256: str
    history: tuple[TemplateVersion, ...]
    names: Mapping[str, str]


def enter_template(person: Person, template: str) -> str:
    """Gives a template's id when the person may see it; ``MissingError`` otherwise, as when there is none."""
    if template not in TEMPLATES or not may_see_templates(person):
        raise MissingError(_("Ce gabarit n’existe pas, ou il ne vous est pas ouvert."))
    return template


def enter_to_publish(person: Person, template: str) -> str:
    """Gives a template's id when the person may publish over it; ``MissingError`` or ``ForbiddenError`` otherwise."""
    enter_template(person, template)
    if not may_publish(person):
        raise ForbiddenError(_("Ce jeton ne permet pas de publier. Créez-en un autre, avec le droit de lancer."))
    return template


def look_at_template(session: Session, template: str) -> KnownTemplate:
    """Gives a template as it is now."""
    current, history = current_version(session, template), tuple(list_versions(session, template))
    senders = {version.deposited_by for version in (*history, *filter(None, [current]))}
    found = {key: session.get(Account, key) for key in senders}
    path = TEMPLATES[template]
    return KnownTemplate(
        id=template,
        title=_(TITLES[template]),
        path=path,
        current=current,
        sha256=current.sha256 if current else product_sha256(path),
        history=history,
        names={key: account.name for key, account in found.items() if account},
    )


def content_of(desk: Desk, known: KnownTemplate) -> bytes:
    """Gives the bytes of the version in use."""
    return desk.store.get(known.current.sha256) if known.current else product_template(known.path)


@cache
def product_sha256(path: str) -> str:
    """Gives the hash of a template as the product has it."""
    return sha256(product_template(path)).hexdigest()


def is_original(template: str, file: ReceivedFile) -> bool:
    """True for the product's own template sent back: it takes the published version out."""
    return file.sha256 == product_sha256(TEMPLATES[template])


def withdraw(desk: Desk, template: str) -> TemplateVersion:
    """Puts the product's own template back in use; ``ConflictError`` when it already is."""
    with desk.database.writing() as session:
        current = withdraw_current(session, template, now=desk.now())
    if current is None:
        raise ConflictError(_("Ce gabarit est déjà celui du produit\u00a0: rien n’est à retirer."))
    return current


def draft_order(desk: Desk, person: Person, template: str, file: ReceivedFile) -> PublishOrder:
    """Reads a version over, writes it, and gives the order to try it on every plan.

    ``TemplateRefusedError`` tells its faults, which are kept with it.
    """
    linted = _linted(desk, template, file)
    version = _written(desk, person, template, linted)
    findings = linted.findings_en if language() == "en" else linted.findings_fr
    if version.state == TemplateState.REFUSED:
        raise TemplateRefusedError(_told(findings), findings)
    with desk.database.reading() as session:
        codes = tuple(territory.code for territory in desk.region.territories)
        submissions = choose_each(session, codes, edition=Edition.WORKING)
    return PublishOrder(version_id=version.id, path=TEMPLATES[template], sha256=version.sha256, submissions=submissions)


def _told(findings: tuple[Finding, ...]) -> str:
    blocking = [finding for finding in findings if finding.is_blocking]
    first = " ".join(f"{one.code} {one.place}".strip() + f" – {one.message}" for one in blocking[:3])
    told = _("Le gabarit n’a pas été publié\u00a0: {count} de ses fautes l’empêchent. {first}")
    return told.format(count=len(blocking), first=first)


def _linted(desk: Desk, template: str, file: ReceivedFile) -> LintResult:
    with desk.database.reading() as session:
        templates = published_set(session)
    settings = desk.settings
    task = LintTask(
        template=TEMPLATES[template],
        file=FileRef(name=file.name, sha256=file.sha256),
        templates=templates,
        lang=language(),
    )
    limits = Limits(address_space=settings.memory_limit_mb * MIB)
    return run_task(task, settings=settings.library, limits=limits, region=settings.region)


def _written(desk: Desk, person: Person, template: str, linted: LintResult) -> TemplateVersion:
    told = {"fr": linted.findings_fr, "en": linted.findings_en}
    is_refused = any(finding.is_blocking for finding in linted.findings_fr)
    now = desk.now()
    version = TemplateVersion(
        id=new_id(),
        template=template,
        sha256=linted.file.sha256,
        size=linted.file.size,
        state=TemplateState.REFUSED if is_refused else TemplateState.DRAFT,
        deposited_by=person.id,
        deposited_at=now,
        settled_at=now if is_refused else None,
        findings={lang: [one.model_dump(mode="json") for one in findings] for lang, findings in told.items()},
    )
    with desk.database.writing() as session:
        add_version(session, version)
    return version


def link_job(desk: Desk, order: Mapping[str, object], job_id: str) -> None:
    """Writes which job tries a version, for its page."""
    with desk.database.writing() as session:
        version = find_version(session, str(order["version_id"]))
        if version is not None:
            version.job_id = job_id
