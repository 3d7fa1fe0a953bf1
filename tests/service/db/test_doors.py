"""What the database filters is what the doors decide, for every role and every kind of thing."""

import itertools

from sqlalchemy import select

from service.db.dossiers import visible_to
from service.db.following import followable_by
from service.db.tables import Dossier, DossierKind, Job, Role
from service.desk import Desk
from service.doors import Person, may_see_dossier, may_see_job
from service.orders import AssembleOrder, ConsolidateOrder
from tests.service.conftest import People
from tests.service.kept import keep_dossier, keep_submission


def _people(person: People) -> list[Person]:
    return [
        person(Role.COORDINATION),
        person(Role.COORDINATION, territories=("CG", "RP")),
        person(Role.COORDINATION, territories=("CG",), agreements=("AG-1",), funders=("F1",)),
        person(Role.FUNDER),
        person(Role.FUNDER, agreements=("AG-1",)),
        person(Role.FUNDER, funders=("F2",), territories=("CG",)),
        person(Role.REGIONAL),
        person(Role.ADMIN),
    ]


def test_lists_of_dossiers_hold_what_the_door_lets_through(desk: Desk, person: People) -> None:
    people = _people(person)
    for kind, territory, agreement, funder in itertools.product(
        DossierKind, (None, "CG", "AV"), (None, "AG-1", "AG-2"), (None, "F1", "F2")
    ):
        keep_dossier(desk, people[0], kind=kind, territory=territory, agreement=agreement, funder=funder)
    with desk.database.reading() as session:
        every = list(session.scalars(select(Dossier)))
        for someone in people:
            listed = {row.id for row in session.scalars(select(Dossier).where(visible_to(someone)))}
            assert listed == {row.id for row in every if may_see_dossier(someone, row)}


def test_lists_of_jobs_hold_what_the_door_lets_through(desk: Desk, person: People) -> None:
    people = _people(person)
    for someone, territory in itertools.product(people, ("CG", "AV")):
        submission = keep_submission(desk, someone, territory)
        desk.jobs.start(AssembleOrder(submission_id=submission.id), requested_by=someone.id, lang="fr")
        for agreement, funder in itertools.product(("AG-1", "AG-2"), (None, "F1", "F2")):
            order = ConsolidateOrder(agreement=agreement, funder=funder, submissions={territory: submission.id})
            desk.jobs.start(order, requested_by=someone.id, lang="fr")
    with desk.database.reading() as session:
        every = list(session.scalars(select(Job)))
        for someone in people:
            listed = {row.id for row in session.scalars(select(Job).where(followable_by(someone)))}
            assert listed == {row.id for row in every if may_see_job(someone, row)}
