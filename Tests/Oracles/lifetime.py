"""BG/NBD and Gamma-Gamma models fitted by SciPy, straight from the formulas of Fader, Hardie and Lee.

    python lifetime.py > lifetime.json

Histories are drawn from the model itself: rates Gamma(0.8, 20), chances to leave Beta(1.2, 2.5), mean
amounts from a Gamma-Gamma of p 6, q 4, v 15.
"""
import json
import sys

import numpy as np
import scipy
from scipy.optimize import minimize
from scipy.special import betaln, gammaln, hyp2f1


def draw(random, customers):
    repeats, last, age, mean = [], [], [], []
    for _ in range(customers):
        observed = float(random.integers(30, 366))
        rate = random.gamma(0.8, 1 / 20)
        leaves = random.beta(1.2, 2.5)
        time, times = 0.0, []
        while True:
            time += random.exponential(1 / rate)
            if time > observed:
                break
            times.append(time)
            if random.random() < leaves:
                break
        scale = random.gamma(4, 1 / 15)
        amounts = random.gamma(6, 1 / scale, len(times))
        repeats.append(len(times))
        last.append(round(times[-1], 3) if times else 0.0)
        age.append(observed)
        mean.append(round(float(amounts.mean()), 4) if times else 0.0)
    return np.array(repeats), np.array(last), np.array(age), np.array(mean)


def purchase_loss(logs, x, last, age):
    r, alpha, a, b = np.exp(logs)
    constant = gammaln(r + x) - gammaln(r) + r * np.log(alpha) + betaln(a, b + x) - betaln(a, b)
    stay = -(r + x) * np.log(alpha + age)
    # B(a+1, b+x-1) / B(a, b+x) = a / (b+x-1)
    leave = np.where(
        x > 0, np.log(a) - np.log(np.maximum(b + x - 1, 1e-300)) - (r + x) * np.log(alpha + last),
        -np.inf)
    return -np.mean(constant + np.logaddexp(stay, leave))


def spending_loss(logs, x, m):
    p, q, v = np.exp(logs)
    return -np.mean(
        gammaln(p * x + q) - gammaln(p * x) - gammaln(q) + q * np.log(v) + (p * x - 1) * np.log(m)
        + p * x * np.log(x) - (p * x + q) * np.log(x * m + v))


def best(loss, start, data):
    found = None
    for shift in (0.0, 0.7, -0.7):
        for method in ("Nelder-Mead", "BFGS"):
            begin = np.array(start) + shift if found is None else found.x
            own = minimize(loss, begin, data, method=method,
                           options={"maxiter": 20000, "xatol": 1e-10, "fatol": 1e-14}
                           if method == "Nelder-Mead" else {"gtol": 1e-10})
            if found is None or own.fun <= found.fun:
                found = own
    return np.exp(found.x), -found.fun


def expected(days, params, x, last, age):
    r, alpha, a, b = params
    z = days / (alpha + age + days)
    above = (a + b + x - 1) / (a - 1) * (
        1 - ((alpha + age) / (alpha + age + days)) ** (r + x)
        * hyp2f1(r + x, b + x, a + b + x - 1, z))
    left = np.where(
        x > 0, a / np.maximum(b + x - 1, 1e-300) * ((alpha + age) / (alpha + last)) ** (r + x), 0)
    return above / (1 + left), 1 / (1 + left)


repeats, last, age, mean = draw(np.random.default_rng(7), 400)
x = repeats.astype(float)
purchases, likelihood = best(purchase_loss, [0, 3, 0, 0.5], (x, last, age))
bought = repeats > 0
spending, _ = best(spending_loss, [1.5, 1.0, 3.0], (x[bought], mean[bought]))
p, q, v = spending
cases = [[0, 0, 30], [0, 0, 365], [1, 3, 200], [3, 90, 100], [12, 300, 365], [40, 364, 365]]
rows = np.array(cases, float)
far, alive = expected(90, purchases, rows[:, 0], rows[:, 1], rows[:, 2])
json.dump({
    "made_by": f"SciPy {scipy.__version__}, NumPy {np.__version__}",
    "repeats": repeats.tolist(), "last": last.tolist(), "age": age.tolist(),
    "means": mean.tolist(),
    "purchases": purchases.tolist(), "log_likelihood": likelihood,
    "spending": spending.tolist(),
    "cases": cases, "expected": far.tolist(), "alive": alive.tolist(),
    "spending_cases": [[0, 0.0], [1, 10.0], [5, 60.0]],
    "spending_means": [float(p * (v + n * m) / (p * n + q - 1))
                       for n, m in [(0, 0.0), (1, 10.0), (5, 60.0)]],
}, sys.stdout, indent=0)
