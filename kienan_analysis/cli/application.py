"""The command itself: its options that several commands share, how it speaks, how it ends."""

from __future__ import annotations

import sys
from contextlib import suppress
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer
from typer.core import TyperCommand, TyperGroup

from kienan_analysis.errors import DataError, KienanError, UsageError, did_you_mean, refused_by_system, shortened
from kienan_analysis.messages import chosen_language, error_told, speak, speaking, spoken
from kienan_analysis.quick_start import (
    calculate_with_few_threads,
    collect_seldom,
    keep_compiled_code,
    leave_out_grammars,
)
from kienan_analysis.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_PIECE: Final = 1 << 18  # letters
_WHOLE: Final = 1_000  # letters: longer than any first sentence


class _Helping:
    """A command whose help is in the language that is spoken."""

    def get_help(self, ctx: Any) -> str:  # noqa: ANN401 - click's context, under two names
        """Write the help."""
        if speaking() == "vi":
            from kienan_analysis.cli.vietnamese_help import formatter_of

            ctx.formatter_class = formatter_of(ctx.formatter_class)
        said: str = super().get_help(ctx)  # type: ignore[misc]  # of the command
        return said

    def get_short_help_str(self, limit: int = 0) -> str:  # noqa: ARG002 - as click calls it
        """Say what the command does, whole: where the list is narrow it goes on in the next line."""
        said: str = super().get_short_help_str(_WHOLE)  # type: ignore[misc]  # of the command
        return said


class _Commands(_Helping, TyperGroup):
    """All commands."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 - click's context, under two names
        """Read the options before the command; the language that they name holds for what is wrong with them too."""
        for name, value in pairwise([*(part for one in args for part in one.split("=", 1)), ""]):
            if name == "--messages":
                with suppress(UsageError):  # which is said when the option itself is read
                    speak(chosen_language(value))
        try:
            return super().parse_args(ctx, args)
        except Exception as error:
            _refuse(error, self, ctx)
            raise

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:  # noqa: ANN401 - click's context, under two names
        """Find the command that is named."""
        known = self.list_commands(ctx)
        if args[0] not in known:
            name = shortened(args[0])
            raise UsageError("there is no such command.", where=repr(name), remedy=did_you_mean(name, known))
        return super().resolve_command(ctx, args)


def _refuse(error: Exception, command: Any, ctx: Any) -> None:  # noqa: ANN401 - as click has them
    """Raise what is wrong with a call in our words, if it is that."""
    from kienan_analysis.cli.wrong_use import in_own_words

    options = [option for parameter in command.get_params(ctx) for option in parameter.opts if option[:2] == "--"]
    refused = in_own_words(error, ctx, options)
    if refused is not None:
        raise refused from None


app = typer.Typer(
    name="kienan",
    cls=_Commands,
    help="Annual reviews of what a Vietnamese province, district or commune published of its results and plans.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # Plain text, the same in a terminal, a log and a mail.
)

Data = Annotated[
    str | None,
    typer.Option(
        metavar="PACKAGE",
        help="The data package: a folder, a zip or an https address. "
        "Otherwise KIENAN_DATA, else ./data, else the data that came with the package.",
        show_default=False,
    ),
]


class Format(StrEnum):
    """How a table is printed."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


class Command(_Helping, TyperCommand):
    """A command that says of an unknown option which one is meant, and of words too many what may have been meant."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 - click's context, under two names
        """Read the arguments; refuse an unknown option, and words too many, in the words of this project."""
        ctx.allow_extra_args = True
        try:
            left = super().parse_args(ctx, args)
        except Exception as error:
            _refuse(error, self, ctx)
            raise
        if left:
            raise UsageError(
                "this command does not take so many words.",
                where=repr(shortened(left[0])),
                remedy="A name of several words stands in quotes; a data package is named with --data.",
            )
        self._refuse_nothing(ctx)
        return left

    def _refuse_nothing(self, ctx: Any) -> None:  # noqa: ANN401 - click's context, under two names
        """Refuse an option that is given without a value, as by a variable of the shell that is not set."""
        for parameter in self.get_params(ctx):
            name, value = parameter.opts[0], ctx.params.get(parameter.name)
            empty = any(isinstance(one, str) and not one.strip() for one in (value if type(value) is list else [value]))
            given = getattr(ctx.get_parameter_source(parameter.name), "name", "") == "COMMANDLINE"
            if empty and given and name.startswith("--"):
                raise UsageError("nothing is given.", where=name, remedy="Give a value, or leave the option out.")


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command; a problem that the user can solve is said in one message, without a traceback."""
    leave_out_grammars()
    keep_compiled_code()
    collect_seldom()
    calculate_with_few_threads()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # A terminal without Vietnamese letters must not end the command.
            stream.reconfigure(errors="backslashreplace")
    with suppress(UsageError):  # which is said when --messages is read; before that there may be --help
        speak(chosen_language())
    try:
        app(args=arguments, prog_name="kienan")
    except KienanError as error:
        complain(error)
        sys.exit(error.exit_code)
    except (OSError, MemoryError, RuntimeError, ImportError) as error:
        refused = refused_by_system(error)
        if refused is None:
            raise
        complain(refused)
        sys.exit(refused.exit_code)


def say(message: str) -> None:
    """Tell the user, in the user's language: on standard error, so that results can be taken from standard output."""
    typer.echo(spoken(message), err=True)


def complain(error: KienanError, where: str = "") -> None:
    """Tell of an error; `where` is named before it."""
    told = error_told(error, speaking())
    if isinstance(error, DataError) and not where:
        typer.echo(told, err=True)  # its problems, a line each, say already that they are errors
    else:
        typer.echo(f"{spoken('Error: ').rstrip()} {where}{': ' if where else ''}{told}", err=True)


def give(text: str | Iterable[str], form: Format) -> None:
    """Print a result, whole or in pieces. CSV and JSON are for programs and files: UTF-8, whatever the terminal has.

    They go past the text layer: typer.echo tries an empty text on it first, which writes the byte-order mark of UTF-16.
    """
    for some in [text] if isinstance(text, str) else _gathered(text):
        if form is Format.TABLE:
            typer.echo(some, nl=False)
        else:
            sys.stdout.flush()
            sys.stdout.buffer.write(some.encode())
            sys.stdout.buffer.flush()


def _gathered(pieces: Iterable[str]) -> Iterator[str]:
    """Join small pieces to some that are worth being written."""
    kept: list[str] = []
    length = 0
    for piece in pieces:
        kept.append(piece)
        length += len(piece)
        if length >= _PIECE:
            yield "".join(kept)
            kept.clear()
            length = 0
    yield "".join(kept)


def counted(number: int, noun: str) -> str:
    """Write a number with its noun."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"kienan-analysis {__version__}")
        raise typer.Exit


def _set_language(named: str) -> str:
    speak(chosen_language(named))
    return named


@app.callback()
def _common(
    messages: Annotated[
        str,
        typer.Option(
            "--messages",
            metavar="vi|en",
            callback=_set_language,
            is_eager=True,
            help="The language of messages; else KIENAN_LANGUAGE, else the locale's. (--language is the pages'.)",
            show_default=False,
        ),
    ] = "",
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Annual reviews of what a Vietnamese province, district or commune published of its results and plans."""
