"""The draft as files of sheets."""

from cwf.programme.incoming import Noun
from cwf.programme.sheets.vocabulary import PLAIN, Vocabulary
from cwf.programme.standing import Standing


def workbook(standing: Standing, *, vocabulary: Vocabulary = PLAIN) -> bytes:
    """The whole draft as XLSX, a sheet for each noun, in the language of the reader."""
    raise NotImplementedError


def csv_of(standing: Standing, noun: Noun, *, vocabulary: Vocabulary = PLAIN) -> bytes:
    """One noun as CSV: UTF-8 with a BOM, `;` between cells where Danish is read, else `,`."""
    raise NotImplementedError
