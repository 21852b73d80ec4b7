"""What was measured as one table, and the sentence at its end."""

import sys

from bench.budgets import Verdict

HEAD = (
    f"{'page':28} {'warm/s':>7} {'ratio':>6} {'cold/s':>7} {'ratio':>6} {'median':>7} {'p99':>6} {'÷demo':>6} {'first':>6} "
    f"{'queries':>7} {'HTML':>5} {'assets':>6}"
)


def show(results: dict, verdict: Verdict) -> None:
    bare = results["bare"]
    spread = f"{min(results['bare_rates']):.0f} to {max(results['bare_rates']):.0f}"
    lines = [f"bare Django page: {bare:.0f} requests/s ({spread} over this run)", "", HEAD]
    lines += [line_of(row, verdict) for row in results["pages"]]
    lines += [
        "",
        f"web worker: starts in {results['start']:.1f} s, holds {results['memory']:.0f} MB after its first page, "
        f"{results['memory_after']:.0f} MB after all of them",
    ]
    if pdf := results.get("pdf"):
        lines += [
            f"PDF of {one['pages']} pages, {name}: {one['seconds']:.1f} s" for name in ("warm", "cold") for one in [pdf[name]]
        ]
    if remind := results.get("remind"):
        lines += [
            f"reminders: {remind['reminded']} promises, {remind['messages']} messages written in {remind['seconds']:.0f} s, "
            f"{remind['memory']:.0f} MB"
        ]
    lines += ["", "Every budget is met." if verdict.met else f"Not met by {len(verdict.missed)}:"]
    lines += [f"  {line}" for line in verdict.lines]
    sys.stdout.write("\n".join(lines) + "\n")


def line_of(row: dict, verdict: Verdict) -> str:
    warm, cold, half, demo = (row.get(name) for name in ("warm", "uncached", "half", "demo"))
    return (
        f"{row['name'][:28]:28} {number(warm, 'per_second', '7.0f')} {number(warm, 'of_bare', '6.2f')} "
        f"{number(cold, 'per_second', '7.0f')} {number(cold, 'of_bare', '6.2f')} "
        f"{number(half, 'median', '7.1f')} {number(half, 'p99', '6.0f')} {number(demo, 'growth', '6.2f')} "
        + (f"{row['first']:6.0f} " if row["first"] else f"{'':6} ")
        + f"{row['queries'] if row['queries'] is not None else '':>7} {row['html'] / 1000:5.0f} {row['assets'] / 1000:6.0f}"
        + ("  not met" if row["name"] in verdict.missed else "")
    )


def number(measured: dict | None, key: str, shape: str) -> str:
    return format(measured[key], shape) if measured else " " * int(shape.split(".")[0])
