"""axe-core, the checker of accessibility, run in a page of a browser test."""

from importlib.resources import files

from playwright.sync_api import Page

# WCAG 2.2 on level AA, all that axe can tell of it, and its good practice.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
RUN = """async ({ tags, only }) => {
    const runOnly = only ? { type: "rule", values: only } : { type: "tag", values: tags };
    // To look for locked orientations, axe would fetch every style sheet again.
    const [on, off] = [{ enabled: true }, { enabled: false }];
    const rules = only ? {} : { "target-size": on, "css-orientation-lock": off };
    // What is still fading from one colour scheme to the other has neither's contrast. Where a box
    // has arrived, what stands in it sets out.
    for (let depth = 0; depth < 6; depth++) {
        await new Promise((resolve) => requestAnimationFrame(resolve));
        document.getAnimations().forEach((animation) => animation.finish());
    }
    const options = { runOnly, rules, preload: false, resultTypes: ["violations"] };
    const found = await axe.run(document, options);
    const told = ({ target, html, any, all }) =>
        `${target.join(" ")}: ${html.slice(0, 140)} | ${(any[0] ?? all[0])?.message ?? ""}`;
    return found.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${told(node)}`));
}"""


def violations(page: Page, only: list[str] | None = None) -> list[str]:
    """Where the page breaks which rule, and how. `only` names rules."""
    if not page.evaluate("typeof axe === 'object'"):
        source = files("axe_playwright_python").joinpath("axe.min.js")
        page.evaluate(source.read_text(encoding="utf-8"))
    return page.evaluate(RUN, {"tags": TAGS, "only": only})
