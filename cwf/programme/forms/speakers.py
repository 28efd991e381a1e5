"""Speakers, as one edition presents them, and the persons behind them."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import BooleanField, ValidationError

from cwf.web.forms import ChoiceField, Form, LineField, NewForm, ProseField, TextsField

SCHEMES = ("https://", "http://")
LINKS = 8


class SpeakerForm(Form):
    """A speaker. Without `of_person` the name and what belongs to it are not asked for."""

    name = LineField(_l("Name"), required=True, most=200)
    sort_name = LineField(_l("Sorted as"), most=200, description=_l("Empty: by the last name."))
    original_name = LineField(_l("Name in its own script"), most=200)
    original_language = ChoiceField(_l("Language of that script"))
    country = ChoiceField(_l("Country"))
    group = BooleanField(_l("A group or a firm"))
    affiliation = TextsField(_l("Affiliation"), most=200)
    region = ChoiceField(_l("Region of the network"))
    biography = TextsField(_l("Biography"), multiline=True, most=10_000, rows=6)
    links = ProseField(
        _l("Links"),
        most=3000,
        render_kw={"rows": 3},
        description=_l("One a line: what it is, then the address: Website https://example.org"),
    )
    picture = FileField(
        _l("Picture"),
        description=_l("JPEG, PNG or WebP, 8 MB at most. Place and camera are taken out."),
    )
    alternative = TextsField(_l("What the picture shows"), most=200)
    no_picture = BooleanField(_l("Take the picture away"))

    OF_PERSON = ("name", "sort_name", "original_name", "original_language", "country", "group")

    def __init__(
        self, *args: Any, of_person: bool = True, pictured: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if not pictured:
            del self["no_picture"]
        if not of_person:
            for name in self.OF_PERSON:
                del self[name]

    def validate_links(self, field: ProseField) -> None:
        """Each line ends in an address."""
        read_links(field.data)

    @property
    def values(self) -> dict[str, Any]:
        """What the actions take, apart from region and picture."""
        values: dict[str, Any] = {name: self[name].data for name in self.OF_PERSON if name in self}
        for name in ("original_name", "original_language", "country"):
            if name in values:
                values[name] = values[name] or None
        return {
            **values,
            "affiliation": self.affiliation.data,
            "biography": self.biography.data,
            "links": read_links(self.links.data),
        }


class NewSpeakerForm(SpeakerForm, NewForm):
    """A new speaker."""


def written_links(links: list[dict[str, str]]) -> str:
    """Links as their field shows them."""
    return "\n".join(f"{link['label']} {link['url']}".strip() for link in links)


def read_links(written: str) -> list[dict[str, str]]:
    """Links from lines of a label and an address; raises ValidationError."""
    links = []
    for line in filter(None, map(str.strip, written.splitlines())):
        label, _space, url = line.rpartition(" ")
        if not url.startswith(SCHEMES) or len(url) > 300 or "." not in url:
            raise ValidationError(
                _("End each line with an address, such as https://example.org: %(line)s", line=line)
            )
        links.append({"label": label.strip()[:100] or url.split("/")[2], "url": url})
    if len(links) > LINKS:
        raise ValidationError(_("Keep %(most)s links at most.", most=LINKS))
    return links
