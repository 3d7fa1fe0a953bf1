"""What checking and assembling left in the store for pages to read: findings, summaries, titles."""

from assembler.i18n import Lang
from assembler.models.manifest import Manifest
from assembler.models.summary import PlanSummary
from assembler.store import Store
from service.db.tables import Dossier, Submission
from service.found import read_found
from service.pages.shown_findings import Told, tell_findings


def read_findings(store: Store, submission: Submission, *, lang: Lang) -> tuple[Told, ...]:
    """Gives the findings of a checked submission in a language."""
    if submission.version is None:
        return ()
    version = submission.version
    return tell_findings(read_found(store, version, lang=lang), read_found(store, version, lang="fr"))


def read_summary(store: Store, submission: Submission | None) -> PlanSummary | None:
    """Gives the summary of a submission's plan; None when it has no plan."""
    if submission is None or submission.version is None or submission.version.summary_sha256 is None:
        return None
    return PlanSummary.model_validate_json(store.get(submission.version.summary_sha256))


def read_titles(store: Store, dossier: Dossier) -> dict[str, str]:
    """Gives the title of each part by its path, from the manifest; nothing for what has no manifest."""
    kept = next((file for file in dossier.files if file.path == "manifest.json"), None)
    if kept is None:
        return {}
    return {part.path: part.title for part in Manifest.model_validate_json(store.get(kept.sha256)).parts}
