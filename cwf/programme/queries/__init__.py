"""Reading the programme: the draft, the released one, and rows for forms."""
