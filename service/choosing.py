"""Which submission a dossier, a report or a batch is made from; chosen when it is asked, and kept in its order."""

from sqlalchemy.orm import Session

from assembler.i18n import either, language
from assembler.models.finding import Finding
from assembler.models.vocabulary import Edition
from assembler.store import Store
from service.db.submissions import find_submission, newest_checked, newest_checked_of
from service.db.tables import Submission
from service.errors import BlockedEditionError, ConflictError, MissingError
from service.found import blocking_findings, read_found
from service.words import translate as _


def choose_submission(
    session: Session, territory: str, *, store: Store, named: str | None, edition: Edition
) -> Submission:
    """Gives the deposit named, or the newest that fits the edition.

    ``BlockedEditionError`` tells the findings that forbid the edition, ``ConflictError`` any other reason.
    """
    if named is not None:
        return _checked(_named(session, territory, named), store, edition)
    newest = newest_checked(session, territory, edition=edition)
    if newest is not None:
        return newest
    last = newest_checked(session, territory, edition=Edition.WORKING)
    if last is not None:
        return _checked(last, store, edition)
    raise ConflictError(
        _("Le territoire {territory} n’a pas encore de dépôt vérifié. Déposez son canevas, puis recommencez.").format(
            territory=territory
        )
    )


def choose_for_report(session: Session, territory: str) -> Submission:
    """Gives the newest deposit that no finding blocks: reports are not made from any other."""
    newest = newest_checked(session, territory, edition=Edition.OFFICIAL)
    if newest is None:
        raise no_report_yet()
    return newest


def no_report_yet() -> ConflictError:
    """Gives the error of a report that no plan can give; a funder may read it, so it says nothing of findings."""
    return ConflictError(
        _("Aucun plan vérifié ne permet encore cette reddition. Écrivez à l’équipe régionale, qui y verra.")
    )


def choose_each(session: Session, territories: tuple[str, ...], *, edition: Edition) -> dict[str, str]:
    """Gives the id of the newest deposit that fits, for each territory that has one."""
    found = newest_checked_of(session, territories, edition=edition)
    return {code: submission.id for code, submission in found.items()}


def _named(session: Session, territory: str, submission_id: str) -> Submission:
    submission = find_submission(session, submission_id)
    if submission is None or submission.territory != territory:
        raise MissingError(_("Ce dépôt n’existe pas dans ce territoire. Choisissez-en un de la liste de ses dépôts."))
    return submission


def _checked(submission: Submission, store: Store, edition: Edition) -> Submission:
    version = submission.version
    if version is None:
        raise ConflictError(
            _("Le dépôt n’est pas encore vérifié, ou n’a pas pu être lu. Voyez son état, puis recommencez.")
        )
    if version.summary_sha256 is None:
        raise ConflictError(_("Ce dépôt ne contient pas de plan lisible. Corrigez ses constats et déposez de nouveau."))
    blocking = blocking_findings(read_found(store, version, lang=language()), edition)
    if blocking:
        raise _blocked(edition, blocking)
    return submission


def _blocked(edition: Edition, blocking: tuple[Finding, ...]) -> BlockedEditionError:
    counted = (
        _("{edition}\u00a0: 1 constat du dépôt la bloque ({codes}). Corrigez-le, déposez de nouveau.")
        if len(blocking) == 1
        else _("{edition}\u00a0: {count} constats du dépôt la bloquent ({codes}). Corrigez-les, déposez de nouveau.")
    )
    codes = ", ".join(dict.fromkeys(one.code for one in blocking))
    told = counted.format(edition=either(edition.fr, edition.en), count=len(blocking), codes=codes)
    return BlockedEditionError(told, blocking)
