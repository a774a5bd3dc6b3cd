"""Holds the figures of a folder that classify.sh filled against scikit-learn's."""

import json
import sys

import pandas as pd
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.metrics import (
    average_precision_score,
    brier_score_loss,
    f1_score,
    log_loss,
    precision_score,
    recall_score,
    roc_auc_score,
)

folder = sys.argv[1]
answers = pd.read_csv(f"{folder}/answers.csv")
truth = answers.Revenue.astype(int)
chance = answers.probability
told = json.load(open(f"{folder}/figures.json"))["test"]
ours = {line["metric"]: line["value"] for line in told["headlines"]}
expected = {
    "roc_auc": roc_auc_score(truth, chance),
    "pr_auc": average_precision_score(truth, chance),
    "brier": brier_score_loss(truth, chance),
    "log_loss": log_loss(truth, chance),
}
flags = answers.prediction.astype(int)
decision = told["binary"]["decision"]
expected_decision = {
    "precision": precision_score(truth, flags),
    "recall": recall_score(truth, flags),
    "f1": f1_score(truth, flags),
}
for name, value in expected.items():
    assert abs(ours[name] - value) < 1e-9, (name, ours[name], value)
for name, value in expected_decision.items():
    assert abs(decision[name] - value) < 1e-9, (name, decision[name], value)
for line in told["headlines"]:
    assert line["lower"] <= line["value"] <= line["upper"], line


def columns(path):
    data = pd.read_csv(path)
    target = data.pop("Revenue").astype(int)
    for name in ("Month", "VisitorType"):
        data[name] = data[name].astype("category")
    return data, target


train, labels = columns(f"{folder}/train.csv")
test, _ = columns(f"{folder}/test.csv")
peer = HistGradientBoostingClassifier(categorical_features="from_dtype", random_state=0)
theirs = peer.fit(train, labels).predict_proba(test)[:, 1]
pairs = {
    "ROC-AUC": (ours["roc_auc"], roc_auc_score(truth, theirs), 1),
    "Brier": (ours["brier"], brier_score_loss(truth, theirs), -1),
    "log loss": (ours["log_loss"], log_loss(truth, theirs), -1),
}
for name, (own, other, better) in pairs.items():
    print(f"{name}: ours {own:.4f}, scikit-learn's default boosting {other:.4f}")
    assert better * (own - other) > -0.002, name
