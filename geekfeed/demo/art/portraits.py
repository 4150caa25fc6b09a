"""The demo's authors, who do not exist."""

from PIL import Image

from .palette import DAREDEVIL, INK, IRON_FIST, JESSICA_JONES, LUKE_CAGE, PAPER, THE_DEFENDERS
from .picture import Picture, portrait
from .sitter import Paints, Sitter


def marguerite_lunn() -> Image.Image:
    violet = JESSICA_JONES
    sitter = Sitter(
        Paints(
            ground=violet.fill,
            pattern=violet.dark,
            coat=INK,
            flesh=PAPER,
            shade=violet.fill,
            shadow=violet.dark,
            lips=violet.fill,
        ),
        skin=0.04,
        jaw=0.96,
    )
    sitter.print(
        sitter.both_sides((300, 66), (190, 94), (138, 190), (128, 330), (142, 452), (210, 470))
    )
    sitter.bust()
    sitter.eyes(brow=7, lift=6, lashes=4)
    sitter.nose(breadth=0.85)
    sitter.mouth(smile=4)
    # A bob with a straight fringe, and the lamp's gleam on it.
    sides = sitter.both_sides(
        (300, 70),
        (200, 100),
        (150, 190),
        (146, 330),
        (170, 446),
        (206, 438),
        (202, 330),
        (204, 236),
    )
    sitter.print(sides.rectangle((190, 150, 410, 226)))
    sitter.print(
        sitter.shape(
            (170, 220), (186, 160), (236, 118), (286, 104), (240, 138), (206, 178), (190, 222)
        ),
        violet.fill,
    )
    glasses = sitter.plate().ring((248, 286), 46, 8).ring((352, 286), 46, 8)
    sitter.print(
        glasses.line([(292, 280), (308, 280)], 8)
        .line([(202, 280), (186, 276)], 7)
        .line([(398, 280), (414, 276)], 7)
    )
    return sitter.image


def tomasz_brandt() -> Image.Image:
    navy = THE_DEFENDERS.fill
    sitter = Sitter(
        Paints(
            ground=PAPER, pattern=navy, coat=navy, flesh=PAPER, shade=navy, shadow=navy, lips=navy
        ),
        skin=0.03,
        jaw=1.1,
    )
    sitter.bust(collar=640)
    # An open collar.
    sitter.print(
        sitter.plate()
        .polygon([(178, 540), (236, 500), (300, 640), (236, 690)])
        .polygon([(422, 540), (364, 500), (300, 640), (364, 690)]),
        PAPER,
    )
    sitter.print(
        sitter.plate().line([(178, 540), (236, 690), (300, 640), (364, 690), (422, 540)], 6)
    )
    sitter.eyes(brow=16, lift=-3)
    sitter.nose(breadth=1.1)
    beard = sitter.shape(
        (178, 300), (192, 340), (216, 378), (250, 374),
        (300, 368), (350, 374), (384, 378), (408, 340),
        (422, 300), (420, 380), (376, 452), (300, 484), (224, 452), (180, 380),
    )  # fmt: skip
    sitter.print(beard)
    sitter.print(
        sitter.stroke(6, (262, 400), (282, 404), (300, 402), (318, 404), (340, 399)), PAPER
    )
    # Combed over from a parting on his right.
    sitter.print(sitter.shape(
        (176, 306), (164, 220), (186, 140), (240, 92), (330, 76),
        (404, 104), (440, 180), (434, 250), (424, 308),
        (414, 250), (392, 196), (320, 190), (250, 172), (226, 152), (206, 190), (188, 240),
    ))  # fmt: skip
    sitter.print(sitter.stroke(6, (236, 150), (270, 124), (330, 108)), PAPER)
    sitter.print(sitter.stroke(5, (262, 158), (310, 138), (366, 134)), PAPER)
    return sitter.image


def dee_okafor() -> Image.Image:
    red = DAREDEVIL
    sitter = Sitter(
        Paints(
            ground=red.fill,
            pattern=red.dark,
            coat=PAPER,
            flesh=PAPER,
            shade=red.dark,
            shadow=INK,
            lips=red.fill,
        ),
        skin=0.3,
        jaw=0.98,
    )
    crown = sitter.plate().circle((300, 232), 196)
    for x, y, radius in (
        (150, 130, 60),
        (220, 84, 58),
        (300, 68, 52),
        (380, 84, 58),
        (450, 130, 60),
        (480, 220, 58),
        (120, 220, 58),
        (130, 310, 60),
        (470, 310, 60),
        (160, 370, 50),
        (440, 370, 50),
    ):
        crown.circle((x, y), radius)
    sitter.print(crown)
    sitter.bust(collar=590)
    sitter.eyes(brow=11, lift=4, lashes=6)
    sitter.nose(breadth=1.15)
    sitter.mouth(fullness=1.35, smile=5)
    sitter.print(
        sitter.both_sides(
            (300, 90), (200, 110), (160, 200), (170, 300), (186, 286), (200, 214), (250, 172)
        )
    )
    sitter.print(sitter.plate().ring((172, 384), 34, 9).ring((428, 384), 34, 9), PAPER)
    return sitter.image


