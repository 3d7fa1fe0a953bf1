"""How often someone may ask, and start work: a moving minute for each person, and for each address nobody signed in at.

Counts are kept in memory: each process counts for itself, and a restart forgets.
"""

import math
import time

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from service.errors import TooManyError
from service.words import translate as _


class Rates:
    """The counts of one process."""

    def __init__(self, *, requests: int, starts: int) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._requests = RateLimitItemPerMinute(requests, namespace="requests")
        self._starts = RateLimitItemPerMinute(starts, namespace="starts")

    def count_request(self, who: str) -> None:
        """Counts a request of a person or an address; ``TooManyError`` says how long to wait."""
        self._count(self._requests, who, _("Vous faites trop de demandes. Attendez {seconds}\u00a0s, puis reprenez."))

    def count_start(self, who: str) -> None:
        """Counts something that starts work; ``TooManyError`` says how long to wait."""
        self._count(
            self._starts,
            who,
            _("Vous lancez trop de travaux. Attendez {seconds}\u00a0s, puis relancez\u00a0: rien n’a été perdu."),
        )

    def _count(self, limit: RateLimitItemPerMinute, who: str, message: str) -> None:
        if self._limiter.hit(limit, who):
            return
        reset_at = self._limiter.get_window_stats(limit, who).reset_time
        seconds = max(1, math.ceil(reset_at - time.time()))
        raise TooManyError(message.format(seconds=seconds), seconds)
