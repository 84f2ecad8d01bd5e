"""Messages in Vietnamese: every one that the code can say has its own, with the same fields."""

from __future__ import annotations

import ast
import inspect
import re
import time
import tomllib
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
import typer.main

from kienan_analysis.cli import main
from kienan_analysis.cli.application import app
from kienan_analysis.errors import DataError, Problem, UsageError
from kienan_analysis.messages import chosen_language, error_told, lines_told, pairs, problem_told, speak, told

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOM: Final = Path(__file__).resolve().parent.parent / "kienan_analysis"
# What is said in Vietnamese; the rooms that are not here are said in English still.
COVERED: Final = (
    *("addresses.py", "cli/*.py", "articles/*.py", "intake/own_package.py", "intake/places.py", "documents/**/*.py"),
    *(
        "dataset/*.py",
        "data/areas/naming.py",
        "annual_review/__init__.py",
        "annual_review/questions.py",
        "validation/*.py",
    ),
    *(
        "runs/planning.py",
        "runs/record.py",
        "runs/destination.py",
        "runs/from_articles.py",
        "reconciliation/problems.py",
    ),
    *("data_package/__init__.py", "data_package/csv_table.py", "data_package/table_format.py"),
    *("data_package/package_copy.py", "area_parts/__init__.py"),
    # What is said below the commands, and comes up through them.
    *("catalogue/period_spellings.py", "catalogue/periods.py", "catalogue/units.py", "data_package/*.py"),
    *("explorer/choices.py", "exports/__init__.py", "exports/plain_table.py", "intake/look_file.py"),
    *("publishing/printing.py", "publishing/pdf_metadata.py", "publishing/review_page.py", "publishing/template.py"),
    *("runs/cluster.py", "runs/limits.py", "runs/local_batch.py", "runs/parameters.py", "runs/single_run.py"),
    *("saved_reviews.py", "side_by_side.py", "sections/report/*.py", "wording/formats.py", "reading/text.py"),
    "reading/grammar/packages.py",
)
# Names that hold a message before it is said, and what says one.
HOLD: Final = {"what", "remedy", "message", "meaning", "question", "have", "copy_first"}
SAY: Final = {
    "KienanError",
    "UsageError",
    "RunError",
    "Problem",
    "say",
    "spoken",
    "refuse",
    "_refuse",
    "confirm",
    "prompt",
}
# Not for a person, or put together of parts that are messages themselves.
NO_MESSAGE: Final = {
    "{}",
    "{}{}",
    "{}: {}",
    "{} ({})",
    "{}{}. {}",
    "{} ({}{})",
    " {} {}: {}",
    "[{}] {} ({})",
    "kienan-analysis {}",
    "{} Nothing was added.",
    "{}.{} is no record",
    "kienan check --data {}",
    "kienan review --data {}",
    "kienan review AREA --year YEAR --data {}",
    "Reviews",
    "to be added",
    # Of these both forms stand in vi.toml, with what they put in.
    "Add {}? {}",
    "{}: {}, {} taken{}.",
    "{}{}, {}.",
    "{} id, code or name (0: leave it open)",
    "{}Write it in four digits, such as 2021.",
    "Error: {}",
}
FIELD: Final = re.compile(r"\{[^{}]*\}")


def templates(node: ast.AST | None) -> Iterator[str]:
    """Give the texts that an expression can be, with {} where something is put in."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
    elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        yield from (before + after for before in templates(node.left) for after in templates(node.right))
    elif isinstance(node, ast.IfExp):
        yield from templates(node.body)
        yield from templates(node.orelse)


def said_in(file: Path) -> Iterator[str]:
    """Give the messages of a module: what is assigned to a message's name, or given to what says one."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Assign) and {getattr(one, "id", "") for one in node.targets} & HOLD:
            yield from templates(node.value)
        elif isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in SAY:
            for one in (*node.args, *(word.value for word in node.keywords if word.arg in {"what", "remedy"})):
                yield from templates(one)


def plain(text: str) -> str:
    return " ".join(FIELD.sub("{}", text).split())


def messages() -> dict[str, list[str]]:
    """Give every message of the rooms that are covered, with the modules that say it."""
    found: dict[str, list[str]] = {}
    for pattern in COVERED:
        files = sorted(ROOM.glob(pattern))
        assert files, pattern
        for file in files:
            for text in said_in(file):
                # A message is a sentence or a question; a code, a column and an option are none.
                if " " in text.strip() and plain(text) not in NO_MESSAGE:
                    found.setdefault(plain(text), []).append(str(file.relative_to(ROOM)))
    return found


