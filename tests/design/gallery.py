"""Render the parts of the design outside the application, for looking at: not a test.

python tests/design/gallery.py FOLDER    writes components.html, manage.html and static files
"""

import shutil
import sys
from pathlib import Path

import jinja2
from wtforms import BooleanField, Form, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from cwf.web.assets import BUNDLES, STATIC, assets, with_han  # noqa: E402
from cwf.web.portraits import bust, shapes  # noqa: E402

PAGES = Path(__file__).parent / "pages"


class Example(Form):
    """One field of each kind."""

    title = StringField("Title", description="As it will stand in the programme, 100 characters")
    ends = StringField("Ends", [InputRequired("The end is before the start, 12:00.")])
    room = SelectField("Room", choices=[("1", "Symfonisk Sal, 1,184 seats"), ("2", "Lille Sal")])
    notes = TextAreaField("Notes for staff")
    shown = BooleanField("Show to guests of the host region")
    state = RadioField("State", choices=[("d", "Draft"), ("c", "Confirmed")], default="d")
    title_en = StringField("English")
    title_da = StringField("Danish")


def environment() -> jinja2.Environment:
    """Templates of the product and of the gallery, with words left in English."""
    loader = jinja2.FileSystemLoader([ROOT / "templates", PAGES])
    env = jinja2.Environment(
        loader=loader,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
    )
    env.install_gettext_callables(
        lambda text, **values: text % values if values else text,
        lambda one, many, n, **values: (one if n == 1 else many) % {"num": n, **values},
        newstyle=True,
    )
    env.tests["with_han"] = with_han
    env.globals.update(
        lang="en",
        bust=bust,
        bust_shapes=shapes(),
        asset_url=lambda name: f"/{name}",
        get_flashed_messages=list,
        alternate_url=lambda lang: f"/{lang}/",
    )
    return env


def write(folder: Path) -> None:
    """Write every page of the gallery, with what it needs beside it."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copytree(STATIC, folder / "static", dirs_exist_ok=True)
    for name in BUNDLES:
        (folder / name).write_bytes(assets()[name].body)
    form = Example(data={"title": "Design thinking", "shown": True})
    form.validate()
    for path in PAGES.glob("[!_]*.html"):
        html = environment().get_template(path.name).render(form=form)
        (folder / path.name).write_text(html, "utf-8")
    for path in PAGES.glob("*.css"):
        shutil.copy(path, folder)


if __name__ == "__main__":
    write(Path(sys.argv[1]))
