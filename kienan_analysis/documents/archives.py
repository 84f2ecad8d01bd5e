"""Office files are zip archives: opened within bounds, whatever is in them."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO
from typing import Final

from kienan_analysis.documents.refusal import refuse

# A report of a hundred pages, or a province's yearbook, unpacks to some 20 MB; pictures in them are not unpacked.
_MAX_UNPACKED: Final = 256 * 1024 * 1024
_MAX_MEMBERS: Final = 5_000
BROKEN: Final = (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError, OSError, zlib.error)


def open_archive(content: bytes, name: str, *, anew: str, smaller: str) -> zipfile.ZipFile:
    """Open an archive.

    Parameters
    ----------
    content : bytes
    name : str
        What the file is called where it is spoken of.
    anew, smaller : str
        What to do about a broken file, and about one that is too large.

    Raises
    ------
    KienanError
        It is broken, locked by a password, or unpacks to far more than a document has.
    """
    try:
        archive = zipfile.ZipFile(BytesIO(content))
    except BROKEN as error:
        refuse(name, f"The archive is broken ({error}).", anew)
    members = archive.infolist()
    # No more than what is declared here is ever unpacked: reading stops there.
    if len(members) > _MAX_MEMBERS or sum(member.file_size for member in members) > _MAX_UNPACKED:
        refuse(name, "The file unpacks to far more than a report has.", smaller)
    if any(member.flag_bits & 1 for member in members):
        refuse(name, "The file is locked by a password.", "Open it with the password and save it without one.")
    return archive
