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
exit $missing
