"""Every page of the application that can be opened, as whom, and with what of the demonstration.

A page that is not listed here fails a test; so does one that is listed and no longer there.
"""

from dataclasses import dataclass, field
from typing import Any

STRANGER, ATTENDEE, ORGANISER, SECRETARIAT = "", "attendee", "organiser", "secretariat"
HALFWAY = "halfway"  # has given the password, and is asked for a code
DOOR, CLICKER = "door", "clicker"  # devices that are stations, by their cookie
CHOOSING = "choosing"  # has given the password, and chooses the second factor

NEXT = {"edition": "next"}


@dataclass(frozen=True, kw_only=True)
class Stop:
    """An address to open; a value that is a `Given` is looked up in the demonstration."""

    role: str = STRANGER
    values: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Given:
    """The name of something that is known only once the demonstration is loaded."""

    name: str


def _of(role: str, *more: dict[str, Any], **values: Any) -> list[Stop]:
    return [Stop(role=role, values={**values, **one}) for one in more or ({},)]


def _published(*more: dict[str, Any]) -> list[Stop]:
    return _of(STRANGER, *({**NEXT, **one} for one in more or ({},)))


def _managed(*more: dict[str, Any]) -> list[Stop]:
    return _of(ORGANISER, *({**NEXT, **one} for one in more or ({},)))


LISTS = ("arrivals", "diets", "members")
DELEGATION = {"uuid": Given("delegation")}
LED = {"delegation": Given("delegation")}
MEMBER = {"uuid": Given("member")}
OCCASION = {"uuid": Given("occasion")}


def _led(*more: dict[str, Any]) -> list[Stop]:
    return _of(ORGANISER, *({"delegation": Given("delegation"), **one} for one in more))


SLOT = {"slug": "keynote-rehearsal", "uuid": Given("slot")}

