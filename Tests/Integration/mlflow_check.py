"""Reads runs back through MLflow's own client: python mlflow_check.py URL FOLDER MODELS"""

import json
import pathlib
import sys
import tempfile
import urllib.request

import mlflow
from mlflow import MlflowClient

url, folder, models = sys.argv[1:]
print("mlflow", mlflow.__version__)


def check(place):
    client = MlflowClient(place)
    experiment = client.get_experiment_by_name("shop")
    runs = client.search_runs([experiment.experiment_id])
    by_name = {run.data.tags["mlflow.source.name"]: run for run in runs}
    run = by_name["ecomml classify train"]
    assert run.info.status == "FINISHED" and run.info.run_name == "purchase", run.info
    assert run.info.end_time >= run.info.start_time > 1_600_000_000_000
    assert run.data.params["c"] == "1.0" and run.data.params["options.target"] == "Revenue", run.data.params
    model = json.loads((pathlib.Path(models) / "purchase.json").read_text())
    value = next(h["value"] for h in model["evaluation"]["out_of_fold"]["headlines"] if h["metric"] == "pr_auc")
    assert abs(run.data.metrics["out_of_fold.headlines.pr_auc.value"] - value) < 1e-12
    with tempfile.TemporaryDirectory() as target:
        path = client.download_artifacts(run.info.run_id, "model.json", target)
        assert json.loads(pathlib.Path(path).read_text())["format"] == "ecomml-model"
    names = sorted(a.path for a in client.list_artifacts(run.info.run_id))
    assert names == ["evaluation.json", "model.json"], names
    run = by_name["ecomml forecast train"]
    steps = client.get_metric_history(run.info.run_id, "leaderboard.ets.by_step")
    assert sorted(point.step for point in steps) == list(range(14)), steps
    return len(runs), by_name


count, _ = check(folder)
assert count == 2, count
count, by_name = check(url)
assert count == 3, count
assert by_name["ecomml classify retrain"].data.tags["ecomml.decision"] in ("kept", "promoted")
pushed = MlflowClient(url).get_experiment_by_name("ecomml-segment")
assert len(MlflowClient(url).search_runs([pushed.experiment_id])) == 1

# Its web page asks the server like this.
experiment = MlflowClient(url).get_experiment_by_name("shop").experiment_id
request = urllib.request.Request(
    url + "/ajax-api/2.0/mlflow/runs/search", json.dumps({"experiment_ids": [experiment]}).encode(),
    {"Content-Type": "application/json"})
assert len(json.load(urllib.request.urlopen(request))["runs"]) == 3
assert b"<title>MLflow</title>" in urllib.request.urlopen(url + "/").read()
print("file layout: 2 runs, server: 3 runs and 1 sent later, all read back")
