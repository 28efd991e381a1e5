"""Rows of the draft programme, of releases, and of what was rendered from them."""

from cwf.programme.models.content import (
    Appearance,
    Session,
    Slot,
    SlotRoom,
    Speaker,
    Substitution,
    session_hosts,
)
from cwf.programme.models.frame import KindName, Room, Track, Venue
from cwf.programme.models.imports import ColumnChoice, Import
from cwf.programme.models.releases import Artefact, Book, Publication, Release

__all__ = [
    "Appearance",
    "Artefact",
    "Book",
    "ColumnChoice",
    "Import",
    "KindName",
    "Publication",
    "Release",
    "Room",
    "Session",
    "Slot",
    "SlotRoom",
    "Speaker",
    "Substitution",
    "Track",
    "Venue",
    "session_hosts",
]
