"""One run over everything: serves nothing itself, asks the servers that stand, and gathers numbers."""

import json
import os
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from operator import itemgetter
from pathlib import Path

from bench.budgets import is_near

ROOT = Path(__file__).resolve().parent.parent
SATURATING, PATIENT = 8, 100
"""Connections: as many as the two workers have threads, and so many that none has to wait for another and both workers have
about half of them: whichever is quicker takes a connection, and of 24 one worker has 16 one time in seven."""
TURNS, MORE_TURNS = 5, 10
"""How many times a page is asked for in turn with the bare page and with the same page on the demo. Each turn is compared in
itself, and the middle one counts: a machine of which others have a share does not run evenly, and by itself it took a third off
one page and nothing off the next. Near its budget, on either side, a page has so many turns more."""
SECONDS = {"first": 0.4, "bare": 0.25, "warm": 0.25, "uncached": 0.5, "demo": 0.5}
"""Of each turn. ``first``: both workers have read the templates of the page; they do so once in their lives."""
HALF, HALF_OF_FAST = (5, 1.6), (21, 0.4)
"""How many times, and for how many seconds each, the slowest of a hundred is measured; the middle one counts. Every few seconds
this kind of machine stands still for 6 to 19 ms, also for a sleeper of the highest priority, and one such pause holds up more
than one of a hundred who come within a second: the bare page takes two medians, or six to eight with a pause."""
FAST = 400
"""Requests a second at half of saturation from which on the windows are short. Of a page that takes longer, five medians are
longer than a pause."""
PRINTINGS = 5
"""Processes that print the plans; of each plan the middle time counts."""
FIRST_WRITERS = 8
"""Those in whose drafts both workers first save, as they show each page before it counts."""


class Served:
    """A server that stands: its process group and its port."""

    def __init__(self, group, port: int):
        self.group, self.port = group, port

    def wait(self, address: str) -> float:
        """The moment at which it first answers."""
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and not self.group.ended():
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{address}", timeout=30):
                    return time.perf_counter()
            except OSError:
                time.sleep(0.02)
        raise SystemExit(f"A server did not start. Its log is {self.group.log('web')}.")

    def workers(self) -> list[str]:
        master = self.group.processes["web"].pid
        return Path(f"/proc/{master}/task/{master}/children").read_text().split()

    def give_cores(self) -> None:
        """Each worker a core of its own. A system that saves cores puts two half-idle workers on one of them, and then the
        slowest of a hundred tells how long one waits for the other."""
        cores = sorted(os.sched_getaffinity(0))
        for number, pid in enumerate(self.workers()):
            for thread in os.listdir(f"/proc/{pid}/task"):
                os.sched_setaffinity(int(thread), {cores[number % len(cores)]})

    def worker_memory(self) -> float:
        """The largest worker's resident memory, in MB."""
        sizes = [
            line for pid in self.workers() for line in Path(f"/proc/{pid}/status").read_text().splitlines() if "VmRSS" in line
        ]
        return max(int(line.split()[1]) for line in sizes) / 1024


