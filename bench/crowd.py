"""People at their browsers, all at once: they sign in, read pages, deposit, download in parts, follow a batch.

Each one is an account of its own and thinks between two clicks, as people do.
"""

import asyncio
import random
import re
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from math import ceil

import httpx

from bench.served import Files, Key, Site

THINK_SECONDS = (0.5, 1.5)
PART_BYTES = 256 * 1024  # of a download asked for in parts
TIME_OUT = 30.0
_CSRF = re.compile(r'name="_csrf" value="([^"]+)"')
_ARRIVING_SECONDS = 2.0  # all come within these


@dataclass(frozen=True)
class Met:
    """One answer: what for, how long it took, and what was wrong with it if anything."""

    kind: str
    path: str
    seconds: float
    wrong: str = ""


@dataclass
class Tally:
    """Every answer that the crowd met."""

    met: list[Met] = field(default_factory=list)

    def kinds(self) -> list[str]:
        """Gives what was asked for, in order."""
        return sorted({one.kind for one in self.met})

    def wrong(self) -> list[Met]:
        """Gives the answers that were not as they should be."""
        return [one for one in self.met if one.wrong]

    def count(self, kind: str) -> int:
        """Gives how many answers of a kind there were."""
        return sum(one.kind == kind for one in self.met)

    def percentile(self, kind: str, share: float) -> float:
        """Gives the seconds that this share of the answers of a kind did not exceed."""
        seconds = sorted(one.seconds for one in self.met if one.kind == kind)
        return seconds[max(ceil(share * len(seconds)) - 1, 0)] if seconds else 0.0


@dataclass(frozen=True)
class Place:
    """What people look at: their territory, its deposit, something made, the batch that is going on."""

    territory: str
    files: Files
    submission: str
    dossier: str
    batch: str


@dataclass
class Visitor:
    """One person at a browser."""

    client: httpx.AsyncClient
    key: Key
    place: Place
    tally: Tally
    chance: random.Random
    until: float

    @property
    def goes_on(self) -> bool:
        """True until it is time to leave."""
        return time.monotonic() < self.until

    async def think(self) -> None:
        """Reads what is shown."""
        await asyncio.sleep(self.chance.uniform(*THINK_SECONDS))

    async def ask(
        self, kind: str, path: str, *, well: tuple[int, ...] = (200,), method: str = "GET", **given: object
    ) -> httpx.Response | None:
        """Asks for something and notes how it went; None when nothing came back."""
        began = time.monotonic()
        try:
            answer = await self.client.request(method, path, **given)  # type: ignore[arg-type]
        except httpx.HTTPError as error:
            self.tally.met.append(Met(kind, path, time.monotonic() - began, f"{type(error).__name__}: {error}"))
            return None
        wrong = "" if answer.status_code in well else f"{answer.status_code} {answer.text[:200]}"
        self.tally.met.append(Met(kind, path, time.monotonic() - began, wrong))
        return answer

    async def form(self, path: str) -> str:
        """Opens the page of a form and gives its token."""
        answer = await self.ask("page", path)
        found = _CSRF.search(answer.text) if answer else None
        return found[1] if found else ""


async def sign_in(visitor: Visitor) -> None:
    """Signs in by the page."""
    token = await visitor.form("/connexion")
    words = {"_csrf": token, "courriel": visitor.key.email, "mot_de_passe": visitor.key.password}
    await visitor.ask("signing in", "/connexion", method="POST", data=words, well=(303,))


async def read_pages(visitor: Visitor) -> None:
    """Goes from page to page."""
    place = visitor.place
    pages = (
        f"/territoires/{place.territory}",
        f"/territoires/{place.territory}/deposer",
        f"/depots/{place.submission}",
        f"/dossiers/{place.dossier}",
        "/mon-compte",
    )
    while visitor.goes_on:
        await visitor.ask("page", visitor.chance.choice(pages))
        await visitor.think()


