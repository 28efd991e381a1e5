"""Which parts of a text are written in another script than the Latin one."""

import re
from typing import NamedTuple

# By the first letter of a run: Devanagari, Kannada, Han with its kana and full-width signs.
RUNS = re.compile(
    r"(?P<hi>[\u0900-\u097f](?:[\s\u0900-\u097f\u200c\u200d]*[\u0900-\u097f\u200d])?)"
    r"|(?P<kn>[\u0c80-\u0cff](?:[\s\u0c80-\u0cff\u200c\u200d]*[\u0c80-\u0cff\u200d])?)"
    r"|(?P<zh>[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]+)"
)


class Run(NamedTuple):
    """A part of a text; `language` is None where the text's own language holds."""

    text: str
    language: str | None


def runs(text: str, language: str | None = None) -> tuple[Run, ...]:
    """The text in parts, each in one script, so that a page can mark the foreign ones.

    `language` is that of the whole where it differs from its surroundings. A script stands for
    the language that the network writes in it: Hindi, Kannada, Chinese.

    >>> runs("Li Wen 李雯")
    (Run(text='Li Wen ', language=None), Run(text='李雯', language='zh'))
    """
    found: list[Run] = []
    end = 0
    for match in RUNS.finditer(text):
        found += [Run(text[end : match.start()], language), Run(match.group(), match.lastgroup)]
        end = match.end()
    found.append(Run(text[end:], language))
    return tuple(run for run in found if run.text)
