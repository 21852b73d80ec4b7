"""The budgets of "Speed", and whether they are met. The bare page is 1."""

from dataclasses import dataclass, field

WARM, UNCACHED, SIGNED_IN, AUTOSAVE = 1.0, 0.1, 0.1, 0.25
QUERIES, TAIL, GROWTH = 15, 5, 1.5
LIST_HTML, ASSETS, MAP_ASSETS = 60_000, 100_000, 160_000
START, MEMORY = 2.0, 150
PDF_WARM, PDF_COLD = 1.5, 3.0
REMIND_SECONDS, REMIND_MEMORY = 60, 300
NEAR = 1.25
"""So many times its budget, or less, is so near that it is measured for longer."""


@dataclass
class Verdict:
    """``missed`` by the name of what was measured."""

    missed: dict[str, list[str]] = field(default_factory=dict)

    def check(self, name: str, is_met: bool, sentence: str) -> None:
        if not is_met:
            self.missed.setdefault(name, []).append(sentence)

    @property
    def met(self) -> bool:
        return not self.missed

    @property
    def lines(self) -> list[str]:
        return [f"{name}: {', '.join(sentences)}" for name, sentences in self.missed.items()]


def judge(results: dict) -> Verdict:
    verdict = Verdict()
    for row in results["pages"]:
        judge_page(verdict, row)
    verdict.check("web worker", results["start"] < START, f"starts in {results['start']:.1f} s")
    verdict.check("web worker", results["memory"] < MEMORY, f"holds {results['memory']:.0f} MB")
    if pdf := results.get("pdf"):
        for name, most in (("warm", PDF_WARM), ("cold", PDF_COLD)):
            one = pdf[name]
            verdict.check("pdf", one["seconds"] < most, f"{one['pages']} pages, {name}: {one['seconds']:.1f} s")
    if remind := results.get("remind"):
        verdict.check("reminders", remind["seconds"] < REMIND_SECONDS, f"{remind['seconds']:.0f} s")
        verdict.check("reminders", remind["memory"] < REMIND_MEMORY, f"{remind['memory']:.0f} MB")
    return verdict


def judge_page(verdict: Verdict, row: dict) -> None:
    name = row["name"]
    for measured in ("warm", "uncached", "half", "demo"):
        if faults := row.get(measured, {}).get("faults"):
            verdict.check(name, False, f"{measured}: answers other than 200: {faults}")
    least, ratio = least_of(row["kind"]), row["uncached"]["of_bare"]
    verdict.check(name, ratio >= least, f"uncached {ratio:.2f} of the bare page")
    if warm := row.get("warm"):
        verdict.check(name, warm["of_bare"] >= WARM, f"warm {warm['of_bare']:.2f} of the bare page")
    if half := row.get("half"):
        tail = half["p99"] / half["median"]
        verdict.check(name, tail < TAIL, f"of a hundred the slowest takes {tail:.0f} medians")
    if demo := row.get("demo"):
        verdict.check(name, demo["growth"] <= GROWTH, f"{demo['growth']:.1f} times as slow as on the demo")
    if row["queries"] is not None:
        verdict.check(name, row["queries"] <= QUERIES, f"{row['queries']} queries")
    if row["kind"] == "list":
        verdict.check(name, row["html"] < LIST_HTML, f"{row['html'] // 1000} KB of HTML")
    most = MAP_ASSETS if row["kind"] == "map" else ASSETS
    if row["kind"] != "desk" or not name.startswith("admin"):
        verdict.check(name, row["assets"] < most, f"{row['assets'] // 1000} KB of styles and scripts")


def least_of(kind: str) -> float:
    """Of the bare page's rate, nothing kept of the page."""
    return {"autosave": AUTOSAVE, "desk": SIGNED_IN}.get(kind, UNCACHED)


def is_near(row: dict) -> bool:
    """Whether chance could decide on which side of its budget a page is."""
    times = [row["uncached"]["of_bare"] / least_of(row["kind"])]
    times += [row["demo"]["growth"] / GROWTH] if "demo" in row else []
    return any(1 / NEAR < one < NEAR for one in times)
