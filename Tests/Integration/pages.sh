#!/usr/bin/env bash
# Every page made from Data/, looked at by Chromium: on a wide screen and a narrow one no
# script fails, nothing is wider than the page, no letters lie on others or outside their picture, and
# the page is one file of less than 2 MB that fetches nothing.
set -eu
cd "$(dirname "$0")/../.."
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
model="$folder/model.json"
days="$folder/days.json"

# 3 is the answer of a gate.
page() {
  name=$1
  shift
  code=0
  timeout 300 "$ECOMML" "$@" --report "$folder/$name.html" --plots "$folder/$name" --quiet \
    >"$folder/out" 2>"$folder/err" || code=$?
  [ "$code" -eq 0 ] || [ "$code" -eq 3 ] ||
    { echo "pages: $* ended with $code"; cat "$folder/err"; exit 1; }
}

page forecast-explore forecast explore Data/orders.xml --by delivery_type
page forecast-train forecast train Data/orders.xml --model seasonal-naive,ets,theta \
  --holidays PL --output "$model"
page forecast-predict forecast predict "$model" --horizon 30
page forecast-explain forecast explain "$model" --horizon 10
page forecast-drift forecast drift Models/sales.json Data/orders.xml
page forecast-evaluate forecast evaluate Data/orders.xml --model seasonal-naive --by delivery_type
page classify-explore classify explore Data/sessions.csv --target Revenue
page classify-train classify train Data/sessions.csv --target Revenue --output "$model"
page classify-tune classify train Data/sessions.csv --target Revenue --model logistic --trials 12
page classify-evaluate classify evaluate "$model" Data/sessions.csv
page classify-predict classify predict "$model" Data/sessions.csv
page classify-drift classify drift "$model" Data/sessions.csv
page classify-moved classify drift "$model" Data/sessions.csv --where Month=Nov
page classify-retrain classify retrain "$model" Data/sessions.csv
page model-show model show "$model"
page model-show-forecast model show Models/sales.json
page model-diff model diff "$model" Models/purchase.json
page model-benchmark model benchmark "$model" Data/sessions.csv
page classify-explain classify explain "$model" Data/sessions.csv
page classify-products classify train Data/products.csv --target category
page segment-explore segment explore Data/transactions.csv
page segment-train segment train Data/transactions.csv --output "$model"
page segment-evaluate segment evaluate "$model" Data/transactions.csv --since 2024-09-30
page segment-predict segment predict "$model" Data/transactions.csv
page segment-drift segment drift "$model" Data/transactions.csv
page segment-explain segment explain "$model" Data/transactions.csv
page anomaly-explore anomaly explore Data/payments.csv --label is_fraud
page anomaly-train anomaly train Data/payments.csv --label is_fraud --output "$model"
page anomaly-compare anomaly evaluate Data/payments.csv --label is_fraud --model robust-z
page anomaly-evaluate anomaly evaluate "$model" Data/payments.csv --label is_fraud
page anomaly-predict anomaly predict "$model" Data/payments.csv
page anomaly-explain anomaly explain "$model" Data/payments.csv
page anomaly-drift anomaly drift "$model" Data/payments.csv
page anomaly-days anomaly train Data/orders.xml --date date_add --output "$days"
page anomaly-days-predict anomaly predict "$days" Data/orders.xml
page model-history model history "$folder/"
page retrain-all retrain-all "$folder/" --dry-run
page reproduce reproduce segment --models "$folder/models"

look() {
  timeout 60 chromium --headless --no-sandbox --disable-gpu --enable-logging=stderr "$@" \
    --dump-dom "file://$folder/looked-at.html" 2>"$folder/log" |
    sed -n '/<pre id="faults">/,/<\/pre>/p' | sed 's/<[^>]*>//g'
}

bad=0
for file in "$folder"/*.html; do
  [ "$file" = "$folder/looked-at.html" ] && continue
  name=$(basename "$file")
  size=$(wc -c <"$file")
  [ "$size" -lt 2000000 ] || { echo "$name is $size bytes"; bad=1; }
  ! grep -qE 'https?://|src=|@import' "$file" || { echo "$name fetches something"; bad=1; }
  { cat "$file"; echo '<script>'; cat Tests/Integration/pages_check.js; echo '</script>'; } \
    >"$folder/looked-at.html"
  for view in 1280,900 400,900; do
    found=$(look --window-size=$view)
    case $found in
      "0 faults"*) ;;
      *) echo "$name at $view: $found"; bad=1 ;;
    esac
    ! grep -q CONSOLE "$folder/log" || { echo "$name: $(grep CONSOLE "$folder/log")"; bad=1; }
  done
done

# Pictures of their own are whole SVG documents.
for file in "$folder"/*/*.svg; do
  python3 -c 'import sys, xml.dom.minidom as x; x.parse(sys.argv[1])' "$file" || bad=1
done
exit $bad
