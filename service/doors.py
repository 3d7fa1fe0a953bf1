"""Who may enter where: the only place that decides it (design §6, roles).

Coordination sees its territories; a funder sees the agreements that name it, and only their reports; the regional
officer sees the six territories; an admin sees accounts and the audit, and everything the regional officer sees.
"""

from dataclasses import dataclass, field

from service.db.tables import Account, Dossier, DossierKind, Job, Role, ScopeKind

ALL_RIGHTS = frozenset({"read", "deposit", "make"})


@dataclass(frozen=True)
class Person:
    """Who is asking: an account, its role and its doors; ``rights`` are narrowed by an API token."""

    id: str
    email: str
    name: str
    role: Role
    language: str = "fr"
    territories: frozenset[str] = frozenset()
    agreements: frozenset[str] = frozenset()
    funders: frozenset[str] = frozenset()
    rights: frozenset[str] = field(default=ALL_RIGHTS)

    @property
    def is_regional(self) -> bool:
        """True for those who see every territory."""
        return self.role in (Role.REGIONAL, Role.ADMIN)

    @property
    def is_admin(self) -> bool:
        """True for those who keep accounts."""
        return self.role is Role.ADMIN


def person_of(account: Account, *, rights: frozenset[str] = ALL_RIGHTS) -> Person:
    """Gives the person of an account."""

    def keys(kind: ScopeKind) -> frozenset[str]:
        return frozenset(scope.key for scope in account.scopes if scope.kind == kind)

    return Person(
        id=account.id,
        email=account.email,
        name=account.name,
        role=Role(account.role),
        language=account.language,
        territories=keys(ScopeKind.TERRITORY),
        agreements=keys(ScopeKind.AGREEMENT),
        funders=keys(ScopeKind.FUNDER),
        rights=rights,
    )


def may_enter_territory(person: Person, territory: str) -> bool:
    """True when the person may see the plan, the findings and the dossiers of a territory."""
    return person.is_regional or (person.role is Role.COORDINATION and territory in person.territories)


def may_deposit(person: Person, territory: str) -> bool:
    """True when the person may deposit for a territory."""
    return may_enter_territory(person, territory) and "deposit" in person.rights


def may_see_agreement(person: Person, *, agreement: str, funder: str, territory: str | None) -> bool:
    """True when the person may see an agreement and its reports; ``territory`` is None for a convention."""
    if person.role is Role.FUNDER:
        return agreement in person.agreements or funder in person.funders
    return person.is_regional or (territory is not None and may_enter_territory(person, territory))


def may_see_dossier(person: Person, dossier: Dossier) -> bool:
    """True when the person may read something that was made."""
    if person.role is Role.FUNDER:
        is_report = dossier.kind in (DossierKind.REPORT, DossierKind.CONSOLIDATED)
        return is_report and may_see_agreement(
            person, agreement=dossier.agreement or "", funder=dossier.funder or "", territory=dossier.territory
        )
    return person.is_regional or (dossier.territory is not None and may_enter_territory(person, dossier.territory))


def may_see_job(person: Person, job: Job) -> bool:
    """True when the person may follow a job: those of its territories; for a funder, the reports it asked for itself.

    What a person asked for under another role, or of an agreement that is no longer theirs, is closed to them.
    """
    if person.role is Role.FUNDER:
        funder = str(job.order.get("funder") or "")
        is_open = may_see_agreement(person, agreement=job.agreement or "", funder=funder, territory=job.territory)
        return job.requested_by == person.id and is_open
    return person.is_regional or (job.territory is not None and may_enter_territory(person, job.territory))


def may_stop_job(person: Person, job: Job) -> bool:
    """True when the person may cancel a job or try it again: its own, or any for the regional officer."""
    return may_make(person) and may_see_job(person, job) and (person.is_regional or job.requested_by == person.id)


def may_make(person: Person) -> bool:
    """True when the person may start jobs."""
    return "make" in person.rights


def may_see_templates(person: Person) -> bool:
    """True when the person may read the templates that every territory's documents are made from."""
    return person.is_regional


def may_publish(person: Person) -> bool:
    """True when the person may publish a template, which changes what every territory's documents look like."""
    return may_see_templates(person) and may_make(person)


def may_batch(person: Person) -> bool:
    """True when the person may regenerate every territory."""
    return person.is_regional and may_make(person)
