"""Whom a document is sent to, whose act it rests on, where it was signed: places that it need not be about.

*Kính gửi: UBND tỉnh Sơn La*; *Nơi nhận: …*; *Thực hiện Quyết định của UBND tỉnh Sơn La, …*; *Sơn La, ngày 29/3/2024*.
A district's report names its province so. Where nothing else is named they hint at what it is about, which is asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kienan_analysis.reading.scopes.place_mentions import PlaceMention
    from kienan_analysis.reading.sentences import Sentence
    from kienan_analysis.reading.tokens import Token

_ADDRESSED: Final = ("kính", "gửi")
_RECIPIENTS: Final = ("nơi", "nhận")
_SENT_TO: Final = frozenset({"-", "+", "–", "như", "lưu"})  # how a line of recipients begins
_RESTS_ON: Final = frozenset({"căn cứ", "thực hiện", "theo", "triển khai", "chấp hành"})
_ACTS: Final = (
    "nghị quyết", "quyết định", "kế hoạch", "chỉ thị", "công văn", "văn bản", "thông báo", "hướng dẫn", "chương trình",
    "kết luận",
)  # fmt: skip
_REACH: Final = 24  # tokens between an act and whose it is


def set_aside_recipients(sentences: Sequence[Sentence], mentions: Sequence[Sequence[PlaceMention]]) -> None:
    """Give the role ``hint`` to places that are only written to, that gave an act, or where a text was signed.

    Parameters
    ----------
    sentences : sequence of Sentence
        Of the text, in order.
    mentions : sequence of sequences of PlaceMention
        Of each sentence, with their roles, which are changed.
    """
    sent = False
    for sentence, named in zip(sentences, mentions, strict=True):
        tokens = sentence.tokens
        opening = tuple(token.key for token in tokens[:2])
        sent = opening == _RECIPIENTS or (sent and bool(tokens) and tokens[0].key in _SENT_TO)
        for mention in named:
            told = sent or opening == _ADDRESSED or _gave_an_act(tokens, mention) or _is_signed(tokens, mention)
            if told and mention.kind == "named":
                mention.role = "hint"


def _gave_an_act(tokens: Sequence[Token], mention: PlaceMention) -> bool:
    """Whether a body gave the act that a sentence begins with: *Thực hiện Nghị quyết số 12 của Tỉnh ủy …*."""
    if not mention.body or mention.first > _REACH:
        return False
    before = " ".join(token.key for token in tokens[: mention.first] if token.kind == "word")
    rests = next((word for word in _RESTS_ON if before.startswith(f"{word} ")), None)
    return rests is not None and before.removeprefix(rests).lstrip().removeprefix("các ").startswith(_ACTS)


def _is_signed(tokens: Sequence[Token], mention: PlaceMention) -> bool:
    """Whether a line begins with where and when it was signed: *Sơn La, ngày 29 tháng 3 năm 2024*."""
    at = mention.after
    if mention.first or mention.type or mention.role != "host" or at + 1 >= len(tokens):
        return False
    return tokens[at].key == "," and (tokens[at + 1].key == "ngày" or tokens[at + 1].kind == "number")
