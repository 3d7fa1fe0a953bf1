"""What passes through the pipes: one request line in, then steps and one last word out, each a line of JSON."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

from assembler.i18n import Lang
from assembler.models.finding import Finding
from assembler.settings import Settings
from service.chamber.limits import Limits
from service.chamber.tasks import Result, Task


class _Message(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Request(_Message):
    """All that the child is told; nothing comes by its environment. ``parent`` is the process to die with."""

    task: Task
    settings: Settings
    region: str
    limits: Limits
    parent: int | None = None  # None when bubblewrap sees to it


class StepTold(_Message):
    """A step of the journey (``assembler.pipeline.Step``)."""

    label: str
    done: int
    total: int


class Problem(_Message):
    """Why there is no result: what the pipeline said, a limit that was met, or a fault of ours."""

    kind: Literal["refused", "memory", "fault"]
    error: str = ""  # the name of the error's class
    code: str = ""
    messages: dict[Lang, str] = {}
    file: str = ""  # the name of the file at fault, as the person knows it
    findings: tuple[Finding, ...] = ()
    detail: str = ""  # for the log of the service, never for a person


class Used(_Message):
    """What a child took of the machine, with all it started: the largest process in bytes, processor seconds.

    ``stages``: seconds by stage (``service.chamber.stages``); ``restarts``: offices lost and started again.
    """

    peak_bytes: int
    cpu_seconds: float
    conversions: int = 0
    restarts: int = 0
    stages: dict[str, float] = {}


class Answer(_Message):
    """One line from the child: exactly one of step, result and problem; the last line tells what it took."""

    step: StepTold | None = None
    result: Result | None = None
    problem: Problem | None = None
    used: Used | None = None
