"""Likelihoods of exponential smoothing from statsmodels' ETSModel, best of several starts.

    python smoothing.py > smoothing.json
"""
import json
import sys
import warnings

import numpy as np
import statsmodels
from statsmodels.tsa.exponential_smoothing.ets import ETSModel

warnings.filterwarnings("ignore")


def series(seed, n, period):
    random = np.random.default_rng(seed)
    t = np.arange(n)
    season = 1 + 0.3 * np.sin(2 * np.pi * t / period) + 0.1 * np.cos(4 * np.pi * t / period)
    level = 100 + 0.4 * t + np.cumsum(random.normal(0, 1.5, n))
    return np.round(level * season * np.exp(random.normal(0, 0.05, n)), 3)


NAMES = {"additive": "add", "multiplicative": "mul"}
cases = []
for period in [4]:
    y = series(period, 100, period)
    for error in ["additive", "multiplicative"]:
        for trend in ["none", "additive", "damped"]:
            for season in ["none", "additive", "multiplicative"]:
                if error == "additive" and season == "multiplicative":
                    continue
                model = ETSModel(
                    y, error=NAMES[error], trend=None if trend == "none" else "add",
                    damped_trend=trend == "damped", seasonal=NAMES.get(season),
                    seasonal_periods=period if season != "none" else None,
                    bounds={"damping_trend": (0.8, 0.98)} if trend == "damped" else None)
                found = model.fit(disp=0, maxiter=3000)
                ahead = model.smooth(found.params).forecast(10)
                cases.append({
                    "period": period, "error": error, "trend": trend, "season": season,
                    "values": y.tolist(), "log_likelihood": found.llf,
                    "forecast": np.asarray(ahead).tolist()})
json.dump({"statsmodels": statsmodels.__version__, "cases": cases}, sys.stdout)
