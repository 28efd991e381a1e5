"""The network's calendar: one all-day entry per edition whose dates are known."""

from datetime import datetime, timedelta

from flask_babel import gettext as _

from cwf.editions.calendar_names import umbrella
from cwf.i18n import speaking
from cwf.network.editions_list import EditionLine, Network, Standing, standing
from cwf.network.exports import wording
from cwf.programme.exports.addresses import Addresses
from cwf.web.calendars import Entry, Feed, calendar_bytes, event_block
from cwf.web.templating import country, own_text

TENTATIVE = {Standing.PLANNED, Standing.UNCONFIRMED, Standing.DISPUTED}


def network_ics(network: Network, *, language: str, base_url: str, changed: datetime) -> bytes:
    """The calendar in one language. `base_url` has no closing slash; `changed` serves an empty one.

    Without a host's name in its UIDs an entry keeps its identity wherever this runs.
    """
    dated = [line for line in network.editions if line.starts is not None]
    with speaking(language):
        feed = Feed(
            name=_("Creativity World Forum"),
            language=language,
            description=_("The forums of the network Districts of Creativity."),
            source=f"{base_url}/{language}/network.ics",
            url=f"{base_url}/{language}/",
            refresh=timedelta(days=1),
        )
        entries = [_entry(line, network, language, base_url) for line in reversed(dated)]
    days = [day for line in dated for day in (line.starts, line.ends) if day is not None]
    blocks = [event_block(entry, zone=feed.zone) for entry in entries]
    return calendar_bytes(
        feed, blocks, first=min(days, default=changed), last=max(days, default=changed)
    )


def _entry(line: EditionLine, network: Network, language: str, base_url: str) -> Entry:
    assert line.starts is not None
    name = _("Creativity World Forum %(year)s", year=line.year)
    if line.invented:
        name = _("%(name)s (invented)", name=name)
    place = ", ".join(filter(None, (own_text(line.city), country(line.country))))
    status = standing(line)
    cancelled = status is Standing.CANCELLED
    return Entry(
        uid=umbrella(line.slug),
        starts=line.starts,
        ends=line.ends + timedelta(days=1) if line.ends else None,
        summary=_("Cancelled: %(title)s", title=name) if cancelled else name,
        language=language,
        created=line.changed,
        changed=line.changed,
        sequence=line.version - 1,
        status="CANCELLED" if cancelled else "TENTATIVE" if status in TENTATIVE else "CONFIRMED",
        transparent=True,
        description="\n\n".join(_said(line, network)),
        location=place,
        url=Addresses(base_url, line.slug, language).front(),
    )


def _said(line: EditionLine, network: Network) -> list[str]:
    theme, note = own_text(line.theme), own_text(line.note)
    said = [theme] if theme else []
    if line.host:
        said.append(_("Host: %(region)s", region=wording.host_of(line, network)))
    if standing(line) in TENTATIVE:
        said.append(wording.status(line) + ".")
        said.extend([note] if note else [])
    return said
