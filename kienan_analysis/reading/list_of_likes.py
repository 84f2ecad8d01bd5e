"""What the first figure of a list of places says, said of the others: of the same name, by the same measure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kienan_analysis.reading.against import NO_AGAINST
from kienan_analysis.reading.list_of_shares import OF_PLAN
from kienan_analysis.reading.statements import Failure, Statement
from kienan_analysis.reading.stored import turned

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kienan_analysis.reading.figures import Figure
    from kienan_analysis.reading.place_pairs import Pair

RULE: Final = "a place in a list"
_RESULTS: Final = frozenset({"level", "growth", "attainment", "planned_growth"})


def like_the_first(topic: Statement, figure: Figure, pair: Pair) -> Statement | None:
    """Make a statement of a figure as that of the list's first."""
    saying = topic.saying
    if (
        saying.measure not in _RESULTS
        or saying.earlier
        or saying.beside is not None
        or saying.in_points
        or saying.since
    ):
        return None
    form = saying.form
    if saying.is_change:
        if form not in {"", "decrease"}:
            return None
        form = {"up": "", "down": "decrease"}.get(pair.turn, form)
        form = "" if figure.sign == "-" else form
    elif pair.turn or form:
        return None
    return topic._replace(
        figure=figure,
        subject=topic.subject._replace(start=figure.start, end=figure.start),
        saying=saying._replace(
            form=form,
            rule=OF_PLAN if saying.rule == OF_PLAN else RULE,
            against=saying.against._replace(start=-1) if saying.against.kind else NO_AGAINST,
        ),
        bound=turned(pair.bound, form),
        mention=pair.period or topic.mention,
        compared=(),
    )


def of_one_name(made: Sequence[Statement | Failure]) -> Iterator[tuple[str, Statement]]:
    """Give, by kind of figure, what all figures of a sentence say of one name."""
    statements = [one for one in made if isinstance(one, Statement)]
    if not statements or not statements[0].indicator or len({one.indicator for one in statements}) != 1:
        return
    for kind in {one.figure.kind: None for one in statements}:
        of_kind = [one for one in statements if one.figure.kind == kind]
        if len({(one.saying.measure, one.target) for one in of_kind}) == 1:
            fell = next((one for one in of_kind if one.saying.form == "decrease"), of_kind[-1])
            yield kind, fell


def planned_too(one: Statement, topic: Statement | None, pair: Pair) -> Statement:
    """Take for planned what only its place parts from a plan: *mục tiêu thu ngân sách của A là 500 tỷ, B 400 tỷ*."""
    alone = not (pair.turn or pair.reaches) and one.mention in {None, topic.mention if topic is not None else None}
    if topic is None or not alone or topic.saying.measure != "plan" or one.saying.measure != "level":
        return one
    if one.indicator != topic.indicator:
        return one
    return one._replace(saying=topic.saying._replace(rule=RULE), target=True, status="")
