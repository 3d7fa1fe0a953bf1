"""Puts a sample plan together: what was typed, and the tables made from its amounts."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from assembler.models.period import fiscal_year_end, fiscal_year_start
from assembler.models.plan import Plan
from assembler.models.region import Region
from assembler.typography import typographic
from canvases.samples import agreements, funding, spending
from canvases.samples.content import CONTENT, Row, Tables, check_names, is_form, read_tables
from canvases.samples.funding import CURRENT, Lever

SOURCES = frozenset({"funding", "spent", "shared", "agreement_texts", "pieces", "pictures", "logo"})
# What the results of the years before the one reported in full say, in turn.
_SHORT = (
    "En {fy}, {people} personnes ont pris part à l’action « {title} »; le rapport annuel, accepté, en donne le détail.",
    "L’exercice {fy} a servi à former l’équipe et à fixer les horaires; {people} personnes y ont trouvé leur place.",
    "Les premières habitudes sont prises : {people} personnes jointes en {fy}, surtout par le bouche-à-oreille.",
    "« {title} » a joint {people} personnes en {fy}, un peu plus à chaque saison, grâce aux partenaires.",
    "Pendant l’exercice {fy}, {people} personnes ont participé; plusieurs sont revenues et en ont amené d’autres.",
    "L’action a trouvé son rythme en {fy} : {people} personnes jointes, un lieu connu, des heures stables.",
    "En {fy}, l’action est passée du projet au service : {people} personnes jointes et un registre à jour.",
)
_MEDIUM = (
    "Les partenaires se réfèrent les personnes d’un service à l’autre.",
    "On compte moins de démarches à refaire quand une personne change de service.",
    "Les porteurs voisins ont commencé à partager leurs outils et leurs listes d’attente.",
    "Les gens demandent de l’aide un peu plus tôt qu’avant, disent les intervenantes.",
    "Deux organisations ont ajusté leurs heures à celles de l’action.",
)
_LONG = (
    "Trop tôt pour le dire; l’évaluation se poursuit.",
    "Aucune tendance ne se dégage encore; la mesure sera reprise à l’exercice suivant.",
    "Il faudra plus d’une année pour en juger.",
)
_NEXT = (
    "Poursuivre selon le plan et préparer le bilan de l’exercice suivant.",
    "Garder le même horaire, joindre les absents et tenir le registre à jour.",
    "Consolider l’équipe avant d’ajouter un lieu ou un groupe.",
    "Corriger ce que le bilan a montré, puis viser la cible de l’exercice suivant.",
)
_LASTING = (
    "Les ententes de l’exercice suivant sont signées.",
    "Les bailleurs ont confirmé leur part de l’exercice suivant.",
    "Le porteur a inscrit l’action à son budget de l’exercice suivant.",
)
_ATTACHMENT_KEYS = ("id", "title", "kind", "file", "dated", "visibility", "order", "action", "credit", "consent")


def make_plan(code: str, region: Region, folder: Path = CONTENT) -> Plan:
    """Gives the plan of a territory, as the reader of canvases would; its narrative is a file of its own."""
    tables = read_tables(code, folder)
    check_names(tables, SOURCES)
    _complete_territory(tables, region)
    _add_funding(tables, region)
    _add_earlier_results(tables)
    tables["attachments"] = [
        {key: piece[key] for key in _ATTACHMENT_KEYS if key in piece} for piece in tables.get("pieces", ())
    ]
    rows: dict[str, Any] = {name: rows for name, rows in tables.items() if name not in SOURCES}
    return Plan.model_validate({name: rows[0] if is_form(name) else rows for name, rows in rows.items()})


def _complete_territory(tables: Tables, region: Region) -> None:
    row = tables["territory"][0]
    profile = region.territory(row["code"])
    row |= {
        "population": profile.population,
        "population_year": profile.population_year,
        "population_source": profile.population_source,
    }


def _add_funding(tables: Tables, region: Region) -> None:
    actions = {action["id"]: action for action in tables["actions"]}
    levers: dict[str, list[Lever]] = {}
    for row in tables["funding"]:
        years = funding.years_of(actions[row["action"]], tables["record"][0])
        levers[row["action"]] = [lever for fy in years for lever in funding.levers_of(row, fy, region)]
        eligible = tuple(dict.fromkeys((*row["confirmed"], *row.get("requested", {}))))
        _put(tables, "need_lines", funding.need_rows(row, years, eligible))
        _put(tables, "contributions", funding.contribution_rows(row, CURRENT))
    every = [lever for action in levers.values() for lever in action]
    ids = agreements.agreement_ids(every, region, tables["territory"][0]["code"])
    for action, found in levers.items():
        _put(tables, "lever_lines", funding.lever_rows(found, ids, actions[action]["dimension_main"]))
    _add_agreements(tables, every, ids, region)
    _add_spending(tables, every, ids)


def _add_agreements(tables: Tables, levers: list[Lever], ids: dict[str, str], region: Region) -> None:
    territory, record = tables["territory"][0], tables["record"][0]
    signing = (row["id"] for row in tables.get("resolutions", ()) if row["kind"] == "signature")
    place = agreements.Place(territory["code"], territory["fiduciary"], record["end"], next(signing, None))
    texts = {program: text for row in tables.get("agreement_texts", ()) for program, text in row.items()}
    amounts = agreements.granted(levers)
    typed = spending.Typed.read(tables.get("spent", ()), ()).spent
    received = {
        lever: row["received"]
        for lever in levers
        if "received" in (row := typed.get((lever.action, lever.program, lever.fy), {}))
    }
    _put(tables, "agreements", agreements.agreement_rows(ids, amounts, region, place, texts))
    _put(tables, "agreement_years", agreements.year_rows(ids, amounts))
    _put(tables, "payments", agreements.payment_rows(levers, ids, received))
    _put(tables, "reports_due", agreements.report_rows(ids, amounts, region))


def _add_spending(tables: Tables, levers: list[Lever], ids: dict[str, str]) -> None:
    typed = spending.Typed.read(tables.get("spent", ()), tables.get("shared", ()))
    categories = {row["action"]: row["categories"] for row in tables["funding"]}
    found = list(spending.accounts(levers, categories, typed))
    needs = {(row["action"], row["fy"], row["category"]): row["id"] for row in tables["need_lines"]}
    _put(tables, "approved_budgets", spending.budget_rows(found, ids))
    _put(tables, "budget_variances", spending.variance_rows(found, ids))
    for expense, shares in spending.expense_rows(found, ids, typed.shared, needs):
        _put(tables, "expenses", [expense])
        _put(tables, "allocations", shares)


def _add_earlier_results(tables: Tables) -> None:
    """A short result for each year that has ended before the one reported in full, where none is written."""
    written = {(row["action"], row["fy"]) for row in tables["results"]}
    reported = {row["action"]: row for row in tables["results"] if row["fy"] == agreements.LAST_REPORTED}
    earlier = [fy for fy in funding.past_years(tables) if fy < agreements.LAST_REPORTED]
    actions = {action["id"]: action for action in tables["actions"]}
    for fy in earlier:
        for action, row in reported.items():
            if (action, fy) not in written and actions[action]["start"] <= fiscal_year_end(fy):
                tables["results"].append(_earlier_result(row, fy, actions[action]))


def _earlier_result(row: Row, fy: str, action: Row) -> Row:
    kept = ("action", "counting_method", "multi_categories", "partners_involved")
    share = 70 if fy == "2023-2024" else 82  # percent of the people reached in 2025-2026
    people = row["people_unique"] * share // 100
    turn = int(action["id"][-2:]) + int(fy[:4]) + sum(map(ord, action["id"][:2]))  # neighbours do not speak alike

    def told(sentences: Sequence[str]) -> str:
        return typographic(sentences[turn % len(sentences)].format(title=action["title"], fy=fy, people=people))

    return {key: row[key] for key in kept if key in row} | {
        "fy": fy,
        "start": max(fiscal_year_start(fy), action["start"]),
        "end": fiscal_year_end(fy),
        "progress": "en_cours",
        "people_unique": people,
        "people_participations": row.get("people_participations", 0) * share // 100 or None,
        "effects_short": told(_SHORT),
        "effects_medium": told(_MEDIUM),
        "effects_long": told(_LONG),
        "good_moves": row.get("good_moves", ())[-1:],
        "difficulties": row.get("difficulties", ())[-1:],
        "lessons": row.get("lessons", ())[-1:],
        "next_steps": told(_NEXT),
        "sustainability": told(_LASTING),
    }


def _put(tables: Tables, name: str, rows: Iterable[Row]) -> None:
    """Adds rows made here to those typed by hand; a field without value is left out, as in a canvas."""
    made = [{key: value for key, value in row.items() if value is not None} for row in rows]
    tables.setdefault(name, []).extend(made)
