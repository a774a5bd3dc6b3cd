"""Reading large files: ecomml beside polars, pyarrow, duckdb, pandas, lxml and expat.

    python Benchmarks/peers/ingest.py [--rounds 3] [--folder DIR] [--csv-rows 13000000] [--orders 356000]

The files are made by `ecomml sample`. Ours and theirs alternate; each run is a process of its own that
holds the whole result (CSV) or goes over all rows (XML). Times are medians; `cpu` is user and system
seconds over all threads, the steadier figure on a machine that others use too.
Peers: pip install polars pyarrow duckdb pandas lxml
"""
import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BENCH = ROOT / ".build/release/ecomml-bench"
ECOMML = ROOT / ".build/release/ecomml"


# Invoice numbers are whole numbers until the first cancellation: the peers have to be told.
CODES = ["InvoiceNo", "StockCode"]


def polars(path, dates=False):
    import polars as pl
    return pl.read_csv(path, try_parse_dates=dates, schema_overrides={c: pl.String for c in CODES}).height


def polars_dates(path):
    return polars(path, dates=True)


def pyarrow(path):
    import pyarrow as pa
    import pyarrow.csv as csv
    pa.set_cpu_count(2)
    types = csv.ConvertOptions(column_types={c: pa.string() for c in CODES})
    options = csv.ParseOptions(newlines_in_values=True)
    return csv.read_csv(path, parse_options=options, convert_options=types).num_rows


def duckdb(path):
    import duckdb
    connection = duckdb.connect()
    connection.execute("set threads=2")
    types = ", ".join(f"'{c}': 'VARCHAR'" for c in CODES)
    connection.execute(f"create table t as select * from read_csv('{path}', types={{{types}}})")
    return connection.execute("select count(*) from t").fetchone()[0]


def pandas(path):
    import pandas as pd
    return len(pd.read_csv(path, parse_dates=["InvoiceDate"], dtype={c: str for c in CODES}))


def lxml(path):
    from lxml import etree
    rows = 0
    for _, order in etree.iterparse(path, tag="order", events=("end",)):
        record = {child.tag: child.text for child in order if child.tag != "rows"}
        for row in order.iterfind("rows/row"):
            item = {leaf.tag: leaf.text for leaf in row}
            item["order_id"] = record["order_id"]
        rows += 1
        order.clear()
        while order.getprevious() is not None:
            del order.getparent()[0]
    return rows


def expat(path):
    from xml.parsers import expat as parsers
    parser = parsers.ParserCreate()
    parser.buffer_text = True
    state = {"text": [], "row": {}, "rows": 0}

    def start(name, _):
        state["text"] = []
        if name in ("order", "row"):
            state["row"] = {}

    def end(name):
        if name == "order":
            state["rows"] += 1
        elif name != "row":
            state["row"][name] = "".join(state["text"])
        state["text"] = []

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = lambda text: state["text"].append(text)
    with open(path, "rb") as file:
        parser.ParseFile(file)
    return state["rows"]


PEERS = {"csv": [polars, polars_dates, pyarrow, duckdb, pandas], "xml": [lxml, expat]}


def run(command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {**json.loads(output.splitlines()[-1]), "wall": wall, "cpu": cpu}


def peak_mb():
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) / 1000


def make(path, sample, rows):
    if not path.exists():
        subprocess.run([ECOMML, "sample", sample, "--rows", str(rows), "--output", path], check=True)
    path.read_bytes()  # into the page cache


def compare(kind, path, rounds):
    runs = {}
    for _ in range(rounds):
        ours = [BENCH, "table", "--file", path, "--threads", "2"]
        commands = {"ecomml": ours}
        if kind == "csv":
            commands["ecomml, told"] = ours + ["--text", ",".join(CODES)]
        for peer in PEERS[kind]:
            commands[peer.__name__] = [sys.executable, __file__, "--one", peer.__name__, "--file", path]
        for name, command in commands.items():
            runs.setdefault(name, []).append(run(command))
    print(f"\n{path.name}, {path.stat().st_size / 1e6:.0f} MB, {rounds} rounds")
    print(f"{'':14}{'wall s':>8}{'cpu s':>8}{'peak MB':>9}{'rows':>12}{'wall ratio':>12}{'cpu ratio':>11}")
    median = {name: {key: statistics.median(r[key] for r in all) for key in ("wall", "cpu", "peak_mb", "rows")}
              for name, all in runs.items()}
    for name, m in median.items():
        print(f"{name:14}{m['wall']:8.2f}{m['cpu']:8.2f}{m['peak_mb']:9.0f}{m['rows']:12.0f}"
              f"{median['ecomml']['wall'] / m['wall']:12.2f}{median['ecomml']['cpu'] / m['cpu']:11.2f}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--folder", default="/tmp/ecomml-ingest")
    parser.add_argument("--csv-rows", type=int, default=13_000_000)
    parser.add_argument("--orders", type=int, default=356_000)
    parser.add_argument("--only", choices=["csv", "xml"])
    parser.add_argument("--one")
    parser.add_argument("--file")
    options = parser.parse_args()
    if options.one:
        print(json.dumps({"rows": globals()[options.one](options.file), "peak_mb": peak_mb()}))
        return
    folder = Path(options.folder)
    folder.mkdir(parents=True, exist_ok=True)
    for kind, sample, rows in [("csv", "transactions", options.csv_rows), ("xml", "orders", options.orders)]:
        if options.only in (None, kind):
            path = folder / f"{sample}.{kind}"
            make(path, sample, rows)
            compare(kind, path, options.rounds)


if __name__ == "__main__":
    main()
