"""The process that sets type: reads orders from its input, writes PDF files to its output.

A process of its own, because Typst's threads do not survive a fork and builds fork: a worker that
set type by itself after its parent had would wait for ever. It is started as a script by
`typesetting`, imports nothing of this house, and sees one folder of templates, one folder of fonts
and no network. The fonts of the machine are not used: the same order gives the same bytes anywhere.
"""

import io
import json
import signal
import sys
from functools import lru_cache
from typing import BinaryIO

import pylopdf_fonts_zh_cn
import segno
import typst

# The standard asks for a quiet zone of four modules; without it a phone does not find the code.
QUIET = 4


def serve(folder: str, orders: BinaryIO, answers: BinaryIO) -> None:
    """Answer every order: a line of JSON with the size or the error, then the bytes."""
    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(pylopdf_fonts_zh_cn.sans_path().parent)],
    )
    compiler = typst.Compiler(root=folder, ignore_system_fonts=True, font_paths=fonts)
    for line in orders:
        order = json.loads(line)
        content, error = _set(compiler, f"{folder}/{order['template']}", order)
        answers.write(json.dumps({"size": len(content), "error": error}).encode() + b"\n" + content)
        answers.flush()


def _set(compiler: typst.Compiler, template: str, order: dict[str, str]) -> tuple[bytes, str]:
    values = {"data": order["data"], "code": code_svg(order["code"]) if order["code"] else ""}
    try:
        # The document's own date stands in the template; this one keeps the clock out of the file.
        return compiler.compile(input=template, format="pdf", sys_inputs=values, timestamp=0), ""
    except RuntimeError as error:  # Typst's own error is one; a lost template is another
        return b"", f"{order['template']}: {getattr(error, 'diagnostic', error)}"


# A place has its code on two sheets, and working a code out takes as long as half a sheet.
@lru_cache(maxsize=1000)
def code_svg(content: str) -> str:
    """A QR code that is still read when a sixth of it is soiled (level M or better)."""
    file = io.BytesIO()
    code = segno.make_qr(content, error="m")
    code.save(file, kind="svg", border=QUIET, xmldecl=False, nl=False, light="#fff")
    return file.getvalue().decode()


if __name__ == "__main__":
    # Ctrl-C is for the process that gives the orders; this one ends when they do.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    serve(sys.argv[1], sys.stdin.buffer, sys.stdout.buffer)
