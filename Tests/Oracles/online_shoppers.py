"""The plain pipeline on Online Shoppers as scikit-learn fits it, and the split it is judged on.

    python online_shoppers.py online_shoppers_intention.csv > online_shoppers.json

Exact copies are dropped; one row in five is the test, by class, as train_test_split with seed 42 draws
it. Columns: the 14 numbers and Weekend, total pages, total duration, duration per page (one added to the
pages), all in standard deviations, and 0/1 columns for Month and VisitorType.
"""

import json
import sys

import numpy as np
import pandas as pd
import sklearn
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, brier_score_loss, roc_auc_score
from sklearn.model_selection import train_test_split

STRENGTH = 0.010826367338740546

data = pd.read_csv(sys.argv[1]).drop_duplicates().reset_index(drop=True)
truth = data.pop("Revenue").astype(int).to_numpy()
data["Weekend"] = data.Weekend.astype(int)
data["pages"] = data.Administrative + data.Informational + data.ProductRelated
data["duration"] = (
    data.Administrative_Duration + data.Informational_Duration + data.ProductRelated_Duration
)
data["duration per page"] = data.duration / (data.pages + 1)
train, test = train_test_split(
    np.arange(len(truth)), test_size=0.2, stratify=truth, random_state=42
)
numbers = data.drop(columns=["Month", "VisitorType"]).to_numpy(float)
numbers = (numbers - numbers[train].mean(0)) / numbers[train].std(0)
marks = pd.get_dummies(data[["Month", "VisitorType"]]).to_numpy(float)
rows = np.hstack([numbers, marks])
model = LogisticRegression(C=STRENGTH, max_iter=10_000, tol=1e-12)
model.fit(rows[train], truth[train])
chance = model.predict_proba(rows[test])[:, 1]
names = list(data.drop(columns=["Month", "VisitorType"]).columns)
print(
    json.dumps(
        {
            "scikit_learn": sklearn.__version__,
            "strength": STRENGTH,
            "rows": len(truth),
            "test": sorted(int(row) for row in test),
            "roc_auc": roc_auc_score(truth[test], chance),
            "pr_auc": average_precision_score(truth[test], chance),
            "brier": brier_score_loss(truth[test], chance),
            "intercept": model.intercept_[0],
            "page_values": model.coef_[0][names.index("PageValues")],
            "exit_rates": model.coef_[0][names.index("ExitRates")],
        }
    )
)
