"""Look into the pictures people send: kind, size, and nothing kept that the picture does not show."""

import io
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from PIL import Image, ImageOps, UnidentifiedImageError

from assembler.errors import DamagedUploadError, LargeUploadError, UploadError, WrongKindError
from assembler.i18n import mark
from assembler.i18n import translate as _

MAX_PICTURE_BYTES: Final = 20_000_000
MAX_PIXELS: Final = 50_000_000
MAX_SIDE: Final = 2400  # pixels: more than 300 dots an inch over the width of a page
MM_PER_INCH: Final = 25.4
DEFAULT_DPI: Final = 96.0

_KEPT = {"PNG": "image/png", "JPEG": "image/jpeg"}  # what Word, LibreOffice and browsers all show
_TURNED_TO_PNG = ("GIF", "BMP", "TIFF", "WEBP")
_PLAIN_MODES = {"PNG": ("1", "L", "LA", "P", "RGB", "RGBA"), "JPEG": ("L", "RGB")}
_JPEG_QUALITY = 90


@dataclass(frozen=True)
class ReadPicture:
    """A picture fit for a document: PNG or JPEG, upright, without the place, date and device cameras write in."""

    content: bytes
    content_type: str
    width_px: int
    height_px: int
    width_mm: float  # as the file itself says; 96 dots an inch when it says nothing
    height_mm: float


@lru_cache(maxsize=64)  # a document may show one picture a thousand times, and is checked in two languages
def read_picture(content: bytes, name: str) -> ReadPicture:
    """Gives a picture cleaned: metadata dropped (Loi 25: photos tell where they were taken), huge ones reduced.

    Raises ``WrongKindError`` for what is not a raster picture, ``LargeUploadError`` and ``DamagedUploadError``.
    """
    picture = _open(content, name)
    kind = picture.format if picture.format in _KEPT else "PNG"
    assert kind is not None
    dpi = _dpi(picture)
    try:
        ImageOps.exif_transpose(picture, in_place=True)  # upright, and no second copy of fifty million points
        picture.load()
    except (OSError, SyntaxError, ValueError) as error:  # Pillow raises these three on damaged pictures
        raise DamagedUploadError(name, _("l’image est endommagée ou incomplète"), _(_SEND_AGAIN)) from error
    size = shown = picture.size
    is_clean = picture.format in _KEPT and not _has_metadata(picture) and max(size) <= MAX_SIDE
    is_plain = picture.mode in _PLAIN_MODES[kind]
    if not (is_clean and is_plain):
        content, size = _written(picture, kind)
    width, height = (side / dpi * MM_PER_INCH for side in shown)
    return ReadPicture(content, _KEPT[kind], *size, width_mm=width, height_mm=height)


def count_points(content: bytes) -> int:
    """Gives how many points reading a picture would open; none for what ``read_picture`` refuses."""
    try:
        picture = _open(content, "")
    except UploadError:
        return 0
    return picture.width * picture.height


def _open(content: bytes, name: str) -> Image.Image:
    if len(content) > MAX_PICTURE_BYTES:
        raise LargeUploadError(
            name,
            _("l’image dépasse {limit}\u00a0Mo").format(limit=MAX_PICTURE_BYTES // 1_000_000),
            "Réduisez-la.",
        )
    try:
        picture = Image.open(io.BytesIO(content), formats=(*_KEPT, *_TURNED_TO_PNG))
    except UnidentifiedImageError as error:
        raise WrongKindError(
            name,
            _("ce n’est pas une image PNG ou JPEG"),
            _("Enregistrez-la en PNG ou en JPEG et insérez-la de nouveau."),
        ) from error
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise DamagedUploadError(name, _("l’image est endommagée"), _(_SEND_AGAIN)) from error
    if picture.width * picture.height > MAX_PIXELS:
        raise LargeUploadError(
            name,
            _("l’image compte plus de {limit}\u00a0millions de points").format(limit=MAX_PIXELS // 1_000_000),
            "Réduisez-la.",
        )
    return picture


def _dpi(picture: Image.Image) -> float:
    declared = picture.info.get("dpi", (DEFAULT_DPI,))[0]
    return float(declared) if declared and 30 <= float(declared) <= 1200 else DEFAULT_DPI


def _has_metadata(picture: Image.Image) -> bool:
    """True when the file says more than its pixels, colours and density."""
    silent = {"dpi", "jfif", "jfif_version", "jfif_unit", "jfif_density", "gamma", "srgb", "transparency", "adobe"}
    return bool({*picture.info} - silent - {"adobe_transform", "progressive", "progression", "interlace"})


def _written(picture: Image.Image, kind: str) -> tuple[bytes, tuple[int, int]]:
    """Writes the picture anew, reducing it in place when it is huge."""
    picture = picture if picture.mode in _PLAIN_MODES[kind] else picture.convert(_PLAIN_MODES[kind][-1])
    if max(picture.size) > MAX_SIDE:
        if picture.mode in ("1", "P"):
            picture = picture.convert("RGBA" if kind == "PNG" else "RGB")
        picture.thumbnail((MAX_SIDE, MAX_SIDE), Image.Resampling.LANCZOS, reducing_gap=3.0)
    bare = Image.new(picture.mode, picture.size)  # a new picture has no metadata to write
    if picture.mode == "P" and (palette := picture.getpalette()):
        bare.putpalette(palette)
    bare.paste(picture)
    made = io.BytesIO()
    transparency = picture.info.get("transparency")
    extra = {"transparency": transparency} if kind == "PNG" and picture.mode == "P" and transparency is not None else {}
    bare.save(made, kind, **({"quality": _JPEG_QUALITY} if kind == "JPEG" else extra))
    return made.getvalue(), picture.size


_SEND_AGAIN = mark("Ouvrez l’image pour vérifier qu’elle est saine et insérez-la de nouveau.")
