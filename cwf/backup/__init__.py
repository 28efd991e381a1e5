"""Backups: all rows that are the truth, in one file that either engine writes and reads.

A backup is one snapshot of the database, taken while the application runs. Left out is what is
made again from the rest or serves the moment only; a table says so itself (`NOT_IN_BACKUPS`).
Pictures are rows, so nothing else is kept anywhere but the generated secrets, which are left out
on purpose: a stolen backup alone opens no second factor.

`container` is the file, `values` how a value is written, `dumping` and `restoring` the two ways.
"""


class BackupRefused(Exception):
    """What was asked for cannot be done; the text says why, and what to do."""
