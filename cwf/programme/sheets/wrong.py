"""What is wrong with a cell, until it is known where the cell stands."""

from enum import StrEnum


class Wrong(Exception):
    """A cell that cannot be taken as it is; the data are what the words need."""

    def __init__(self, code: StrEnum, **data: object) -> None:
        super().__init__(code)
        self.code = code
        self.data = {key: str(value) for key, value in data.items()}
