"""A territory: what the region knows of it, and what its team writes each year (B1)."""

from typing import ClassVar

from assembler.models.field import A, I, O, R, integer, lines, long_text, ref, text
from assembler.models.record import Family, Layout, Record, TableSpec, Wanted


class Territory(Record):
    """The variable part of a territory; names, grammar and colours come from the region."""

    table: ClassVar[TableSpec] = TableSpec(
        "tblTerritoire",
        "Territoire",
        "Territory",
        "Le territoire, sa population et la démarche. Les noms officiels viennent de la région.",
        Family.PLAN,
        Layout.FORM,
        wanted=Wanted.DRAFT,
    )

    code: str = text(
        "code",
        "Code du territoire",
        "Territory code",
        need=R,
        pattern=r"AV|BO|RP|CG|HG|IM|RG",
        help="Deux lettres; déjà rempli, ne pas changer.",
        example="CG",
    )
    population: int | None = integer("population", "Population", "Population", need=A, minimum=1, example="17934")
    population_year: int | None = integer(
        "population_annee",
        "Année de la population",
        "Population year",
        need=A,
        minimum=1990,
        maximum=2100,
        example="2023",
    )
    population_source: str | None = text(
        "population_source",
        "Source de la population",
        "Population source",
        need=A,
        example="Institut de la statistique du Québec",
    )
    municipalities: tuple[str, ...] = lines(
        "municipalites",
        "Municipalités",
        "Municipalities",
        help="Une par ligne, avec sa désignation.",
        example="Gaspé (ville)",
    )
    communities: tuple[str, ...] = lines(
        "communautes", "Communautés", "Communities", help="Une par ligne.", example="francophone"
    )
    demarche_name: str = text(
        "demarche",
        "Nom de la démarche",
        "Name of the local process",
        need=R,
        example="Démarche intégrée en développement social de La Côte-de-Gaspé",
    )
    demarche_since: int | None = integer(
        "demarche_depuis",
        "Année de début de la démarche",
        "Process started in",
        minimum=1990,
        maximum=2100,
        example="2005",
    )
    fiduciary: str | None = ref(
        "fiduciaire",
        "Organisme fiduciaire",
        "Fiscal agent",
        "Partner",
        need=A,
        help="Identifiant du partenaire qui signe les ententes.",
        example="mrc-cote-de-gaspe",
    )
    public_contact: str | None = text(
        "contact_public",
        "Adresse publique de la coordination",
        "Public contact",
        need=A,
        help="Une boîte de fonction, jamais une adresse personnelle.",
        example="coordination@exemple.org",
    )
    postal_address: str | None = long_text("adresse", "Adresse postale", "Postal address")
    coordinator_role: str | None = text(
        "responsable",
        "Responsable de la mobilisation (fonction)",
        "Mobilisation lead (role)",
        need=A,
        privacy=I,
        help="La fonction, pas le nom de la personne.",
        example="Coordonnatrice de la démarche",
    )
    logo: str | None = text(
        "logo",
        "Logo (nom du fichier)",
        "Logo (file name)",
        need=O,
        help="Le nom de l’image PNG ou JPEG envoyée avec le canevas; au moins 300 points de côté.",
        example="logo.png",
    )
    logo_alt: str | None = text(
        "logo_texte",
        "Texte de remplacement du logo",
        "Logo alternative text",
        need=O,
        help="Requis avec un logo : une phrase complète, avec un point.",
        example="Logo de la démarche : trois vagues et un phare.",
    )


class CustomDimension(Record):
    """A dimension a territory adds to the thirteen (A4-14)."""

    table: ClassVar[TableSpec] = TableSpec(
        "tblDimensions",
        "Dimensions ajoutées",
        "Custom dimensions",
        "Dimensions propres au territoire, codes D90 à D99. Laisser vide s’il n’y en a pas.",
        Family.STRATEGY,
    )

    id: str = text("id", "Code", "Code", need=R, pattern=r"D9\d", example="D90")
    label: str = text("libelle", "Libellé", "Label", need=R, example="Culture et appartenance")
    label_en: str | None = text("libelle_en", "Libellé anglais", "English label", example="Culture and belonging")
