"""Spreadsheets of members: what they say, who of it is known already, what they would change.

`programme.imports.sheets` reads bytes into tables. `asking` says what their columns hold, `rows`
checks every cell, `duplicates` finds who may be one person across spellings and scripts, and
`comparing` gives a plan, which an action carries out wholly or not at all.

In a list of members an absent column and an empty cell leave what stands, for members fill in
their own fields meanwhile; a dash takes a value away. Nobody is taken out by a list.
"""
