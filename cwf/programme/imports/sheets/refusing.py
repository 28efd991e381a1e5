"""How a file is turned away."""

from cwf.programme.incoming import NOWHERE, Remark, Unreadable, Where
from cwf.programme.sheets.remarks import Code


def refused(code: Code, where: Where = NOWHERE, **data: object) -> Unreadable:
    """The exception that says why nothing of a file can be used."""
    told = {key: str(value) for key, value in data.items()}
    return Unreadable(Remark(code=code, where=where, data=told))
