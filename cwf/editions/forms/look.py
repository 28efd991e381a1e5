"""How an edition chooses its look: ground, sun and motif of its cover."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import ValidationError

from cwf.editions.cover import WEB, Cover, cover
from cwf.editions.palette import COLOUR, GROUNDS, SUNS, Scene, look_of, names_in, scenes, unreadable
from cwf.web.forms import ChoiceField, ColourField, Form, SwatchField
from cwf.web.templating import number

COLOURS = {
    "fjord": _l("Fjord"), "wheat": _l("Wheat"), "rose": _l("Rose"), "sky": _l("Sky"),
    "leaf": _l("Leaf"), "rape": _l("Rape"), "apricot": _l("Apricot"), "lemon": _l("Lemon"),
    "coral": _l("Coral"),
}  # fmt: skip
OWN = "own"
MOTIF_WORDS = [
    ("", _l("Bend: lines that flow round the sun")),
    ("fan", _l("Fan: rays that open from it")),
    ("steps", _l("Steps: stairs that climb past it")),
    ("rings", _l("Rings: three centres, one of them the sun")),
]
LOOK = ("ground", "ground_own", "sun", "sun_own", "motif")


class LookForm(Form):
    """The part of a form that chooses a look; a colour of one's own has a field of its own."""

    ground = SwatchField(_l("Ground"))
    ground_own = ColourField(_l("Ground of our own"))
    sun = SwatchField(_l("Sun"))
    sun_own = ColourField(_l("Sun of our own"))
    motif = ChoiceField(_l("Motif"), choices=MOTIF_WORDS)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field, colours in ((self.ground, GROUNDS), (self.sun, SUNS)):
            field.offer(
                [
                    ("", _("Plain")),
                    *((name, COLOURS[name]) for name in colours),
                    (OWN, _("A colour of our own")),
                ],
                {name: pair[0] for name, pair in colours.items()},
            )

    def validate_ground_own(self, field: ColourField) -> None:
        """One on which the theme can be read."""
        self._check_own(self.ground, field)

    def validate_sun_own(self, field: ColourField) -> None:
        """One on which the dates can be read."""
        self._check_own(self.sun, field)

    def _check_own(self, chosen: SwatchField, field: ColourField) -> None:
        if chosen.data != OWN or not self._touched:
            return
        if not field.data:
            raise ValidationError(_("Choose the colour."))
        if not COLOUR.fullmatch(field.data):
            return  # the field says so itself
        if refused := unreadable(field.data):
            raise ValidationError(
                _(
                    "Dark words on %(colour)s have a contrast of %(measured)s, and need %(needed)s."
                    " The nearest colour that has it is %(instead)s.",
                    colour=field.data,
                    measured=number(round(refused.measured, 1)),
                    needed=number(refused.needed),
                    instead=refused.instead,
                )
            )

    @staticmethod
    def shown_of(look: dict[str, str]) -> dict[str, str]:
        """What the fields show of a look."""
        ground, sun = names_in(look)
        motif = look.get("motif", "")
        return {**_chosen("ground", ground), **_chosen("sun", sun), "motif": motif}

    @property
    def changed_look(self) -> dict[str, Any]:
        """Nothing where it was left alone: a look may hold colours that are not offered here."""
        return {"look": self.look} if self._touched else {}

    @property
    def look(self) -> dict[str, str]:
        """The look that is chosen, for a preview, too."""
        ground, sun = (
            (own.data if chosen.data == OWN else chosen.data) or ""
            for chosen, own in ((self.ground, self.ground_own), (self.sun, self.sun_own))
        )
        return look_of(ground, sun, self.motif.data or "")

    def preview(self, ordinal: int | None) -> tuple[Cover, tuple[Scene, Scene]]:
        """The cover in what is chosen, by day and by night; what is refused shows all the same."""
        look = self.look
        return cover(ordinal, look.get("motif"), WEB), scenes(look)

    def choose(self, chosen: Mapping[str, str]) -> None:
        """Take choices that are not saved, for a preview; what is not offered is left out."""
        for name in LOOK:
            if name in chosen:
                self[name].data = chosen[name].upper() if name.endswith("_own") else chosen[name]
        for part, field in ((self.ground, self.ground_own), (self.sun, self.sun_own)):
            try:
                self._check_own(part, field)
            except ValidationError as error:
                field.errors = (str(error),)

    @property
    def _touched(self) -> bool:
        return any((self[name].data or "") != (self[name].object_data or "") for name in LOOK)


def _chosen(part: str, value: str) -> dict[str, str]:
    """A ground or sun as its two fields show it; the second always has a colour to begin with."""
    own = value.startswith("#")
    first = {"ground": GROUNDS, "sun": SUNS}[part]
    colour = value if own else first.get(value, next(iter(first.values())))[0]
    return {part: OWN if own else value, f"{part}_own": colour}
