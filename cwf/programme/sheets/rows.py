"""From rows to an `Incoming`."""

from collections.abc import Sequence

from cwf.programme.incoming import Incoming, Progress, Remark
from cwf.programme.sheets.table import Sheet
from cwf.programme.sheets.vocabulary import PLAIN, Vocabulary
from cwf.programme.standing import Standing


def incoming_of(
    sheets: Sequence[Sheet],
    standing: Standing,
    *,
    vocabulary: Vocabulary = PLAIN,
    create_missing: bool = False,
    progress: Progress = lambda _done, _of: None,
) -> tuple[Incoming, tuple[Remark, ...]]:
    """What sheets say of a draft, and every remark, errors among them, in the order of rows.

    With `create_missing`, rooms, speakers and tracks that sessions name and nobody knows are
    added; otherwise each is an error.
    """
    raise NotImplementedError
