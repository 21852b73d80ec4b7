"""Asks one address again and again and says how long it took. A process of its own, with as little HTTP as is needed.

    echo '{"host": "127.0.0.1", "port": 8000, "path": "/", "seconds": 2, "connections": 8}' | python -m bench.load

``rate`` asks so many times a second, however slow the answers are, and a request that had to wait counts its waiting. The
visitors come one after the other at that rate; what each asks first, while it opens its connection, does not count. Without
it every connection asks again at once, and what is answered within the ``seconds`` after the last visitor came counts.

``{n}`` in the path becomes another number each time, so that nothing comes from a cache. With ``bodies`` it is posted, each
connection its own, and the ``revision`` of the answer goes into its next.
"""

import asyncio
import gc
import itertools
import json
import statistics
import sys
import time
from urllib.parse import urlencode

PATIENCE, NO_ANSWER = 30, "no answer"
APART = 0.01
"""Seconds between two visitors who come and ask at once. If all came together, whichever worker wakes first would take every
connection and the other one look on."""


class Connection:
    """One connection that is kept, and opened again when the server closed it."""

    def __init__(self, host: str, port: int):
        self.host, self.port, self.pair = host, port, None

    async def open(self) -> None:
        self.pair = await asyncio.open_connection(self.host, self.port)

    async def ask(self, request: bytes) -> tuple[int, bytes]:
        for attempt in (1, 2):
            try:
                if self.pair is None:
                    await self.open()
                reader, writer = self.pair
                writer.write(request)
                return await asyncio.wait_for(self._answer(reader), PATIENCE)
            except (ConnectionError, asyncio.IncompleteReadError):
                self.close()
                if attempt == 2:
                    raise
        raise AssertionError

    async def _answer(self, reader: asyncio.StreamReader) -> tuple[int, bytes]:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        headers = dict(line.split(": ", 1) for line in head.split("\r\n")[1:] if ": " in line)
        if headers.get("transfer-encoding") == "chunked":
            body = b""
            while size := int(await reader.readuntil(b"\r\n"), 16):
                body += (await reader.readexactly(size + 2))[:-2]
            await reader.readexactly(2)
        else:
            body = await reader.readexactly(int(headers.get("content-length", 0)))
        if headers.get("connection") == "close":
            self.close()
        return int(head.split(" ", 2)[1]), body

    def close(self) -> None:
        if self.pair:
            self.pair[1].close()
        self.pair = None


def written(job: dict, number: int, body: dict | None) -> bytes:
    path = (body or job)["path"].replace("{n}", str(number))
    headers = {"Host": job.get("name", f"{job['host']}:{job['port']}"), "Accept-Encoding": "gzip"}
    cookies = (body or job).get("cookies", {})
    if cookies:
        headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in cookies.items())
    content = b""
    if body:
        content = urlencode(body["fields"]).encode()
        headers |= {"Content-Type": "application/x-www-form-urlencoded", "Content-Length": str(len(content))}
        headers["Accept"] = "application/json"
    lines = [f"{'POST' if body else 'GET'} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items())]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + content


async def load(job: dict) -> dict:
    taken: list[float] = []
    asked = answered = 0
    faults: dict[str, int] = {}
    numbers, sizes = itertools.count(job.get("first_number", 0)), set()
    rate, turns = job.get("rate"), itertools.count()
    came = time.perf_counter()
    started = came + job["connections"] * (1 / rate if rate else APART)
    ends = started + job["seconds"]

    async def visitor(place: int) -> None:
        nonlocal asked, answered
        if not rate:
            await asyncio.sleep(place * APART)
        connection, bodies = Connection(job["host"], job["port"]), job.get("bodies")
        own = itertools.cycle(bodies[place :: job["connections"]]) if bodies else None
        while True:
            begins = came + next(turns) / rate if rate else time.perf_counter()
            if begins >= ends:
                break
            await asyncio.sleep(max(0, begins - time.perf_counter()))
            body = next(own) if own else None
            try:
                status, content = await connection.ask(written(job, next(numbers), body))
            except (TimeoutError, OSError, asyncio.IncompleteReadError):
                connection.close()
                status, content = NO_ANSWER, b""
            done = time.perf_counter()
            asked += 1
            answered += started <= done < ends
            if begins >= started:
                taken.append(done - begins)
            sizes.add(len(content))
            if status != 200:
                faults[str(status)] = faults.get(str(status), 0) + 1
            elif body:
                body["fields"]["revision"] = str(json.loads(content)["revision"])
        connection.close()

    await asyncio.gather(*(visitor(place) for place in range(job["connections"])))
    ordered = sorted(taken) or [0.0]
    return {
        "asked": asked,
        "per_second": answered / job["seconds"],
        "median": 1000 * statistics.median(ordered),
        "p99": 1000 * ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))],
        "size": max(sizes),
        "faults": faults,
        "revisions": [body["fields"]["revision"] for body in job.get("bodies", ())],
    }


if __name__ == "__main__":
    gc.disable()  # a pause of ours would be counted as theirs
    for line in sys.stdin:
        gc.collect()
        sys.stdout.write(json.dumps(asyncio.run(load(json.loads(line)))) + "\n")
        sys.stdout.flush()
