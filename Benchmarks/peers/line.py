"""A line of the comparison: one piece of work, done by us and by its peers.

Each run is a process of its own, so that memory is that of the work and no library's threads outlive it. Ours
and theirs alternate; a figure is the median of the rounds, the spread is from the smallest to the largest.
"""
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass, field


@dataclass
class Line:
    name: str
    # ours / the best peer, of `key`; the better the smaller
    goal: float
    # given the folder and the binaries: the command that prints our figures as the last line, one JSON object
    ours: object
    # title: "module:function", called with the folder; returns its figures
    peers: dict
    # what is compared; where larger is better the ratio is turned round
    key: str = "seconds"
    is_rate: bool = False
    # figures that must be as good: shown beside
    shown: list = field(default_factory=list)
    rounds: int = 3
    # which peer the goal is against; the fastest without
    against: str = ""
    # where the goal is no ratio: what `key` may be at most, by itself, and in which unit
    limit: float = None
    unit: str = ""


def measured(body):
    """The seconds of a piece of work; what it returns is kept with them."""
    user, wall = _user(), time.perf_counter()
    figures = body() or {}
    return {**figures, "seconds": time.perf_counter() - wall, "user": _user() - user, "peak_mb": peak_mb()}


def _user():
    own, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own.ru_utime + children.ru_utime


def peak_mb():
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) / 1000


def run(command, environment=None):
    """The figures that a command prints last, with the user seconds of the whole process."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    start = time.perf_counter()
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, timeout=3600,
                          env={**os.environ, **(environment or {})})
    wall = time.perf_counter() - start
    if done.returncode:
        raise RuntimeError(f"{command[0]} ended with {done.returncode}: {done.stderr[-500:]}")
    lines = [line for line in done.stdout.splitlines() if line.startswith("{")]
    user = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
    return {"wall": wall, "user": user, **(json.loads(lines[-1]) if lines else {"seconds": wall})}


def compare(line, folder, tools, report):
    runs = {"ecomml": []} | {title: [] for title in line.peers}
    for _ in range(line.rounds):
        for title in runs:
            try:
                if title == "ecomml":
                    figures = line.ours(folder, tools)
                else:
                    figures = run([sys.executable, "-m", "peers.one", line.peers[title], folder])
            except Exception as error:  # a peer that is missing must not end the comparison
                figures = {"error": str(error)[:300]}
            runs[title].append(figures)
            report(line, title, figures)
    return {"name": line.name, "goal": line.goal, "key": line.key, "is_rate": line.is_rate,
            "shown": line.shown, "against": line.against, "runs": runs}


def median(runs, key):
    values = [figures[key] for figures in runs if key in figures]
    return statistics.median(values) if values else None
