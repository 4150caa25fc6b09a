"""Stories about no single show: ink and paper only."""

import math

from PIL import Image

from .canvas import Canvas, Plate
from .halftone import clamp, dots, glow, rings
from .lettering import fit
from .palette import INK, PAPER
from .picture import Picture, lead


def permit() -> Image.Image:
    canvas = Canvas(1600, 900, PAPER)
    canvas.print(dots(canvas.plate(), glow((1600, 900), 1250, strength=0.55), pitch=26), INK)
    # A stamp that was pressed harder at the left: the frame and the word wear off together.
    stamp = (
        canvas.plate().rectangle((90, 150, 1510, 830)).rectangle((112, 172, 1488, 808), ink=False)
    )
    stamp.rectangle((126, 186, 1474, 794)).rectangle((134, 194, 1466, 786), ink=False)
    clear = canvas.plate().rectangle((90, 150, 1510, 830))
    fit(stamp, "PERMIT", (170, 234, 1430, 746), tracking=4)
    worn = dots(
        canvas.plate(), lambda x, y: 0.4 * clamp((x - 420) / 1100 + (y - 490) / 1500), pitch=20
    )
    canvas.print(clear, PAPER)
    canvas.print(stamp - worn, INK)
    return canvas.image


def street_map() -> Image.Image:
    canvas = Canvas(1600, 900, PAPER)
    word = fit(canvas.plate(), "NYC", (110, 190, 1490, 810), tracking=8).plate
    # Streets are ink on paper and paper on ink: the word is the city.
    canvas.print(word ^ _streets(canvas.plate()), INK)
    return canvas.image


def _streets(plate: Plate) -> Plate:
    """Manhattan's grid at its own angle, 29° off, with wide avenues, and Broadway across it."""
    turn = math.radians(29)
    along, across = (math.sin(turn), -math.cos(turn)), (math.cos(turn), math.sin(turn))

    def place(street: float, avenue: float) -> tuple[float, float]:
        return (
            800 + across[0] * avenue + along[0] * street,
            450 + across[1] * avenue + along[1] * street,
        )

    for avenue in range(-1200, 1201, 150):
        plate.line([place(-1400, avenue), place(1400, avenue)], 9)
    for street in range(-1300, 1301, 50):
        plate.line([place(street, -1300), place(street, 1300)], 4)
    plate.line(
        [place(-1400, 420), place(-500, 230), place(100, -60), place(520, -150), place(1500, -170)],
        20,
    )
    return plate


def cast() -> Image.Image:
    canvas = Canvas(1600, 900, INK)
    centre, radius = (800, 490), 402
    light = canvas.plate().circle(centre, radius)

    def spill(x: float, y: float) -> float:
        return 0.5 * clamp(1 - (math.hypot(x - centre[0], y - centre[1]) - radius) / 420) ** 2

    canvas.print(dots(canvas.plate(), spill, pitch=26), PAPER)
    word = fit(canvas.plate(), "CAST", (110, 190, 1490, 790), tracking=6).plate
    canvas.print(word.swollen(12) - light, INK)
    canvas.print(word ^ light, PAPER)
    canvas.print(word & light, INK)
    return canvas.image


def first_issue() -> Image.Image:
    canvas = Canvas(1600, 900, PAPER)
    canvas.print(
        dots(
            canvas.plate(), lambda x, y: 0.28 + 0.5 * math.hypot(x - 800, y - 480) / 900, pitch=24
        ),
        INK,
    )
    burst = canvas.plate().polygon(_star((800, 480), 1010, 815, 22))
    canvas.print(burst.swollen(12), INK)
    canvas.print(burst, PAPER)
    canvas.print(fit(canvas.plate(), "No. 1", (170, 218, 1430, 742)).plate, INK)
    return canvas.image


def _star(
    centre: tuple[float, float], outer: float, inner: float, points: int
) -> list[tuple[float, float]]:
    """A burst, flattened to the picture's shape."""
    corners = []
    for number in range(points * 2):
        radius = (outer, inner)[number % 2] * (1 if number % 4 else 0.94)
        angle = number * math.pi / points
        corners.append(
            (centre[0] + radius * math.cos(angle), centre[1] + radius * 0.56 * math.sin(angle))
        )
    return corners


def percent() -> Image.Image:
    canvas = Canvas(1600, 900, PAPER)
    # From no dot at the left to solid ink at the right: every per cent there is.
    ramp = dots(canvas.plate(), lambda x, y: clamp((x - 420) / 760), pitch=29)
    sign = fit(canvas.plate(), "%", (120, 150, 1480, 780)).plate
    canvas.print(ramp ^ sign, INK)
    return canvas.image


def wait() -> Image.Image:
    canvas = Canvas(1600, 900, PAPER)
    word = fit(canvas.plate(), "WAIT", (110, 170, 1490, 790), tracking=4).plate
    # Solid at the first letter, a few dots at the last: the longer it takes, the less is sure.
    canvas.print(
        word & dots(canvas.plate(), lambda x, y: clamp((1760 - x) / 1390) ** 1.6, pitch=23), INK
    )
    return canvas.image


def crew() -> Image.Image:
    canvas = Canvas(1600, 900, INK)
    film = canvas.plate().rectangle((150, 150, 1450, 700)).rectangle((150, 730, 1450, 900))
    for y in range(124, 900, 96):
        for x in (46, 1490):
            film.rectangle((x, y, x + 64, y + 52))
    canvas.print(film, PAPER)
    frame = fit(canvas.plate(), "CREW", (180, 180, 1420, 670), tracking=4).plate
    fit(frame, "CREW", (180, 760, 1420, 1250), tracking=4)
    canvas.print(frame, INK)
    return canvas.image


def loud() -> Image.Image:
    canvas = Canvas(1600, 900, PAPER)
    canvas.print(
        dots(canvas.plate(), rings((-60, 800), wave=230, reach=2300, sharpness=1), pitch=26), INK
    )
    word = fit(canvas.plate(), "LOUD", (110, 190, 1490, 800), widths=(50, 72, 104, 150)).plate
    canvas.print(word.swollen(16), PAPER)
    canvas.print(word, INK)
    return canvas.image


PICTURES: tuple[Picture, ...] = (
    lead("gf-permit", "The word PERMIT as a rubber stamp, worn at one end", permit),
    lead("gf-map", "The letters NYC with Manhattan's street grid running through them", street_map),
    lead("gf-cast", "The word CAST, its middle in a round spotlight", cast),
    lead("gf-issue", "No. 1 in a burst, as on the cover of a comic", first_issue),
    lead("gf-percent", "A per cent sign on dots that grow from nothing to solid ink", percent),
    lead("gf-wait", "The word WAIT, solid at its first letter and a few dots at its last", wait),
    lead("gf-credits", "The word CREW on a strip of film, with the next frame coming up", crew),
    lead(
        "gf-score", "The word LOUD, each letter wider than the one before, in rings of sound", loud
    ),
)
