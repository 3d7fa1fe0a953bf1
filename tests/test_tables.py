"""What the canvas writes and the reader expects leaves no doubt."""

from assembler.models.plan import record_types
from assembler.regions import load_region
from assembler.tables import folded, options_of

REGION = load_region()


def test_folding_forgives_what_people_vary() -> None:
    """Case, accents, apostrophes, dashes, spaces."""
    assert folded("  L’Île\u00a0–  ÉTÉ ") == folded("l'ile - ete")


def test_no_two_fields_of_a_record_share_a_heading() -> None:
    """Tag, French and English labels of one field never name another."""
    for record_type in record_types().values():
        owners: dict[str, str] = {}
        for name, spec in record_type.specs().items():
            for text in {folded(spec.tag), folded(spec.fr), folded(spec.en)}:
                assert owners.setdefault(text, name) == name


def test_no_label_of_a_choice_reads_as_the_code_of_another() -> None:
    """So that codes and labels may be typed alike."""
    for record_type in record_types().values():
        for name in record_type.specs():
            options = options_of(record_type, name, REGION)
            codes = {folded(option.code): option for option in options}
            assert len({folded(option.fr) for option in options}) == len(options)
            for option in options:
                assert codes.get(folded(option.fr), option) is option
