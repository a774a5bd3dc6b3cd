"""Expected values of drift statistics from scipy and evidently, for Tests/EcommLearnTests/Drift and
Tests/EcommTasksTests/Monitor. Run with scipy, numpy, pandas and evidently 0.7: python drift.py > drift.json"""

import json

import numpy as np
import pandas as pd
from evidently.legacy.calculations.stattests.registry import _get_default_stattest
from evidently.legacy.core import ColumnType
from scipy import stats
from scipy.spatial import distance

random = np.random.default_rng(7)


def rounded(values, digits=3):
    return [round(float(v), digits) for v in values]


def ks(a, b):
    found = stats.ks_2samp(a, b, method="exact")
    return {"statistic": float(found.statistic), "p": float(found.pvalue)}


def psi(a, b):
    """Half a row added to every bin."""
    p = (np.array(a) + 0.5) / (sum(a) + len(a) / 2)
    q = (np.array(b) + 0.5) / (sum(b) + len(b) / 2)
    return float(((q - p) * np.log(q / p)).sum())


def counts(a, b):
    table = np.array([a, b])
    chi = stats.chi2_contingency(table[:, table.sum(0) > 0], correction=False)
    freedom = int((table.sum(0) > 0).sum()) - 1
    with np.errstate(divide="ignore"):
        fit = stats.chisquare(b, np.array(a) * sum(b) / sum(a))
    return {
        "reference": a, "current": b, "psi": psi(a, b),
        "psi_critical": float(stats.chi2.ppf(0.95, freedom) * (1 / sum(a) + 1 / sum(b))),
        "jensen_shannon": float(distance.jensenshannon(np.array(a) / sum(a), np.array(b) / sum(b))),
        "chi_squared": float(chi.statistic), "p": float(chi.pvalue), "goodness_p": float(fit.pvalue),
    }


samples = []
for n, m, shift in [(40, 60, 0.0), (80, 50, 0.6), (300, 200, 0.1), (7, 5, 2.0), (100, 100, 0.3)]:
    a, b = rounded(random.normal(size=n)), rounded(random.normal(shift, 1.1, size=m))
    samples.append({
        "reference": a, "current": b, "ks": ks(a, b),
        "wasserstein": float(stats.wasserstein_distance(a, b)), "deviation": float(np.std(a)),
    })
ties = [[0, 0, 0, 1, 1, 2, 5, 5], [0, 1, 1, 1, 2, 2, 2, 2, 5, 9]]
samples.append({
    "reference": ties[0], "current": ties[1], "ks": ks(*ties),
    "wasserstein": float(stats.wasserstein_distance(*ties)), "deviation": float(np.std(ties[0])),
})


def chosen(reference, current, kind):
    a, b = pd.Series(reference), pd.Series(current)
    test = _get_default_stattest(a, b, kind)
    threshold = 0.1 if len(reference) > 1000 else 0.05
    found = test(a, b, kind, threshold)
    return {
        "reference": reference, "current": current, "test": test.display_name,
        "score": float(found.drift_score), "drifted": bool(found.drifted),
    }


N, C = ColumnType.Numerical, ColumnType.Categorical
words = np.array(["card", "transfer", "cash", "voucher"])
evidently = {
    "numbers_small": chosen(rounded(random.normal(size=200)), rounded(random.normal(0.2, 1, size=150)), N),
    "numbers_few_values": chosen(
        [int(v) for v in random.integers(0, 4, 180)], [int(v) for v in random.integers(0, 5, 120)], N),
    "numbers_two_values": chosen(
        [int(v) for v in random.integers(0, 2, 180)], [int(v) for v in random.random(120) < 0.6], N),
    "categories_small": chosen(
        [str(v) for v in random.choice(words, 300, p=[0.5, 0.3, 0.15, 0.05])],
        [str(v) for v in random.choice(words, 200, p=[0.4, 0.3, 0.2, 0.1])], C),
    "two_categories_small": chosen(
        [str(v) for v in random.choice(words[:2], 300)], [str(v) for v in random.choice(words[:2], 90)], C),
    "numbers_large": chosen(
        rounded(random.gamma(2, 30, size=2500), 1), rounded(random.gamma(2.2, 30, size=600), 1), N),
    "numbers_large_few_values": chosen(
        [int(v) for v in random.integers(0, 4, 1200)], [int(v) for v in random.integers(0, 4, 300)], N),
    "categories_large": chosen(
        [str(v) for v in random.choice(words, 1500, p=[0.5, 0.3, 0.15, 0.05])],
        [str(v) for v in random.choice(words, 200, p=[0.4, 0.3, 0.2, 0.1])], C),
}

p_values = rounded(random.random(12) ** 3, 5)
print(json.dumps({
    "samples": samples,
    "counts": [
        counts([30, 40, 20, 10], [12, 30, 33, 25]), counts([100, 100, 100, 100, 100], [21, 18, 25, 19, 17]),
        counts([500, 3, 12], [480, 0, 40]), counts([90, 10], [80, 20]),
    ],
    "benjamini_hochberg": {
        "p": p_values, "corrected": [float(v) for v in stats.false_discovery_control(p_values)],
    },
    "shares": {"p": float(2 * stats.norm.sf(abs(
        (30 / 200 - 45 / 180) / np.sqrt(75 / 380 * (1 - 75 / 380) * (1 / 200 + 1 / 180)))))},
    "evidently": evidently,
}, separators=(",", ":")))
