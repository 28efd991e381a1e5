"""Roles, stages and standings in words."""

from flask_babel import lazy_gettext as _l

from cwf.delegations.roles import Rank, Role
from cwf.delegations.stages import Stage, Standing

ROLES = {
    Role.POLITICAL: _l("Political"),
    Role.OFFICIAL: _l("Officials"),
    Role.BUSINESS: _l("Business"),
    Role.KNOWLEDGE: _l("Knowledge institutions"),
    Role.STUDENT: _l("Students"),
    Role.ARTIST: _l("Artists"),
    Role.SPEAKER: _l("Speakers"),
    Role.PRESS: _l("Press"),
    Role.ACCOMPANYING: _l("Accompanying persons"),
}
# The same of one person.
AS = {
    Role.POLITICAL: _l("Politician"),
    Role.OFFICIAL: _l("Official"),
    Role.BUSINESS: _l("From business"),
    Role.KNOWLEDGE: _l("From a knowledge institution"),
    Role.STUDENT: _l("Student"),
    Role.ARTIST: _l("Artist"),
    Role.SPEAKER: _l("Speaker"),
    Role.PRESS: _l("Press"),
    Role.ACCOMPANYING: _l("Accompanying person"),
}
RANKS = {Rank.HEAD: _l("Head of delegation"), Rank.DEPUTY: _l("Deputy head of delegation")}
STAGES = {
    Stage.INVITED: _l("invited"),
    Stage.FORMING: _l("forming"),
    Stage.SUBMITTED: _l("submitted"),
    Stage.APPROVED: _l("approved"),
    Stage.ARRIVED: _l("arrived"),
    Stage.DECLINED: _l("declined"),
}
STANDINGS = {
    Standing.MEMBER: _l("Member of the network"),
    Standing.GUEST: _l("Guest"),
    Standing.APPLICANT: _l("Applicant"),
}
