"""Files of ours in a data package's folder, read as what they are to be: plain files of that folder."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def read_beside(path: Path, most_bytes: int) -> bytes | None:
    """Read a file of ours beside a package's descriptor: a plain one, and none outside that a link leads to.

    Parameters
    ----------
    path : Path
    most_bytes : int
        A larger one is not read.

    Returns
    -------
    bytes or None
        None where there is none.

    Raises
    ------
    OSError
        It cannot be read: its words say why. Of a pipe nobody would see the end.
    """
    if not os.path.lexists(path):
        return None
    target = path.resolve()
    if not target.is_relative_to(path.parent.resolve()):
        raise OSError("it is a link that leads out of the package")
    if not target.is_file():
        raise OSError("it is no plain file")
    if target.stat().st_size > most_bytes:
        raise OSError(f"it is larger than {most_bytes // 2**20} MiB")
    try:
        return target.read_bytes()
    except FileNotFoundError:  # It has gone meanwhile.
        return None
