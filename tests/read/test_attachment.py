"""Pictures: PNG or JPEG in the end, upright, without metadata, within bounds."""

import io

import pytest
from PIL import Image

from assembler.errors import DamagedUploadError, LargeUploadError, WrongKindError
from assembler.read.attachment import MAX_SIDE, read_picture
from tests.read.narratives import image


def _open(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def test_a_plain_picture_is_kept_byte_for_byte() -> None:
    """Nothing to clean, nothing to lose."""
    content = image("PNG")
    read = read_picture(content, "quai.png")
    assert read.content == content
    assert (read.content_type, read.width_px, read.height_px) == ("image/png", 200, 100)


def test_a_photo_loses_the_place_where_it_was_taken_and_stands_upright() -> None:
    """EXIF holds coordinates, date, device, orientation."""
    exif = Image.Exif()
    exif[0x0112] = 6  # turned a quarter
    exif[0x010F] = "Appareil de Jeanne"
    exif.get_ifd(0x8825)[2] = (48.0, 49.0, 50.0)
    read = read_picture(image("JPEG", exif=exif), "photo.jpg")
    made = _open(read.content)
    assert made.size == (100, 200)
    assert not made.getexif()
    assert b"Jeanne" not in read.content


def test_a_density_tells_the_size_in_millimetres() -> None:
    """300 points an inch."""
    read = read_picture(image("PNG", (300, 150), dpi=(300, 300)), "plan.png")
    assert (round(read.width_mm, 1), round(read.height_mm, 1)) == (25.4, 12.7)


def test_a_huge_picture_is_reduced() -> None:
    """A page shows no more."""
    read = read_picture(image("JPEG", (5000, 1000)), "panorama.jpg")
    assert (read.width_px, read.height_px) == (MAX_SIDE, 480)


@pytest.mark.parametrize("kind", ["GIF", "BMP", "TIFF", "WEBP"])
def test_other_raster_kinds_become_png(kind: str) -> None:
    """Whatever was pasted in Word."""
    read = read_picture(image(kind), "image")
    assert read.content_type == "image/png"
    assert _open(read.content).format == "PNG"


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", WrongKindError),
        (b"%PDF-1.7", WrongKindError),
        (b"", WrongKindError),
        (image("PNG")[:120], DamagedUploadError),
        (image("JPEG", (300, 300))[:400], (DamagedUploadError, WrongKindError)),
    ],
)
def test_what_is_not_a_sound_picture_is_refused(content: bytes, error: type[Exception]) -> None:
    """By a typed error that names the file."""
    with pytest.raises(error, match="essai"):
        read_picture(content, "essai")


def test_a_picture_bomb_is_refused_before_it_is_opened() -> None:
    """Eight thousand points a side in a few bytes."""
    made = io.BytesIO()
    Image.new("1", (8_000, 8_000)).save(made, "PNG")
    with pytest.raises(LargeUploadError, match="millions de points"):
        read_picture(made.getvalue(), "bombe.png")