def ines_calloway() -> Image.Image:
    green = IRON_FIST
    sitter = Sitter(
        Paints(
            ground=green.fill,
            pattern=green.dark,
            coat=PAPER,
            flesh=PAPER,
            shade=green.fill,
            shadow=green.dark,
            lips=green.fill,
        ),
        skin=0.1,
        jaw=0.92,
    )
    # Long hair, all of it over one shoulder.
    sitter.print(sitter.shape(
        (300, 70), (400, 90), (452, 170), (456, 270), (440, 380),
        (470, 480), (452, 580), (480, 700), (440, 780),
        (330, 780), (330, 600), (300, 470), (200, 440), (150, 330), (146, 190), (204, 92),
    ))  # fmt: skip
    sitter.bust()
    # A polo neck.
    sitter.print(
        sitter.plate().polygon(
            [(232, 470), (368, 470), (372, 500), (432, 556), (300, 660), (168, 556), (228, 500)]
        ),
        PAPER,
    )
    sitter.print(sitter.stroke(6, (228, 474), (300, 492), (372, 474)))
    sitter.eyes(brow=8, lift=5, lashes=7)
    sitter.nose(breadth=0.8)
    sitter.mouth(fullness=1.1, smile=3)
    sitter.print(sitter.shape(
        (262, 84), (340, 74), (420, 120), (450, 210), (444, 330),
        (424, 420), (440, 520), (420, 640), (440, 740),
        (356, 740), (372, 620), (366, 520), (396, 430), (418, 330),
        (408, 250), (370, 180), (290, 130), (236, 190),
        (190, 240), (178, 330), (190, 420), (166, 380), (148, 290), (156, 190), (200, 110),
    ))  # fmt: skip
    sitter.print(
        sitter.stroke(
            5, (330, 116), (396, 160), (424, 240), (428, 330), (408, 430), (414, 540), (394, 690)
        ),
        green.fill,
    )
    sitter.print(sitter.stroke(5, (214, 144), (182, 200), (166, 280)), green.fill)
    return sitter.image


def sam_abara() -> Image.Image:
    yellow = LUKE_CAGE
    sitter = Sitter(
        Paints(
            ground=yellow.fill,
            pattern=yellow.dark,
            coat=INK,
            flesh=yellow.dark,
            shade=INK,
            shadow=INK,
            lips=yellow.fill,
        ),
        skin=0.06,
        jaw=1.14,
    )
    sitter.bust(collar=590)
    sitter.eyes(brow=15, lift=0)
    sitter.nose(breadth=1.25)
    sitter.mouth(fullness=0.9, smile=6)
    # A short beard along the jaw, and a flat top with sharp corners.
    sitter.print(sitter.shape(
        (182, 330), (200, 372), (234, 410), (262, 424), (282, 430),
        (300, 428), (318, 430), (338, 424), (366, 410),
        (400, 372), (418, 330), (412, 380), (374, 440), (322, 464),
        (300, 466), (278, 464), (226, 440), (188, 380),
    ))  # fmt: skip
    sitter.print(sitter.plate().polygon([
        (170, 270), (166, 190), (176, 84), (300, 70), (424, 84),
        (434, 190), (430, 270), (414, 262), (404, 186),
        (300, 178), (196, 186), (186, 262),
    ]))  # fmt: skip
    return sitter.image


PICTURES: tuple[Picture, ...] = (
    portrait(
        "by-marguerite-lunn",
        "Portrait of Marguerite Lunn in violet halftone: a black bob, round glasses",
        marguerite_lunn,
    ),
    portrait(
        "by-tomasz-brandt",
        "Portrait of Tomasz Brandt in navy halftone: a side parting, a full beard",
        tomasz_brandt,
    ),
    portrait(
        "by-dee-okafor",
        "Portrait of Dee Okafor in red halftone: a round afro, hoop earrings",
        dee_okafor,
    ),
    portrait(
        "by-ines-calloway",
        "Portrait of Ines Calloway in green halftone: long hair over one shoulder, a polo neck",
        ines_calloway,
    ),
    portrait(
        "by-sam-abara",
        "Portrait of Sam Abara in yellow halftone: a flat top, a black shirt",
        sam_abara,
    ),
)
