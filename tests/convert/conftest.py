"""One pool of real offices for each test process."""

from collections.abc import Iterator

import pytest

from assembler.convert.office import OfficePool


@pytest.fixture(scope="session")
def pool(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OfficePool]:
    """One warm office, shared by the tests that do not hurt it."""
    with OfficePool(1, tmp_path_factory.mktemp("offices")) as shared:
        yield shared
