"""The organisers' menu: what stands in it is put together here, for it spans all slices."""

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext

from cwf.web import navigation


def entries() -> list[navigation.Entry]:
    """All entries, in their order; those of submenus name theirs."""

    def entry(endpoint: str, label: object, *also: str) -> navigation.Entry:
        return navigation.Entry(endpoint=endpoint, label=label, also=also)

    name = "programme_manage"
    return [
        entry(f"{name}.overview", _l("Overview")),
        entry(f"{name}.draft", _l("Programme")),
        entry(f"{name}.sessions", _l("Sessions"), f"{name}.session", f"{name}.slot"),
        entry(f"{name}.speakers", _l("Speakers"), f"{name}.speaker"),
        entry(f"{name}.places", _l("Places"), f"{name}.venue", f"{name}.room"),
        entry(f"{name}.conflicts", _l("Conflicts")),
        entry("sign_ups_manage.slots", _l("Sign-ups"), "sign_ups_manage"),
        entry(f"{name}.imports", _l("Import"), f"{name}.import"),
        entry(f"{name}.releases", _l("Releases"), f"{name}.release", f"{name}.withdrawal"),
        entry(f"{name}.tracks", _l("Tracks"), f"{name}.track", f"{name}.kind"),
        entry(
            "registration_manage.participants", _l("Participants"), "registration_", "lists_manage"
        ),
        entry("delegations_manage.delegations", _l("Delegations"), "delegation_", "delegations_"),
        entry("attendance_dashboard.dashboard", _l("Attendance"), "attendance_"),
        entry(
            "edition_settings.settings",
            _l("Edition"),
            "edition_settings",
            "edition_life",
            "edition_team",
            f"{name}.dates",
            f"{name}.copy",
        ),
        *_pages_of_the_edition(),
        *_pages_of_registration(),
        *_pages_of_attendance(),
    ]


def _pages_of_the_edition() -> list[navigation.Entry]:
    def entry(endpoint: str, label: object, *also: str) -> navigation.Entry:
        return navigation.Entry(endpoint=endpoint, label=label, also=also, within="edition")

    return [
        entry("edition_settings.settings", _l("Settings")),
        entry("programme_manage.dates", _l("Dates and zone")),
        entry("edition_settings.facts", _l("Figures and deadlines"), "edition_settings.fact"),
        entry("edition_life.lifecycle", _l("Lifecycle"), "edition_life"),
        entry("edition_team.team", _l("Team")),
        entry("edition_team.log", _l("Log")),
        entry("programme_manage.copy", _l("New edition from this one")),
    ]


def _pages_of_registration() -> list[navigation.Entry]:
    def entry(endpoint: str, label: object, *also: str) -> navigation.Entry:
        return navigation.Entry(endpoint=endpoint, label=label, also=also, within="registration")

    return [
        entry("registration_manage.participants", _l("Participants")),
        entry("lists_manage.lists", _l("Lists"), "lists_manage"),
        entry(
            "registration_places.places", lazy_pgettext("seats", "Places"), "registration_places"
        ),
        entry("registration_terms.terms", _l("Registration")),
        entry("registration_form.blocks", _l("Form")),
        entry("registration_fees.fees", _l("Fees")),
    ]


def _pages_of_attendance() -> list[navigation.Entry]:
    def entry(endpoint: str, label: object, *also: str) -> navigation.Entry:
        return navigation.Entry(endpoint=endpoint, label=label, also=also, within="attendance")

    return [
        entry("attendance_dashboard.dashboard", _l("How it stands"), "attendance_dashboard"),
        entry("attendance_targets.targets", _l("Targets"), "attendance_target"),
        entry("attendance_campaigns.campaigns", _l("Campaigns"), "attendance_campaigns"),
        entry("attendance_check_ins.check_ins", _l("Check-ins"), "attendance_check_ins"),
        entry("attendance_counts.counts", _l("Counts"), "attendance_counts"),
        entry("attendance_stations.stations", _l("Stations"), "attendance_station"),
        entry("attendance_ticket_parties.parties", _l("Tickets")),
        entry("attendance_history.history", _l("Earlier editions")),
        entry("attendance_backtest.backtest", _l("Forecasts tried")),
        entry("attendance_report.report", _l("Report")),
        entry("attendance_comparison.comparison", _l("All editions")),
        entry("attendance_sharing.sharing", _l("Share the figures")),
    ]
