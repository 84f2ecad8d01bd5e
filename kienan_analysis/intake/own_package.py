"""The data package that figures are added to: a folder of the analyst's own, never the one that is installed."""

from __future__ import annotations

from pathlib import Path

from kienan_analysis.addresses import local_name
from kienan_analysis.data_package import SHIPPED, default_location
from kienan_analysis.data_package.opening import DESCRIPTOR
from kienan_analysis.errors import UsageError


def own_folder(location: str | Path | None = None) -> Path:
    """Give the folder of a data package that may be written.

    Raises
    ------
    UsageError
        It is the one that came with this package, an archive or an address.
    """
    named = local_name(str(location) if location is not None else default_location())
    path = Path(named)
    folder = path.parent if path.is_file() and path.suffix.lower() == ".json" else path
    copy_first = "Make a data package of your own with `kienan init DIR`, and name it with --data DIR."
    room = Path(__file__).resolve().parent.parent
    if folder.is_dir() and folder.resolve() in {room / SHIPPED, room.parent / "data"}:
        raise UsageError("the data that came with the package are never written.", where=named, remedy=copy_first)
    if not (folder / DESCRIPTOR).is_file():
        what = "figures can be added to a folder with a data package only."
        raise UsageError(what, where=named, remedy=copy_first)
    return folder
