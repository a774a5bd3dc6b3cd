"""Asks a Prometheus every query of the dashboard and of the rules; none may be an error, and those of
counters that have moved may not be empty."""

import json
import sys
import urllib.parse
import urllib.request

base = sys.argv[1]


def ask(path, **parameters):
    url = f"{base}{path}?{urllib.parse.urlencode(parameters)}"
    return json.load(urllib.request.urlopen(url, timeout=10))


board = json.load(open("Deploy/grafana/dashboards/ecomml.json"))
queries = [t["expr"] for p in board["panels"] for t in p["targets"]]
empty = []
for query in queries:
    answer = ask("/api/v1/query", query=query)
    assert answer["status"] == "success", (query, answer)
    if not answer["data"]["result"]:
        empty.append(query)
plain = [q for q in empty if "[" not in q and "challenger" not in q and "drift" not in q]
assert not plain, plain
rules = ask("/api/v1/rules")["data"]["groups"][0]["rules"]
bad = [r["name"] for r in rules if r["health"] not in ("ok", "unknown")]
assert not bad, bad
print(f"Prometheus: {len(queries)} queries of the dashboard, {len(rules)} rules, none an error")
