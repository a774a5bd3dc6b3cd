"""Expected values for the detectors that are deterministic: scikit-learn's on a few seeded rows.

    python3 Tests/Oracles/outliers.py > Tests/Oracles/outliers.json
"""

import json

import numpy as np
import sklearn
from sklearn.ensemble._iforest import _average_path_length
from sklearn.neighbors import LocalOutlierFactor, NearestNeighbors
from sklearn.svm import OneClassSVM

random = np.random.default_rng(7)
rows = random.normal(size=(60, 3)) * [1, 5, 0.1] + [0, 100, 3]
rows[:4] += random.normal(size=(4, 3)) * [6, 30, 0.6]
rows = rows.round(4)
standard = (rows - rows.mean(0)) / rows.std(0)
factor = LocalOutlierFactor(n_neighbors=5).fit(standard)
distances, _ = NearestNeighbors(n_neighbors=6).fit(standard).kneighbors(standard)
machines = {
    str(nu): (-OneClassSVM(nu=nu, gamma=1 / 3, tol=1e-8).fit(standard).decision_function(standard)).tolist()
    for nu in (0.1, 0.5)
}
print(
    json.dumps(
        {
            "scikit_learn": sklearn.__version__,
            "rows": rows.tolist(),
            "local_outlier_factor": (-factor.negative_outlier_factor_).tolist(),
            "neighbour_distance": distances[:, 1:].mean(1).tolist(),
            "one_class_svm": machines,
            "usual_paths": _average_path_length(np.array([1, 2, 3, 10, 256])).tolist(),
        },
        indent=1,
    )
)
