"""POST /predict with 64 kept connections: the 17-column boosted model behind our server, and XGBoost behind FastAPI.

Needs wrk. Each run starts the server, waits for it, loads it for some seconds and ends it.
"""
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from peers.line import Line

ROOT = Path(__file__).parents[2]
SECONDS = 5
BODY = (
    '{"Administrative":3,"Administrative_Duration":80.5,"Informational":0,"Informational_Duration":0,'
    '"ProductRelated":40,"ProductRelated_Duration":1800,"BounceRates":0.001,"ExitRates":0.01,"PageValues":34.2,'
    '"SpecialDay":0,"Month":"Nov","OperatingSystems":"2","Browser":"2","Region":"1","TrafficType":"2",'
    '"VisitorType":"Returning_Visitor","Weekend":false}')


def ours(_, tools):
    return _loaded([tools / "ecomml", "serve", ROOT / "Models", "--port", "18381", "--quiet"], 18381, "/health/ready")


def fastapi(_):
    uvicorn = Path(sys.executable).with_name("uvicorn")
    return _loaded([uvicorn, "--app-dir", "Benchmarks/peers", "serve_fastapi:app", "--port", "18391",
                    "--log-level", "warning"], 18391, "/docs")


def _loaded(command, port, ready):
    server = subprocess.Popen([str(word) for word in command], cwd=ROOT, stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL)
    try:
        _wait(f"http://127.0.0.1:{port}{ready}")
        figures = _load(f"http://127.0.0.1:{port}/predict")
        status = Path(f"/proc/{server.pid}/status").read_text()
        ticks = Path(f"/proc/{server.pid}/stat").read_text().rsplit(")", 1)[1].split()
        cpu = (int(ticks[11]) + int(ticks[12])) / os.sysconf("SC_CLK_TCK")
        return {**figures, "user": cpu, "us_cpu_each": cpu / figures["answers"] * 1e6,
                "peak_mb": int(re.search(r"VmHWM:\s*(\d+)", status)[1]) / 1000}
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(20)


def _wait(url):
    for _ in range(300):
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the server does not answer")


def _load(url):
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write('wrk.method = "POST"\nwrk.headers["Content-Type"] = "application/json"\n'
                     f"wrk.body = '{BODY}'\n")
        script.flush()
        done = subprocess.run(["wrk", "-t1", "-c64", f"-d{SECONDS}", "--latency", "-s", script.name, url],
                              capture_output=True, text=True, timeout=120, check=True)
    if "Non-2xx" in done.stdout:
        raise RuntimeError(done.stdout)
    return {"answers_per_s": float(re.search(r"Requests/sec:\s*([\d.]+)", done.stdout)[1]),
            "answers": int(re.search(r"(\d+) requests in", done.stdout)[1]),
            "p50_ms": _milliseconds(done.stdout, "50%"), "p99_ms": _milliseconds(done.stdout, "99%")}


def _milliseconds(text, share):
    number, unit = re.search(rf"{share}\s+([\d.]+)(us|ms|s)\b", text).groups()
    return float(number) * {"us": 1e-3, "ms": 1, "s": 1e3}[unit]


PEERS = {"FastAPI + uvicorn": "serve:fastapi"}
LINES = [
    Line("POST /predict, 64 connections: rate", 1 / 30, ours, PEERS, key="answers_per_s", is_rate=True,
         shown=["p50_ms", "p99_ms", "peak_mb", "us_cpu_each"]),
    Line("POST /predict, 64 connections: 99th percentile", 0.1, ours, PEERS, key="p99_ms", rounds=2),
    Line("POST /predict, 64 connections: memory", 0.2, ours, PEERS, key="peak_mb", rounds=2),
]
