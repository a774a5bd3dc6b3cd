"""Logistic regression on many rows, and linear models of texts."""
import csv

import numpy as np

from peers import data
from peers.line import Line, measured, run


def _seconds(figures, *keys):
    return {**figures, "seconds": sum(figures[key] for key in keys)}


def ours(folder, tools):
    train, _ = data.binary(folder)
    figures = run([tools / "ecomml-bench", "logistic", "--csv", train, "--target", "y", "--threads", 2])
    return {"seconds": figures["fit_s"], "user": figures["user_s"], "intercept": figures["intercept"],
            "first": figures["coefficients"][0]}


def scikit_learn(folder):
    from sklearn.linear_model import LogisticRegression
    x, y = data.arrays(data.binary(folder)[0])
    x, model = x.astype(float), LogisticRegression()
    figures = measured(lambda: model.fit(x, y) and None)
    return {**figures, "intercept": float(model.intercept_[0]), "first": float(model.coef_[0][0])}


def _titles(folder, tools=None):
    path = data.public("product_text.csv")
    if path:
        return path, "description", "category"
    return data.sample(folder, tools, "products", 35_000), "title", "category"


def _ours_text(*options):
    def body(folder, tools):
        path, text, target = _titles(folder, tools)
        figures = run([tools / "ecomml-bench", "text", "--csv", path, "--text", text, "--target", target,
                       "--threads", 2, *options])
        return _seconds(figures, "vectorize_s", "fit_s")
    return body


def _peer_text(folder, model, **options):
    from sklearn.feature_extraction.text import TfidfVectorizer
    path, text, target = _titles(folder)
    with open(path, newline="") as file:
        rows = list(csv.DictReader(file))
    texts, labels = np.array([r[text] for r in rows]), np.array([r[target] for r in rows])
    order = np.random.default_rng(42).permutation(len(texts))
    held = order[::5]
    kept = np.setdiff1d(order, held, assume_unique=True)
    terms = TfidfVectorizer(**options)
    figures = measured(lambda: model.fit(terms.fit_transform(texts[kept].tolist()), labels[kept]) and None)
    return {**figures, "accuracy": model.score(terms.transform(texts[held].tolist()), labels[held])}


def svm(folder):
    from sklearn.svm import LinearSVC
    return _peer_text(folder, LinearSVC())


def svm_pairs(folder):
    from sklearn.svm import LinearSVC
    return _peer_text(folder, LinearSVC(), ngram_range=(1, 2), sublinear_tf=True, min_df=2)


def logistic(folder):
    from sklearn.linear_model import LogisticRegression
    return _peer_text(folder, LogisticRegression(C=10, max_iter=1000))


LINES = [
    Line("logistic regression, 1M x 28", 0.33, ours, {"scikit-learn": "linear:scikit_learn"},
         shown=["first", "intercept"]),
    Line("text, words, linear SVM", 0.25, _ours_text("--model", "svm"), {"LinearSVC": "linear:svm"},
         shown=["accuracy"]),
    Line("text, words and pairs, linear SVM", 0.25, _ours_text("--model", "svm", "--longest", 2),
         {"LinearSVC": "linear:svm_pairs"}, shown=["accuracy"]),
    Line("text, words, logistic", 0.25, _ours_text("--model", "logistic"),
         {"scikit-learn": "linear:logistic"}, shown=["accuracy"]),
]
