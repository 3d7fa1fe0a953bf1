"""How long each stage of the journey took, by names that do not change with the language or the territory."""

import time
from collections import defaultdict

from assembler.i18n import translate as of_library

# The steps the pipeline tells by name (a test looks for them there); between the first and the others, documents.
NAMES = {
    "Lecture et vérification": "read",
    "Assemblage du PDF": "bind",
    "Vérification": "verify",
    "Rangement": "pack",
    "Reddition de comptes": "report",
}
DOCUMENTS = "documents"


class StageClock:
    """Adds the time between two steps to the stage of the first one."""

    def __init__(self) -> None:
        self._seconds: defaultdict[str, float] = defaultdict(float)
        self._stage, self._since = "", time.monotonic()

    def step(self, label: str) -> None:
        """Begins the stage of a step, as it is told in the language now spoken."""
        self.stop()
        self._stage = next((name for said, name in NAMES.items() if label in (said, of_library(said))), DOCUMENTS)

    def stop(self) -> dict[str, float]:
        """Ends the stage now going on; gives the seconds of each."""
        now = time.monotonic()
        if self._stage:
            self._seconds[self._stage] += now - self._since
        self._stage, self._since = "", now
        return {name: round(seconds, 3) for name, seconds in self._seconds.items()}