PAGES: dict[str, list[Stop]] = {
    "agenda_feeds.feed": _of(ATTENDEE, number=Given("feed")),
    "agenda_feeds.feeds": _of(ATTENDEE) + _of(SECRETARIAT),
    "attendance_campaigns.campaign": _managed({"uuid": Given("campaign")}),
    "attendance_campaigns.campaign_new": _managed(),
    "attendance_campaigns.campaigns": _managed(),
    "attendance_campaigns.removal": _managed({"uuid": Given("campaign")}),
    "attendance_backtest.backtest": _managed(),
    "attendance_counts.count": _managed({"uuid": Given("count")}),
    "attendance_counts.counts": _managed(),
    "attendance_counts.days": _managed(),
    "attendance_counts.estimate": _managed({"kind": "recapture"}, {"kind": "duplication"}),
    "attendance_counts.report": _managed(),
    "attendance_counts.turnstiles": _managed(),
    "booklet.booklet": _of(ORGANISER, delegation=Given("delegation")),
    "booklet.paper": _of(ORGANISER, delegation=Given("delegation"), paper=Given("booklet paper")),
    "calendar_page.page": _of(STRANGER, token=Given("calendar")),
    "agendas.add": _of(ATTENDEE, **NEXT, picks=Given("picks")),
    "agendas.agenda": _of(ATTENDEE, **NEXT),
    "agendas.compare": _of(ATTENDEE, **NEXT) + _of(ATTENDEE, **NEXT, kind="keynote"),
    "agendas.notices": _of(ATTENDEE, **NEXT),
    "agendas.shared": _of(ATTENDEE, **NEXT, uuid=Given("shared agenda")),
    "agendas.shares": _of(ATTENDEE, **NEXT) + _of(ORGANISER, **NEXT),
    "attendance_check_ins.by_hand": _managed({"participant": Given("participant")}),
    "attendance_check_ins.check_ins": _managed({}, {"q": "nobody"}),
    "attendance_check_ins.removal": _managed({"number": Given("check-in")}),
    "attendance_check_ins.search": _managed({}, {"q": "a"}, {"q": "nobody at all"}),
    "attendance_door.door": _of(DOOR, {}, {"q": "a"}, {"q": "nobody at all"}) + _of(CLICKER),
    "attendance_door.opening": _of(STRANGER, token=Given("station link")),
    "attendance_dashboard.dashboard": _managed(),
    "attendance_history.history": _managed(),
    "attendance_sharing.sharing": _managed(),
    "attendance_report.paper": _managed({"uuid": Given("report paper")}),
    "attendance_report.report": _managed(),
    "attendance_stations.station": _managed(
        {"uuid": Given("station")}, {"uuid": Given("closed station")}
    ),
    "attendance_stations.station_new": _managed(),
    "attendance_stations.stations": _managed(),
    "attendance_target_parts.parts": _managed(
        {"uuid": Given("target"), "axis": "region"}, {"uuid": Given("target"), "axis": "channel"}
    ),
    "attendance_target_parts.retirement": _managed({"uuid": Given("target")}),
    "attendance_targets.target": _managed({"uuid": Given("target")}),
    "attendance_targets.target_change": _managed({"uuid": Given("target")}),
    "attendance_targets.target_new": _managed(),
    "attendance_targets.targets": _managed(),
    "attendance_ticket_parties.parties": _managed(),
    "attendance_ticket_sheets.paper": _of(
        ORGANISER, delegation=Given("delegation"), paper=Given("tickets paper")
    ),
    "attendance_ticket_sheets.tickets": _of(ORGANISER, delegation=Given("delegation")),
    "attendance_tickets.paper": _of(STRANGER, token=Given("own link"), uuid=Given("ticket paper")),
    "attendance_tickets.ticket": _of(STRANGER, token=Given("own link")),
    "attendance_comparison.comparison": _managed(),
    "agendas_public.agenda_page": _published({}, {"picks": Given("picks")}),
    "delegation_details.history": _of(ORGANISER, **LED),
    "delegation_details.settings": _of(ORGANISER, **LED),
    "delegation_details.stage": _of(ORGANISER, **LED, to="declined"),
    "delegation_grants.decide": _managed({**DELEGATION, "number": Given("request")}),
    "delegation_grants.places": _managed(DELEGATION),
    "delegation_heads.heads": _of(ORGANISER, **LED),
    "delegation_imports.import_columns": _of(ORGANISER, **LED, uuid=Given("asking list")),
    "delegation_imports.import_new": _of(ORGANISER, **LED),
    "delegation_imports.import_one": _of(
        ORGANISER,
        *({**LED, "uuid": Given(f"{name} list")} for name in ("asking", "paired", "refused")),
    ),
    "delegation_imports.imports": _of(ORGANISER, **LED),
    "delegation.home": _led({}, {"only": "incomplete"}, {"q": "nobody"})
    + _of(ORGANISER, delegation=Given("offered delegation")),
    "delegation_covers.programme": _led({}),
    "delegation_covers.session": _led({"slot": Given("slot")}),
    "delegation_members.member": _led(MEMBER),
    "delegation_members.member_new": _led({}),
    "delegation_members.needs": _led(MEMBER),
    "delegation_members.removal": _led(MEMBER),
    "delegation_occasions.occasion": _led(OCCASION),
    "delegation_occasions.occasions": _led({}),
    "delegation_sessions.sessions": _managed(DELEGATION),
    "delegation_substitution.substitution": _led(MEMBER),
    "delegation_waiting.decline": _of(ORGANISER, delegation=Given("offered delegation")),
    "delegation_writing.write": _led({}),
    "delegation_invitation.decline": _of(STRANGER, token=Given("head link")),
    "delegation_invitation.invitation": _of(STRANGER, token=Given("head link")),
    "delegation_manage.delegation": _managed(DELEGATION),
    "delegation_manage.settings": _managed(DELEGATION),
    "delegation_manage.stage": _managed(
        {**DELEGATION, "to": "forming"}, {**DELEGATION, "to": "declined"}
    ),
    "delegation_messages.messages": _of(ORGANISER, **LED),
    "delegation_places.places": _of(ORGANISER, **LED),
    "delegation_practical.passed_on": _of(STRANGER, token=Given("practical link")),
    "delegation_practical.practical": _of(ORGANISER, **LED),
    "delegations_imports.import_columns": _managed({"uuid": Given("host's list")}),
    "delegations_imports.import_new": _managed(),
    "delegations_imports.import_one": _managed({"uuid": Given("host's list")}),
    "delegations_imports.imports": _managed(),
    "delegations_invite.invitations": _managed(),
    "delegations_manage.delegation_new": _managed(),
    "delegations_manage.delegations": _managed(),
    "occasions_manage.occasion": _managed(OCCASION),
    "occasions_manage.occasions": _managed(),
    "edition_invitation.answer": _of(STRANGER, token=Given("invitation")),
    "edition_life.lifecycle": _managed(),
    "edition_life.step": _managed({"step": "cancelled"}),
    "edition_settings.fact": _managed({"fact": Given("fact")}),
    "edition_settings.fact_new": _managed(),
    "edition_settings.facts": _managed(),
    "edition_settings.settings": _managed(),
    "edition_team.log": _managed(),
    "edition_team.team": _managed(),
    "editions.home": _of(ORGANISER) + _of(SECRETARIAT),
    "editions.new": _of(SECRETARIAT),
    "lists.own_lists": _of(ORGANISER, delegation=Given("delegation")),
    "lists.own_one": _of(
        ORGANISER, *({"delegation": Given("delegation"), "kind": kind} for kind in LISTS)
    ),
    "lists.own_paper": _of(
        ORGANISER, delegation=Given("delegation"), kind="diets", paper=Given("own list paper")
    ),
    "lists_manage.lists": _managed(),
    "lists_manage.one": _managed(*({"kind": kind} for kind in LISTS)),
    "lists_manage.paper": _managed({"kind": "diets", "paper": Given("list paper")}),
    "network.home": _of(STRANGER),
    "network.region": _of(STRANGER, slug="flanders"),
    "network.statement": _of(STRANGER, {"name": "accessibility"}, {"name": "privacy"}),
    "papers.loose_paper": _published(
        {"uuid": Given("paper that waits")}, {"uuid": Given("paper that failed")}
    ),
    "own_data.data": _of(ATTENDEE) + _of(ORGANISER),
    "own_data.erasure": _of(ATTENDEE),
    "own_data_link.link_data": _of(STRANGER, token=Given("own link")),
    "own_data_link.link_erasure": _of(STRANGER, token=Given("own link")),
    "papers.own_paper": _of(ATTENDEE, **NEXT, uuid=Given("own paper")),
    "notices.asked": _of(STRANGER, token=Given("notices")),
    "people.home": _of(ATTENDEE) + _of(ORGANISER),
    "people.log": _of(ORGANISER),
    "persons.person": _of(SECRETARIAT, number=Given("person")),
    "persons.person_erasure": _of(SECRETARIAT, number=Given("person")),
    "persons.person_merging": _of(
        SECRETARIAT, {}, {"with": Given("other person")}, number=Given("person")
    ),
    "persons.persons": _of(SECRETARIAT, {}, {"q": "example"}),
    "people_accounts.account": _of(SECRETARIAT, number=Given("account")),
    "people_accounts.accounts": _of(SECRETARIAT),
    "people_accounts.network_log": _of(SECRETARIAT),
    "people_link.ask_for_link": _of(STRANGER),
    "people_link.follow_link": _of(STRANGER, token=Given("link")),
    "people_outbox.one_mail": _of(STRANGER, number=Given("mail")),
    "people_outbox.outbox": _of(STRANGER),
    "programme.changes_page": _published(),
    "programme.front_page": _published({}, {"edition": "2017"}, {"edition": "2015"})
    + _published({"edition": "2004"}),
    "programme.practical_page": _published({}, {"edition": "2004"}),
    "programme.programme_page": _published(
        {},
        {"view": "grid"},
        {"q": "nothing of the kind"},
        {"track": "making", "kind": "keynote"},
        {"edition": "2015"},
        {"edition": "2017", "view": "grid"},
    ),
    "programme.room_page": _published({"slug": "foyer"}),
    "programme.rooms_page": _published({}, {"edition": "2017"}),
    "programme.session_page": _published(
        *(
            {"slug": slug}
            for slug in ("party", "drafts", "keynote-tidal-bank", "breakfast", "bells")
        )
    ),
    "programme.speaker_page": _published({"slug": "kavya-gowda"}, {"slug": "lin-qiuyue"}),
    "programme.speakers_page": _published(),
    "programme.track_page": _published({"slug": "living"}),
    "programme_books.preparing": _published({"track": "making"}),
    "programme_manage.conflicts": _managed(),
    "programme_manage.copy": _of(SECRETARIAT, edition="2004"),
    "programme_manage.dates": _managed(),
    "programme_manage.draft": _managed({}, {"view": "time"}),
    "programme_manage.import_columns": _managed({"uuid": Given("import that asks")}),
    "programme_manage.import_new": _managed(),
    "programme_manage.import_one": _managed(
        *(
            {"uuid": Given(f"import that {does}")}
            for does in ("waits", "asks", "can be taken", "has errors", "was taken")
        )
    ),
    "programme_manage.imports": _managed(),
    "programme_manage.kind": _managed({"kind": "visit"}),
    "programme_manage.kinds": _managed(),
    "programme_manage.overview": _managed(),
    "programme_manage.places": _managed(),
    "programme_manage.release": _managed({"number": 3}),
    "programme_manage.release_new": _managed(),
    "programme_manage.releases": _managed(),
    "programme_manage.room": _managed({"slug": "foyer"}),
    "programme_manage.room_new": _managed(),
    "programme_manage.room_removal": _managed({"slug": "foyer"}),
    "programme_manage.session": _managed({"slug": "failure-fund"}, {"slug": "letters-home"}),
    "programme_manage.session_cancellation": _managed({"slug": "loom"}),
    "programme_manage.session_new": _managed(),
    "programme_manage.session_removal": _managed({"slug": "loom"}),
    "programme_manage.session_substitution": _managed({"slug": "loom"}),
    "programme_manage.sessions": _managed({}, {"q": "nothing of the kind"}),
    "programme_manage.slot_new": _managed({"slug": "letters-home"}),
    "programme_manage.slot_placement": _managed(SLOT),
    "programme_manage.speaker": _managed({"slug": "kavya-gowda"}),
    "programme_manage.speaker_known": _managed(),
    "programme_manage.speaker_new": _managed(),
    "programme_manage.speaker_removal": _managed({"slug": "kavya-gowda"}),
    "programme_manage.speakers": _managed(),
    "programme_manage.track": _managed({"slug": "living"}),
    "programme_manage.track_new": _managed(),
    "programme_manage.track_removal": _managed({"slug": "living"}),
    "programme_manage.tracks": _managed(),
    "programme_manage.venue": _managed({"slug": "library"}),
    "programme_manage.venue_new": _managed(),
    "programme_manage.venue_removal": _managed({"slug": "library"}),
    "programme_manage.withdrawal": _managed(),
    "registration.confirm": _of(STRANGER, token=Given("confirmation")),
    "registration.register": _published({}, {"edition": "2017"}),
    "registration_booking.book": _published(),
    "registration_booking.booking": _of(
        STRANGER, {"token": Given("booking")}, {"token": Given("offered booking")}
    ),
    "registration_offers.decline": _of(STRANGER, token=Given("offered booking")),
    "registration_booking.confirm": _of(STRANGER, token=Given("booking to confirm")),
    "registration_booking.hand_over": _of(STRANGER, token=Given("booking"), uuid=Given("booked")),
    "registration_decisions.payment": _managed({"uuid": Given("participant")}),
    "registration_decisions.refusal": _managed({"uuid": Given("applied participant")}),
    "registration_answers.answers": _managed({"uuid": Given("participant")}),
    "registration_form.block": _managed({"block": Given("question")}),
    "registration_form.block_new": _managed({"kind": "choice"}, {"kind": "number"}),
    "registration_form.block_removal": _managed({"block": Given("unanswered question")}),
    "registration_form.blocks": _managed(),
    "registration_form.preview": _managed({}, {"category": "student"}),
    "registration_fees.fees": _managed(),
    "registration_link.ask_for_link": _of(STRANGER),
    "registration_manage.participants": _managed({}, {"q": "nobody of the kind"}),
    "registration_needs.needs": _managed({"uuid": Given("participant")}),
    "registration_bulk.ask": _managed(
        *({"deed": deed, "all": "1"} for deed in ("cancel", "mail", "payment"))
    ),
    "registration_bulk.progress": _managed({"uuid": Given("task")}),
    "registration_one.cancellation": _managed({"uuid": Given("participant")}),
    "registration_one.participant": _managed(
        {"uuid": Given("participant")},
        {"uuid": Given("asked participant")},
        {"uuid": Given("applied participant")},
    ),
    "registration_one.participant_new": _managed(),
    "registration_own.cancellation": _of(STRANGER, token=Given("own link")),
    "registration_own.change": _of(STRANGER, token=Given("own link")),
    "registration_own_answers.own_answers": _of(STRANGER, token=Given("own link")),
    "registration_own_needs.own_needs": _of(STRANGER, token=Given("own link")),
    "registration_own.own": _of(
        STRANGER,
        {"token": Given("own link")},
        {"token": Given("applied link")},
        {"token": Given("waiting link")},
    ),
    "registration_places.group": _managed({"group": "int"}),
    "registration_places.international": _managed(),
    "registration_places.places": _managed(),
    "registration_places.total": _managed(),
    "registration_terms.terms": _managed(),
    "security.change_password": _of(ATTENDEE),
    "security.forgot_password": _of(STRANGER),
    "security.login": _of(STRANGER),
    "security.mf_recovery": _of(HALFWAY),
    "security.mf_recovery_codes": _of(ATTENDEE),
    "security.reset_password": _of(STRANGER, token=Given("reset")),
    "security.tf_select": _of(CHOOSING),
    "security.two_factor_rescue": _of(HALFWAY),
    "security.two_factor_setup": _of(ATTENDEE),
    "security.two_factor_token_validation": _of(HALFWAY),
    "security.verify": _of(ATTENDEE),
    "security.wan_register": _of(ATTENDEE),
    "security.wan_signin": _of(STRANGER),
    "security.wan_verify": _of(ATTENDEE),
    "shared_agendas.agenda": _of(STRANGER, token=Given("shared link")),
    "sign_ups.sign_up": _of(STRANGER, {**NEXT, "uuid": Given("held")})
    + _of(
        ATTENDEE,
        *(
            {**NEXT, "uuid": Given(name)}
            for name in ("offered", "held", "clashing", "kept back", "open to all")
        ),
    ),
    "sign_ups_manage.duty": _managed({"uuid": Given("offered")}),
    "sign_ups_manage.edition_rules": _managed(),
    "sign_ups_manage.held_back": _managed({"uuid": Given("kept back"), "group": "student"}),
    "sign_ups_manage.limit": _managed({"uuid": Given("too full")}, {"uuid": Given("open to all")}),
    "sign_ups_manage.paper": _managed({"uuid": Given("offered"), "paper": Given("door paper")}),
    "sign_ups_manage.removal": _managed({"uuid": Given("offered")}),
    "sign_ups_manage.slot": _managed({"uuid": Given("kept back")}, {"uuid": Given("too full")}),
    "sign_ups_manage.slots": _managed({}, {"show": "all"}),
    "sign_ups_manage.take_out": _managed({"uuid": Given("offered"), "person": Given("placed")}),
}

