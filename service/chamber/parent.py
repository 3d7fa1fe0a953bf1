"""Runs a task in a child of its own: watched, bounded, stopped when asked, survived by nothing that it started."""

import contextlib
import logging
import os
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import overload

from pydantic import ValidationError

from assembler.i18n import speaking
from assembler.pipeline import Step, Watch, silent
from assembler.regions import DEFAULT_REGION
from assembler.settings import Settings
from service.chamber.folders import private_folder
from service.chamber.isolation import CODE, Level, isolation_level, wrap_child
from service.chamber.limits import Limits, limits_for
from service.chamber.messages import Answer, Problem, Request
from service.chamber.tasks import (
    AssembleResult,
    AssembleTask,
    CheckResult,
    CheckTask,
    ConsolidateResult,
    ConsolidateTask,
    FilesResult,
    GivenBack,
    LintResult,
    LintTask,
    ReportTask,
    Result,
    Task,
)
from service.errors import Limit, StoppedError, TaskLimitError, TaskLostError, TaskRefusedError
from service.words import translate as _

DEFAULT_LIMITS = Limits()
_POLL_SECONDS = 0.1
_CHUNK = 1 << 16
_MAX_LINE = 64 << 20  # bytes; the findings of a thousand faulty lines are about one megabyte
_END_TRIES = 50
_ERRORS = "errors.log"
_LAST_WORDS = 4000
_LIMIT_SIGNALS: dict[int, Limit] = {signal.SIGXCPU: "time", signal.SIGKILL: "memory"}
log = logging.getLogger(__name__)


def never() -> bool:
    """Cancels nothing."""
    return False


@overload
def run_task(
    task: CheckTask,
    *,
    settings: Settings,
    limits: Limits = ...,
    region: str = ...,
    watch: Watch = ...,
    is_cancelled: Callable[[], bool] = ...,
) -> CheckResult: ...
@overload
def run_task(
    task: AssembleTask,
    *,
    settings: Settings,
    limits: Limits = ...,
    region: str = ...,
    watch: Watch = ...,
    is_cancelled: Callable[[], bool] = ...,
) -> AssembleResult: ...
@overload
def run_task(
    task: ConsolidateTask,
    *,
    settings: Settings,
    limits: Limits = ...,
    region: str = ...,
    watch: Watch = ...,
    is_cancelled: Callable[[], bool] = ...,
) -> ConsolidateResult: ...
@overload
def run_task(
    task: LintTask,
    *,
    settings: Settings,
    limits: Limits = ...,
    region: str = ...,
    watch: Watch = ...,
    is_cancelled: Callable[[], bool] = ...,
) -> LintResult: ...
@overload
def run_task(
    task: ReportTask | GivenBack,
    *,
    settings: Settings,
    limits: Limits = ...,
    region: str = ...,
    watch: Watch = ...,
    is_cancelled: Callable[[], bool] = ...,
) -> FilesResult: ...


def run_task(
    task: Task,
    *,
    settings: Settings,
    limits: Limits = DEFAULT_LIMITS,
    region: str = DEFAULT_REGION,
    watch: Watch = silent,
    is_cancelled: Callable[[], bool] = never,
) -> Result:
    """Gives the result of a task; ``limits`` is what the service allows, lowered for tasks that need less.

    Raises ``TaskRefusedError`` (what the pipeline said), ``TaskLimitError``, ``TaskLostError`` or ``StoppedError``.
    The child and all it started are gone when this returns, and die with the calling process whatever kills it.
    """
    bounds = limits_for(task.operation, limits)
    with speaking(task.lang), private_folder() as folder:
        level = isolation_level()
        is_wrapped = level in (Level.NESTED, Level.CHILD)
        request = Request(
            task=task,
            settings=settings,
            region=region,
            limits=bounds,
            parent=None if is_wrapped else os.getpid(),
        )
        began = time.monotonic()
        with _child(folder, settings.home, level) as child:
            _send(child, request)
            answer = _last_answer(child, began + bounds.wall_seconds, watch, is_cancelled)
            _log_use(task, answer, time.monotonic() - began)
            if answer is None:
                raise _lost(_ended(child), folder)
    if answer.problem is not None:
        raise _told(answer.problem, task)
    assert answer.result is not None
    return answer.result


