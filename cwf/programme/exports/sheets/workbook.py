"""The draft as files of sheets, in the language that is spoken."""

from cwf.i18n import language
from cwf.programme.exports.sheets import csv_text, ods
from cwf.programme.exports.sheets.filled import filled
from cwf.programme.incoming import Noun
from cwf.programme.sheets.vocabulary import PLAIN, Vocabulary
from cwf.programme.standing import Standing


def workbook(standing: Standing, *, vocabulary: Vocabulary = PLAIN) -> bytes:
    """The whole draft as XLSX, a sheet for each noun."""
    # Not at the top: openpyxl would cost every web process its start and 20 MB.
    from cwf.programme.exports.sheets import xlsx

    return xlsx.xlsx_of(filled(standing, language=language(), vocabulary=vocabulary))


def open_document(standing: Standing, *, vocabulary: Vocabulary = PLAIN) -> bytes:
    """The whole draft as ODS."""
    return ods.ods_of(filled(standing, language=language(), vocabulary=vocabulary))


def csv_of(standing: Standing, noun: Noun, *, vocabulary: Vocabulary = PLAIN) -> bytes:
    """One noun as CSV: UTF-8 with a byte order mark, `;` between cells where Danish is read."""
    sheets = filled(standing, language=language(), vocabulary=vocabulary)
    sheet = next(one for one in sheets if one.noun is noun)
    return csv_text.csv_of(sheet, language=language())
