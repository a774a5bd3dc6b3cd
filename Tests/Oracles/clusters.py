"""Expected values of clusterings, their measures and principal components, from scikit-learn, on
random rows whose clusters stand apart, some with duplicated rows.

    python clusters.py > clusters.json
"""
import json
import warnings

import numpy as np
import sklearn
from sklearn import metrics as m
from sklearn.cluster import DBSCAN, HDBSCAN, KMeans
from sklearn.decomposition import PCA

warnings.simplefilter("ignore")
cases = []
for seed in range(8):
    random = np.random.default_rng(seed)
    columns = int(random.integers(1, 6))
    clusters = int(random.integers(2, 5))
    rows = int(random.integers(60, 140))
    centres = random.uniform(-6, 6, (clusters, columns))
    owners = random.integers(0, clusters, rows)
    x = centres[owners] + random.normal(size=(rows, columns))
    x = np.vstack([x, random.uniform(-9, 9, (8, columns))])
    if seed % 2:
        x[10:14] = x[9]
    x = np.round(x, 2 if seed % 2 else 12)
    weights = np.round(random.random(len(x)) * 3, 2) if seed % 3 == 1 else np.ones(len(x))
    kmeans = KMeans(clusters, n_init=50, tol=0, random_state=0).fit(x, sample_weight=weights)
    eps = 0.7 * np.sqrt(columns)
    dbscan = DBSCAN(eps=eps, min_samples=5).fit(x)
    hdbscan = HDBSCAN(min_cluster_size=6).fit(x)
    labels = KMeans(clusters, n_init=10, random_state=0).fit(x).labels_
    pca = PCA().fit(x)
    cases.append({
        "seed": seed, "x": x.tolist(), "weights": weights.tolist(), "clusters": clusters,
        "inertia": kmeans.inertia_, "eps": eps,
        "dbscan": dbscan.labels_.tolist(), "cores": dbscan.core_sample_indices_.tolist(),
        "hdbscan": hdbscan.labels_.tolist(),
        "labels": labels.tolist(), "silhouette": m.silhouette_samples(x, labels).tolist(),
        "davies_bouldin": m.davies_bouldin_score(x, labels),
        "calinski_harabasz": m.calinski_harabasz_score(x, labels),
        "adjusted_rand": m.adjusted_rand_score(labels, dbscan.labels_),
        "variances": pca.explained_variance_.tolist(),
        "shares": pca.explained_variance_ratio_.tolist(),
        "axes": pca.components_.tolist(),
    })
print(json.dumps({"scikit-learn": sklearn.__version__, "cases": cases}))
