"""Files to be imported: sending one, and saying what its columns hold."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import BooleanField

from cwf.i18n import language
from cwf.programme.columns import Asked
from cwf.programme.incoming import Noun
from cwf.programme.sheets import targets
from cwf.programme.sheets.fields import fields_of
from cwf.web.forms import ChoiceField, Form, LineField, NewForm, ZoneField
from cwf.web.forms.fields import clean_line
from cwf.web.templating import language_within

MOST_BYTES = 10 * 1024 * 1024
ENDINGS = (".xlsx", ".ods", ".csv", ".tsv", ".txt", ".xml", ".json")
SCHEDULE = "schedule"

SHEETS = {
    Noun.SESSION: _l("Sessions"),
    Noun.SPEAKER: _l("Speakers"),
    Noun.ROOM: _l("Rooms"),
    Noun.VENUE: _l("Venues"),
    Noun.TRACK: _l("Tracks"),
}
BRINGS = [
    ("", _l("Find out from the file")),
    (SCHEDULE, _l("A schedule from another system (XML or JSON)")),
    (Noun.SESSION, _l("A sheet of sessions")),
    (Noun.SPEAKER, _l("A sheet of speakers")),
    (Noun.ROOM, _l("A sheet of rooms")),
]


class FileForm(NewForm):
    """A file that is sent."""

    file = FileField(_l("File"))
    body = b""

    def validate_file(self, field: FileField) -> None:
        """There is one, and it is not too large; the rest shows when it is read."""
        self.body = b""
        if not field.data:
            field.errors = [_("Choose a file.")]
            return
        self.body = field.data.read(MOST_BYTES + 1)
        if len(self.body) > MOST_BYTES:
            field.errors = [_("The file is larger than 10 MB. Send a smaller one.")]
        elif not self.body:
            field.errors = [_("The file is empty. Choose another one.")]

    @property
    def file_name(self) -> str:
        """The file's own name, without folders."""
        written = (self.file.data.filename or "").replace("\\", "/")
        return clean_line(PurePosixPath(written).name)[-200:] or _("File")


class UploadForm(FileForm):
    """A file, and how to take it."""

    file = FileField(
        _l("File"),
        description=_l(
            "A spreadsheet (XLSX, ODS, CSV) or a schedule (XML, JSON), 10 MB at most. "
            "Nothing is changed before you have seen what would change."
        ),
        render_kw={"accept": ",".join(ENDINGS)},
    )
    brings = ChoiceField(_l("What it is"), choices=BRINGS)
    create_missing = BooleanField(
        _l("Add rooms, tracks and speakers that sessions name and the edition does not have"),
        description=_l("Otherwise each is an error, so that a slip of the pen is seen."),
    )
    zone = ZoneField(
        _l("Time zone"),
        required=False,
        description=_l("For a schedule that does not say its own."),
    )
    source = LineField(
        _l("Where it comes from"),
        most=60,
        description=_l(
            "A short name, such as fosdem-2023, by which the same sessions are found again the "
            "next time. Empty: as the schedule says."
        ),
    )

    @property
    def values(self) -> dict[str, Any]:
        """What the action takes."""
        return {
            "name": self.file_name,
            "body": self.body,
            "brings": self.brings.data,
            "options": {
                "create_missing": self.create_missing.data,
                "zone": self.zone.data or None,
                "source": self.source.data,
            },
        }


class ColumnsForm(Form):
    """What the sheets of a file and their columns hold; `columns_form` adds the fields."""

    asked: tuple[Asked, ...] = ()

    def sheet(self, place: int) -> Any:
        """The field that says what a sheet's rows are."""
        return self[f"sheet_{place}"]

    def column(self, place: int, number: int) -> Any:
        """The field that says what a column holds."""
        return self[f"column_{place}_{number}"]

    @property
    def answered(self) -> tuple[Asked, ...]:
        """The sheets with what was said of them."""
        return tuple(
            replace(
                one,
                noun=self.sheet(place).data,
                holds={
                    heading: self.column(place, number).data
                    for number, heading in enumerate(one.headings)
                },
            )
            for place, one in enumerate(self.asked)
        )

    def validate(self, extra_validators: Any = None) -> bool:
        """At least one sheet is read."""
        sound = bool(super().validate(extra_validators))
        if sound and not any(one.noun for one in self.answered):
            self.fail("sheet_0", _("Choose what the rows of at least one sheet are."))
            return False
        return sound


def columns_form(
    asked: Sequence[Asked],
    languages: Sequence[str],
    *,
    kind: type[ColumnsForm] = ColumnsForm,
    nouns: Sequence[tuple[str, Any]] = (),
    offered: Callable[[str], Sequence[tuple[str, str]]] | None = None,
    role: Any = None,
    **given: Any,
) -> ColumnsForm:
    """The form for these sheets; targets are offered for what each sheet's rows are said to be.

    For sheets of something else: what rows may be (`nouns`), what columns may hold (`offered`),
    and a further field.
    """
    fields: dict[str, Any] = {"asked": tuple(asked), **({"role": role} if role else {})}
    rows = list(nouns) or [("", _("Do not read this sheet")), *SHEETS.items()]
    for place, one in enumerate(asked):
        fields[f"sheet_{place}"] = ChoiceField(
            _("Each row is one of"), choices=rows, default=one.noun
        )
        targets = offered(one.noun) if offered else target_words(one.noun, languages)
        choices = [("", _("Nothing: leave it out")), *targets]
        for number, heading in enumerate(one.headings):
            fields[f"column_{place}_{number}"] = ChoiceField(
                heading, choices=choices, default=one.holds.get(heading, "")
            )
    made = type("ColumnsForm", (kind,), fields)
    form: ColumnsForm = made(languages=languages, **given)
    return form


def target_words(noun: str, languages: Sequence[str]) -> list[tuple[str, str]]:
    """What a column of such a sheet can hold: codes and words."""
    if not noun:
        return []
    words, own = fields_of(Noun(noun)), 1 if language() == "da" else 0
    found = []
    for target in targets(Noun(noun), languages):
        word = words[target.field].words[own]
        label = word[:1].upper() + word[1:]
        if target.language and len(languages) > 1:
            label = _(
                "%(label)s in %(language)s",
                label=label,
                language=language_within(target.language),
            )
        found.append((target.code, label))
    return found
