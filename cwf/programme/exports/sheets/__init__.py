"""Drafts as spreadsheets - XLSX, ODS, CSV - that read back to the same draft.

`filled` says what stands in which cell; `xlsx`, `ods` and `csv_text` write that down. Headings
and words of cells are of the reader's language, and every one of them is understood when the
sheet comes back, in whatever language.
"""

from cwf.programme.exports.sheets import csv_text, xlsx
from cwf.programme.exports.sheets.filled import NOUNS, filled
from cwf.programme.incoming import Noun
from cwf.programme.sheets.vocabulary import PLAIN, Vocabulary
from cwf.programme.standing import Standing

__all__ = ["CSV", "NOUNS", "XLSX", "csv_of", "workbook"]

XLSX, CSV = xlsx.MEDIA_TYPE, csv_text.MEDIA_TYPE


def workbook(standing: Standing, *, language: str, vocabulary: Vocabulary = PLAIN) -> bytes:
    """The whole draft as XLSX, a sheet for each noun, with words in English or Danish."""
    return xlsx.xlsx_of(filled(standing, language=language, vocabulary=vocabulary))


def csv_of(
    standing: Standing, noun: Noun, *, language: str, vocabulary: Vocabulary = PLAIN
) -> bytes:
    """One noun as CSV: UTF-8 with a byte order mark, `;` between cells where Danish is read."""
    sheets = filled(standing, language=language, vocabulary=vocabulary)
    sheet = next(one for one in sheets if one.noun is noun)
    return csv_text.csv_of(sheet, language=language)
