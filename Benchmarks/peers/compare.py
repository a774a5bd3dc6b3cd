"""All lines, or those whose name has one of the words: `python -m peers.compare --binaries DIR --folder DIR`."""
import argparse
import json
import os
import platform
import subprocess
import sys
from pathlib import Path


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("words", nargs="*")
    parser.add_argument("--binaries", type=Path, required=True)
    parser.add_argument("--folder", default="/tmp/ecomml-compare")
    parser.add_argument("--small", action="store_true")
    parser.add_argument("--report-only", action="store_true")
    parser.add_argument("--scaling", action="store_true")
    wishes = parser.parse_args()
    if wishes.small:
        os.environ["COMPARE_SCALE"] = "0.1"
    Path(wishes.folder).mkdir(parents=True, exist_ok=True)
    if wishes.scaling:
        from peers import scaling
        scaling.main(wishes.folder, wishes.binaries, lambda point: print(json.dumps(point), file=sys.stderr, flush=True))
        return
    from peers import boosting, clusters, linear, reading, results, series, serve, shop
    from peers.line import compare
    modules = [boosting, linear, clusters, series, reading, shop, serve]
    lines = [line for module in modules for line in module.LINES
             if not wishes.words or any(word.lower() in line.name.lower() for word in wishes.words)]
    kept = Path(wishes.folder) / ("small-figures.json" if wishes.small else "figures.json")
    figures = json.loads(kept.read_text()) if kept.exists() else {}
    for line in [] if wishes.report_only else lines:
        figures[line.name] = compare(line, wishes.folder, wishes.binaries, tell)
        figures[line.name]["machine"] = machine()
        kept.write_text(json.dumps(figures, indent=1))
    order = [line.name for module in modules for line in module.LINES]
    limits = {line.name: (line.limit, line.unit) for module in modules for line in module.LINES if line.limit}
    text = results.markdown([figures[name] for name in order if name in figures], limits, is_small=wishes.small)
    target = Path(wishes.folder) / "RESULTS.md" if wishes.small else Path(__file__).parents[1] / "RESULTS.md"
    target.write_text(text)
    print(text)


def tell(line, title, figures):
    shown = {key: round(value, 4) if isinstance(value, float) else value for key, value in figures.items()
             if key in ("seconds", "user", "error", line.key, *line.shown)}
    print(f"{line.name} | {title} | {json.dumps(shown)}", file=sys.stderr, flush=True)


def machine():
    with open("/proc/cpuinfo") as info:
        model = next((row.split(":")[1].strip() for row in info if row.startswith("model name")), "")
    return {"processor": model, "cores": os.cpu_count(), "system": platform.release(),
            "load": os.getloadavg()[1],
            "swift": subprocess.run(["swift", "--version"], capture_output=True, text=True).stdout.split("\n")[0]}


if __name__ == "__main__":
    main()
