"""The words that rows are told apart by: published, never renamed."""

from enum import StrEnum


class Role(StrEnum):
    """What a person is here for (design §6)."""

    COORDINATION = "coordination"  # its territories
    FUNDER = "bailleur"  # its agreements
    REGIONAL = "regional"
    ADMIN = "admin"


class ScopeKind(StrEnum):
    """What an account's scope names."""

    TERRITORY = "territory"
    AGREEMENT = "agreement"
    FUNDER = "funder"  # all agreements of a funder of the region pack


class JobKind(StrEnum):
    """What a job makes."""

    CHECK = "check"
    ASSEMBLE = "assemble"
    REPORT = "report"
    CONSOLIDATE = "consolidate"
    BATCH = "batch"
    PUBLISH = "publish"


class JobState(StrEnum):
    """How far a job is. The last three are ends."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


ENDED = (JobState.DONE, JobState.FAILED, JobState.CANCELLED)


class TemplateState(StrEnum):
    """What became of a version of a template. One at most is published for each template."""

    DRAFT = "draft"  # free of faults, being tried on every plan
    REFUSED = "refused"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class DossierKind(StrEnum):
    """What was made."""

    DOSSIER = "dossier"
    REPORT = "report"
    CONSOLIDATED = "consolidated"
    BATCH = "batch"
