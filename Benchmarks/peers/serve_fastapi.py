"""The service to be compared with: the same 17 columns, as many trees of the same depth by XGBoost,
behind FastAPI. Run from the repository's folder:

    uvicorn --app-dir Benchmarks/peers serve_fastapi:app --log-level warning [--workers 2]
"""

import csv
from typing import Literal

import numpy
import xgboost
from fastapi import FastAPI
from pydantic import BaseModel, Field

CATEGORIES = ["Month", "OperatingSystems", "Browser", "Region", "TrafficType", "VisitorType"]


def table():
    with open("Data/sessions.csv") as file:
        rows = list(csv.DictReader(file))
    names = [n for n in rows[0] if n != "Revenue"]
    levels = {n: sorted({r[n] for r in rows}) for n in CATEGORIES}

    def value(row, name):
        if name in levels:
            return levels[name].index(row[name])
        return {"TRUE": 1.0, "FALSE": 0.0}.get(row[name]) if name == "Weekend" else float(row[name] or "nan")

    values = numpy.array([[value(r, n) for n in names] for r in rows], dtype=numpy.float32)
    return names, levels, values, numpy.array([r["Revenue"] == "TRUE" for r in rows])


NAMES, LEVELS, VALUES, TARGET = table()
TYPES = ["c" if n in CATEGORIES else "q" for n in NAMES]
PLACES = {n: {level: i for i, level in enumerate(v)} for n, v in LEVELS.items()}
MODEL = xgboost.train(
    {"max_depth": 5, "eta": 0.05, "objective": "binary:logistic", "nthread": 1},
    xgboost.DMatrix(VALUES, TARGET, feature_names=NAMES, feature_types=TYPES,
                    enable_categorical=True), 80)
MODEL.set_param({"nthread": 1})
MODEL.feature_names, MODEL.feature_types = None, None


class Visit(BaseModel):
    Administrative: int = Field(ge=0)
    Administrative_Duration: float = Field(ge=0)
    Informational: int = Field(ge=0)
    Informational_Duration: float = Field(ge=0)
    ProductRelated: int = Field(ge=0)
    ProductRelated_Duration: float = Field(ge=0)
    BounceRates: float = Field(ge=0, le=1)
    ExitRates: float = Field(ge=0, le=1)
    PageValues: float = Field(ge=0)
    SpecialDay: float = Field(ge=0, le=1)
    Month: Literal[tuple(LEVELS["Month"])]
    OperatingSystems: Literal[tuple(LEVELS["OperatingSystems"])]
    Browser: Literal[tuple(LEVELS["Browser"])]
    Region: Literal[tuple(LEVELS["Region"])]
    TrafficType: Literal[tuple(LEVELS["TrafficType"])]
    VisitorType: Literal[tuple(LEVELS["VisitorType"])]
    Weekend: bool


app = FastAPI()


@app.post("/predict")
async def predict(visit: Visit):
    row = [float(PLACES[n][getattr(visit, n)] if n in PLACES else getattr(visit, n)) for n in NAMES]
    chance = float(MODEL.inplace_predict(numpy.array([row], dtype=numpy.float32))[0])
    return {"probability": chance, "prediction": chance >= 0.37,
            "confidence": max(chance, 1 - chance), "threshold": 0.37, "model": "purchase"}
