"""Compiled code is kept for a process of ours where it would be kept nowhere, and left alone where it is there."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from kienan_analysis import quick_start
from kienan_analysis.quick_start import with_compiled_code

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(autouse=True)
def looked_up_anew() -> Iterator[None]:
    """Forget what was found of this process's own libraries."""
    quick_start._finds_compiled_code.cache_clear()
    yield
    quick_start._finds_compiled_code.cache_clear()


@pytest.mark.parametrize("compiled", [True, False])
@pytest.mark.parametrize("writes_none", [True, False])
def test_compiled_code_is_kept_where_there_is_none(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    compiled: bool,  # noqa: FBT001 - a case
    writes_none: bool,  # noqa: FBT001 - a case
) -> None:
    library, cache = tmp_path / "library.py", tmp_path / "cache"
    library.write_text("", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    monkeypatch.setattr(quick_start, "_COMPILED_WITH", ("library",))
    monkeypatch.setattr(quick_start, "cache_directory", lambda: cache)
    if compiled:
        import py_compile

        py_compile.compile(str(library))
    before = {"LEVEL": "1"} | ({"PYTHONDONTWRITEBYTECODE": "1"} if writes_none else {})
    kept = with_compiled_code(before)
    if writes_none and not compiled:
        assert kept == {"LEVEL": "1", "PYTHONPYCACHEPREFIX": str(cache / "compiled")}
    else:
        assert kept == before