async def deposit_once(visitor: Visitor) -> None:
    """Deposits, waits for the findings, then reads pages."""
    await asyncio.sleep(visitor.chance.uniform(0.0, max(visitor.until - time.monotonic(), 0.0) / 2))
    path = f"/territoires/{visitor.place.territory}/deposer"
    token = await visitor.form(path)
    files = [(name, (file, content)) for name, (file, content) in visitor.place.files]
    answer = await visitor.ask("deposit", path, method="POST", data={"_csrf": token}, files=files, well=(303,))
    if answer is not None and answer.status_code == 303:
        while visitor.goes_on:
            await visitor.ask("page", answer.headers["location"])
            await visitor.think()


async def download_in_parts(visitor: Visitor) -> None:
    """Downloads a dossier's zip, whole and then part by part, again and again."""
    path = f"/dossiers/{visitor.place.dossier}/archive"
    while visitor.goes_on:
        whole = await visitor.ask("download", path)
        await visitor.think()
        for start in range(0, len(whole.content) if whole else 0, PART_BYTES):
            asked = {"Range": f"bytes={start}-{start + PART_BYTES - 1}"}
            part = await visitor.ask("part of a download", path, headers=asked, well=(206,))
            is_same = part is not None and whole is not None and whole.content[start:].startswith(part.content)
            if not is_same:
                visitor.tally.met.append(Met("part of a download", path, 0.0, "other bytes"))
            if not visitor.goes_on:
                return
            await visitor.think()


async def follow_batch(visitor: Visitor) -> None:
    """Follows the batch live, and by asking for it now and then."""
    live, board = asyncio.create_task(_listen(visitor)), f"/region/lots/{visitor.place.batch}"
    await visitor.ask("page", "/region")
    while visitor.goes_on:
        await visitor.ask("page", board)
        for _time in range(4):
            await visitor.think()
            await visitor.ask("state of a batch", f"{board}/etat")
    live.cancel()
    await asyncio.gather(live, return_exceptions=True)


async def _listen(visitor: Visitor) -> None:
    path, began = f"/api/v1/jobs/{visitor.place.batch}/events", time.monotonic()
    try:
        async with visitor.client.stream("GET", path, timeout=None) as answer:
            wrong = "" if answer.status_code == 200 else str(answer.status_code)
            visitor.tally.met.append(Met("events", path, time.monotonic() - began, wrong))
            async for _line in answer.aiter_lines():
                pass
    except httpx.HTTPError as error:
        visitor.tally.met.append(Met("events", path, time.monotonic() - began, f"{type(error).__name__}: {error}"))


Behaviour = Callable[[Visitor], Awaitable[None]]
BEHAVIOURS: tuple[Behaviour, ...] = (read_pages, deposit_once, download_in_parts, follow_batch, read_pages)


def gather_crowd(site: Site, people: list[tuple[Key, Place]], *, seconds: float, seed: int) -> Tally:
    """Lets people use a service for so long, each in one of the ways of ``BEHAVIOURS`` in turn; gives what they met."""
    tally = Tally()

    async def all_at_once() -> None:
        until = time.monotonic() + seconds
        await asyncio.gather(*(_visit(site, number, one, tally, until, seed) for number, one in enumerate(people)))

    asyncio.run(all_at_once())
    return tally


async def _visit(site: Site, number: int, one: tuple[Key, Place], tally: Tally, until: float, seed: int) -> None:
    key, place = one
    async with _browser(site) as client:
        visitor = Visitor(client, key, place, tally, random.Random(f"{seed}/{number}"), until)
        await asyncio.sleep(visitor.chance.uniform(0.0, _ARRIVING_SECONDS))
        await sign_in(visitor)
        await BEHAVIOURS[number % len(BEHAVIOURS)](visitor)


@asynccontextmanager
async def _browser(site: Site) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=site.url, timeout=TIME_OUT, follow_redirects=False) as client:
        yield client
