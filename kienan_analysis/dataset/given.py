"""What a public function is given as its data: a dataset, or a mistake that a message can mend."""

from __future__ import annotations

from pathlib import Path

from kienan_analysis.dataset import Dataset
from kienan_analysis.errors import UsageError, shortened


def require_dataset(data: object) -> Dataset:
    """Refuse as data what is none: most often the folder, which ``ka.load`` has not read yet.

    Raises
    ------
    UsageError
        Says what was given, and how a dataset comes of it.

    Examples
    --------
    >>> require_dataset("my-data")
    Traceback (most recent call last):
    ...
    kienan_analysis.errors.UsageError: data: a dataset is needed, this is a str. Load it first: ka.load('my-data').
    """
    if isinstance(data, Dataset):
        return data
    named = isinstance(data, str | Path)
    remedy = f"Load it first: ka.load({shortened(str(data))!r})." if named else "ka.load() gives one."
    raise UsageError(f"a dataset is needed, this is a {type(data).__name__}.", where="data", remedy=remedy)