def test_every_message_has_its_vietnamese() -> None:
    known = {plain(english) for english, _ in pairs()}
    found = messages()
    assert len(found) > 250
    assert {text: files for text, files in found.items() if text not in known} == {}


def test_both_languages_put_in_the_same() -> None:
    for english, vietnamese in pairs():
        fields = set(FIELD.findall(vietnamese))
        assert fields <= set(FIELD.findall(english)), english
        assert unicodedata.is_normalized("NFC", vietnamese), vietnamese
        assert vietnamese.strip(), english


@pytest.mark.parametrize(
    ("english", "vietnamese"),
    [
        ("there is no such file.", "không có tệp này."),
        ("Error: nothing was added: the data would have errors.", "Lỗi: không thêm gì: dữ liệu sẽ có lỗi."),
        (
            "Nothing was added: 3 figures to be looked at, none of them sure.",
            "Không thêm gì: 3 số liệu cần xem, chưa số nào chắc chắn.",
        ),
        (
            "a.html: 5 of 7 figures understood in the parts that were read, 1 figure taken.",
            "a.html: hiểu 5 trong 7 số liệu ở những phần đọc được, lấy 1 số liệu.",
        ),
        ("Error: what nobody has put into words", "Lỗi: what nobody has put into words"),
        ("what nobody has put into words. Leave out --yes.", "what nobody has put into words. Hãy bỏ --yes."),
        (  # a clause, to which whoever says it puts head and full stop; another message begins as it does
            "  warning: Huyện Ia Grai ended on 2025-06-30, before a period whose results the text gives.",
            "  cảnh báo: Huyện Ia Grai kết thúc ngày 2025-06-30, trước kỳ có số liệu trong bài.",
        ),
        (
            "Huyện Ia Grai ended on 2025-06-30, before 2026.",
            "Huyện Ia Grai kết thúc ngày 2025-06-30, trước 2026.",
        ),
        (  # what says little swallows no sentence beside it
            "no figure is sure, so that there is nothing to review. What nobody has put into words.",
            "không số nào chắc chắn nên không có gì để tổng kết. What nobody has put into words.",
        ),
        (
            "  song-cong (Thành phố Sông Công, Tỉnh Thái Nguyên, until 2025-06-30)",
            "  song-cong (Thành phố Sông Công, Tỉnh Thái Nguyên, đến 2025-06-30)",
        ),
        ("", ""),
        ("\n", "\n"),
        ("  {a} {0} %s \\1", "  {a} {0} %s \\1"),
    ],
)
def test_messages_are_told(english: str, vietnamese: str) -> None:
    assert told(english, "vi") == vietnamese
    assert told(english, "en") == english


def test_a_line_in_columns_keeps_its_blanks() -> None:
    # It ends as a count of areas does: "{a} area".
    heading = "   figure  measure  area"
    try:
        speak("vi")
        assert lines_told(f"{heading}\nChecks: all passed.") == f"{heading}\nKiểm tra: đều đạt."
    finally:
        speak("en")


def test_errors_and_problems_are_told() -> None:
    error = UsageError("there is no such file.", where="a {b} c.txt", remedy="Leave out --yes.")
    assert error_told(error, "vi") == "a {b} c.txt: không có tệp này. Hãy bỏ --yes."
    assert error_told(error, "en") == str(error)
    problem = Problem("warning", "x", "a.csv", 7, "unit", "t", "The unit is read as 'tỷ đồng'.", "Write tỷ đồng.")
    vietnamese = "cảnh báo: a.csv, hàng 7, cột unit: 't': Đơn vị được đọc là 'tỷ đồng'. Hãy viết tỷ đồng."
    assert problem_told(problem, "vi") == vietnamese
    assert problem_told(problem, "en") == str(problem)
    assert error_told(DataError([problem, problem]), "vi") == f"{vietnamese}\n{vietnamese}"


def test_a_long_or_hostile_text_costs_little() -> None:
    began = time.process_time()
    for text in ("a: b, c (d) " * 300, "(" * 3900, "x" * 10**6, "a. " * 1300, ", ".join("ab" * 900)):
        assert told(text, "vi")
    assert time.process_time() - began < 20


