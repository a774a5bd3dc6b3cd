"""scikit-learn's detectors on a CSV of numbers: what 'ecomml-bench outliers' is held against.

    python3 Benchmarks/peers/outliers.py --csv FILE --label COL [--model isolation-forest] [--seeds N]
    python3 Benchmarks/peers/outliers.py --make FILE     the 285,000 x 30 rows of the timing
"""

import argparse
import json
import resource
import time

import numpy as np
from sklearn.ensemble import IsolationForest
from sklearn.metrics import average_precision_score, roc_auc_score
from sklearn.neighbors import LocalOutlierFactor
from sklearn.svm import OneClassSVM


def make(path):
    random = np.random.default_rng(0)
    rows = random.normal(size=(285_000, 30))
    labels = np.zeros(len(rows), int)
    strange = random.choice(len(rows), 500, replace=False)
    labels[strange] = 1
    rows[strange] = rows[strange] * 2.2 + random.normal(size=30) * 1.2
    names = ",".join([f"f{column}" for column in range(30)] + ["label"])
    np.savetxt(
        path, np.c_[rows, labels], delimiter=",", fmt=["%.5f"] * 30 + ["%d"], header=names, comments=""
    )


def detector(name, seed, rows):
    scaled = (rows - rows.mean(0)) / np.where(rows.std(0) > 0, rows.std(0), 1)
    if name == "isolation-forest":
        forest = IsolationForest(n_estimators=100, max_samples=256, random_state=seed, n_jobs=2)
        return lambda: forest.fit(rows), lambda: -forest.score_samples(rows)
    if name == "one-class-svm":
        machine = OneClassSVM(nu=0.5, gamma=1 / rows.shape[1])
        return lambda: machine.fit(scaled), lambda: -machine.decision_function(scaled)
    factor = LocalOutlierFactor(n_neighbors=20)
    return lambda: factor.fit(scaled), lambda: -factor.negative_outlier_factor_


def run(arguments):
    table = np.genfromtxt(arguments.csv, delimiter=",", names=True)
    truth = table[arguments.label]
    rows = np.column_stack([table[name] for name in table.dtype.names if name != arguments.label])
    for seed in range(arguments.seeds):
        fit, score = detector(arguments.model, seed, rows)
        user = resource.getrusage(resource.RUSAGE_SELF).ru_utime
        start = time.time()
        fit()
        fitted = time.time()
        scores = score()
        end = time.time()
        print(
            json.dumps(
                {
                    "fit_s": fitted - start,
                    "score_s": end - fitted,
                    "user_s": resource.getrusage(resource.RUSAGE_SELF).ru_utime - user,
                    "roc_auc": roc_auc_score(truth, scores),
                    "pr_auc": average_precision_score(truth, scores),
                }
            )
        )


parser = argparse.ArgumentParser()
parser.add_argument("--csv")
parser.add_argument("--label", default="label")
parser.add_argument("--model", default="isolation-forest")
parser.add_argument("--seeds", type=int, default=1)
parser.add_argument("--make")
arguments = parser.parse_args()
make(arguments.make) if arguments.make else run(arguments)
