"""Drafts as spreadsheets - XLSX, ODS, CSV - that read back to the same draft.

`filled` says what stands in which cell; `xlsx`, `ods` and `csv_text` write that down, and
`workbook` is the way in. Headings and words of cells are of the reader's language, and every one
of them is understood when the sheet comes back, in whatever language.
"""
