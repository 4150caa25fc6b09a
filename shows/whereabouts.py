"""Where a filming location is, as exactly as readers should be told."""

from dataclasses import dataclass
from decimal import Decimal

from shows.models import Location

EXACT = Decimal("0.000001")
COARSE = Decimal("0.01")  # degrees: about a kilometre
ZOOM, ZOOM_FROM_AFAR = 17, 13


@dataclass(frozen=True)
class Whereabouts:
    """Degrees. While cameras are there they are `rounded`: crews are not to be walked in on."""

    latitude: Decimal
    longitude: Decimal
    rounded: bool

    @property
    def geo(self) -> str:
        """For map programs (RFC 5870); `u` is how far off it may be, in metres."""
        written = f"geo:{self.latitude},{self.longitude}"
        return f"{written};u=1000" if self.rounded else written

    @property
    def map_url(self) -> str:
        """OpenStreetMap: a marker on the spot, or only the neighbourhood."""
        zoom = ZOOM_FROM_AFAR if self.rounded else ZOOM
        marker = "" if self.rounded else f"?mlat={self.latitude}&mlon={self.longitude}"
        view = f"#map={zoom}/{self.latitude}/{self.longitude}"
        return f"https://www.openstreetmap.org/{marker}{view}"

    def __str__(self) -> str:
        return f"{self.latitude}, {self.longitude}"


def whereabouts(location: Location, is_filming: bool) -> Whereabouts | None:
    """None where nobody has placed it."""
    if location.latitude is None or location.longitude is None:
        return None
    step = COARSE if is_filming else EXACT
    return Whereabouts(
        location.latitude.quantize(step), location.longitude.quantize(step), rounded=is_filming
    )
