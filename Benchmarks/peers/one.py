"""One run of one peer: `python -m peers.one boosting:xgboost FOLDER`."""
import importlib
import json
import os
import sys

os.environ.setdefault("OPENBLAS_NUM_THREADS", "2")
module, function = sys.argv[1].split(":")
figures = getattr(importlib.import_module(f"peers.{module}"), function)(sys.argv[2])
print(json.dumps(figures))
