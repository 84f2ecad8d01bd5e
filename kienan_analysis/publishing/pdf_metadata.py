"""Title and language of a printed page where readers of PDF look for them first: in its XMP metadata.

Chromium writes them into the older places only. They are added as the PDF standard adds anything: at the end, what
was there staying as it was, byte for byte.
"""

from __future__ import annotations

import html
import re
from html import escape

from kienan_analysis.errors import KienanError

_TITLE = re.compile(r"<title>([^<]*)</title>")
_LANGUAGE = re.compile(r'<html lang="([A-Za-z-]+)"')
_TRAILER = re.compile(rb"trailer\s*<<(.*?)>>\s*startxref\s+(\d+)\s+%%EOF\s*$", re.DOTALL)
_SIZE, _ROOT = re.compile(rb"/Size (\d+)"), re.compile(rb"/Root (\d+) 0 R")

_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""


def with_metadata(printed: bytes, page: str) -> bytes:
    """Add a page's title and language to its PDF.

    Parameters
    ----------
    printed : bytes
        As Chromium prints it: with a plain table of places, its catalogue an object of its own.
    page : str
        The page that it was printed from.

    Raises
    ------
    KienanError
        If the PDF is not built so.
    """
    trailer = _TRAILER.search(printed)
    size, root = (pattern.search(trailer[1]) if trailer else None for pattern in (_SIZE, _ROOT))
    if trailer is None or size is None or root is None:
        raise _unknown()
    start = printed.find(b"\n" + root[1] + b" 0 obj\n<<") + 1
    end = printed.find(b">>\nendobj\n", start)
    if not 0 < start < end:
        raise _unknown()
    title, language = _TITLE.search(page), _LANGUAGE.search(page)
    said = _PACKET.format(
        title=escape(_writable(html.unescape(title[1]))) if title else "",
        language=language[1] if language else "",
    ).encode()
    number = int(size[1])
    before = printed if printed.endswith(b"\n") else printed + b"\n"
    catalogue = printed[start:end] + b"\n/Metadata %d 0 R>>\nendobj\n" % number
    stream = b"%d 0 obj\n<</Type /Metadata\n/Subtype /XML\n/Length %d>> stream\n%b\nendstream\nendobj\n" % (
        number,
        len(said),
        said,
    )
    places = len(before), len(before) + len(catalogue)
    table = b"xref\n%d 1\n%010d 00000 n \n%d 1\n%010d 00000 n \n" % (int(root[1]), places[0], number, places[1])
    renewed = _SIZE.sub(b"/Size %d" % (number + 1), trailer[1])
    ending = b"trailer\n<<%b\n/Prev %b>>\nstartxref\n%d\n%%%%EOF\n" % (renewed, trailer[2], places[1] + len(stream))
    return b"".join((before, catalogue, stream, table, ending))


def _writable(text: str) -> str:
    """Leave out what XML may not hold."""
    return "".join(letter for letter in text if letter.isprintable() or letter == "\u00a0")


def _unknown() -> KienanError:
    return KienanError(
        "the browser printed a PDF whose form is not known here.",
        where="--pdf",
        remedy="Print with another version of Chromium, or leave --pdf out.",
    )
