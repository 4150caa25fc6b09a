"""From a stranger's file to plain pixels, or to a refusal that says what to do.

The file's name and declared type are never looked at: what a picture is, its bytes say. Only the
pixels of what comes out of here are kept, so whatever else rode along in the file is gone.
"""

from io import BytesIO
from typing import BinaryIO

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from PIL import ExifTags, ImageCms, ImageOps
from PIL import Image as Pixels

# Pillow's names. A decoder that is not in this list is never asked.
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")
# The still picture of these is their first: a GIF's first frame, and a camera's JPEG with a preview
# behind it (MPO).
FIRST_FRAME_COUNTS = {"GIF", "MPO"}
# In pixels. Twice what the widest column shows; the second is the most that WebP can hold.
MASTER_BOX = (2400, 16383)
LONGEST_SIDE = 30_000

# The modes in which Pillow transforms each of a colour profile's spaces.
PROFILED = {"RGB": "RGB", "GRAY": "L", "CMYK": "CMYK"}
GREYS = {"L", "LA"}

ORIENTATION = ExifTags.Base.Orientation
# The orientations that turn a picture by a quarter, so that its height becomes its width.
LYING = {5, 6, 7, 8}


class Refused(Exception):
    """The file cannot be taken as a picture; the message says why and what to do."""


class TooLarge(Refused):
    """More bytes or more pixels than the site accepts."""


def decode(file: BinaryIO) -> Pixels.Image:
    """Read a picture and make it a master's pixels (`normalise`).

    Nothing beyond settings.IMAGE_MAX_BYTES is read, whatever length was announced, and nothing is
    decoded whose header promises more than settings.IMAGE_MAX_PIXELS. Raises Refused.
    """
    data = file.read(settings.IMAGE_MAX_BYTES + 1)
    if not data:
        raise Refused(_("This file is empty. Choose it again, or export the picture anew."))
    if len(data) > settings.IMAGE_MAX_BYTES:
        raise TooLarge(
            _(
                "This file is larger than %(limit)s. Export the picture at %(width)s pixels wide, "
                "which is all that we keep, and upload that."
            )
            % {"limit": filesizeformat(settings.IMAGE_MAX_BYTES), "width": MASTER_BOX[0]}
        )
    try:
        pixels = Pixels.open(BytesIO(data), formats=FORMATS)
    except (Pixels.DecompressionBombError, Pixels.DecompressionBombWarning) as error:
        raise _too_many_pixels() from error
    except Pixels.UnidentifiedImageError as error:
        raise Refused(
            _(
                "This is not a picture that we can read, whatever its name says. Export it as "
                "JPEG, PNG, WebP, GIF or AVIF and upload that."
            )
        ) from error
    except Exception as error:
        raise _damaged() from error
    with pixels:
        _check_size(pixels)
        if pixels.format not in FIRST_FRAME_COUNTS and getattr(pixels, "is_animated", False):
            raise Refused(
                _("This picture moves, and ours stand still. Export one frame and upload that.")
            )
        try:
            # A large JPEG is decoded at a half, a quarter or an eighth if that is still enough:
            # as sharp, with a fraction of the memory. No other format does anything here.
            pixels.draft(None, (MASTER_BOX[0], MASTER_BOX[0]))
            pixels.load()
            return normalise(pixels)
        except (Pixels.DecompressionBombError, Pixels.DecompressionBombWarning) as error:
            raise _too_many_pixels() from error
        # Pillow's decoders fail in a dozen ways; in a stranger's file they all mean the same.
        except Exception as error:
            raise _damaged() from error


def normalise(pixels: Pixels.Image) -> Pixels.Image:
    """A copy that is upright, in sRGB, RGB or RGBA, within MASTER_BOX and free of metadata."""
    # Scaled before anything else is done: the copies that follow are small then.
    pixels = _scaled(_scalable(pixels))
    ImageOps.exif_transpose(pixels, in_place=True)
    pixels = _in_srgb(pixels)
    pixels.info = {}
    return pixels


def _scalable(pixels: Pixels.Image) -> Pixels.Image:
    """The same picture in a mode that has shades between its colours."""
    if pixels.mode.startswith("I;16"):
        # Pillow cuts sixteen bits off at 255 where it should scale them.
        return pixels.point(lambda value: value / 256).convert("L")
    if pixels.has_transparency_data:
        return pixels if pixels.mode in {"RGBA", "LA"} else pixels.convert("RGBA")
    return pixels if pixels.mode in {"RGB", "L", "CMYK"} else pixels.convert("RGB")


def _scaled(pixels: Pixels.Image) -> Pixels.Image:
    box = MASTER_BOX
    if pixels.getexif().get(ORIENTATION, 1) in LYING:
        box = box[::-1]
    scale = min(1, box[0] / pixels.width, box[1] / pixels.height)
    if scale == 1:
        return pixels.copy()
    size = (max(1, round(pixels.width * scale)), max(1, round(pixels.height * scale)))
    return pixels.resize(size, Pixels.Resampling.LANCZOS)


def _in_srgb(pixels: Pixels.Image) -> Pixels.Image:
    alpha = pixels.getchannel("A") if "A" in pixels.getbands() else None
    profile = pixels.info.get("icc_profile")
    colours = _transformed(pixels, profile) if profile else None
    if colours is None:
        colours = pixels.convert("RGB")
    if alpha is not None:
        colours.putalpha(alpha)
    return colours


def _transformed(pixels: Pixels.Image, profile: bytes) -> Pixels.Image | None:
    """The colours that the profile means. None: the profile is broken or another picture's."""
    try:
        meant = ImageCms.ImageCmsProfile(BytesIO(profile))
        mode = PROFILED.get(meant.profile.xcolor_space.strip())
        if (
            mode is None
            or (mode == "CMYK") != (pixels.mode == "CMYK")
            or (mode == "L" and pixels.mode not in GREYS)
        ):
            return None
        return ImageCms.profileToProfile(
            pixels.convert(mode), meant, ImageCms.createProfile("sRGB"), outputMode="RGB"
        )
    except (ImageCms.PyCMSError, OSError, ValueError):
        return None


def _check_size(pixels: Pixels.Image) -> None:
    # A picture of one row costs memory for each of its pixels as well.
    longest_side = max(pixels.size)
    if pixels.width * pixels.height > settings.IMAGE_MAX_PIXELS or longest_side > LONGEST_SIDE:
        raise _too_many_pixels()


def _too_many_pixels() -> TooLarge:
    return TooLarge(
        _(
            "This picture has more than %(limit)s pixels. Export it at %(width)s pixels wide, "
            "which is all that we keep, and upload that."
        )
        % {
            "limit": number_format(settings.IMAGE_MAX_PIXELS, force_grouping=True),
            "width": MASTER_BOX[0],
        }
    )


def _damaged() -> Refused:
    return Refused(
        _(
            "This picture is damaged or not all there. Open it in a picture editor, save it as a "
            "new JPEG or PNG, and upload that."
        )
    )
