"""How changes are told: plain sentences, right in number, in both languages."""

from decimal import Decimal
from functools import cache

import pytest

from assembler.compute.changes.plans import compare_plans
from assembler.compute.changes.words import passage
from assembler.i18n import speaking
from assembler.models.changes import PlanChanges
from assembler.models.plan import Plan
from assembler.models.vocabulary import Edition, LeverStatus
from assembler.regions import load_region
from assembler.told_changes import ToldChanges, counted, signed_money, tell_changes
from tests.compute.changed_plans import before_and_after, edited, with_rows
from tests.house.french import french_in
from tests.validate.plans import base_plan

REGION = load_region()
NB = "\u00a0"


@cache
def sample() -> PlanChanges:
    return compare_plans(*before_and_after(REGION), REGION)


def told(old: Plan, new: Plan, edition: Edition = Edition.PARTNERS) -> ToldChanges:
    return tell_changes(compare_plans(old, new, REGION, edition=edition))


def lines(told: ToldChanges) -> list[str]:
    parts = (told.actions, told.levers, told.texts, told.others)
    return [told.versions, *told.opening, *(line.text for part in parts for line in part)]


def test_each_change_is_a_plain_french_sentence() -> None:
    said = tell_changes(sample())
    assert said.versions == "De la version 3 (5 octobre 2026) à la version 4 (5 octobre 2026)"
    assert [line.text for line in said.actions[:-1]] == [
        f"L’action CG-A40, «{NB}Une navette entre les villages{NB}», est ajoutée à l’enjeu{NB}1.",
        f"L’action CG-A07, «{NB}Milieux actifs{NB}: prêt d’équipement{NB}», est retirée.",
        f"L’action CG-A02 passe de l’enjeu{NB}2 à l’enjeu{NB}1, de la piste{NB}2.1 à la piste{NB}1.1.",
        f"L’action CG-A02 passe de l’état «{NB}En cours{NB}» à «{NB}Suspendue{NB}».",
        f"L’action CG-A05 change de titre{NB}: «{NB}Aide aux devoirs en village{NB}» devient "
        f"«{NB}Aide aux devoirs en village, pour tous les âges{NB}».",
    ]
    assert said.actions[-1].text.endswith("lignes d’autres feuilles ont été ajoutées ou retirées avec ces actions.")
    assert [line.text for line in said.levers] == [
        f"Le levier CG-A01-L13 (FQIS-G, 2027-2028, 121{NB}540{NB}$) passe de «{NB}Demandé{NB}» à «{NB}Confirmé{NB}»."
    ]
    (text,) = said.texts
    assert text.text == "Actions – CG-A01 – Comptoir alimentaire – Description sommaire"
    assert passage(text.pieces, "added").endswith("Un comptoir de plus ouvre à Murdochville.")
    assert [line.text for line in said.others][1:] == [
        f"Besoins – CG-A01-N17 – Direction, intervenante à l’accueil et commis{NB}: "
        f"Montant, «{NB}171{NB}600{NB}${NB}» devient «{NB}172{NB}850,50{NB}${NB}».",
        f"Sigles – SCHL{NB}: ligne retirée.",
    ]


def test_the_same_are_told_in_english() -> None:
    with speaking("en"):
        said = tell_changes(sample())
    assert (
        said.actions[2].text
        == "Action CG-A02 moves from issue 2 to issue 1, from line of action 2.1 to line of action 1.1."
    )
    assert said.levers[0].text == (
        "Lever CG-A01-L13 (FQIS-G, 2027-2028, $121,540) goes from “Requested” to “Confirmed”."
    )
    assert said.opening[0].startswith("In short: 1 action added, 1 action removed")
    ours = [line for line in lines(said) if "Actions –" not in line and "–" not in line]
    assert [line for line in ours if french_in(line.replace("Milieux actifs", ""))] == []


def test_nothing_changed_is_one_sentence() -> None:
    said = told(base_plan(), base_plan())
    assert said.opening == (f"Rien n’a changé{NB}: les deux plans sont identiques.",)
    assert (said.actions, said.levers, said.texts, said.others) == ((), (), (), ())


def test_what_the_edition_hides_is_said_to_have_changed_and_no_more() -> None:
    old = base_plan()
    new = edited(old, "actions", "CG-A01", internal_notes="Un secret")
    said = told(old, new)
    assert said.opening == (
        "Rien n’a changé de ce que cette édition montre.",
        "D’autres renseignements ont changé, que cette édition ne montre pas.",
    )
    assert "secret" not in " ".join(lines(said))


@pytest.mark.parametrize(
    ("status", "amount", "sentence"),
    [
        (LeverStatus.REQUESTED, "25000", f"passe de 20{NB}000{NB}$ à 25{NB}000{NB}$."),
        (LeverStatus.CONFIRMED, "20000", f"passe de «{NB}Demandé{NB}» à «{NB}Confirmé{NB}»."),
        (LeverStatus.REFUSED, "0", f"passe de «{NB}Demandé{NB}» à «{NB}Refusé{NB}» et de 20{NB}000{NB}$ à 0{NB}$."),
    ],
)
def test_a_lever_says_what_it_was_and_what_it_is(status: LeverStatus, amount: str, sentence: str) -> None:
    old = base_plan()
    (line,) = told(old, edited(old, "lever_lines", "CG-A03-L01", status=status, amount=Decimal(amount))).levers
    assert line.text.endswith(sentence)


def test_a_lever_that_came_or_went_is_told_with_its_action() -> None:
    old = base_plan()
    fewer = with_rows(old, "lever_lines", old.lever_lines[:-1])
    assert told(old, fewer).levers[0].text == (
        f"Le levier CG-A03-L01 de l’action CG-A03 est retiré{NB}: FQIS-G, 2026-2027, 20{NB}000{NB}$, «{NB}Demandé{NB}»."
    )
    assert told(fewer, old).levers[0].text.startswith(f"Le levier CG-A03-L01 s’ajoute à l’action CG-A03{NB}: FQIS-G")


def test_french_and_english_count_zero_their_own_way() -> None:
    forms = "{n} texte changé", "{n} textes changés"
    assert [counted(n, *forms) for n in (0, 1, 2)] == ["0 texte changé", "1 texte changé", "2 textes changés"]
    with speaking("en"):
        assert [counted(n, *forms) for n in (0, 1, 2)] == ["0 texts changed", "1 text changed", "2 texts changed"]


def test_a_difference_shows_its_sign() -> None:
    assert [signed_money(Decimal(n)) for n in ("1200", "-0.5", "0")] == [f"+1{NB}200{NB}$", f"−0,50{NB}$", f"0{NB}$"]
