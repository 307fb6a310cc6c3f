"""Photographs come in without what they carried beside the picture."""

import io

import pytest
from PIL import Image

from admin.desk import photos
from models import Photo

pytestmark = pytest.mark.usefixtures("desk")


def picture(
    size: tuple[int, int] = (1600, 800), form: str = "JPEG", exif: bytes = b""
) -> io.BytesIO:
    stream = io.BytesIO()
    Image.new("RGB", size, "red").save(stream, form, exif=exif)
    stream.seek(0)
    return stream


def located() -> bytes:
    exif = Image.Exif()
    exif[0x010E] = "CANARY"
    exif.get_ifd(0x8825)[1] = "N"
    return exif.tobytes()


def test_a_photo_is_made_small() -> None:
    photo = Photo.get(name=photos.store(picture()))
    assert (photo.width, photo.height) == (1200, 600)


def test_where_it_was_taken_is_gone() -> None:
    upload = picture(exif=located())
    assert b"CANARY" in upload.getvalue()
    content = bytes(Photo.get(name=photos.store(upload)).content)
    assert b"CANARY" not in content
    assert not Image.open(io.BytesIO(content)).getexif()


def test_what_is_glued_behind_the_picture_is_gone() -> None:
    upload = io.BytesIO(picture().getvalue() + b"PK\x03\x04CANARY")
    assert b"CANARY" not in bytes(Photo.get(name=photos.store(upload)).content)


def test_the_same_picture_is_kept_once() -> None:
    assert photos.store(picture()) == photos.store(picture())
    assert Photo.select().count() == 1


@pytest.mark.parametrize(
    "data", [b"", b"<svg onload=alert(1)>", b"GIF89a", b"\xff\xd8\xff\xe0 torn"]
)
def test_what_is_no_photo_is_refused(data: bytes) -> None:
    with pytest.raises(photos.PhotoRefused):
        photos.store(io.BytesIO(data))


def test_a_hundred_megapixels_are_refused() -> None:
    with pytest.raises(photos.PhotoRefused, match="5000"):
        photos.store(picture((10_000, 10_000), "PNG"))
