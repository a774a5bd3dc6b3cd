"""Clusterings, projections and outliers."""
import numpy as np

from peers import data
from peers.line import Line, measured, run


def _rows(folder, name):
    count = data.rows
    makers = {
        "kmeans": lambda: data.blobs(count(1_000_000), 8, 8),
        "dbscan": lambda: data.blobs(count(200_000), 3, 9, count(10_000), 8.0),
        "tsne": lambda: data.blobs(count(5_000), 30, 10, spread=2.0),
        "silhouette": lambda: data.blobs(count(10_000), 8, 8),
        "pca": lambda: np.random.default_rng(1).normal(size=(count(1_000_000), 30)),
    }
    return data.matrix(folder, f"{name}.csv", makers[name])


def _ours(engine, *options):
    def body(folder, tools):
        figures = run([tools / "ecomml-bench", "clusters", "--csv", _rows(folder, engine), "--engine", engine,
                       "--threads", 2, *options])
        figures |= {"seconds": figures["fit_s"], "user": figures["user_s"]}
        if "iterations" in figures:
            figures["per_iteration"] = figures["fit_s"] / max(1, figures["iterations"])
        return figures
    return body


def _peer(folder, name, body):
    x = data.numbers(_rows(folder, name))
    body(x[:2000])
    kept = {}
    figures = measured(lambda: kept.update(body(x)))
    return {**figures, **kept}


def kmeans(folder):
    from sklearn.cluster import KMeans

    def body(x):
        model = KMeans(8, n_init=10, random_state=0).fit(x)
        return {"inertia": model.inertia_, "iterations": model.n_iter_}
    return _peer(folder, "kmeans", body)


def dbscan(folder):
    from sklearn.cluster import DBSCAN

    def body(x):
        labels = DBSCAN(eps=0.3, min_samples=10).fit(x).labels_
        return {"clusters": int(labels.max()) + 1, "noise": int((labels < 0).sum())}
    return _peer(folder, "dbscan", body)


def tsne(folder):
    from sklearn.manifold import TSNE

    def body(x):
        model = TSNE(init="pca", perplexity=30, max_iter=1000, random_state=0).fit(x)
        return {"divergence": float(model.kl_divergence_)}
    return _peer(folder, "tsne", body)


def pca(folder):
    from sklearn.decomposition import PCA
    return _peer(folder, "pca", lambda x: {"first": float(PCA().fit(x).explained_variance_[0])})


def silhouette(folder):
    from sklearn.cluster import KMeans
    from sklearn.metrics import silhouette_score
    return _peer(folder, "silhouette", lambda x: {
        "silhouette": float(silhouette_score(x, KMeans(8, n_init=1, random_state=0).fit(x).labels_))})


def _payments(folder):
    """285,000 rows of 30 columns, 500 of them strange."""
    def make(path):
        random = np.random.default_rng(0)
        x = random.normal(size=(data.rows(285_000), 30))
        labels = np.zeros(len(x), int)
        strange = random.choice(len(x), 500, replace=False)
        labels[strange] = 1
        x[strange] = x[strange] * 2.2 + random.normal(size=30) * 1.2
        data.write(path, {**{f"f{c}": np.round(x[:, c], 5) for c in range(30)}, "label": labels})
    return data.once(folder, "payments.csv", make)


def ours_forest(folder, tools):
    runs = run([tools / "ecomml-bench", "outliers", "--csv", _payments(folder), "--label", "label", "--model",
                "isolation-forest", "--threads", 2])["runs"][0]
    return {**runs, "seconds": runs["fit_s"] + runs["score_s"], "user": runs["user_s"]}


def isolation_forest(folder):
    from sklearn.ensemble import IsolationForest
    from sklearn.metrics import roc_auc_score
    table = data.numbers(_payments(folder))
    x, truth = table[:, :-1], table[:, -1]
    model, kept = IsolationForest(n_estimators=100, max_samples=256, random_state=0, n_jobs=2), {}
    figures = measured(lambda: kept.update(scores=-model.fit(x).score_samples(x)))
    return {**figures, "roc_auc": roc_auc_score(truth, kept["scores"])}


def _line(name, goal, engine, shown, *options, **wishes):
    return Line(name, goal, _ours(engine, *options), {"scikit-learn": f"clusters:{engine}"}, shown=shown,
                **wishes)


LINES = [
    _line("K-Means 1M x 8, k 8, 10 starts", 0.33, "kmeans", ["inertia", "peak_mb"]),
    _line("DBSCAN 200k x 3", 0.10, "dbscan", ["clusters", "noise", "peak_mb"]),
    _line("t-SNE 5k x 30", 0.30, "tsne", ["divergence"], rounds=2),
    _line("silhouette 10k x 8", 1.0, "silhouette", ["silhouette"]),
    _line("PCA 1M x 30", 1.0, "pca", ["first"]),
    Line("Isolation Forest 285k x 30, fit + score", 0.20, ours_forest,
         {"scikit-learn": "clusters:isolation_forest"}, shown=["roc_auc"]),
]
