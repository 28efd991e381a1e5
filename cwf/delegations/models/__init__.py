"""Rows of delegations: who comes for a region, who answers for it, what was said and asked."""

from cwf.delegations.models.delegation import Delegation, Head, Message, PlaceRequest, Reminder
from cwf.delegations.models.incoming import MemberImport
from cwf.delegations.models.members import Cover, Member, Occasion, OwnSession, Reply

__all__ = [
    "Cover",
    "Delegation",
    "Head",
    "Member",
    "MemberImport",
    "Message",
    "Occasion",
    "OwnSession",
    "PlaceRequest",
    "Reminder",
    "Reply",
]
