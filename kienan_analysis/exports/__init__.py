"""The data for others: SDMX, Parquet, CSV with plain numbers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, get_args

from kienan_analysis.addresses import local_folder, refuse_file
from kienan_analysis.atomic_files import replace_together
from kienan_analysis.errors import UsageError, did_you_mean, not_written

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kienan_analysis.dataset import Dataset

__all__ = ["FORMS", "Form", "export"]

Form = Literal["sdmx-csv", "parquet", "csv"]
FORMS: Final[tuple[Form, ...]] = get_args(Form)


def export(data: Dataset, folder: str | Path, form: Form = "csv", areas: Sequence[str] = ()) -> list[Path]:
    """Write observations for other programs.

    Parameters
    ----------
    data : Dataset
    folder : str or Path
        Made where it is not there; files of the same names are replaced, all of them together.
    form : {"sdmx-csv", "parquet", "csv"}
        ``sdmx-csv``: ``observations.sdmx.csv``, SDMX-CSV 2.0, rates in percent, and ``structure.sdmx.xml``, its data
        structure and codelists as SDMX-ML 3.0. ``parquet`` and ``csv``: ``observations.parquet`` or
        ``observations.csv``, one table with the catalogues' names, rates as fractions.
    areas : sequence of str, optional
        Area ids; all if left out.

    Returns
    -------
    list of Path
        What was written: the same bytes for the same data.

    Raises
    ------
    UsageError
        There is no such form or area, no folder or a file is named, or the package has no figures.
    KienanError
        The folder cannot be written, or PyArrow is missing.

    Examples
    --------
    >>> import tempfile, kienan_analysis as ka
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     [path.name for path in export(ka.load(), folder, "sdmx-csv", ["kien-an"])]
    ['observations.sdmx.csv', 'structure.sdmx.xml']
    """
    if form not in FORMS:
        raise UsageError("there is no such form.", where=f"form {form!r}", remedy=did_you_mean(str(form), FORMS))
    if not str(folder).strip():
        raise UsageError("no folder is named.", where="--output", remedy="Name a folder, or leave the option out.")
    place = Path(local_folder(str(folder)))
    refuse_file(place)
    data.require_figures()
    for area in areas:
        data.require_area(area)
    observations = data.observations
    chosen = observations[observations["area"].isin(areas)] if areas else observations
    if form == "sdmx-csv":
        from kienan_analysis.exports import sdmx_csv, sdmx_structure

        made = sdmx_csv.coded(data, chosen)
        files = {
            "observations.sdmx.csv": sdmx_csv.as_csv(data, made),
            "structure.sdmx.xml": sdmx_structure.as_xml(data, made),
        }
    else:
        from kienan_analysis.exports import plain_table

        write = plain_table.as_parquet if form == "parquet" else plain_table.as_csv
        files = {f"observations.{form}": write(data, chosen)}
    try:
        place.mkdir(parents=True, exist_ok=True)
        replace_together({place / name: content for name, content in files.items()})
    except OSError as error:
        raise not_written(error, "it cannot be written", str(place)) from error
    return [place / name for name in files]