def _log_use(task: Task, answer: Answer | None, seconds: float) -> None:
    used = answer.used.model_dump() if answer and answer.used else {}
    log.info(
        "a task ended: %s", task.operation, extra={"operation": task.operation, "seconds": round(seconds, 3)} | used
    )


@contextlib.contextmanager
def _child(folder: Path, home: Path, level: Level) -> Iterator[subprocess.Popen[bytes]]:
    """Gives a child in a session of its own; ends it, and all that it started, with the block."""
    command = wrap_child([sys.executable, "-m", "service.chamber"], folder, home=home, level=level)
    with (folder / _ERRORS).open("wb") as errors:
        child = subprocess.Popen(
            command,
            cwd=folder,
            env={
                "PATH": "/usr/local/bin:/usr/bin:/bin",
                "HOME": str(folder),
                "TMPDIR": str(folder),
                "LANG": "C.UTF-8",
                "TZ": "UTC",
                "PYTHONPATH": str(CODE),
                "PYTHONSAFEPATH": "1",
                "PYTHONNOUSERSITE": "1",
            },
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            start_new_session=True,
        )
    try:
        yield child
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()
        for stream in (child.stdin, child.stdout):
            if stream is not None:
                with contextlib.suppress(BrokenPipeError):
                    stream.close()


def _send(child: subprocess.Popen[bytes], request: Request) -> None:
    assert child.stdin is not None
    with contextlib.suppress(BrokenPipeError):  # dead already: no answer will come, and its end is told then
        child.stdin.write(request.model_dump_json().encode() + b"\n")
        child.stdin.close()


def _last_answer(
    child: subprocess.Popen[bytes], give_up: float, watch: Watch, is_cancelled: Callable[[], bool]
) -> Answer | None:
    """Gives the result or the problem, passing steps on; None when the child ended without a word."""
    for line in _lines(child, give_up, is_cancelled):
        try:
            answer = Answer.model_validate_json(line)
        except ValidationError as error:
            raise TaskLostError(str(error)) from error
        if answer.step is None:
            return answer
        watch(Step(answer.step.label, answer.step.done, answer.step.total))
    return None


def _lines(child: subprocess.Popen[bytes], give_up: float, is_cancelled: Callable[[], bool]) -> Iterator[bytes]:
    assert child.stdout is not None
    unread = b""
    with selectors.DefaultSelector() as selector:
        selector.register(child.stdout, selectors.EVENT_READ)
        while True:
            if is_cancelled():
                raise StoppedError(_("Le travail a été annulé. Ce qui était déjà fait est conservé."))
            if time.monotonic() > give_up:
                raise TaskLimitError("time")
            if not selector.select(_POLL_SECONDS):
                continue
            received = os.read(child.stdout.fileno(), _CHUNK)
            if not received:
                return
            *lines, unread = (unread + received).split(b"\n")
            if len(unread) > _MAX_LINE:
                raise TaskLimitError("memory")
            yield from lines


def _ended(child: subprocess.Popen[bytes]) -> int:
    """Gives the signal that ended a silent child, 0 when it ended by itself; bubblewrap tells a signal as 128 + it.

    It is left to be reaped with its group: a number that is still taken cannot be another's.
    """
    for _try in range(_END_TRIES):
        ended = os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT | os.WNOHANG)
        if ended is not None:
            return ended.si_status if ended.si_code != os.CLD_EXITED else max(ended.si_status - 128, 0)
        time.sleep(_POLL_SECONDS)
    return 0


def _lost(ended_by: int, folder: Path) -> TaskLimitError | TaskLostError:
    if ended_by in _LIMIT_SIGNALS:
        return TaskLimitError(_LIMIT_SIGNALS[ended_by])
    words = (folder / _ERRORS).read_bytes()[-_LAST_WORDS:].decode(errors="replace")
    log.error("a task ended without a word (signal %s)\n%s", ended_by, words)
    return TaskLostError(f"signal {ended_by}\n{words}")


def _told(problem: Problem, task: Task) -> TaskRefusedError | TaskLimitError | TaskLostError:
    if problem.kind == "refused":
        return TaskRefusedError(
            code=problem.code,
            error=problem.error,
            messages={str(lang): message for lang, message in problem.messages.items()},
            lang=task.lang,
            file=problem.file,
            findings=problem.findings,
        )
    if problem.kind == "memory":
        return TaskLimitError("memory")
    log.error("a task failed by a fault of ours: %s\n%s", problem.error, problem.detail)
    return TaskLostError(problem.detail)
