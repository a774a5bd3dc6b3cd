"""How time and memory of our engines grow with rows, columns and threads: SCALING.md and its pictures."""
import json
import statistics
from pathlib import Path

from peers import data
from peers.line import run

ROWS = [62_500, 125_000, 250_000, 500_000, 1_000_000]
COLUMNS = [7, 14, 28]
ROUNDS = 3
TARGET = "y"

# name: the words behind the file, and the figure that is the time of the work
ENGINES = {
    "boosting, 100 trees of depth 6": (
        lambda path, threads: ["boosting", "--csv", path, "--test", path, "--target", TARGET, "--trees", 100,
                               "--depth", 6, "--shap", 1, "--threads", threads],
        lambda figures: figures["bin_s"] + figures["train_s"]),
    "logistic regression": (
        lambda path, threads: ["logistic", "--csv", path, "--target", TARGET, "--threads", threads],
        lambda figures: figures["fit_s"]),
    "K-Means, k 8, one start": (
        lambda path, threads: ["clusters", "--csv", path, "--engine", "kmeans", "--clusters", 8, "--starts", 1,
                               "--threads", threads],
        lambda figures: figures["fit_s"]),
    "reading CSV": (
        lambda path, threads: ["table", "--file", path, "--threads", threads],
        lambda figures: figures["read_s"]),
}


def part(folder, rows, columns):
    """The first rows and columns of the data of the comparison, the target with them."""
    def make(path):
        with open(data.binary(folder)[0]) as whole, open(path, "w") as out:
            for number, line in enumerate(whole):
                if number > rows:
                    break
                cells = line.rstrip("\n").split(",")
                out.write(",".join(cells[:columns] + cells[-1:]) + "\n")
    return data.once(folder, f"part-{rows}-{columns}.csv", make)


def measure(folder, tools, engine, rows, columns, threads):
    words, seconds = ENGINES[engine]
    runs = [run([tools / "ecomml-bench", *words(part(folder, rows, columns), threads)]) for _ in range(ROUNDS)]
    return {"engine": engine, "rows": rows, "columns": columns, "threads": threads,
            "seconds": statistics.median(seconds(figures) for figures in runs),
            "peak_mb": statistics.median(figures["peak_mb"] for figures in runs)}


def main(folder, tools, tell):
    points = []
    sizes = [data.rows(count) for count in ROWS]
    for engine in ENGINES:
        shapes = [(rows, 28, 2) for rows in sizes] + [(sizes[-1], columns, 2) for columns in COLUMNS[:-1]]
        for rows, columns, threads in shapes + [(sizes[-1], 28, 1)]:
            points.append(measure(folder, tools, engine, rows, columns, threads))
            tell(points[-1])
    if data.SCALE != 1:
        return
    here = Path(__file__).parents[1]
    pictures = here.parent / "Documentation" / "pictures"
    pictures.mkdir(exist_ok=True)
    (here / "SCALING.md").write_text(markdown(points))
    picture(points, "seconds", "seconds", pictures / "scaling-time.svg", folder, tools)
    picture(points, "peak_mb", "MB at most", pictures / "scaling-memory.svg", folder, tools)


def picture(points, key, unit, path, folder, tools):
    """One curve an engine over the rows, drawn by the program's own charts."""
    request = {
        "title": "How time grows with the rows" if key == "seconds" else "How memory grows with the rows",
        "x": "rows in millions", "y": unit,
        "curves": [{"name": engine.split(",")[0],
                    "points": [[p["rows"] / 1e6, p[key]] for p in points
                               if p["engine"] == engine and p["columns"] == 28 and p["threads"] == 2]}
                   for engine in ENGINES]}
    own = Path(folder) / "plot.json"
    own.write_text(json.dumps(request))
    run([tools / "ecomml-bench", "plot", "--request", own, "--output", path])


def markdown(points):
    def rows_of(engine, keep):
        return [p for p in points if p["engine"] == engine and keep(p)]

    parts = ["# How it grows\n", "Written by `Benchmarks/compare --scaling`: medians of three runs, two threads but "
             "where one is named, reading not counted but in its own line. Memory is the most that the process held, "
             "the file's numbers included. The data has no clusters, so that K-Means passes over it many times, and how "
             "often changes with the rows: its time is no straight line.\n",
             "![time](../Documentation/pictures/scaling-time.svg)\n",
             "![memory](../Documentation/pictures/scaling-memory.svg)\n"]
    for engine in ENGINES:
        parts += [f"## {engine}\n", "| rows | columns | threads | seconds | microseconds a row | MB at most |",
                  "| --- | --- | --- | --- | --- | --- |"]
        parts += [f"| {p['rows']:,} | {p['columns']} | {p['threads']} | {p['seconds']:.3f} | "
                  f"{p['seconds'] / p['rows'] * 1e6:.3f} | {p['peak_mb']:.0f} |" for p in rows_of(engine, lambda p: True)]
        one = rows_of(engine, lambda p: p["threads"] == 1)[0]["seconds"]
        two = next(p["seconds"] for p in rows_of(engine, lambda p: p["threads"] == 2)
                   if p["rows"] == max(q["rows"] for q in points) and p["columns"] == 28)
        parts.append(f"\nTwo threads do it {one / two:.2f} times as fast as one.\n")
    return "\n".join(parts)
