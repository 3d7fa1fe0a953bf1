"""The child: reads one request, hardens itself, does the work, answers on lines of JSON, and ends.

Nothing heavy is imported before the limits are set.
"""

import gc
import os
import resource
import sys
import traceback
from pathlib import Path
from typing import BinaryIO

from assembler.convert.tally import counted as converted
from assembler.errors import DossierError
from assembler.i18n import speaking
from service.chamber.hardening import harden
from service.chamber.messages import Answer, Problem, Request, StepTold, Used
from service.chamber.stages import StageClock

_DETAIL = 4000  # characters of a fault kept for the log


def main() -> int:
    """Answers the request on standard input; ``--compile`` only has our code compiled."""
    if sys.argv[1:] == ["--compile"]:
        from service.chamber.compiling import import_everything

        import_everything()
        return 0
    request = Request.model_validate_json(sys.stdin.buffer.readline())
    harden(request.limits, parent=request.parent)
    gc.disable()  # one task, and then the process ends
    answers = _own_output()
    clock = StageClock()
    answer = _answer(request, answers, clock)
    _write(answers, answer.model_copy(update={"used": _used(clock)}))
    return 0


def _own_output() -> BinaryIO:
    """Keeps the pipe for answers alone: what a library prints goes with the errors."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return answers


def _used(clock: StageClock) -> Used:
    own, others = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    counted = (own, others)
    return Used(
        peak_bytes=1024 * max(_own_peak() or own.ru_maxrss, others.ru_maxrss),
        cpu_seconds=round(sum(usage.ru_utime + usage.ru_stime for usage in counted), 3),
        stages=clock.stop(),
        **converted(),
    )


def _own_peak() -> int:
    """Gives this program's largest resident memory in KiB, 0 where no system tells it: ``ru_maxrss`` is never less
    than that of the server this process was forked from."""
    try:
        status = Path("/proc/self/status").read_text("ascii")
    except OSError:
        return 0
    return int(status.partition("VmHWM:")[2].split()[0])


def _write(answers: BinaryIO, answer: Answer) -> None:
    answers.write(answer.model_dump_json().encode() + b"\n")
    answers.flush()


def _answer(request: Request, answers: BinaryIO, clock: StageClock) -> Answer:
    try:
        return _worked(request, answers, clock)
    except MemoryError:
        return Answer(problem=Problem(kind="memory"))
    except Exception as error:  # a fault of ours: told in the log, never to a person
        return Answer(
            problem=Problem(kind="fault", error=type(error).__name__, detail=traceback.format_exc()[-_DETAIL:])
        )


def _worked(request: Request, answers: BinaryIO, clock: StageClock) -> Answer:
    from assembler.pipeline import Step
    from assembler.regions import load_region
    from service.chamber.work import perform, refusal

    def watch(step: Step) -> None:
        clock.step(step.label)
        _write(answers, Answer(step=StepTold(label=step.label, done=step.done, total=step.total)))

    with speaking(request.task.lang):
        region = load_region(request.region)
        try:
            return Answer(result=perform(request.task, region, request.settings, watch))
        except DossierError as error:
            return Answer(problem=refusal(request.task, error, region, request.settings))


if __name__ == "__main__":
    sys.exit(main())