@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({}, "en"),
        ({"LANG": "vi_VN.UTF-8"}, "vi"),
        ({"LANG": "vi_VN.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "en_GB.UTF-8", "LC_MESSAGES": "vi"}, "vi"),
        ({"LANG": "vie"}, "en"),
        ({"KIENAN_LANGUAGE": "vi", "LANG": "en_GB"}, "vi"),
        ({"KIENAN_LANGUAGE": "en", "LANG": "vi_VN"}, "en"),
    ],
)
def test_the_language_is_the_users(variables: dict[str, str], language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "KIENAN_LANGUAGE"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert chosen_language() == language
    assert chosen_language("vi") == "vi"
    with pytest.raises(UsageError, match="no such language"):
        chosen_language("fr")


def test_the_command_speaks_vietnamese_where_it_is_asked(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def err(*arguments: str) -> str:
        with pytest.raises(SystemExit):
            main(arguments)
        return capsys.readouterr().err

    missing = str(tmp_path / "none.txt")
    try:
        assert err("--messages", "vi", "read", missing).startswith(f"Lỗi: {missing}: không có tệp này.")
        assert err("read", missing).startswith(f"Error: {missing}: there is no such file.")
        monkeypatch.setenv("KIENAN_LANGUAGE", "vi")
        assert "không có tùy chọn này" in err("read", missing, "--yea")
        assert err("--messages", "en", "read", missing).startswith("Error: ")
        assert "không có ngôn ngữ này" in err("--messages", "fr", "check")
        monkeypatch.setenv("KIENAN_LANGUAGE", "fr")
        assert "KIENAN_LANGUAGE fr" in err("check")
    finally:
        speak("en")


COMMANDS = ("", "review", "compare", "overview", "read", "add", "areas", "check", "reconcile", "export", "init")


def helps() -> Iterator[str]:
    """Give every paragraph and every option of the help."""
    root = typer.main.get_command(app)
    for command in (root, *root.commands.values()):  # type: ignore[attr-defined]
        yield from inspect.cleandoc(command.help or "").split("\n\n")
        yield from (str(getattr(parameter, "help", None) or "") for parameter in command.params)


def test_every_help_has_its_vietnamese() -> None:
    """Beside it in ``messages/help_vi.toml``, and nothing that no command says."""
    found = {" ".join(text.split()) for text in helps()} - {""}
    known = tomllib.loads((ROOM / "messages" / "help_vi.toml").read_text(encoding="utf-8"))["help"]
    assert found | {"Show this message and exit."} == set(known)
    assert all(unicodedata.is_normalized("NFC", said) and said.strip() for said in known.values())


@pytest.mark.parametrize("columns", ["60", "120"])
@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_is_in_the_language_that_is_spoken(
    name: str, columns: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", columns)

    def shown(*arguments: str) -> str:
        with pytest.raises(SystemExit):
            main([*arguments, *name.split(), "--help"])
        return capsys.readouterr().out

    try:
        english, vietnamese = shown("--messages", "en"), shown("--messages", "vi")
    finally:
        speak("en")
    assert english.startswith("Usage: kienan")
    assert vietnamese.startswith("Cách dùng: kienan")
    # Both name the same options, and no first sentence is cut off in the list of commands.
    options = re.compile(r"^  (--[-\w]+)", re.MULTILINE)
    listed = [
        options.findall(said.partition(head)[2]) for said, head in ((english, "Options:"), (vietnamese, "Tùy chọn:"))
    ]
    assert listed[0] == listed[1] != []
    assert "..." not in english.partition("Commands:")[2]
    assert not {"Show", "Make", "Read", "List", "default:", "required", "Options:"} & set(
        vietnamese.replace("[", " ").replace("]", " ").split()
    )


def wrong_uses() -> Iterator[tuple[str, str]]:
    """Give a call for each option and argument of each command that uses it wrongly, and what must be said of it."""
    commands = typer.main.get_command(app)
    for name in commands.list_commands(None):  # type: ignore[attr-defined]  # a group, under two names
        for parameter in commands.get_command(None, name).params:  # type: ignore[attr-defined]  # the same
            option = parameter.opts[0]
            if parameter.param_type_name == "argument":
                if parameter.required:
                    yield name, f"đối số {parameter.metavar}: phải nêu."
            elif getattr(parameter, "is_flag", False):
                yield f"{name} x {option}=3", f"tùy chọn '{option}': tùy chọn này không nhận giá trị."
            else:
                yield f"{name} {option}", f"tùy chọn '{option}': phải nêu giá trị đi kèm."
    for option, value, said in (
        ("--jobs", "0", "phải từ 1 trở lên."),
        ("--jobs", "-7", "phải từ 1 trở lên."),
        ("--jobs", "two", "phải nêu một số nguyên."),
        ("--memory-limit", "-1", "phải từ 0 trở lên."),
        ("--time-limit", "0", "phải từ 1 trở lên."),
        ("--time-limit", "99999999999999999999", "không được quá"),
        ("--time-limit", "soon", "phải nêu một số nguyên."),
    ):
        yield f"review kien-an {option} {value}", f"tùy chọn '{option}': {said}"
    yield "read x.txt --format pdf", "tùy chọn '--format' 'pdf': không có lựa chọn này. Hiện có: table, csv, json."
    yield "export --format xsl", "tùy chọn '--format' 'xsl': không có lựa chọn này. Hiện có: csv, sdmx-csv, parquet."
    yield "revieu", "'revieu': không có lệnh này. Có phải ý bạn là 'review'?"
    yield "--jobs 3 review", "tùy chọn '--jobs': không có tùy chọn này."
    yield "--version=3", "tùy chọn '--version': tùy chọn này không nhận giá trị."


@pytest.mark.slow
def test_each_wrong_use_of_an_option_is_told_in_vietnamese(kienan: Callable[..., tuple[int, str, str]]) -> None:
    calls = list(wrong_uses())
    assert len(calls) > 50
    for call, said in calls:
        code, out, err = kienan("--messages", "vi", *call.split())
        assert (code, out) == (2, ""), call
        assert err.startswith("Lỗi: "), call
        assert said in err, call
        assert err.count("\n") == 1, call


ARTICLE: Final = "Năm 2024, huyện Củ Chi, thành phố Hồ Chí Minh có tổng thu ngân sách đạt 600,5 tỷ đồng.\n"
OF_FIGURES: Final = "số liệu đại lượng kỳ chỉ tiêu ghi chú"
HEADS: Final = {
    "read {article}": f"{OF_FIGURES} địa phương chắc chắn vị trí",
    "add {article} --yes --publisher Báo --data {own}": (
        f"{OF_FIGURES} địa phương|định danh mã cấp tên thuộc từ ngày đến ngày"
    ),
    "areas Kiến\N{NO-BREAK SPACE}An": "định danh mã loại tên thuộc từ đến nơi kế tiếp",
    "reconcile kien-an": "địa phương chỉ tiêu loại giá kỳ đại lượng giá trị thấp nhất cao nhất nguồn gốc",
}


@pytest.mark.slow
@pytest.mark.parametrize("call", HEADS)
def test_heads_of_tables_are_told_in_the_language_of_messages(
    call: str, own: Path, tmp_path: Path, kienan: Callable[..., tuple[int, str, str]]
) -> None:
    article = tmp_path / "article.txt"
    article.write_text(ARTICLE, encoding="utf-8")
    words = [word.format(article=article, own=own).replace("\N{NO-BREAK SPACE}", " ") for word in call.split(" ")]
    code, out, err = kienan("--messages", "vi", *words)
    assert code == 0, err
    lines = [" ".join(line.split()) for line in (out + err).splitlines()]
    for heads in HEADS[call].split("|"):
        assert heads in lines
    if words[0] != "add":
        asked = kienan("--messages", "vi", *words, "--format", "csv")[1]
        assert asked == kienan("--messages", "en", *words, "--format", "csv")[1]
        assert "," in asked
    english = kienan("--messages", "en", *words)
    assert not [
        line for line in (english[1] + english[2]).splitlines() if " ".join(line.split()) in HEADS[call].split("|")
    ]


def test_no_two_heads_of_a_table_are_the_same_in_vietnamese() -> None:
    from kienan_analysis.articles.printing import _HEADING, _OF_PLACES
    from kienan_analysis.data.areas.listing import _HEADS, _IN_TABLE
    from kienan_analysis.messages import headings
    from kienan_analysis.reconciliation.printing import HEADING

    try:
        speak("vi")
        for names in (_HEADING, _OF_PLACES, [_HEADS.get(name, name) for name in _IN_TABLE], HEADING):
            told_heads = headings(names)
            assert len(set(told_heads)) == len(names)
            assert not set(told_heads) & set(names)
    finally:
        speak("en")
