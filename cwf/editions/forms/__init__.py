"""The forms of editions."""
