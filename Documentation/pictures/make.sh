#!/bin/sh
# Makes the pictures of the README again, from Data/ and Models/: sh Documentation/pictures/make.sh
# The program is $ECOMML, or the release build.
set -eu
cd "$(dirname "$0")/../.."
ecomml=${ECOMML:-.build/release/ecomml}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# take NAME CHART COMMAND...: one chart of a command as Documentation/pictures/NAME.svg
take() {
  name=$1
  chart=$2
  shift 2
  "$ecomml" "$@" --plots "$folder/$name" --quiet >"$folder/out" || [ $? -eq 3 ]
  cp "$folder/$name/$chart.svg" "Documentation/pictures/$name.svg"
}

take forecast forecast forecast predict Models/sales.json --horizon 30
take purchase precision-recall classify train Data/sessions.csv --target Revenue
take segments map-tsne segment train Data/transactions.csv
take drift drift classify drift Models/purchase.json Data/sessions.csv --where Month=Nov
