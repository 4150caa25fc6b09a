"""Jessica Jones: violet, seen through blinds and broken panes."""

from PIL import Image

from .canvas import Canvas
from .cuts import blinds, slash
from .glass import Glass
from .halftone import clamp, dots, glow
from .lettering import fit, write
from .palette import INK, JESSICA_JONES, PAPER
from .picture import Picture, hero, lead, poster

FILL, DARK = JESSICA_JONES.fill, JESSICA_JONES.dark


def address() -> Image.Image:
    canvas = Canvas(1600, 900, FILL)
    canvas.print(dots(canvas.plate(), glow((862, 530), 700, strength=0.95), pitch=27), DARK)
    canvas.print(canvas.plate().circle((800, 530), 296), PAPER)
    word = fit(canvas.plate(), "101", (110, 222, 1490, 838), tracking=6)
    slats = (0, 26, 0, -18, 0, 32, 0, -26, 0, 18, 0)
    canvas.print(blinds(word.plate, (0, 212, 1600, 848), slats, 7), INK)
    lines = write(canvas.plate(), "WEST", (110, 178), 60, width=110)
    write(lines, "STREET & BROADWAY", (1490, 178), 60, width=64, align="right")
    canvas.print(lines, PAPER)
    return canvas.image


def thirteen() -> Image.Image:
    canvas = Canvas(1600, 900, PAPER)
    canvas.print(dots(canvas.plate(), lambda x, y: clamp((x + y - 620) / 1500), pitch=24), FILL)
    # The clapper hangs on its hinge at the left, below the corner that the kicker needs.
    tilt = -0.075

    def edge(x: float, y: float) -> tuple[float, float]:
        return (x, y + tilt * x)

    bar = canvas.plate().polygon([edge(-10, 132), edge(1610, 132), edge(1610, 242), edge(-10, 242)])
    canvas.print(bar, INK)
    stripes = canvas.plate()
    for start in range(130, 1700, 230):
        stripes.polygon(
            [
                edge(start + 15, 142),
                edge(start + 130, 142),
                edge(start + 40, 232),
                edge(start - 75, 232),
            ]
        )
    canvas.print(stripes, PAPER)
    word = fit(canvas.plate(), "13", (130, 270, 1470, 840))
    canvas.print(slash(word.plate, (0, 555), (1600, 555 + tilt * 1600), gap=14, slip=52), INK)
    return canvas.image


def alias() -> Image.Image:
    canvas = Canvas(1600, 900, INK)
    pane = (90, 0, 1510, 900)
    glass = Glass((1120, 330), cracks=15, slip=20, seed=11)

    def frost(x: float, y: float) -> float:
        return clamp(0.15 + 0.75 * y / 900 - 0.55 * glow((560, 330), 460, falloff=1)(x, y))

    frosted = canvas.plate().rectangle(pane)
    pattern = dots(canvas.plate(), frost, pitch=29, box=pane)
    word = fit(canvas.plate(), "ALIAS", (150, 230, 1450, 790))
    canvas.print(frosted, PAPER)
    canvas.print(glass.break_up(pattern) & frosted, FILL)
    canvas.print(glass.break_up(word.plate) & frosted, INK)
    canvas.print(glass.lines(canvas.plate(), 13) & frosted, PAPER)
    canvas.print(glass.lines(canvas.plate(), 4) & frosted, INK)
    canvas.print(canvas.plate().circle((1120, 330), 26), INK)
    posts = canvas.plate().rectangle((90, 0, 104, 900)).rectangle((1496, 0, 1510, 900))
    canvas.print(posts, FILL)
    return canvas.image


