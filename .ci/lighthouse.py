"""Lighthouse's word on the pages that readers open most, with the demo, as on a telephone.

The pages come from the server that `make run` starts, on a port and with a database of its own
(var/lighthouse, where the whole reports are, too). It ends with 1 where a score is below 100 or a
page is heavier than we allow.

A telephone's processor is imitated by a factor: the mobile preset takes one that is 4 times slower
than this machine's, which is meant for fast ones. Lighthouse rates the machine, and what it says of
that is printed below the scores.
"""

import argparse
import json
import os
import statistics
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import tools
from chromium import find_chromium
from demo_served import ROOT, demo_served, fetch

TOOL = Path(__file__).resolve().parent / "lighthouse"
KEPT = ROOT / "var" / "lighthouse"
OLDEST_NODE = (18, 16)
PRESET_CPU = 4
TRIES = 3  # now and then the browser loses its trace (NO_NAVSTART); Lighthouse says to run it again
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
PAGES = {
    "front": "/",
    "story": "/2017/04/production-starts-on-jessica-jones-season-2/",
    "show": "/shows/jessica-jones/",
    "section": "/tv/",
    "author": "/authors/marguerite-lunn/",
    "search": "/search/",
    "found": "/search/?q=jessica",
}
# Kept from search engines on purpose: what is found is for the reader who asked.
NOT_TO_BE_FOUND = {"found"}
# From which rating on which factor makes a telephone of the middle class of a machine.
CALIBRATION = ((1500, PRESET_CPU), (800, 2), (0, 1))
KINDS = {"HTML": "Document", "CSS": "Stylesheet", "JS": "Script"}

# What a page may weigh on its way, in thousands of bytes; a story's own page less than others.
MOST = {"HTML+CSS+JS": 100.0, "JS": 15.0}
MOST_OF_A_STORY = {"HTML+CSS+JS": 60.0, "JS": 15.0}


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="make lighthouse", description=__doc__.splitlines()[0])
    parser.add_argument("--pages", nargs="+", choices=PAGES, default=list(PAGES), metavar="PAGE")
    parser.add_argument("--runs", type=int, default=1, help="of each page; the median counts")
    parser.add_argument(
        "--cpu", type=float, default=PRESET_CPU, help="by which factor it is slowed down (4)"
    )
    options = parser.parse_args(arguments)
    node, browser = tools.node(OLDEST_NODE), find_browser()
    tools.install(TOOL)
    complaints, ratings = [], []
    with demo_served(KEPT) as address:
        print(
            f"{'':9}{'perf':>6}{'a11y':>6}{'best':>6}{'SEO':>6}{'LCP':>9}{'CLS':>7}{'TBT':>8}"
            f"{'HTML':>8}{'CSS':>7}{'JS':>7}{'blocking':>10}{'others':>8}"
        )
        for name in options.pages:
            fetch(address + PAGES[name])  # makes the pictures that are made on demand
            report = median(
                [
                    look_at(
                        node, browser, address + PAGES[name], KEPT / f"{name}-{turn}", options.cpu
                    )
                    for turn in range(options.runs)
                ]
            )
            ratings.append(report["environment"]["benchmarkIndex"])
            figures = figures_of(report, address)
            print(line(name, figures), flush=True)
            complaints += [f"{name}: {what}" for what in wrong_with(name, report, figures)]
    print(f"\n{advice(statistics.median(ratings), options.cpu)}")
    print("\n".join([*complaints, f"The reports are in {KEPT.relative_to(ROOT)}/."]))
    return 1 if complaints else 0


def find_browser() -> str:
    browser = find_chromium()
    if not browser:
        raise tools.Missing(
            "Lighthouse needs Chromium. Install it (Debian: chromium), or name it in CHROMIUM."
        )
    return browser


def look_at(node: str, browser: str, address: str, path: Path, cpu: float) -> dict[str, Any]:
    """Run Lighthouse once, with its mobile preset but for the factor, and return its report."""
    command = [
        node,
        str(TOOL / "node_modules/lighthouse/cli/index.js"),
        address,
        "--quiet",
        "--output=json",
        "--output=html",
        f"--output-path={path}",
        f"--only-categories={','.join(CATEGORIES)}",
        f"--throttling.cpuSlowdownMultiplier={cpu}",
        "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
    ]
    environment = os.environ | {"CHROME_PATH": browser}
    if not any(subprocess.run(command, env=environment).returncode == 0 for _ in range(TRIES)):
        raise SystemExit(f"{address}: Lighthouse has given up {TRIES} times, as it says above.")
    report = json.loads(path.with_name(f"{path.name}.report.json").read_text())
    if problem := report.get("runtimeError"):
        raise SystemExit(f"{address}: {problem['message']}")
    return report


