#!/usr/bin/env bash
# `drift --compat evidently` chooses the tests that evidently chooses for the same rows, and finds the same figures. Needs
# pip, or a Python that has evidently in $EVIDENTLY_PYTHON.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python=${EVIDENTLY_PYTHON:-}
if [ -z "$python" ]; then
  python3 -m venv "$folder/venv"
  "$folder/venv/bin/pip" install --quiet --disable-pip-version-check evidently==0.7.23 pandas==2.3.3
  python=$folder/venv/bin/python
fi
data=$here/../../Data/sessions.csv

# A reference of up to 1,000 rows is tested by chances, a larger one by distances.
for rows in 900 8000; do
  head -n $((rows + 1)) "$data" >"$folder/old.csv"
  (head -n 1 "$data"; tail -n 700 "$data") >"$folder/new.csv"
  "$ECOMML" classify train "$folder/old.csv" --target Revenue --model logistic --keep-duplicates \
    --output "$folder/m.json" --quiet >/dev/null
  "$ECOMML" classify drift "$folder/m.json" "$folder/new.csv" --compat evidently --json --quiet \
    >"$folder/drift.json" || [ $? = 3 ]
  "$python" "$here/evidently_check.py" "$folder/old.csv" "$folder/new.csv" "$folder/drift.json"
done
echo "evidently: ok"
