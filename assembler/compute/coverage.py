"""Which dimensions the actions answer, the territory's own included (A4-14, R-006)."""

from assembler.models.figures import DimensionLine
from assembler.models.plan import Plan
from assembler.models.region import Region


def compute_coverage(plan: Plan, region: Region) -> tuple[DimensionLine, ...]:
    """Gives a line per dimension: the region's in order, then the territory's own."""
    main: dict[str, list[str]] = {}
    secondary: dict[str, list[str]] = {}
    for action in plan.actions:
        main.setdefault(action.dimension_main, []).append(action.id)
        for code in dict.fromkeys(action.dimensions_other):
            secondary.setdefault(code, []).append(action.id)
    codes = [(code.code, code.fr, code.en, False) for code in region.dimensions]
    codes += [(own.id, own.label, own.label_en or own.label, True) for own in plan.custom_dimensions]
    return tuple(
        DimensionLine(
            code=code,
            fr=fr,
            en=en,
            is_custom=is_custom,
            main=tuple(main.get(code, ())),
            secondary=tuple(secondary.get(code, ())),
        )
        for code, fr, en, is_custom in codes
    )
