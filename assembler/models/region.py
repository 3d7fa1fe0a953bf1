"""A region: territories with their grammar, vocabularies, funders and time-bound programs (B1, B9, B21)."""

from datetime import date
from decimal import Decimal
from functools import cached_property

from pydantic import BaseModel, ConfigDict

from assembler.models.vocabulary import Category, FunderKind, TerritoryKind


class Pack(BaseModel):
    """Base of what a region pack holds: frozen and closed."""

    model_config = ConfigDict(frozen=True, extra="forbid", ignored_types=(cached_property,))


class TerritoryProfile(Pack):
    """The constant part of a territory: names with their grammar, kind, time zone, accent colour."""

    code: str
    name: str  # La Côte-de-Gaspé
    name_de: str  # de La Côte-de-Gaspé
    name_a: str  # dans la MRC de La Côte-de-Gaspé
    slug: str  # cote-de-gaspe
    kind: TerritoryKind
    municipal_body: str  # MRC de La Côte-de-Gaspé
    geo_code: str
    timezone: str
    alliance_group: str  # FQIS-G or FQIS-I
    accent: str  # RRGGBB, contrast >= 4.5:1 on white
    population: int
    population_year: int
    population_source: str


class Code(Pack):
    """A code of an open vocabulary with its labels."""

    code: str
    fr: str
    en: str


class Named(Pack):
    """What a document names in both languages; without an English name, the French one serves."""

    code: str
    name: str
    name_en: str | None = None

    @property
    def english_name(self) -> str:
        """The name in an English sentence."""
        return self.name_en or self.name


class Funder(Named):
    """An organisation that grants money."""

    acronym: str
    kind: FunderKind
    report_language: str = "fr"
    visibility_text: str | None = None


class Program(Named):
    """A program of a funder, valid between two dates; nothing about a program is hard-coded (checklist §0.5)."""

    funder: str
    valid_from: date | None = None
    valid_to: date | None = None
    predecessor: str | None = None
    successor: str | None = None
    eligible_territories: tuple[str, ...] = ()
    eligible_categories: tuple[Category, ...] = ()  # empty: every category
    max_stacking_pct: Decimal | None = Decimal(100)
    requires_other_source: bool = False
    max_per_project: Decimal | None = None
    max_admin_pct: Decimal | None = None
    exclusions: tuple[str, ...] = ()
    application_documents: tuple[str, ...] = ()
    report_interim: bool = False
    report_final_days: int = 90
    needs_receipts: bool = False
    needs_signature: bool = True
    public_aid: bool = True  # counts toward the stacking limit
    retention_years: int = 5
    color_rank: int = 0  # order in tables and charts


class EnvelopeYear(Pack):
    """What a convention sets aside for a fiscal year, in CAD."""

    fy: str
    amount: Decimal


class Convention(Pack):
    """A regional convention with a funder: territories hold their own agreements under it (checklist §0.2, C5).

    Without ``envelope``, what a year sets aside is the sum of the territories' agreements, and documents say so.
    """

    id: str  # the form of an agreement's number, with 00 for the region: AG-2024-FQIS-G-00
    program: str
    title: str
    mandatary: str
    covers: tuple[str, ...]  # codes of territories
    start: date
    end: date
    envelope: tuple[EnvelopeYear, ...] = ()
    is_agreement: bool = False  # one agreement that several territories hold, known by its number

    def envelope_of(self, fy: str) -> Decimal | None:
        """Gives what the convention sets aside for a fiscal year, or None when the region does not tell."""
        return next((year.amount for year in self.envelope if year.fy == fy), None)


class Thresholds(Pack):
    """Figures that rules read. Each pack tells its own: none is written in the code."""

    variance_pct: Decimal  # beyond both, a variance is explained
    variance_amount: Decimal
    mask_under: int  # counts of persons below it are masked in a public edition
    result_words: int  # a shorter result text says too little
    assembly_months: int  # an assembly was held within that many months
    waiver_words: int  # W-003: a shorter reason gives none


class Region(Pack):
    """Everything that varies from region to region."""

    id: str
    name: str
    name_de: str
    regional_body: str
    regional_body_acronym: str
    regional_body_former: str | None = None
    accent: str
    thresholds: Thresholds
    territories: tuple[TerritoryProfile, ...]
    dimensions: tuple[Code, ...]
    groups: tuple[Code, ...]
    eligibility: tuple[Code, ...]
    funders: tuple[Funder, ...]
    programs: tuple[Program, ...]
    conventions: tuple[Convention, ...] = ()
    common_indicators: tuple[Code, ...] = ()  # the labels of the codes that indicators of several territories share

    def territory(self, code: str) -> TerritoryProfile:
        """Gives a territory; ``KeyError`` when the region does not have it."""
        return self._territories[code]

    def program(self, code: str) -> Program:
        """Gives a program; ``KeyError`` when the region does not know it."""
        return self._programs[code]

    def funder_of(self, program: str) -> Funder:
        """Gives the funder behind a program."""
        return self._funders[self.program(program).funder]

    def vocabulary(self, name: str) -> tuple[Code, ...]:
        """Gives an open vocabulary by the name field declarations use."""
        if name == "territories":
            return tuple(Code(code=t.code, fr=t.name, en=t.name) for t in self.territories)
        if name == "programs":
            return tuple(Code(code=p.code, fr=p.name, en=p.english_name) for p in self.programs)
        return {"dimensions": self.dimensions, "groups": self.groups, "eligibility": self.eligibility}[name]

    @cached_property
    def _territories(self) -> dict[str, TerritoryProfile]:
        return {territory.code: territory for territory in self.territories}

    @cached_property
    def _programs(self) -> dict[str, Program]:
        return {program.code: program for program in self.programs}

    @cached_property
    def _funders(self) -> dict[str, Funder]:
        return {funder.code: funder for funder in self.funders}
