#!/usr/bin/env bash
# Models/ and the tables of README.md are what the program makes of Data/, on one thread and on several.
set -eu
cd "$(dirname "$0")/../.."
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

for threads in 1 2 5; do
  "$ECOMML" reproduce --models "$folder" --threads "$threads" --quiet >"$folder.tables"
  for model in "$folder"/*.json Models/*.json; do
    cmp "$folder/$(basename "$model")" "Models/$(basename "$model")"
  done
done

# Every row of figures stands in the README as it is printed.
missing=0
while IFS= read -r line; do
  case $line in
    *.[0-9]*) grep -qF -- "$line" README.md || { echo "not in README.md: $line"; missing=1; } ;;
  esac
done <"$folder.tables"
rm -f "$folder.tables"
[ $missing = 0 ] || exit 1

# The recorded figures hold, and one that does not ends with 3 and is named.
"$ECOMML" reproduce --check --quiet --models "$folder" >"$folder/tables"
cp -r Data/expected "$folder/expected"
sed -i 's/"silhouette": 0\.[0-9]*/"silhouette": 0.9/' "$folder/expected/segments.json"
code=0
"$ECOMML" reproduce segment --check --dry-run --quiet --expected "$folder/expected" \
  >"$folder/tables" 2>"$folder/moved" || code=$?
[ $code = 3 ] && grep -q "segments: silhouette moved from 0.9" "$folder/moved" ||
  { echo "a figure that moved is not told (exit $code)"; cat "$folder/moved"; exit 1; }

# The public sets by the names their makers gave them.
if [ -n "${ECOMML_REAL_DATA:-}" ]; then
  "$ECOMML" reproduce --check --quiet --data "$ECOMML_REAL_DATA" --expected Data/expected/public \
    >"$folder/tables" || { cat "$folder/tables"; exit 1; }
  echo "reproduce: public sets as recorded"
else
  echo "reproduce: public sets skipped, ECOMML_REAL_DATA is not set"
fi
echo "reproduce: ok"