def score() -> Image.Image:
    canvas = Canvas(1600, 900, PAPER)
    # 93 % of the width is filled, to the pixel.
    share = canvas.plate().rectangle((0, 0, 1488, 900))
    canvas.print(share, FILL)
    pattern = dots(canvas.plate(), glow((1488, 300), 1000, strength=0.9), pitch=27)
    glass = Glass((1325, 352), cracks=13, slip=22, seed=5)
    word = fit(canvas.plate(), "93%", (120, 232, 1448, 822))
    canvas.print(pattern & share, DARK)
    canvas.print(glass.break_up(word.plate), PAPER)
    canvas.print(glass.lines(canvas.plate(), 7), INK)
    canvas.print(canvas.plate().circle((1325, 352), 20), INK)
    return canvas.image


def start() -> Image.Image:
    canvas = Canvas(1600, 900, PAPER)
    canvas.print(dots(canvas.plate(), glow((1190, 980), 1150, strength=1.05), pitch=26), FILL)
    word = fit(canvas.plate(), "10.4", (120, 226, 1480, 806), tracking=22)
    slats = (0, 0, 18, 0, -22, 0, 30, -12, 0, 0, 0)
    canvas.print(blinds(word.plate, (0, 216, 1600, 816), slats, 7), INK)
    return canvas.image


def plural() -> Image.Image:
    canvas = Canvas(1600, 900, FILL)
    canvas.print(dots(canvas.plate(), glow((800, 520), 800, strength=0.9), pitch=27), DARK)
    slats = (0, 0, 24, 0, -18, 0, 0, 28, 0, -22, 0)
    # One letter that turns out to be several, each hiding behind the next.
    front = blinds(
        fit(canvas.plate(), "S", (120, 222, 860, 836)).plate, (0, 212, 1600, 846), slats, 7
    )
    canvas.print(front, INK)
    covered = front
    for step, colour in enumerate((PAPER, DARK, FILL, DARK), start=1):
        echo = front.shifted(step * 155, 0)
        canvas.print(echo - covered, colour)
        covered = covered | echo
    return canvas.image


def moon() -> Image.Image:
    canvas = Canvas(1600, 600, FILL)
    pattern = dots(canvas.plate(), lambda x, y: 0.8 * clamp((x - 760) / 1050), pitch=24)
    disc = canvas.plate().circle((1270, 275), 330)
    slats = (0, 22, -14, 30, 0, -26, 12, 0, 26, -18, 8, 0)
    canvas.print(pattern | blinds(disc, (700, -60, 1600, 612), slats, 9), DARK)
    return canvas.image


def night() -> Image.Image:
    canvas = Canvas(600, 900, FILL)
    canvas.print(dots(canvas.plate(), glow((300, 330), 620, strength=0.95), pitch=21), DARK)
    slats = (0, 16, 0, -12, 0, 22, 0, -18, 0, 12, 0)
    moon = canvas.plate().circle((300, 320), 212)
    canvas.print(blinds(moon, (0, 90, 600, 550), slats, 7), PAPER)
    canvas.print(fit(canvas.plate(), "JESSICA JONES", (44, 784, 556, 852)).plate, PAPER)
    return canvas.image


PICTURES: tuple[Picture, ...] = (
    lead(
        "jj-101",
        "The number 101 in heavy type, cut into strips like window blinds, before a pale moon",
        address,
    ),
    lead(
        "jj-13", "The number 13 slashed in two, under the striped bar of a clapperboard", thirteen
    ),
    lead(
        "jj-alias",
        "The word ALIAS on the frosted pane of an office door; the glass is broken",
        alias,
    ),
    lead(
        "jj-93",
        "93% in white on violet that fills 93 parts of 100; the glass over the sign is cracked",
        score,
    ),
    lead(
        "jj-start",
        "The date 10.4 cut into strips like a window blind, before the light of a lamp",
        start,
    ),
    lead(
        "jj-plural",
        "A capital S with more of itself behind it, cut into strips like window blinds",
        plural,
    ),
    hero("jj-hero", "A dark moon behind window blinds, on violet", moon),
    poster("jj-poster", "A pale moon behind window blinds, over the words Jessica Jones", night),
)
