"""The sheet that somebody sent, with a column that says what there is to mend."""

from collections.abc import Callable, Sequence

from cwf.programme.incoming import Remark
from cwf.programme.sheets.table import Table


def remarked(
    body: bytes,
    tables: Sequence[Table],
    remarks: Sequence[Remark],
    *,
    tell: Callable[[Remark], str],
    language: str,
) -> tuple[bytes, str, str]:
    """The file again with remarks beside its rows, its media type, and the end of its name.

    `tell` puts a remark into words. Read again, the column of remarks is ignored.
    """
    raise NotImplementedError
