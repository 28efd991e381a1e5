"""Spreadsheets of sessions, speakers, rooms, tracks and venues: what they say of a draft.

`imports/sheets` reads bytes into `Table`s. `choose` says which of them are read and what their
rows are, `guess` what their columns hold; an organiser may say otherwise. `incoming_of` checks
every cell and gives an `Incoming` with all remarks at once, each at its row and column.
`exports/sheets` writes a draft as sheets that read back to the same, and a sheet with remarks.

In a sheet an absent column leaves what stands; an empty cell takes the value away. A sheet never
deletes a thing.
"""

from cwf.programme.sheets.columns import Guess, choose, guess, mapping_of, noun_of
from cwf.programme.sheets.fields import Target, targets
from cwf.programme.sheets.rows import incoming_of
from cwf.programme.sheets.table import Format, Row, Sheet, Table
from cwf.programme.sheets.vocabulary import PLAIN, Vocabulary

__all__ = [
    "PLAIN",
    "Format",
    "Guess",
    "Row",
    "Sheet",
    "Table",
    "Target",
    "Vocabulary",
    "choose",
    "guess",
    "incoming_of",
    "mapping_of",
    "noun_of",
    "targets",
]
