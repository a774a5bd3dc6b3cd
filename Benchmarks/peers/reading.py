"""Reading large files into typed rows."""
from peers import data
from peers.line import Line, measured, run

# Invoice numbers are whole numbers until the first cancellation: the peers have to be told.
CODES = ["InvoiceNo", "StockCode"]
CSV_ROWS, ORDERS = 13_000_000, 356_000


def _ours(name, count, extension):
    def body(folder, tools):
        path = data.sample(folder, tools, name, count, extension)
        path.read_bytes()
        figures = run([tools / "ecomml-bench", "table", "--file", path, "--threads", 2])
        return {**figures, "seconds": figures["read_s"]}
    return body


def _path(folder, name, extension):
    return data.once(folder, f"{name}.{extension}", lambda _: None)


def _peer(folder, body, name="transactions", extension="csv"):
    path = str(_path(folder, name, extension))
    kept = {}
    figures = measured(lambda: kept.update(rows=body(path)))
    return {**figures, **kept}


def pyarrow(folder):
    import pyarrow as pa
    import pyarrow.csv as csv
    pa.set_cpu_count(2)
    types = csv.ConvertOptions(column_types={c: pa.string() for c in CODES})
    options = csv.ParseOptions(newlines_in_values=True)
    return _peer(folder, lambda path: csv.read_csv(
        path, parse_options=options, convert_options=types).num_rows)


def duckdb(folder):
    import duckdb as package
    types = ", ".join(f"'{c}': 'VARCHAR'" for c in CODES)

    def body(path):
        connection = package.connect()
        connection.execute("set threads=2")
        connection.execute(f"create table t as select * from read_csv('{path}', types={{{types}}})")
        return connection.execute("select count(*) from t").fetchone()[0]
    return _peer(folder, body)


def polars(folder):
    import polars as pl
    return _peer(folder, lambda path: pl.read_csv(
        path, try_parse_dates=True, schema_overrides={c: pl.String for c in CODES}).height)


def lxml(folder):
    from lxml import etree

    def body(path):
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
    return _peer(folder, body, "orders", "xml")


def expat(folder):
    from xml.parsers import expat as parsers

    def body(path):
        parser, state = parsers.ParserCreate(), {"text": [], "row": {}, "rows": 0}
        parser.buffer_text = True

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
    return _peer(folder, body, "orders", "xml")


LINES = [
    Line("CSV 1.05 GB of mixed columns, dates typed", 0.55, _ours("transactions", CSV_ROWS, "csv"),
         {"pyarrow": "reading:pyarrow", "duckdb": "reading:duckdb", "polars": "reading:polars"},
         shown=["rows", "peak_mb"], against="pyarrow"),
    Line("XML 300 MB into rows", 0.10, _ours("orders", ORDERS, "xml"),
         {"lxml": "reading:lxml", "expat": "reading:expat"}, shown=["rows", "peak_mb"]),
]
