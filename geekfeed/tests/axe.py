"""axe-core, the checker of accessibility, run in a page of a browser test."""

from importlib.resources import files
from typing import Any

from playwright.sync_api import Page

# WCAG 2.2 on level AA, all that axe can tell of it, and its good practice.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
RUN = """async ({ tags, only }) => {
    const runOnly = only ? { type: "rule", values: only } : { type: "tag", values: tags };
    const rules = only ? {} : { "target-size": { enabled: true } };
    // What is still fading from one colour scheme to the other has neither's contrast.
    document.getAnimations().forEach((animation) => animation.finish());
    const found = await axe.run(document, { runOnly, rules, resultTypes: ["violations"] });
    const told = ({ target, html, any, all }) =>
        `${target.join(" ")}: ${html.slice(0, 140)} | ${(any[0] ?? all[0])?.message ?? ""}`;
    return found.violations.map(({ id, nodes }) => [id, nodes.length, nodes.slice(0, 3).map(told)]);
}"""


def violations(page: Page, only: list[str] | None = None) -> list[Any]:
    """The rules that the page breaks, each with how often and where. `only` names rules."""
    if not page.evaluate("typeof axe === 'object'"):
        source = files("axe_playwright_python").joinpath("axe.min.js")
        page.evaluate(source.read_text(encoding="utf-8"))
    return page.evaluate(RUN, {"tags": TAGS, "only": only})
