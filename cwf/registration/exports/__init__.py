"""The list of participants for other systems."""
