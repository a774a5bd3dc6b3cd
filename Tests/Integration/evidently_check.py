"""Compares with evidently's own choice: python evidently_check.py OLD.csv NEW.csv DRIFT.json"""

import json
import sys
import warnings

import pandas as pd

warnings.filterwarnings("ignore")
from evidently.legacy.metrics import DataDriftTable
from evidently.legacy.pipeline.column_mapping import ColumnMapping
from evidently.legacy.report import Report

old, new = pd.read_csv(sys.argv[1]), pd.read_csv(sys.argv[2])
drift = json.load(open(sys.argv[3]))
columns = {column["name"]: column for column in drift["columns"]}
numbers = [name for name, column in columns.items() if column["kind"] == "numbers" and old[name].dtype != bool]
mapping = ColumnMapping(
    numerical_features=numbers, categorical_features=[name for name in columns if name not in numbers])
report = Report(metrics=[DataDriftTable(columns=list(columns))])
report.run(reference_data=old, current_data=new, column_mapping=mapping)
result = report.as_dict()["metrics"][0]["result"]

worst = 0.0
for name, theirs in result["drift_by_columns"].items():
    ours = columns[name]["evidently"]
    assert ours["test"] == theirs["stattest_name"], (name, ours, theirs["stattest_name"])
    # A larger reference of many values is kept in some 300 points.
    tolerance = 2e-3 if "Wasserstein" in ours["test"] else 1e-9
    miss = abs(ours["score"] - theirs["drift_score"])
    worst = max(worst, miss)
    assert miss <= tolerance, (name, ours, theirs["drift_score"])
    assert ours["drifted"] == theirs["drift_detected"], (name, ours)
assert drift["drifted_columns"] == result["number_of_drifted_columns"]
assert drift["drifted"] == result["dataset_drift"]
print(f"{len(old)} rows: {len(columns)} columns by the same tests, figures within {worst:.1e}, "
      f"{drift['drifted_columns']} drifted in both")
