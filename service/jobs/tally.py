"""What happens to jobs, told to whoever counts it: plain callbacks, so that jobs know nothing of metrics."""

import logging
from collections.abc import Callable
from enum import StrEnum

log = logging.getLogger(__name__)


class Event(StrEnum):
    """What may be told, with its labels and the meaning of its value."""

    STARTED = "started"  # kind; seconds waited in the queue
    ENDED = "ended"  # kind, state, code; seconds since it was started
    STEP = "step"  # kind, step ("make", "keep", "wait", "gather"); seconds
    TAKEN_OVER = "taken-over"  # jobs of dead workers queued again
    QUEUED_AGAIN = "queued-again"  # jobs whose workflow was missing or had ended without them
    ALARM = "alarm"  # where; 1 each time the watch over workers fails


Listener = Callable[[Event, float, dict[str, str]], None]
_listeners: list[Listener] = []


def listen(listener: Listener) -> Callable[[], None]:
    """Calls the listener at every event, in the thread where it happens; gives what ends it."""
    _listeners.append(listener)
    return lambda: _listeners.remove(listener)


def tell(event: Event, value: float = 1.0, **labels: str) -> None:
    """Tells an event. A listener that fails harms no job."""
    for listener in tuple(_listeners):
        try:
            listener(event, value, labels)
        except Exception:
            log.exception("a listener of the jobs' tally failed")
