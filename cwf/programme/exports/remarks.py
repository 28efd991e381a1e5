"""Remarks on any kind of file in words: what is wrong, and what to do."""

from cwf.programme.exports import sheet_remark_words
from cwf.programme.exports.remark_words import tell
from cwf.programme.incoming import Remark


def remark_words(remark: Remark) -> str:
    """What is wrong and what to do, in the language that is spoken."""
    return tell(remark, sheet_remark_words.WORDS)
