"""Forecasting: SARIMA, the additive model, and the automatic choice for a panel."""
import csv
import warnings

import numpy as np

from peers import data
from peers.line import Line, measured, run

ORDER, SEASONAL = (1, 1, 1), (1, 1, 1, 7)


def _values(folder):
    with open(data.series(folder), newline="") as file:
        rows = list(csv.DictReader(file))
    return np.array([row["ds"] for row in rows]), np.array([float(row["value"]) for row in rows])


def ours_sarima(folder, tools):
    figures = run([tools / "ecomml-bench", "series", "--csv", data.series(folder), "--value", "value", "--log", 1,
                   "--model", "sarima", "--period", 7, "--order", "1,1,1", "--seasonal", "1,1,1"])
    return {"seconds": figures["fit_s"], "user": figures["user_s"],
            "log_likelihood": figures["model"]["fit"]["log_likelihood"]}


def statsmodels(folder):
    from statsmodels.tsa.statespace.sarimax import SARIMAX
    warnings.filterwarnings("ignore")
    values, kept = np.log(_values(folder)[1]), {}
    figures = measured(lambda: kept.update(
        fit=SARIMAX(values, order=ORDER, seasonal_order=SEASONAL, simple_differencing=True).fit(disp=0)))
    return {**figures, "log_likelihood": float(kept["fit"].llf)}


def ours_additive(folder, tools):
    figures = run([tools / "ecomml-bench", "series", "--csv", data.series(folder), "--value", "value", "--model",
                   "additive", "--horizon", 28])
    return {"seconds": figures["fit_s"], "user": figures["user_s"], "mean_forecast": np.mean(figures["forecast"])}


def prophet(folder):
    import logging

    import pandas as pd
    import prophet as package
    logging.getLogger("cmdstanpy").disabled = True
    dates, values = _values(folder)
    table, kept = pd.DataFrame({"ds": pd.to_datetime(dates), "y": values}), {}

    def body():
        model = package.Prophet(uncertainty_samples=0)
        model.fit(table)
        kept["forecast"] = model.predict(model.make_future_dataframe(28)).yhat.values[-28:]
    figures = measured(body)
    return {**figures, "mean_forecast": float(np.mean(kept["forecast"]))}


def _mase(folder, forecast):
    """Mean absolute error of the last 28 days over that of last week again, mean over the series."""
    import pandas as pd
    whole = pd.read_csv(data.panel(folder)[0])
    scores = []
    for name, rows in whole.groupby("series"):
        values = rows.value.to_numpy()
        past, came = values[:-28], values[-28:]
        scores.append(np.abs(came - forecast[name]).mean() / np.abs(past[7:] - past[:-7]).mean())
    return float(np.mean(scores))


def _ours_panel(*options):
    def body(folder, tools):
        import pandas as pd
        train = data.panel(folder)[1]
        model, answer = f"{folder}/panel-model.json", f"{folder}/panel-forecast.csv"
        figures = run([tools / "ecomml", "forecast", "train", train, "--date", "ds", "--value", "value", "--by",
                       "series", "--horizon", 28, "--output", model, "--threads", 2, "--quiet", *options])
        run([tools / "ecomml", "forecast", "predict", model, "--horizon", 28, "--output", answer, "--quiet"])
        found = pd.read_csv(answer).groupby("series").forecast.apply(lambda v: v.to_numpy()).to_dict()
        return {"seconds": figures["wall"], "user": figures["user"], "mase": _mase(folder, found)}
    return body


def _statsforecast(folder, model, most=None):
    import os

    import pandas as pd
    from statsforecast import StatsForecast
    os.environ["NIXTLA_ID_AS_COL"] = "1"
    train = pd.read_csv(data.panel(folder)[1]).rename(columns={"series": "unique_id", "value": "y"})
    train.ds = pd.to_datetime(train.ds)
    names = sorted(train.unique_id.unique())[:most]
    train, kept = train[train.unique_id.isin(names)], {}
    first = train[train.unique_id == names[0]]
    StatsForecast(models=[model], freq="D").forecast(df=first, h=28)
    figures = measured(lambda: kept.update(
        table=StatsForecast(models=[model], freq="D", n_jobs=2).forecast(df=train, h=28)))
    table, share = kept["table"], len(names) / (500 if data.SCALE == 1 else 30)
    found = table.groupby("unique_id")[table.columns[-1]].apply(lambda v: v.to_numpy()).to_dict()
    scores = {name: found.get(name) for name in names}
    return {**figures, "seconds": figures["seconds"] / share, "user": figures["user"] / share,
            "mase": _mase(folder, scores) if share == 1 else None}


def auto_ets(folder):
    from statsforecast.models import AutoETS
    return _statsforecast(folder, AutoETS(season_length=7))


LINES = [
    Line("SARIMA, exact likelihood, 1,095 days [7]", 0.02, ours_sarima, {"statsmodels": "series:statsmodels"},
         shown=["log_likelihood"]),
    Line("additive model", 0.05, ours_additive, {"Prophet": "series:prophet"}, shown=["mean_forecast"]),
    Line("500 daily series, all models compared, best of each", 0.10, _ours_panel(),
         {"AutoETS": "series:auto_ets"}, shown=["mase"], rounds=1),
    Line("500 daily series, exponential smoothing chosen", 0.10, _ours_panel("--model", "ets"),
         {"AutoETS": "series:auto_ets"}, shown=["mase"], rounds=1),
]
