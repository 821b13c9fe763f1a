"""Makes small PDF files by hand, whose text any reader finds: one line of Vietnamese after the other."""

from __future__ import annotations

from collections.abc import Sequence

_FONTS = (
    "<< /Type /Font /Subtype /Type0 /BaseFont /Invented /Encoding /Identity-H /DescendantFonts [4 0 R] "
    "/ToUnicode 5 0 R >>",
    "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Invented /DW 500 "
    "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
)
_UNICODE = (
    "/CIDInit /ProcSet findresource begin begincmap /CMapType 2 def "
    "1 begincodespacerange <0000> <FFFF> endcodespacerange {ranges} endcmap end"
)


def a_pdf(*pages: Sequence[str]) -> bytes:
    """A PDF with these lines on its pages; a page without lines has no text."""
    letters = sorted({ord(letter) for page in pages for line in page for letter in line})
    ranges = "".join(f"1 beginbfchar <{code:04X}> <{code:04X}> endbfchar " for code in letters)
    bodies = [_stream(" ".join(_line(number, line) for number, line in enumerate(page))) for page in pages]
    kids = " ".join(f"{6 + 2 * number} 0 R" for number in range(len(pages)))
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>", *_FONTS]
    objects.append(_stream(_UNICODE.format(ranges=ranges)))
    for number, body in enumerate(bodies):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {7 + 2 * number} 0 R "
            "/Resources << /Font << /F 3 0 R >> >> >>"
        )
        objects.append(body)
    return _file(objects)


def _line(number: int, text: str) -> str:
    return f"BT /F 12 Tf 50 {780 - 18 * number} Td <{text.encode('utf-16-be').hex()}> Tj ET"


def _stream(text: str) -> str:
    return f"<< /Length {len(text)} >>\nstream\n{text}\nendstream"


def _file(objects: Sequence[str]) -> bytes:
    out, places = "%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    trailer = f"trailer << /Size {size} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    return (out + f"xref\n0 {size}\n0000000000 65535 f \n{table}{trailer}").encode("ascii")
