"""Drafts as spreadsheets that read back to the same, and sheets with remarks in them."""
