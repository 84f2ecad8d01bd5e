"""One reading of the data, which every run of a batch uses, whatever is edited meanwhile."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass

from kienan_analysis.data_package import digest_of, read_contents
from kienan_analysis.data_package.opening import DESCRIPTOR

# The earliest that a zip can hold: the same files, the same bytes.
_NO_TIME = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Reading:
    """A data package as it was at one moment.

    Attributes
    ----------
    archive : bytes
        A zip of what :func:`kienan_analysis.load` reads of it.
    digest : str
        That of a :class:`~kienan_analysis.dataset.Dataset` loaded from the same files.
    """

    archive: bytes
    digest: str


def read_once(location: str) -> Reading:
    """Read a data package's descriptor and tables, as they are.

    Raises
    ------
    KienanError
        Where it cannot be read.
    """
    descriptor, tables = read_contents(location)
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for path, text in {**tables, DESCRIPTOR: descriptor}.items():
            archive.writestr(zipfile.ZipInfo(path, _NO_TIME), text, zipfile.ZIP_DEFLATED, compresslevel=1)
    return Reading(content.getvalue(), digest_of([descriptor, *tables.values()]))
