"""How much a task may use of the machine before it is stopped."""

from typing import Self

from pydantic import BaseModel, ConfigDict, PositiveFloat, PositiveInt

MIB = 1 << 20


class Limits(BaseModel):
    """The bounds of one task. Addresses, processor time and file sizes are counted for each process by the kernel."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    address_space: PositiveInt = 4096 * MIB  # bytes
    cpu_seconds: PositiveInt = 900
    wall_seconds: PositiveFloat = 900.0
    file_size: PositiveInt = 1024 * MIB  # bytes of one file written
    open_files: PositiveInt = 512

    def lowered(self, **bounds: float) -> Self:
        """Gives these limits, or lower ones where these are higher."""
        return self.model_copy(update={name: min(getattr(self, name), bound) for name, bound in bounds.items()})


def limits_for(operation: str, ceiling: Limits) -> Limits:
    """Gives the limits of a task: those of the service, and lower ones where no office is needed.

    A thousand funding lines are checked with 300 MB of addresses in 3 s: what takes ten times that is a trap.
    """
    if operation in ("assemble", "report", "consolidate", "try"):
        return ceiling
    return ceiling.lowered(address_space=1024 * MIB, cpu_seconds=40, wall_seconds=120.0)