def advice(rating: float, cpu: float) -> str:
    """What Lighthouse advises for a machine of this rating, in its docs/throttling.md."""
    told = f"This machine is rated {rating:.0f}; its processor was taken {cpu:g} times slower."
    meant = next(factor for least, factor in CALIBRATION if rating >= least)
    if cpu == meant:
        return told
    return f"{told} Lighthouse advises {meant} times for a telephone: --cpu {meant}."


def median(reports: list[dict[str, Any]]) -> dict[str, Any]:
    ranked = sorted(reports, key=lambda report: report["categories"]["performance"]["score"] or 0)
    return ranked[(len(ranked) - 1) // 2]


def figures_of(report: dict[str, Any], address: str) -> dict[str, float]:
    audits = report["audits"]
    requests = audits["network-requests"]["details"]["items"]
    figures = {name: round((report["categories"][name]["score"] or 0) * 100) for name in CATEGORIES}
    figures["LCP"] = audits["largest-contentful-paint"]["numericValue"]
    figures["CLS"] = audits["cumulative-layout-shift"]["numericValue"]
    figures["TBT"] = audits["total-blocking-time"]["numericValue"]
    for kind, resource in KINDS.items():
        sizes = [one["transferSize"] for one in requests if one.get("resourceType") == resource]
        figures[kind] = sum(sizes) / 1000
    # A deferred script and a stylesheet for paper are asked for with less haste.
    urgent = {("Stylesheet", "VeryHigh"), ("Script", "High"), ("Script", "VeryHigh")}
    figures["blocking"] = sum(
        (one.get("resourceType"), one.get("priority")) in urgent for one in requests
    )
    figures["others"] = sum(
        one["url"].startswith("http") and not one["url"].startswith(f"{address}/")
        for one in requests
    )
    return figures


def line(name: str, of: dict[str, float]) -> str:
    scores = "".join(f"{of[category]:>6}" for category in CATEGORIES)
    return (
        f"{name:9}{scores}{of['LCP'] / 1000:>7.2f} s{of['CLS']:>7.3f}{of['TBT']:>5.0f} ms"
        f"{of['HTML']:>5.1f} kB{of['CSS']:>4.1f} kB{of['JS']:>4.1f} kB"
        f"{of['blocking']:>10}{of['others']:>8}"
    )


def wrong_with(name: str, report: dict[str, Any], figures: dict[str, float]) -> Iterator[str]:
    """What keeps the page from being as it should be, a line each."""
    for category in CATEGORIES:
        if figures[category] < 100 and not (category == "seo" and name in NOT_TO_BE_FOUND):
            yield f"{category} is {figures[category]}: {', '.join(lacks(report, category))}"
    most = MOST_OF_A_STORY if name == "story" else MOST
    weights = {"HTML+CSS+JS": sum(figures[kind] for kind in KINDS), "JS": figures["JS"]}
    for what, weight in weights.items():
        if weight > most[what]:
            yield f"{what} is {weight:.1f} kB, of {most[what]:.0f} at most"
    if figures["CLS"] > 0:
        yield f"something moves: CLS {figures['CLS']:.4f}"
    if figures["blocking"] > 1:
        yield f"{figures['blocking']} files hold up the first paint; one stylesheet may"
    if figures["others"]:
        yield f"{figures['others']} requests go to others"


def lacks(report: dict[str, Any], category: str) -> list[str]:
    """The audits that cost the category its points, the heaviest first."""
    weighed = report["categories"][category]["auditRefs"]
    costly = [
        (ref["weight"] * (1 - audit["score"]), ref["id"])
        for ref in weighed
        if ref["weight"] and (audit := report["audits"][ref["id"]])["score"] is not None
    ]
    return [name for cost, name in sorted(costly, reverse=True) if cost > 0]


if __name__ == "__main__":
    tools.run(main)
