"""`model export` and `model import` against XGBoost itself: the same chances there and here.

    python xgboost_models.py ECOMML FOLDER
"""
import csv
import json
import subprocess
import sys

import numpy as np
import xgboost as xgb

ecomml, folder = sys.argv[1:]


def run(*words):
    return subprocess.run([ecomml, *words, "--quiet"], check=True, capture_output=True, text=True).stdout


def chances(answers):
    rows = list(csv.DictReader(answers.splitlines()))
    return np.array([float(row["probability"]) for row in rows])


# Ours there: the sample's model has categories, ratios and missing values.
exported, features = f"{folder}/exported.json", f"{folder}/features.csv"
run("model", "export", "Models/purchase.json", "Data/sessions.csv", "--features", features, "--output", exported)
types = json.load(open(exported))["learner"]["feature_types"]
with open(features, newline="") as file:
    reader = csv.reader(file)
    names = next(reader)
    rows = np.array([[float(cell) if cell else np.nan for cell in row] for row in reader], np.float32)
there = xgb.Booster(model_file=exported).predict(
    xgb.DMatrix(rows, feature_names=names, feature_types=types, enable_categorical=True))
here = chances(run("classify", "predict", "Models/purchase.json", "Data/sessions.csv"))
assert json.load(open("Models/purchase.json"))["decision"]["calibration"] == {"kind": "none"}
gap = np.abs(there - here).max()
assert gap < 1e-6, gap

# Theirs here.
random = np.random.default_rng(0)
x = random.normal(size=(2000, 3)).astype(np.float32)
x[::7, 1] = np.nan
trained = xgb.train({"objective": "binary:logistic", "max_depth": 4},
                    xgb.DMatrix(x, (x[:, 0] * x[:, 2] > 0).astype(int), feature_names=["a", "b", "c"]), 30)
trained.save_model(f"{folder}/trained.json")
run("model", "import", f"{folder}/trained.json", "--target", "y", "--classes", "no,yes", "--output",
    f"{folder}/imported.json")
with open(f"{folder}/rows.csv", "w") as file:
    file.write("a,b,c\n")
    for row in x:
        file.write(",".join("" if np.isnan(value) else repr(float(value)) for value in row) + "\n")
back = chances(run("classify", "predict", f"{folder}/imported.json", f"{folder}/rows.csv"))
gap_back = np.abs(back - trained.predict(xgb.DMatrix(x, feature_names=["a", "b", "c"]))).max()
assert gap_back < 1e-6, gap_back
print(f"xgboost: models exported within {gap:.1e} and imported within {gap_back:.1e}")
