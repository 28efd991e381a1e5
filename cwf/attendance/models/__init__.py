"""Rows of targets, of check-ins, of counts, and of what was known on each day."""

from cwf.attendance.models.counts import Campaign, Count, Snapshot
from cwf.attendance.models.door import CheckIn, Clicks, JoinedTicket, Station, Ticket
from cwf.attendance.models.targets import AttendanceSettings, DigestReader, Target, TargetChange

__all__ = [
    "AttendanceSettings",
    "Campaign",
    "CheckIn",
    "Clicks",
    "Count",
    "DigestReader",
    "JoinedTicket",
    "Snapshot",
    "Station",
    "Target",
    "TargetChange",
    "Ticket",
]
