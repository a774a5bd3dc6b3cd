#!/usr/bin/env bash
# The figures of 'classify evaluate' are those that scikit-learn finds on the answers of 'classify predict', and the
# default model is no worse than scikit-learn's own default on the same rows.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check scikit-learn==1.9.1 pandas==2.3.3

"$ECOMML" sample sessions --rows 20000 --seed 1 >"$folder/train.csv"
"$ECOMML" sample sessions --rows 20000 --seed 2 >"$folder/test.csv"
"$ECOMML" classify train "$folder/train.csv" --target Revenue --model boosting --output "$folder/m.json" --quiet >/dev/null
"$ECOMML" classify predict "$folder/m.json" "$folder/test.csv" --key Revenue --quiet >"$folder/answers.csv"
"$ECOMML" classify evaluate "$folder/m.json" "$folder/test.csv" --json --quiet >"$folder/figures.json"
"$folder/venv/bin/python" "$(dirname "$0")/classify_figures.py" "$folder"
