"""Region packs are found by name."""

import pytest

from assembler.errors import RegionError
from assembler.regions import load_region


@pytest.mark.parametrize("name", ["estrie", "../../pyproject", "../regions/gaspesie-iles", ""])
def test_a_name_that_is_not_a_region_is_refused_with_those_there_are(name: str) -> None:
    with pytest.raises(RegionError, match=r"gaspesie-iles\.$"):
        load_region(name)
