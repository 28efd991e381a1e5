"""The palette belongs to editions; this name stays until nothing asks for it here any more."""

from cwf.editions.palette import GROUNDS, HUES, INK, MARKS, NONE, SUNS, contrast, hue

__all__ = ["GROUNDS", "HUES", "INK", "MARKS", "NONE", "SUNS", "contrast", "hue"]
