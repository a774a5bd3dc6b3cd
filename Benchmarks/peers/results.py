"""RESULTS.md from the figures of the lines."""
from importlib import metadata
from pathlib import Path

from peers.line import median

HEAD = """# Ours beside the peers

Written by `Benchmarks/compare`: every run is a process of its own, ours and theirs alternate, times are medians
with the smallest and the largest. A ratio is ours over theirs; below 1 is better, also where rates are compared.
`user` is CPU seconds over all threads, steadier where others use the machine too.
"""


def markdown(figures, limits, is_small=False):
    """`limits`: of lines whose goal is no ratio, by their names, the most that is allowed and its unit."""
    parts = [HEAD, "A tenth of the rows: to see that everything runs, not to compare by.\n" if is_small else "",
             _machine(figures), _versions(), _table(figures, limits), "\n## Line by line\n"]
    return "\n".join(part for part in parts if part) + "\n" + "\n".join(_line(line) for line in figures)


def _machine(figures):
    machines = {line["machine"]["processor"]: line["machine"] for line in figures if "machine" in line}
    loads = [line["machine"]["load"] for line in figures if "machine" in line]
    about = "; ".join(f"{m['cores']} x {m['processor']}, Linux {m['system']}, {m['swift']}" for m in machines.values())
    load = f" Load while it ran: {min(loads):.1f} to {max(loads):.1f}." if loads else ""
    return f"Machine: {about}.{load}\n"


def _versions():
    wanted = (Path(__file__).parent / "requirements.txt").read_text().split()
    names = [name.split("==")[0] for name in wanted]
    found = []
    for name in names:
        try:
            found.append(f"{name} {metadata.version(name)}")
        except metadata.PackageNotFoundError:
            found.append(f"{name} (not there)")
    return "Peers: " + ", ".join(found) + ".\n"


def _ratio(line, key=None):
    """Ours over the peer that the goal is against."""
    key = key or line["key"]
    ours = median(line["runs"]["ecomml"], key)
    theirs = {title: median(runs, key) for title, runs in line["runs"].items() if title != "ecomml"}
    theirs = {title: value for title, value in theirs.items() if value}
    if not ours or not theirs:
        return None, None
    is_rate = line["is_rate"] and key == line["key"]
    best = (max if is_rate else min)(theirs, key=theirs.get)
    against = line["against"] if line["against"] in theirs else best
    return (theirs[against] / ours if is_rate else ours / theirs[against]), against


def _table(figures, limits):
    rows = ["| work | against | ratio | user | goal | |", "| --- | --- | --- | --- | --- | --- |"]
    for line in figures:
        ratio, against = _ratio(line)
        user, _ = _ratio(line, "user") if line["key"] == "seconds" else (None, None)
        limit, unit = limits.get(line["name"], (None, ""))
        ours = median(line["runs"]["ecomml"], line["key"])
        is_met = ours is not None and ours <= limit if limit else ratio is not None and ratio <= line["goal"]
        goal = f"{_number(limit)} {unit}, is {_number(ours)}" if limit else _number(line["goal"])
        rows.append(f"| {line['name']} | {against or '-'} | {_number(ratio)} | {_number(user)} | "
                    f"{goal} | {'met' if is_met else 'missed'} |")
    return "\n".join(rows)


def _line(line):
    keys = [line["key"], "user", *line["shown"]]
    keys = list(dict.fromkeys(keys))
    rows = [f"### {line['name']}\n", "| | " + " | ".join(keys) + " | smallest to largest |",
            "| --- |" + " --- |" * (len(keys) + 1)]
    for title, runs in line["runs"].items():
        values = [figures[line["key"]] for figures in runs if figures.get(line["key"]) is not None]
        span = f"{_number(min(values))} to {_number(max(values))}" if values else runs[-1].get("error", "-")
        rows.append(f"| {title} | " + " | ".join(_number(median(runs, key)) for key in keys) + f" | {span} |")
    return "\n".join(rows) + "\n"


def _number(value):
    if value is None:
        return "-"
    if isinstance(value, int) or abs(value) >= 1000:
        return f"{value:,.0f}"
    return f"{value:.4g}"