NO_PAGES = {
    "agendas.marks": "figures for the stars of public pages",
    "agendas_public.agenda_calendar": "iCalendar",
    "assets": "style sheets and scripts",
    "attendance_check_ins.check_ins_file": "sheets",
    "attendance_door.entry": "leads to the door",
    "attendance_public.counter": "SVG",
    "attendance_ticket_sheets.paper_file": "PDF",
    "attendance_tickets.paper_file": "PDF",
    "attendance_tickets.squares": "SVG",
    "attendance_report.paper_file": "PDF",
    "attendance_report.workbook": "a sheet",
    "booklet.paper_file": "PDF",
    "calendar.fetch": "iCalendar",
    "delegation_imports.import_example": "a sheet",
    "delegation_imports.import_progress": "a fragment of an import",
    "delegation_imports.import_remarked": "a sheet",
    "delegation_imports.members_file": "sheets",
    "delegations_imports.import_example": "a sheet",
    "delegations_imports.import_progress": "a fragment of an import",
    "delegations_imports.import_remarked": "a sheet",
    "delegations_imports.members_file": "sheets",
    "delegations_manage.delegations_file": "sheets",
    "lists.own_paper_file": "PDF",
    "lists.own_table": "a sheet",
    "lists_manage.paper_file": "PDF",
    "lists_manage.table": "a sheet",
    "media.picture": "pictures",
    "network.calendar": "iCalendar",
    "network.root": "sends to the best language",
    "own_data.data_file": "JSON",
    "own_data_link.link_file": "JSON",
    "papers.loose_file": "PDF",
    "papers.own_file": "PDF",
    "people_corner.corner": "a fragment of every public page",
    "probes.healthz": "a word for machines",
    "probes.prometheus": "figures for machines",
    "probes.readyz": "a word for machines",
    "programme.changes_feed": "Atom",
    "programme.deadlines_calendar": "iCalendar",
    "programme.live": "a fragment of public pages",
    "programme.look": "a style sheet",
    "persons.person_file": "JSON",
    "programme.programme_file": "iCalendar, XML, JSON",
    "programme.programme_book": "PDF",
    "programme.room_calendar": "iCalendar",
    "programme.session_calendar": "iCalendar",
    "programme.speaker_calendar": "iCalendar",
    "programme.track_calendar": "iCalendar",
    "programme_manage.books": "a fragment of the releases",
    "programme_manage.draft_style": "a style sheet",
    "programme_manage.draft_file": "sheets",
    "programme_manage.import_progress": "a fragment of an import",
    "programme_manage.import_remarked": "a sheet",
    "programme_manage.release_file": "the same pages as they were",
    "registration_answers.file": "PDF or a picture",
    "registration_manage.participants_file": "sheets",
    "registration_own_answers.own_file": "PDF or a picture",
    "security.wan_delete": "answers a form of the account",
    "sign_ups_manage.paper_file": "PDF",
    "sign_ups_manage.table": "a sheet",
    "static": "files",
}
