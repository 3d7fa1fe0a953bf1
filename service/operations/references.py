"""Every content of the store that a row of the database names: what a backup must hold, and sweeping must leave."""

from sqlalchemy import select

from service.db.engine import Database
from service.db.tables import Dossier, DossierFile, PlanVersion, SubmissionFile, TemplateVersion

# A test reads the tables: a new column of hashes must be added here.
COLUMNS = (
    SubmissionFile.sha256,
    PlanVersion.findings_sha256,
    PlanVersion.summary_sha256,
    Dossier.archive_sha256,
    DossierFile.sha256,
    TemplateVersion.sha256,
)


def referenced_keys(database: Database) -> set[str]:
    """Gives every hash that a row names now."""
    with database.reading() as session:
        return {key for column in COLUMNS for key in session.scalars(select(column).distinct()) if key}
