"""Whole commands from the shell: customers from invoice lines, and starting up."""
import subprocess
import sys
import time

from peers import data
from peers.line import Line, run


def _lines(folder, tools=None):
    return data.public("online_retail.csv") or data.sample(folder, tools, "transactions", 541_909)


def ours_rfm(folder, tools):
    figures = run([tools / "ecomml", "segment", "train", _lines(folder, tools), "--k", 4, "--output",
                   f"{folder}/segments.json", "--threads", 2, "--quiet"])
    return {"seconds": figures["wall"], "user": figures["user"]}


def _script(folder, script):
    start = time.perf_counter()
    run([sys.executable, "-c", script, str(_lines(folder)), f"{folder}/customers.csv"])
    return {"seconds": time.perf_counter() - start}


PANDAS = """
import sys, numpy as np, pandas as pd
from sklearn.cluster import KMeans
d = pd.read_csv(sys.argv[1], dtype={'InvoiceNo': str, 'StockCode': str}, parse_dates=['InvoiceDate'])
d = d[d.CustomerID.notna() & ~d.InvoiceNo.str.startswith('C') & (d.Quantity > 0) & (d.UnitPrice > 0)]
d['value'] = d.Quantity * d.UnitPrice
last = d.InvoiceDate.max().normalize() + pd.Timedelta(days=1)
c = d.groupby('CustomerID').agg(recency=('InvoiceDate', lambda t: (last - t.max()).days),
                                frequency=('InvoiceNo', 'nunique'), monetary=('value', 'sum'))
x = np.log1p(c)
c['segment'] = KMeans(4, n_init=10, random_state=0).fit((x - x.mean()) / x.std(ddof=0)).labels_
c.to_csv(sys.argv[2])
"""

POLARS = """
import sys, polars as pl
d = pl.read_csv(sys.argv[1], try_parse_dates=True, schema_overrides={'InvoiceNo': pl.String, 'StockCode': pl.String})
d = d.filter(pl.col('CustomerID').is_not_null() & ~pl.col('InvoiceNo').str.starts_with('C')
             & (pl.col('Quantity') > 0) & (pl.col('UnitPrice') > 0))
d.group_by('CustomerID').agg(pl.col('InvoiceDate').max(), pl.col('InvoiceNo').n_unique(),
    (pl.col('Quantity') * pl.col('UnitPrice')).sum().alias('monetary')).write_csv(sys.argv[2])
"""


def pandas(folder):
    return _script(folder, PANDAS)


def polars(folder):
    return _script(folder, POLARS)


def ours_start(_, tools):
    times = []
    for _ in range(20):
        start = time.perf_counter()
        subprocess.run([tools / "ecomml", "version"], check=True, capture_output=True)
        times.append(time.perf_counter() - start)
    return {"seconds": min(times)}


def imports(folder):
    return _script(folder, "import pandas, sklearn, xgboost")


LINES = [
    Line("RFM and four segments from 541,909 rows, from the shell", 0.10, ours_rfm,
         {"pandas + scikit-learn": "shop:pandas", "polars, RFM alone": "shop:polars"},
         against="pandas + scikit-learn"),
    Line("start-up", 0.0025, ours_start, {"import pandas, sklearn, xgboost": "shop:imports"},
         limit=0.005, unit="s"),
]
