"""The data of the comparison: made once, with fixed seeds."""
import os
from pathlib import Path

import numpy as np

SCALE = float(os.environ.get("COMPARE_SCALE", "1"))
PUBLIC = os.environ.get("ECOMML_REAL_DATA")


def rows(count):
    return max(1000, int(count * SCALE))


def once(folder, name, make):
    """The file of this name, made by `make(path)` if it is not there."""
    path = Path(folder) / (name if SCALE == 1 else f"small-{name}")
    if not path.exists():
        part = path.with_name(path.name + ".part")
        make(part)
        part.rename(path)
    return path


def public(name):
    """A public set by its file's name, or nothing."""
    return Path(PUBLIC) / name if PUBLIC and (Path(PUBLIC) / name).exists() else None


def write(path, columns):
    import pyarrow as pa
    import pyarrow.csv as csv
    csv.write_csv(pa.table(columns), path)


def binary(folder):
    """1,000,000 rows to learn from and 100,000 to judge by, 28 features, a target that no line parts."""
    random = np.random.default_rng(7)
    train = rows(1_000_000)
    count = train + max(1000, train // 10)
    x = random.standard_normal((count, 28)).astype(np.float32)
    x[:, 5] = np.exp(x[:, 5])
    x[:, 6] = np.abs(x[:, 6])
    x[:, 7] = random.random(count)
    x[:, 8] = np.round(x[:, 8] * 2) / 2
    z = (x[:, 0] * x[:, 1] + np.sin(2 * x[:, 2]) + 0.6 * x[:, 3] ** 2 - 0.8 * np.abs(x[:, 4])
         + 0.5 * np.log(x[:, 5] + 0.1) * x[:, 6] + 0.7 * (x[:, 7] > 0.5) * x[:, 9]
         + 0.4 * x[:, 10] * x[:, 11] * x[:, 12] + 0.3 * x[:, 8] + 0.25 * x[:, 13]
         + 0.2 * np.tanh(x[:, 14] * x[:, 15] * 2)) * 0.75
    z -= np.median(z)
    y = (random.random(count) < 1 / (1 + np.exp(-z))).astype(np.float32)
    names = [f"f{column}" for column in range(28)]

    def save(part):
        return lambda path: write(path, {**{n: x[part, i] for i, n in enumerate(names)}, "y": y[part]})

    return (once(folder, "binary-train.csv", save(slice(0, train))),
            once(folder, "binary-test.csv", save(slice(train, count))))


def arrays(path):
    """The features and the target of `binary`."""
    import pyarrow.csv as csv
    table = csv.read_csv(path)
    columns = [table.column(name).to_numpy() for name in table.column_names]
    return np.ascontiguousarray(np.column_stack(columns[:-1]), np.float32), columns[-1].astype(np.float32)


def matrix(folder, name, make):
    """Rows of numbers as CSV."""
    def save(path):
        x = make()
        write(path, {f"c{column}": x[:, column] for column in range(x.shape[1])})
    return once(folder, name, save)


def numbers(path):
    import pyarrow.csv as csv
    table = csv.read_csv(path)
    return np.column_stack([table.column(name).to_numpy() for name in table.column_names]).astype(float)


def blobs(count, columns, clusters, strays=0, spread=10.0):
    random = np.random.default_rng(0)
    centres = random.uniform(-spread, spread, (clusters, columns))
    x = centres[random.integers(0, clusters, count - strays)]
    x = np.vstack([x + random.normal(size=x.shape),
                   random.uniform(-1.4 * spread, 1.4 * spread, (strays, columns))])
    random.shuffle(x)
    return x


def daily(seed, days=1095):
    """Three years of sales with a drifting level, a week and a year."""
    random, t = np.random.default_rng(seed), np.arange(days)
    level = 6 + 0.25 * t / 365 + np.cumsum(random.normal(0, 0.012, days))
    week = np.array([0, 0.03, 0.02, 0.05, 0.12, 0.25, 0.18]) - 0.09
    year = 0.15 * np.sin(2 * np.pi * (t - 30) / 365.25) + 0.05 * np.cos(4 * np.pi * t / 365.25)
    noise = random.normal(0, 0.05 * random.uniform(0.5, 3), days)
    return np.exp(level + week[t % 7] * random.uniform(0.3, 1.5) + year * random.uniform(0.2, 1.5) + noise)


def days(count=1095):
    return np.datetime64("2022-01-01") + np.arange(count)


def panel(folder):
    """500 daily series, and the same without their last 28 days."""
    count = 500 if SCALE == 1 else 30
    values = [np.round(daily(1000 + series) / (1 + series % 50), 3) for series in range(count)]

    def save(last):
        def make(path):
            kept = 1095 - last
            write(path, {"series": np.repeat([f"s{s:03d}" for s in range(count)], kept),
                         "ds": np.tile(days(kept).astype(str), count),
                         "value": np.concatenate([v[:kept] for v in values])})
        return make

    return once(folder, "panel.csv", save(0)), once(folder, "panel-train.csv", save(28))


def series(folder):
    return once(folder, "daily.csv",
                lambda path: write(path, {"ds": days().astype(str), "value": daily(11)}))


def sample(folder, tools, name, count, extension="csv"):
    """A sample that our program makes."""
    import subprocess
    return once(folder, f"{name}.{extension}", lambda path: subprocess.run(
        [tools / "ecomml", "sample", name, "--rows", str(rows(count)), "--output", path], check=True))
