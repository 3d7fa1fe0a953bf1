"""Which submission a dossier, a report or a batch is made from; chosen when it is asked, and kept in its order."""

from sqlalchemy.orm import Session

from assembler.models.vocabulary import Edition
from service.db.submissions import find_submission, newest_checked, newest_checked_of
from service.db.tables import Submission
from service.errors import ConflictError, MissingError
from service.words import translate as _


def choose_submission(session: Session, territory: str, *, named: str | None, edition: Edition) -> Submission:
    """Gives the deposit named, or the newest that fits the edition; ``ConflictError`` says why none does."""
    is_official = edition is not Edition.WORKING
    if named is not None:
        return _checked(_named(session, territory, named), is_official=is_official)
    newest = newest_checked(session, territory, official=is_official)
    if newest is None:
        raise _none_fits(territory, is_official=is_official)
    return newest


def choose_for_report(session: Session, territory: str) -> Submission:
    """Gives the newest deposit that no finding blocks: reports are not made from any other."""
    newest = newest_checked(session, territory, official=True)
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
    found = newest_checked_of(session, territories, official=edition is not Edition.WORKING)
    return {code: submission.id for code, submission in found.items()}


def _named(session: Session, territory: str, submission_id: str) -> Submission:
    submission = find_submission(session, submission_id)
    if submission is None or submission.territory != territory:
        raise MissingError(_("Ce dépôt n’existe pas dans ce territoire. Choisissez-en un de la liste de ses dépôts."))
    return submission


def _checked(submission: Submission, *, is_official: bool) -> Submission:
    version = submission.version
    if version is None:
        raise ConflictError(
            _("Le dépôt n’est pas encore vérifié, ou n’a pas pu être lu. Voyez son état, puis recommencez.")
        )
    if is_official and version.is_blocked:
        raise ConflictError(
            _(
                "Des constats bloquent ce dépôt\u00a0({count}). Corrigez-les et déposez de nouveau, ou demandez "
                "l’édition de travail."
            ).format(count=version.blocking)
        )
    if version.summary_sha256 is None:
        raise ConflictError(_("Ce dépôt ne contient pas de plan lisible. Corrigez ses constats et déposez de nouveau."))
    return submission


def _none_fits(territory: str, *, is_official: bool) -> ConflictError:
    told = (
        _("Le territoire {territory} n’a pas encore de dépôt sans constat bloquant. Corrigez le dernier.")
        if is_official
        else _("Le territoire {territory} n’a pas encore de dépôt vérifié. Déposez son canevas, puis recommencez.")
    )
    return ConflictError(told.format(territory=territory))
