"""QR codes on pages: what a phone's camera opens, drawn as SVG inside the page.

Draws an address that it is given and nothing else; the same address gives the same bytes.
"""

from markupsafe import Markup

# The standard asks for four empty modules around; a phone on a dim screen needs them.
QUIET = 4


def drawn(address: str) -> Markup:
    """The code, white and black in every colour scheme; its size is the style sheet's business."""
    import segno  # noqa: PLC0415 (only where a site knows its address)

    code = segno.make_qr(address, error="m")
    svg = code.svg_inline(border=QUIET, omitsize=True, dark="#000", light="#fff")
    return Markup(svg)  # noqa: S704 (drawn here, and holds no text)
