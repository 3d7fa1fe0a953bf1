"""Spoils as many workbooks as asked and tells every fault: ``python -m tests.mutations.campaign 2000 --seed 5``."""

import argparse
import resource
import sys
from collections import Counter
from pathlib import Path

from tests.mutations import zips
from tests.mutations.book import CODES
from tests.mutations.documents import spoil_document
from tests.mutations.judging import Verdict, judge, judge_document, sound
from tests.mutations.spoiling import spoil, throw

DOCUMENTS = ("narrative", "sheet")
_SPACE = 3_000_000_000  # bytes of addresses: far over what is allowed, so that a runaway stops rather than the machine


def run(seed: int, codes: tuple[str, ...], family: str = "") -> tuple[str, str, bytes, Verdict]:
    """Gives the workbook, the change, its bytes and the verdict of one throw."""
    dice = throw(seed)
    code = dice.choice(codes)
    if code in DOCUMENTS:
        change, content = spoil_document(code, dice)
        return code, change, content, judge_document(code, content)
    change, content = spoil(code, dice, family)
    return code, change, content, judge(code, content, is_zip=change in {one.__name__ for one in zips.CHANGES})


def main(arguments: list[str]) -> int:
    """Runs a campaign; the exit code is the number of sorts of faults, capped."""
    parser = argparse.ArgumentParser()
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--workbooks", default="small", help="small, all, codes: CG,AV; or narrative,sheet")
    parser.add_argument("--family", default="")
    parser.add_argument("--keep", type=Path)
    asked = parser.parse_args(arguments)
    codes = CODES if asked.workbooks == "all" else tuple(asked.workbooks.split(","))
    resource.setrlimit(resource.RLIMIT_AS, (_SPACE, _SPACE))
    for code in codes:
        sound("small" if code in DOCUMENTS else code)
    outcomes: Counter[str] = Counter()
    sorts: Counter[str] = Counter()
    slowest, largest = (0.0, ""), (_resident(), "")
    for seed in range(asked.seed, asked.seed + asked.count):
        code, change, content, verdict = run(seed, codes, asked.family)
        outcomes[verdict.outcome] += 1
        slowest = max(slowest, (verdict.seconds, f"{seed} {code} {change}"))
        largest = max(largest, (_resident(), f"{seed} {code} {change}"), key=lambda one: one[0])
        for fault in verdict.faults:
            sorts[fault[:70]] += 1
            if sorts[fault[:70]] <= 2:
                print(f"{seed} {code} {change}: {fault}", flush=True)
                if asked.keep:
                    (asked.keep / f"{seed}.xlsx").write_bytes(content)
    print(f"{asked.count} workbooks: {dict(outcomes)}")
    print(f"slowest {slowest[0]:.1f} s ({slowest[1]}); largest {largest[0]} MB ({largest[1]}); {len(sorts)} faults")
    return min(len(sorts), 100)


def _resident() -> int:
    """The largest this program was, in MB: its own, where ``ru_maxrss`` keeps that of the parent it was forked from."""
    status = Path("/proc/self/status").read_text("ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) // 1000


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
