"""Exact likelihoods of seasonal ARIMA models from statsmodels, differenced beforehand as R does.

    python sarima.py > sarima.json
"""
import json
import sys
import warnings

import numpy as np
import statsmodels
from statsmodels.tsa.statespace.sarimax import SARIMAX

warnings.filterwarnings("ignore")
# Monthly airline passengers, 1949-1960 (Box and Jenkins, series G).
AIR = [
    112, 118, 132, 129, 121, 135, 148, 148, 136, 119, 104, 118, 115, 126, 141, 135, 125, 149, 170,
    170, 158, 133, 114, 140, 145, 150, 178, 163, 172, 178, 199, 199, 184, 162, 146, 166, 171, 180,
    193, 181, 183, 218, 230, 242, 209, 191, 172, 194, 196, 196, 236, 235, 229, 243, 264, 272, 237,
    211, 180, 201, 204, 188, 235, 227, 234, 264, 302, 293, 259, 229, 203, 229, 242, 233, 267, 269,
    270, 315, 364, 347, 312, 274, 237, 278, 284, 277, 317, 313, 318, 374, 413, 405, 355, 306, 271,
    306, 315, 301, 356, 348, 355, 422, 465, 467, 404, 347, 305, 336, 340, 318, 362, 348, 363, 435,
    491, 505, 404, 359, 310, 337, 360, 342, 406, 396, 420, 472, 548, 559, 463, 407, 362, 405, 417,
    391, 419, 461, 472, 535, 622, 606, 508, 461, 390, 432,
]


def daily(seed, days, wander=0.012):
    random = np.random.default_rng(seed)
    t = np.arange(days)
    week = np.array([0, 0.03, 0.02, 0.05, 0.12, 0.25, 0.18])[t % 7] * (1 + 0.3 * np.sin(t / 60))
    return np.round(6 + np.cumsum(random.normal(0, wander, days)) + week + random.normal(0, 0.05, days), 5)


def arma(seed, n):
    random = np.random.default_rng(seed)
    e = random.normal(0, 1, n + 50)
    y = np.zeros(n + 50)
    for t in range(2, n + 50):
        y[t] = 0.6 * y[t - 1] - 0.2 * y[t - 2] + e[t] + 0.4 * e[t - 1]
    return np.round(3 + y[50:], 4)


def run(name, y, order, seasonal, period, horizon=12, regressors=0, constant=False, missing=False):
    y = np.array(y, dtype=float)
    random = np.random.default_rng(99)
    x = np.round(random.normal(size=(len(y) + horizon, regressors)), 3) if regressors else None
    if regressors:
        y = np.round(y + x[: len(y)] @ np.arange(1, regressors + 1) * 0.1, 5)
    if missing:
        y[[5, 30, 31, 32, 60]] = np.nan
    columns = x
    if constant:
        base = np.ones((len(y) + horizon, 1)) if order[1] + seasonal[1] == 0 else (
            np.arange(1, len(y) + horizon + 1)[:, None])
        columns = base if x is None else np.hstack([base, x])
    simple = not missing
    model = SARIMAX(y, None if columns is None else columns[: len(y)], order=order,
                    seasonal_order=(*seasonal, period if sum(seasonal) else 0),
                    simple_differencing=simple)
    best = None
    for method in ["lbfgs", "nm", "bfgs"]:
        start = None if best is None else best.params
        try:
            found = model.fit(start, disp=0, method=method, maxiter=3000)
        except Exception:
            continue
        if np.isfinite(found.llf) and (best is None or found.llf > best.llf):
            best = found
    k = 0 if columns is None else columns.shape[1]
    case = {
        "name": name, "values": [None if np.isnan(v) else v for v in y.tolist()],
        "order": list(order), "seasonal_order": list(seasonal), "period": period,
        "constant": constant, "regressors": [] if x is None else x.T.tolist(),
        "log_likelihood": best.llf, "observations": int(np.sum(~np.isnan(y))) - order[1]
        - period * seasonal[1], "coefficients": best.params[:k].tolist(),
        "parameters": best.params[k:-1].tolist(), "variance": best.params[-1],
    }
    # Forecasts of the series itself, at the same parameters.
    whole = SARIMAX(y, None if columns is None else columns[: len(y)], order=order,
                    seasonal_order=(*seasonal, period if sum(seasonal) else 0))
    ahead = whole.smooth(best.params).get_forecast(
        horizon, exog=None if columns is None else columns[len(y):])
    case["forecast"] = ahead.predicted_mean.tolist()
    case["standard_errors"] = ahead.se_mean.tolist()
    return case


air = np.log(AIR)
cases = [
    run("airline", air, (0, 1, 1), (0, 1, 1), 12),
    run("airline, more", air, (1, 1, 1), (1, 1, 1), 12),
    run("daily", daily(1, 400), (1, 1, 1), (0, 1, 1), 7),
    run("daily, no seasonal difference", daily(2, 300), (1, 1, 1), (1, 0, 1), 7),
    run("arma with a mean", arma(3, 200), (2, 0, 1), (0, 0, 0), 1, constant=True),
    run("drift", np.cumsum(arma(4, 150)), (1, 1, 0), (0, 0, 0), 1, constant=True),
    run("regressors", daily(5, 250), (0, 1, 1), (0, 1, 1), 7, regressors=2),
    run("gaps", arma(6, 160), (1, 0, 1), (0, 0, 0), 1, constant=True, missing=True),
    run("white", arma(7, 80), (0, 0, 0), (0, 0, 0), 1, constant=True),
]
json.dump({"statsmodels": statsmodels.__version__, "cases": cases}, sys.stdout)
