"""What WTForms says of its own accord, in our words: each names the way out."""

from flask_babel import lazy_gettext as _l

MESSAGES = {
    "This field is required.": _l("Fill this in."),
    "Not a valid choice.": _l("Choose one of the list."),
    "Invalid Choice: could not coerce.": _l("Choose one of the list."),
    "'%(value)s' is not a valid choice for this field.": _l("Choose from the list only."),
    "'%(value)s' are not valid choices for this field.": _l("Choose from the list only."),
    "Invalid choice(s): one or more data inputs could not be coerced.": _l(
        "Choose from the list only."
    ),
    "Not a valid integer value.": _l("Write a whole number, such as 120."),
    "Not a valid float value.": _l("Write a number, such as 10.204."),
    "Not a valid decimal value.": _l("Write a number, such as 10.204."),
    "Not a valid date value.": _l("Write a day, such as 2017-11-01."),
    "Not a valid time value.": _l("Write hours and minutes, such as 9:30."),
    "Not a valid datetime value.": _l("Write a day and a time, such as 2017-11-01 9:30."),
    "Number must be at least %(min)s.": _l("Write %(min)s or more."),
    "Number must be at most %(max)s.": _l("Write %(max)s or less."),
    "Number must be between %(min)s and %(max)s.": _l("Write a number from %(min)s to %(max)s."),
    "Date must be at least %(min)s.": _l("Choose %(min)s or later."),
    "Date must be at most %(max)s.": _l("Choose %(max)s or earlier."),
    "Date must be between %(min)s and %(max)s.": _l("Choose a day from %(min)s to %(max)s."),
    "Field must be at least %(min)d character long.": _l("Write at least %(min)d character."),
    "Field must be at least %(min)d characters long.": _l("Write at least %(min)d characters."),
    "Field cannot be longer than %(max)d character.": _l("Shorten this to %(max)d character."),
    "Field cannot be longer than %(max)d characters.": _l("Shorten this to %(max)d characters."),
    "Field must be between %(min)d and %(max)d characters long.": _l(
        "Write %(min)d to %(max)d characters."
    ),
    "Field must be exactly %(max)d character long.": _l("Write %(max)d character."),
    "Field must be exactly %(max)d characters long.": _l("Write %(max)d characters."),
    "Field must be equal to %(other_name)s.": _l("Write the same in both fields."),
    "Invalid email address.": _l("Write an e-mail address, such as name@example.org."),
    "Invalid URL.": _l("Write a whole address, such as https://example.org."),
    "Invalid input.": _l("Write this in another way."),
    "Invalid value, must be one of: %(values)s.": _l("Write one of: %(values)s."),
    "The CSRF token is missing.": _l("Load the page again, then send it once more."),
}


class Messages:
    """Stands where WTForms looks for translations."""

    def gettext(self, text: str) -> str:
        """Our sentence for one of theirs; a text that is not theirs comes back as it is."""
        return str(MESSAGES.get(text, text))

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """The same, by number."""
        return self.gettext(singular if n == 1 else plural)
