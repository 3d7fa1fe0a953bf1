"""Fifty people at once on the real service while a batch of six territories is made: errors, and how long pages take.

``python -m bench.load`` runs it on the six full samples; a test runs a light one on small plans.
"""

import os
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import httpx

from bench.crowd import Place, Tally, gather_crowd
from bench.served import ROOT, Files, Key, Running, deposit, new_site, open_accounts, wait_for_job
from service.db.tables import Role, ScopeKind

SAMPLES = ROOT / "canvases" / "samples"
PEOPLE, SECONDS, SEED = 50, 30.0, 20261122
MOST_SECONDS = 0.5  # design §8: 95 pages of 100
WHOLE_SECONDS = 300.0
_REGIONAL_ONE_IN = 5  # those who follow the batch: see ``bench.crowd.BEHAVIOURS``


@dataclass(frozen=True)
class Load:
    """What the crowd met, and where the batch was when they left."""

    tally: Tally
    territories_made: int
    server_seconds: float  # of processor, without its children


def sample_uploads() -> dict[str, Files]:
    """Gives the deposits of the six samples, by territory."""
    return {folder.name: _files(folder) for folder in sorted(SAMPLES.iterdir()) if (folder / "canevas.xlsx").exists()}


def _files(folder: Path) -> Files:
    files: Files = [("workbook", ("canevas.xlsx", (folder / "canevas.xlsx").read_bytes()))]
    files.append(("narrative", ("recit.docx", (folder / "recit.docx").read_bytes())))
    pieces = sorted((folder / "pieces").iterdir())
    return files + [("attachments[]", (path.name, path.read_bytes())) for path in pieces]


def measure_load(uploads: Mapping[str, Files], *, people: int, seconds: float) -> Load:
    """Opens a service, makes one dossier, begins a batch and lets so many people in for so long."""
    with tempfile.TemporaryDirectory(prefix="dossier-load-") as name:
        site = new_site(Path(name) / "home", Path(name) / "tmp")
        keys = open_accounts(site, [_account(number, list(uploads)) for number in range(people)])
        (regional,) = open_accounts(site, [("direction", Role.REGIONAL, ())])
        running = site.start()
        try:
            running.wait_until_ready()
            return _measured(running, uploads, keys, regional, seconds)
        finally:
            running.end()


def _account(number: int, codes: list[str]) -> tuple[str, Role, tuple[tuple[ScopeKind, str], ...]]:
    if number % _REGIONAL_ONE_IN == _REGIONAL_ONE_IN - 2:
        return f"personne{number}", Role.REGIONAL, ()
    doors = {codes[0], codes[number % len(codes)]}  # everyone downloads the first one's dossier
    return f"personne{number}", Role.COORDINATION, tuple((ScopeKind.TERRITORY, code) for code in sorted(doors))


def _measured(running: Running, uploads: Mapping[str, Files], keys: list[Key], regional: Key, seconds: float) -> Load:
    site = running.site
    with regional.client(site) as client:
        codes = list(uploads)
        deposited = {code: deposit(client, code, files)["id"] for code, files in uploads.items()}
        dossier = _dossier(client, codes[0])
        batch = client.post("/batches", json={"edition": "travail"}).raise_for_status().json()["job"]["id"]
        places = [
            Place(code, uploads[code], deposited[code], dossier, batch)
            for code in (codes[number % len(codes)] for number in range(len(keys)))
        ]
        before = _processor_seconds(running.process.pid)
        tally = gather_crowd(site, list(zip(keys, places, strict=True)), seconds=seconds, seed=SEED)
        spent = _processor_seconds(running.process.pid) - before
        made = client.get(f"/jobs/{batch}").raise_for_status().json()["done"]
        client.delete(f"/jobs/{batch}")
        wait_for_job(client, batch, seconds=WHOLE_SECONDS)
    return Load(tally, made, spent)


def _processor_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")  # utime, stime: proc(5)


def _dossier(client: httpx.Client, code: str) -> str:
    job = client.post(f"/territories/{code}/dossiers", json={}).raise_for_status().json()
    ended = wait_for_job(client, job["id"], seconds=WHOLE_SECONDS)
    return str(ended["dossier"])


def main() -> int:
    """Prints the figures; 1 when a page was slow or an answer wrong."""
    load = measure_load(sample_uploads(), people=PEOPLE, seconds=SECONDS)
    tally = load.tally
    print(f"{PEOPLE} people, {SECONDS:.0f} s, {load.territories_made} of 6 territories made meanwhile")
    for kind in tally.kinds():
        figures = "".join(f"{1000 * tally.percentile(kind, share):8.0f}" for share in (0.5, 0.95, 1.0))
        print(f"{kind:<24}{tally.count(kind):6} answers   p50, p95, most:{figures} ms")
    print(f"the server's own processor time: {1000 * load.server_seconds / len(tally.met):.0f} ms for each answer")
    for (kind, wrong), times in Counter((one.kind, one.wrong) for one in tally.wrong()).items():
        print(f"WRONG {times} × {kind}: {wrong}")
    print(f"wrong answers: {len(tally.wrong())}")
    return int(bool(tally.wrong()) or tally.percentile("page", 0.95) > MOST_SECONDS)


if __name__ == "__main__":
    sys.exit(main())