class Bench:
    def __init__(self, served: dict[str, Served], environments: dict[str, dict[str, str]], say: Callable[[str], None]):
        self.served, self.environments, self.say = served, environments, say
        self.generator = subprocess.Popen(
            [sys.executable, "-m", "bench.load"], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.fresh_numbers = 0
        self.bare_rates: list[float] = []

    def load(self, server: str, seconds: float, connections: int = SATURATING, **job) -> dict:
        job |= {"host": "127.0.0.1", "port": self.served[server].port, "seconds": seconds, "connections": connections}
        job["first_number"] = self.fresh_numbers
        self.generator.stdin.write(json.dumps(job) + "\n")
        self.generator.stdin.flush()
        line = self.generator.stdout.readline()
        if not line:
            raise SystemExit("The load generator has ended.")
        result = json.loads(line)
        self.fresh_numbers += result["asked"]
        for body, revision in zip(job.get("bodies", ()), result.pop("revisions"), strict=True):
            body["fields"]["revision"] = revision
        return result

    def measure(self, only: str) -> dict:
        large, demo = self.described("large", only), self.described("demo", only)
        twins = {one["name"]: one for one in demo["pages"]}
        for served in self.served.values():
            served.give_cores()
        self.load("bare", SECONDS["first"], path="/")
        self.load("large", SECONDS["first"], path="/?_={n}")  # both workers have shown their first page
        memory = self.served["large"].worker_memory()
        rows = []
        for page in large["pages"]:
            rows.append(self.page(page, twins.get(page["name"])))
            self.say(f"  {page['name']}")
        if only in "autosave":
            rows.append(self.autosave(large["writers"]))
        if not rows:
            self.bare()
        results = {"bare": statistics.median(self.bare_rates), "bare_rates": self.bare_rates, "pages": rows}
        results |= {"memory": memory, "memory_after": self.served["large"].worker_memory()}
        self.generator.stdin.close()
        self.generator.wait()
        for name, task in (("remind", self.remind), ("pdf", self.pdf)):
            if only in name:
                self.say(f"  {name}")
                results[name] = task()
        return results

    def bare(self) -> float:
        self.bare_rates.append(self.load("bare", SECONDS["bare"], path="/")["per_second"])
        return self.bare_rates[-1]

    def described(self, size: str, only: str) -> dict:
        return self.json_of("bench.pages", self.environments[size] | {"ONLY": only})

    def remind(self) -> dict:
        return self.json_of("bench.tasks", self.environments["large"], "remind")

    def pdf(self) -> dict:
        found = [self.json_of("bench.tasks", self.environments["large"], "pdf") for _ in range(PRINTINGS)]
        return {name: sorted((one[name] for one in found), key=itemgetter("seconds"))[PRINTINGS // 2] for name in found[0]}

    @staticmethod
    def json_of(module: str, environment: dict[str, str], *arguments: str) -> dict:
        done = subprocess.run(
            [sys.executable, "-m", module, *arguments], cwd=ROOT, env=environment, stdout=subprocess.PIPE, check=False
        )
        if done.returncode:
            raise SystemExit(f"{module} failed.")
        return json.loads(done.stdout)

    def page(self, page: dict, twin: dict | None) -> dict:
        """Warm from the cache (nobody in particular), uncached, the same on the demo, and at half of what saturates."""
        row = {key: page[key] for key in ("name", "kind", "html", "queries", "assets", "first")}
        join = "&" if "?" in page["path"] else "?"
        asked = {"cookies": page["cookies"], "path": page["path"]}
        uncached = asked | {"path": f"{page['path']}{join}_={{n}}" if not page["cookies"] else page["path"]}
        jobs = {"uncached": ("large", uncached)}
        if twin:
            jobs["demo"] = "demo", {"cookies": twin["cookies"], "path": uncached["path"].replace(page["path"], twin["path"])}
        for server, job in jobs.values():
            self.load(server, SECONDS["first"], **job)
        if not page["cookies"]:
            self.load("large", 0.01, 1, **asked)  # somebody was there before
            jobs["warm"] = "large", asked
        self.in_turn(row, jobs)
        row["half"] = self.at_half(row.get("warm", row["uncached"])["per_second"] / 2, asked)
        return row

    def in_turn(self, row: dict, jobs: dict[str, tuple[str, dict]]) -> None:
        """Into ``row`` of each job the rate and ``of_bare``, its part of the bare page's rate; of the demo's also ``growth``, how
        many times as slow the large municipality is."""
        turns: list[dict[str, dict]] = []
        for number in (TURNS, MORE_TURNS):
            turns += [self.turn(jobs) for _ in range(number)]
            row |= {name: middle([turn[name] for turn in turns]) for name in jobs}
            if not is_near(row):
                break

    def turn(self, jobs: dict[str, tuple[str, dict]]) -> dict[str, dict]:
        bare = self.bare()
        found = {name: self.load(server, SECONDS[name], **job) for name, (server, job) in jobs.items()}
        for one in found.values():
            one["of_bare"] = one["per_second"] / bare
        if "demo" in found:
            found["demo"]["growth"] = found["demo"]["per_second"] / max(found["uncached"]["per_second"], 1)
        return found

    def at_half(self, rate: float, asked: dict) -> dict:
        times, seconds = HALF_OF_FAST if rate > FAST else HALF
        found = [self.load("large", seconds, PATIENT, rate=rate, **asked) for _ in range(times)]
        return sorted(found, key=lambda one: one["p99"] / one["median"])[times // 2]

    def autosave(self, writers: list[dict]) -> dict:
        row = {"name": "autosave", "kind": "autosave", "html": 0, "queries": None, "assets": 0, "first": None}
        self.load("large", SECONDS["first"], path="", bodies=writers[:FIRST_WRITERS])
        self.in_turn(row, {"uncached": ("large", {"path": "", "bodies": writers[FIRST_WRITERS:]})})
        return row


def middle(measured: list[dict]) -> dict:
    """Of each figure the middle one; what went wrong in any."""
    figures = {key: statistics.median(one[key] for one in measured) for key in measured[0] if key != "faults"}
    return figures | {"faults": {status: number for one in measured for status, number in one["faults"].items()}}
