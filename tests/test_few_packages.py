"""Reading, adding, checking and reconciling need few packages; what needs more says which, and how to install it."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

# A Python that finds numpy, pandas, Babel, Typer, what these four ask for, and nothing else that was installed.
FEW = """
import io, json, re, sys
from contextlib import redirect_stderr, redirect_stdout
from importlib.machinery import PathFinder
from importlib.metadata import PackageNotFoundError, distribution, packages_distributions

def plain(name):
    return re.sub(r"[-_.]+", "-", name).lower()

needed, asked = set(), ["numpy", "pandas", "babel", "typer"]
while asked:
    name = plain(asked.pop())
    if name in needed:
        continue
    try:
        requires = distribution(name).requires or ()
    except PackageNotFoundError:  # of another system
        continue
    needed.add(name)
    asked += [re.match(r"[\\w.-]+", one)[0] for one in requires if "extra ==" not in one]
hidden = {
    top for top, parts in packages_distributions().items()
    if top != "kienan_analysis" and not needed & {plain(part) for part in parts}
}

class Few(PathFinder):
    @classmethod
    def find_spec(cls, name, path=None, target=None):
        return None if name.partition(".")[0] in hidden else super().find_spec(name, path, target)

sys.meta_path[sys.meta_path.index(PathFinder)] = Few

from kienan_analysis.cli import main

told = {}
for command in json.loads(sys.argv[1]):
    out, err = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.StringIO()
    code = 0
    with redirect_stdout(out), redirect_stderr(err):
        try:
            main(command)
        except SystemExit as ended:
            code = ended.code or 0
    out.flush()
    told[" ".join(command)] = [code, out.buffer.getvalue().decode() + err.getvalue()]
sys.stdout.write(json.dumps([sorted({"numpy", "pandas", "altair", "jinja2", "papermill"} & set(sys.modules)), told]))
"""
ARTICLE = "Năm 2024, huyện Hải Hậu, tỉnh Nam Định: thu ngân sách nhà nước trên địa bàn đạt 612 tỷ đồng.\n"
WORK = (
    ["read", "article.txt"],
    ["init", "own"],
    ["add", "article.txt", "--data", "own", "--yes", "--publisher", "example.org", "--published", "2025-01-02"],
    ["check", "--data", "own"],
    ["check"],
    ["reconcile", "kien-an", "--format", "csv"],
    ["areas", "Kiến An"],
    ["export"],
)
# What more is needed, and how it is said.
MORE = (
    (["review", "kien-an", "--year", "2021"], "pip install kienan-analysis"),
    (["compare", "kien-an", "hai-an", "--year", "2018"], "pip install kienan-analysis"),
    (["read", "page.html"], "pip install 'kienan-analysis[documents]'"),
    (["read", "scan.png", "--ocr"], "pip install 'kienan-analysis[scan]'"),
)


@pytest.mark.slow
def test_the_main_job_is_done_with_numpy_pandas_babel_and_typer_alone(tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "page.html").write_text("<!doctype html><p>Năm 2024", encoding="utf-8")
    (tmp_path / "scan.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 64)
    commands = json.dumps([*WORK, *(command for command, _ in MORE)])
    done = subprocess.run(
        [sys.executable, "-c", FEW, commands], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    loaded, told = json.loads(done.stdout)
    assert loaded == ["numpy", "pandas"]
    for command in WORK:
        code, said = told[" ".join(command)]
        assert code == 0, said
    assert "budget_revenue" in told["read article.txt"][1]
    assert "Added 1 figure" in told[" ".join(WORK[2])][1]
    assert "kien-an,industrial_output,constant 2010,2021,plan,591.49" in told[" ".join(WORK[5])][1]
    for command, line in MORE:
        code, said = told[" ".join(command)]
        assert code == 1, said
        assert line in said
        assert "not installed" in said
        assert "Traceback" not in said
