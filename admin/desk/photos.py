"""Takes a photograph in: decoded, turned upright, made small, and written anew without metadata.

Nothing of the uploaded bytes survives but the pixels: no place, no camera, no embedded thumbnail
of what was cropped away, no second file glued to the end.
"""

import hashlib
import io
import warnings
from typing import IO

from flask_babel import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from models import Photo

FORMATS = ("JPEG", "PNG", "WEBP")
MOST_BYTES = 12 * 1024 * 1024
MOST_PIXELS = 50_000_000
LONGEST_SIDE = 1200
QUALITY = 82


class PhotoRefused(Exception):
    """The upload is no photograph that can be shown; the message says what to do."""


def store(upload: IO[bytes]) -> str:
    """Keep the photograph in the current database; its name, derived from its content.

    :raises PhotoRefused: too large, no image, or damaged.
    """
    data = upload.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise PhotoRefused(_("照片太大，最大 12 MB。请先压缩或换一张。"))
    image = _small(data)
    content = io.BytesIO()
    image.save(content, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    name = hashlib.sha256(content.getvalue()).hexdigest()[:20] + ".jpg"
    width, height = image.size
    Photo.insert(
        name=name, width=width, height=height, content=content.getvalue()
    ).on_conflict_ignore().execute()
    return name


def _small(data: bytes) -> Image.Image:
    """The picture upright, in RGB, at most `LONGEST_SIDE` pixels long."""
    try:
        with warnings.catch_warnings():
            # Pillow warns of a decompression bomb; the size is judged here before decoding.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            opened = Image.open(io.BytesIO(data), formats=FORMATS)
            if opened.width * opened.height > MOST_PIXELS:
                raise PhotoRefused(_("照片像素太多，最多 5000 万像素。请先缩小。"))
            opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            upright = ImageOps.exif_transpose(opened).convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise PhotoRefused(_("这不是能显示的照片。请上传 JPEG、PNG 或 WebP 图片。")) from error
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    clean = Image.new("RGB", upright.size)
    clean.paste(upright)
    return clean
