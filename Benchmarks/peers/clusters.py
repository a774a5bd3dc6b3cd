"""Times scikit-learn's clusterings and projections beside `ecomml-bench clusters`, alternating.

    python clusters.py ECOMML_BENCH FOLDER [engine ...]

The rows are made here with fixed seeds and written to FOLDER as CSV. Each line of output is one run;
the last line of an engine has the ratios of the medians, ours over theirs.
"""
import json
import os
import resource
import statistics
import subprocess
import sys
import time

import numpy as np
from sklearn.cluster import DBSCAN, HDBSCAN, KMeans
from sklearn.decomposition import PCA
from sklearn.manifold import TSNE
from sklearn.metrics import silhouette_score


def blobs(rows, columns, clusters, strays=0, spread=10.0, seed=0):
    random = np.random.default_rng(seed)
    centres = random.uniform(-spread, spread, (clusters, columns))
    x = centres[random.integers(0, clusters, rows - strays)]
    x = x + random.normal(size=x.shape)
    x = np.vstack([x, random.uniform(-1.4 * spread, 1.4 * spread, (strays, columns))])
    random.shuffle(x)
    return x


def silhouette(x):
    return {"silhouette": silhouette_score(x, KMeans(8, n_init=1, random_state=0).fit(x).labels_)}


def kmeans(x, clusters=8, starts=10):
    model = KMeans(clusters, n_init=starts, random_state=0).fit(x)
    return {"inertia": model.inertia_, "iterations": model.n_iter_}


def dbscan(x, eps):
    labels = DBSCAN(eps=eps, min_samples=10).fit(x).labels_
    return {"clusters": int(labels.max()) + 1, "noise": int((labels < 0).sum())}


def hdbscan(x):
    labels = HDBSCAN(min_cluster_size=10, copy=True).fit(x).labels_
    return {"clusters": int(labels.max()) + 1, "noise": int((labels < 0).sum())}


def tsne(x):
    model = TSNE(init="pca", perplexity=30, max_iter=1000, random_state=0).fit(x)
    return {"divergence": float(model.kl_divergence_)}


def flat(rows, columns):
    return np.random.default_rng(1).normal(size=(rows, columns))


# engine: rows, peer, options of ecomml-bench, runs
WORK = {
    "kmeans": (lambda: blobs(1_000_000, 8, 8), kmeans, [], 3),
    "kmeans-flat": (lambda: flat(1_000_000, 8), lambda x: kmeans(x, starts=1), ["--starts", "1"], 3),
    "dbscan": (lambda: blobs(200_000, 3, 9, 10_000, 8.0), lambda x: dbscan(x, 0.3), [], 3),
    "hdbscan": (lambda: blobs(20_000, 3, 9, 1_000, 8.0), hdbscan, [], 3),
    "silhouette": (lambda: blobs(10_000, 8, 8), silhouette, [], 3),
    "pca": (lambda: flat(1_000_000, 30), lambda x: {"first": PCA().fit(x).explained_variance_[0]}, [], 3),
    "tsne": (lambda: blobs(5_000, 30, 10, spread=2.0), tsne, [], 1),
}


def measure(body):
    wall, user = time.perf_counter(), resource.getrusage(resource.RUSAGE_SELF).ru_utime
    result = body()
    user = resource.getrusage(resource.RUSAGE_SELF).ru_utime - user
    return {"fit_s": time.perf_counter() - wall, "user_s": user, **result}


def main(bench, folder, names):
    for name in names or WORK:
        make, peer, options, runs = WORK[name]
        x, path = make(), os.path.join(folder, name + ".csv")
        np.savetxt(path, x, delimiter=",", comments="",
                   header=",".join(f"c{i}" for i in range(x.shape[1])))
        x = np.loadtxt(path, delimiter=",", skiprows=1)
        peer(x[:2000])
        both = {"ecomml": [], "scikit-learn": []}
        command = [bench, "clusters", "--csv", path, "--engine", name.split("-")[0], *options]
        for _ in range(runs):
            both["ecomml"].append(json.loads(subprocess.check_output(command)))
            both["scikit-learn"].append(measure(lambda: peer(x)))
            for who in both:
                print(name, who, json.dumps(both[who][-1]), flush=True)
        ratios = {
            unit: statistics.median(r[unit] for r in both["ecomml"])
            / statistics.median(r[unit] for r in both["scikit-learn"])
            for unit in ("fit_s", "user_s")
        }
        print(name, "ratios", json.dumps(ratios), flush=True)


main(sys.argv[1], sys.argv[2], sys.argv[3:])
