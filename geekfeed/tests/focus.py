"""Going through a page by the keyboard alone, as a browser test does."""

from playwright.sync_api import Page

# What has the focus, and what is wrong with how it shows it. The chart's marks show it by a stroke.
FOCUSED = """() => {
    const it = document.activeElement;
    if (!it || it === document.body || it === document.documentElement) return null;
    const box = it.getBoundingClientRect(), style = getComputedStyle(it);
    const inside = [...it.querySelectorAll("*")].map((part) => getComputedStyle(part).stroke);
    const isOutlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2
        || style.boxShadow !== "none" || inside.some((stroke) => stroke && stroke !== "none")
        || it.matches("[contenteditable], iframe");
    const x = Math.max(box.left, 0) + (Math.min(box.right, innerWidth) - Math.max(box.left, 0)) / 2;
    const y = Math.max(box.top, 0) + (Math.min(box.bottom, innerHeight) - Math.max(box.top, 0)) / 2;
    const at = document.elementFromPoint(x, y);
    const label = it.getAttribute("aria-label") || it.labels?.[0]?.textContent || it.textContent;
    const name = label.replace(/\\s+/g, " ").trim();
    const wrong = [];
    if (!isOutlined) wrong.push("shows no focus");
    if (!box.width || !box.height) wrong.push("has no size");
    else if (x <= 0 || y <= 0 || x >= innerWidth || y >= innerHeight) wrong.push("is out of sight");
    else if (at && !it.contains(at) && !at.contains(it))
        wrong.push(`is behind ${at.outerHTML.slice(0, 80)}`);
    return { name, wrong: wrong.map((fault) => `${name.slice(0, 60)} (${it.tagName}) ${fault}`) };
}"""
STOPS = 400


def tab_to(page: Page, name: str) -> None:
    """Press Tab until what is called that, or begins so, has the focus. Every stop on the way must
    be seen."""
    faults = []
    for _stop in range(STOPS):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        faults += focused["wrong"] if focused else []
        if focused and focused["name"].startswith(name):
            assert faults == [], faults
            return
    raise AssertionError(f"“{name}” is not reached by the Tab key")


def stops(page: Page) -> list[str]:
    """The names of everything that Tab reaches, once through the page from where it is. Every stop
    must be seen."""
    names, faults = [], []
    for _stop in range(STOPS):
        page.keyboard.press("Tab")
        if (focused := page.evaluate(FOCUSED)) is None:
            break
        names.append(focused["name"])
        faults += focused["wrong"]
    assert faults == [], faults
    return names
