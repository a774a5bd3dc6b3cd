"""Public holidays of whole countries, as the package `holidays` has them.

    pip install holidays; python holidays.py > holidays.json

Days since 1970-01-01 by country; England for Great Britain. India has few that hold everywhere: only
those that the program computes are compared, so only these are kept.
"""

import datetime
import json
import sys

# This file has the name of the package.
sys.path = [place for place in sys.path if not place.endswith("Oracles")]
import holidays

YEARS = range(2015, 2031)
EPOCH = datetime.date(1970, 1, 1)
INDIA = ("Republic Day", "Good Friday", "Independence Day", "Gandhi", "Diwali", "Christmas")


def days(country, **options):
    found = holidays.country_holidays(country, years=YEARS, language="en_US", **options)
    if country == "IN":
        found = {d: n for d, n in found.items() if any(name in n for name in INDIA)}
    # The first Sunday of November, which is free anyway.
    found = {d: n for d, n in found.items() if n != "National Unity Day"}
    return sorted((day - EPOCH).days for day in found)


print(
    json.dumps(
        {
            "version": holidays.__version__,
            "first": YEARS[0],
            "last": YEARS[-1],
            **{c: days(c) for c in ("PL", "US", "DE", "FR", "IT", "ES", "NL", "BR", "IN")},
            "GB": days("GB", subdiv="ENG"),
        }
    )
)
