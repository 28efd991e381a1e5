"""What hosts need to know of a participant: filled in by themselves, their head, or organisers."""

from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField

from cwf.registration.categories import Category
from cwf.registration.diets import MOST, Diet, read_diet
from cwf.registration.forms.needs import DIETS, spoken
from cwf.registration.particulars import (
    FIELDS,
    Said,
    asked_fields,
    is_stray,
    leaves_too_early,
)
from cwf.web.forms import (
    ClockField,
    DayField,
    Form,
    LineField,
    MultiCheckField,
    ProseField,
    YesNoField,
)
from cwf.web.templating import day_range

NOTHING = "nothing"


class ParticularsForm(Form):
    """Diet, access, consent; of guests languages and stay. Hours are on the edition's clock.

    `category` and `role` say what is asked (particulars.py), `days` are the first and the last of
    the forum. Fields that are not asked are not there; what stands in their columns stays.
    """

    title = LineField(_l("Title or position"), render_kw={"autocomplete": "organization-title"})
    phone = LineField(
        _l("Telephone"), most=40, render_kw={"autocomplete": "tel", "inputmode": "tel"}
    )
    born = DayField(_l("Date of birth"))
    diet = MultiCheckField(_l("Diet"))
    diet_words = LineField(_l("Anything else about food"), most=300)
    access_none = BooleanField(_l("Nothing is needed"))
    access = ProseField(_l("Access needs"), most=500, render_kw={"rows": 3})
    languages = MultiCheckField(_l("Languages"))
    photo = YesNoField(_l("May photographs be taken and published?"))
    listed = YesNoField(_l("May the list of participants show the name?"))
    arrives = DayField(_l("Day of arrival"))
    arrives_at = ClockField(_l("Hour of arrival"))
    arrival = LineField(_l("How, and where to"))
    departs = DayField(_l("Day of departure"))
    departs_at = ClockField(_l("Hour of departure"))
    departure = LineField(_l("How, and where from"))
    lodging = LineField(_l("Hotel or address"))

    # Controls beside the one that a column is named for.
    BESIDE = {"diet": ("diet_words",), "access": ("access_none",)}

    def __init__(
        self,
        *args: Any,
        category: Category,
        role: str = "",
        days: tuple[date | None, date | None] = (None, None),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.days = days
        self.asked = asked_fields(category, role)
        self.diet.offer([(NOTHING, _l("Nothing special")), *DIETS.items()])
        self.languages.offer(spoken(*(self.languages.object_data or ())))
        for name in FIELDS:
            if name not in self.asked:
                for gone in (name, *self.BESIDE.get(name, ())):
                    del self[gone]

    @staticmethod
    def values_of(said: Said | None, version: int | None = None) -> dict[str, Any]:
        """What the form shows; `version` is the row's, None where there is none yet."""
        told = said or Said()
        values = {name: getattr(told, name) for name in FIELDS}
        diet = read_diet(told.diet or "")
        nothing = [NOTHING] if told.diet == "" else []
        return {
            **values,
            "version": version,
            "diet": nothing or list(diet.codes),
            "diet_words": diet.words,
            "access_none": told.access == "",
        }

    @property
    def values(self) -> dict[str, Any]:
        """What `set_particulars` takes."""
        found: dict[str, Any] = {name: self[name].data for name in self.asked}
        found["diet"], found["access"] = self._diet(), self._access()
        if "languages" in found:
            found["languages"] = found["languages"] or None
        return found

    def validate(self, extra_validators: Any = None) -> bool:
        """The fields by themselves, then those that must go together."""
        if not super().validate(extra_validators):
            return False
        if NOTHING in self.diet.data and self._diet():
            self.fail("diet", _("Untick “Nothing special”, or what else you said of food."))
        elif len(self._diet() or "") > MOST:
            self.fail("diet_words", _("Shorten this to %(most)s letters.", most=MOST))
        if self.access_none.data and self.access.data:
            self.fail("access_none", _("Untick this, or leave the needs empty."))
        if "arrives" in self.asked:
            self._validate_stay()
        return not self.errors

    def _validate_stay(self) -> None:
        for name in ("arrives", "departs"):
            day = self[name].data
            if day is None and self[f"{name}_at"].data is not None:
                self.fail(name, _("Choose the day, too."))
            elif day is not None and is_stray(day, *self.days):
                when = day_range(*self.days)
                self.fail(name, _("That is far from the forum, %(days)s.", days=when))
        stay = ("arrives", "arrives_at", "departs", "departs_at")
        if not self.errors and leaves_too_early(Said(**{name: self[name].data for name in stay})):
            late = self.arrives.data == self.departs.data
            self.fail("departs_at" if late else "departs", _("This is before the arrival."))

    def _diet(self) -> str | None:
        codes = tuple(code for code in self.diet.data if code != NOTHING)
        said = Diet(codes=codes, words=self.diet_words.data or "").kept()
        return said or ("" if NOTHING in self.diet.data else None)

    def _access(self) -> str | None:
        return self.access.data or ("" if self.access_none.data else None)
