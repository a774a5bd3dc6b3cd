"""Forecasts of additive models from Prophet, its optimiser run until little moves any more.

    python additive.py > additive.json
"""
import json
import logging
import sys

import numpy as np
import pandas as pd
import prophet

logging.getLogger("cmdstanpy").disabled = True
logging.getLogger("prophet").disabled = True
START = pd.Timestamp("2022-01-01")


def series(seed, days):
    random = np.random.default_rng(seed)
    t = np.arange(days)
    trend = 100 + 0.05 * t + np.cumsum(random.normal(0, 0.15, days)) + 0.1 * np.maximum(0, t - 300)
    week = np.array([0, 2, 1, 3, 8, 15, 11])[t % 7]
    year = 12 * np.sin(2 * np.pi * t / 365.25) + 4 * np.cos(4 * np.pi * t / 365.25)
    return np.round(trend + week + year + random.normal(0, 4, days), 2), random


def run(name, seed, days, horizon=28, event=False, regressor=False, missing=False, every=1, **options):
    y, random = series(seed, days * every)
    y = y[::every]
    capacity = options.pop("capacity", None)
    total = days + horizon
    frame = pd.DataFrame({"ds": START + pd.to_timedelta(np.arange(total) * every, unit="D")})
    flags = np.zeros(total)
    numbers = np.round(random.normal(50, 20, total), 1)
    if event:
        flags[11::29] = 1
        y = y + 20 * flags[:days]
    if regressor:
        y = y + 0.3 * numbers[:days]
    if missing:
        y[100:130] = np.nan
        y[7] = np.nan
    frame["event"], frame["number"] = flags, numbers
    if capacity:
        frame["cap"] = capacity
    model = prophet.Prophet(uncertainty_samples=0, **options)
    columns = []
    if event:
        model.add_regressor("event", prior_scale=10)
        columns.append(flags.tolist())
    if regressor:
        model.add_regressor("number", prior_scale=10)
        columns.append(numbers.tolist())
    history = frame[:days].copy()
    history["y"] = y
    kwargs = dict(algorithm="LBFGS", iter=50000, tol_obj=1e-14, tol_rel_obj=1e-2, tol_grad=1e-12, tol_rel_grad=1e-2,
                  tol_param=1e-12)
    try:
        model.fit(history, **kwargs)
    except (ValueError, RuntimeError):  # its own fallback does not know these options
        again = prophet.Prophet(uncertainty_samples=0, **options)
        again.extra_regressors = model.extra_regressors
        model = again.fit(history)
    found = model.predict(frame)
    return {
        "name": name, "growth": options.get("growth", "linear"), "capacity": capacity,
        "multiplicative": options.get("seasonality_mode") == "multiplicative", "every": every,
        "first_day": START.value // 86_400_000_000_000,
        "values": [None if np.isnan(v) else round(float(v), 4) for v in y], "regressors": columns,
        "changepoints": options.get("n_changepoints", 25),
        "changepoint_scale": options.get("changepoint_prior_scale", 0.05),
        "forecast": [round(v, 6) for v in found.yhat], "trend": [round(v, 6) for v in found.trend],
        "weekly": [round(v, 6) for v in found.get("weekly", pd.Series(np.zeros(total)))],
        "spread": float(model.params["sigma_obs"][0][0] * model.y_scale),
    }


cases = [
    run("three years", 1, 1095),
    run("a year, no yearly season", 2, 360),
    run("multiplicative", 3, 800, seasonality_mode="multiplicative"),
    run("events and a regressor", 4, 500, event=True, regressor=True),
    run("multiplicative events", 5, 500, event=True, seasonality_mode="multiplicative"),
    run("flat", 6, 300, growth="flat"),
    run("logistic", 7, 760, growth="logistic", capacity=400.0),
    run("gaps", 8, 400, missing=True),
    run("weeks", 9, 160, every=7),
    run("bends freely", 10, 400, changepoint_prior_scale=0.5, n_changepoints=10),
    run("short", 11, 60),
]
json.dump({"prophet": prophet.__version__, "cases": cases}, sys.stdout)
