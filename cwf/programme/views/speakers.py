"""Speakers: the list, new ones from persons known or not, one speaker."""

from typing import Any

from babel import Locale
from flask import abort, flash, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from cwf.database import db
from cwf.editions.queries import EDIT_PROGRAMME, READ_DRAFT, edition_in_reach
from cwf.i18n import language
from cwf.people.actions import describe_picture, keep_picture
from cwf.people.sign_in import actor
from cwf.programme.actions import speakers as actions
from cwf.programme.forms.speakers import NewSpeakerForm, SpeakerForm, written_links
from cwf.programme.queries import content, persons
from cwf.programme.refusals import AlreadySpeaks, InUse
from cwf.programme.views import bp
from cwf.programme.views.answers import Answer, claim, form_page, in_use, see, takes
from cwf.web.access import requires
from cwf.web.forms import Form
from cwf.web.pictures import MOST_BYTES, PictureRefused, encode
from cwf.web.templating import language_name, own_text

NO_LAND = {"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"}
SCRIPTS = ("da", "kn", "hi", "zh", "ja", "ko", "ar", "el", "he", "ru", "uk", "ta", "te", "bn", "th")


@bp.get("/speakers/")
@requires(READ_DRAFT)
def speakers(edition: str) -> Answer:
    """All speakers by name, with their sessions."""
    here = edition_in_reach(current_user, edition)
    wanted = request.args.get("q", "").strip()[:100].casefold()
    found = [
        one
        for one in content.speakers_of(here)
        if wanted in f"{one.person.name} {one.person.original_name or ''}".casefold()
        or any(wanted in text.casefold() for text in one.affiliation.values())
    ]
    return render_template(
        "programme/speakers_list.html",
        edition=here,
        speakers=found,
        q=wanted,
        sessions=content.sessions_by_speaker(here),
    )


@bp.get("/speakers/known")
@requires(EDIT_PROGRAMME)
def speaker_known(edition: str) -> Answer:
    """Whether somebody is known from another edition already, before entering them anew."""
    here = edition_in_reach(current_user, edition)
    name = request.args.get("name", "").strip()[:100]
    found = persons.known_persons(current_user, here, name) if name else []
    return render_template("programme/speaker_known.html", edition=here, name=name, found=found)


@bp.route("/speakers/new", methods=["GET", "POST"])
@requires(EDIT_PROGRAMME)
def speaker_new(edition: str) -> Answer:
    """Add one: a new person, or with `person` one who is known."""
    here = edition_in_reach(current_user, edition)
    person = _known(request.args.get("person", ""))
    form = NewSpeakerForm(
        data={"name": request.args.get("name", "")},
        of_person=person is None,
        languages=here.languages,
    )
    regions = _offer(form)
    back = url_for(".speakers", edition=edition)
    if takes(form) and _keep_picture(form):
        submission = claim(form)
        if submission.location:
            return see(submission.location)
        try:
            made = actions.add_speaker(
                here,
                person,
                region=regions.get(form.region.data),
                actor=actor(),
                picture=_picture(form, None),
                **form.values,
            )
            db.session.flush()
            submission.location = url_for(".speaker", edition=edition, slug=made.slug)
            db.session.commit()
            flash(_("Speaker added."))
            return see(submission.location)
        except AlreadySpeaks:
            db.session.rollback()
            form.fail("", _("This person is a speaker of the edition already."))
    title = person.name if person else _("New speaker")
    return form_page(form, here, title=title, back=back, submit=_("Add speaker"))


@bp.route("/speakers/<slug>", methods=["GET", "POST"])
@requires(EDIT_PROGRAMME)
def speaker(edition: str, slug: str) -> Answer:
    """Change one; the name only if no edition out of reach would change with it."""
    here = edition_in_reach(current_user, edition)
    row = content.speaker_of(here, slug, lock=request.method == "POST")
    shared = persons.is_shared_out_of_reach(current_user, row.person)
    form = SpeakerForm(
        data=_stands(row),
        of_person=not shared,
        pictured=bool(row.picture),
        languages=here.languages,
    )
    regions = _offer(form)
    if takes(form) and _keep_picture(form):
        actions.change_speaker(
            here,
            row,
            region=regions.get(form.region.data),
            actor=actor(),
            picture=_picture(form, row.picture),
            **form.values,
        )
        db.session.commit()
        flash(_("Saved."))
        return see(url_for(".speaker", edition=edition, slug=slug))
    return form_page(
        form,
        here,
        title=row.person.name,
        back=url_for(".speakers", edition=edition),
        template="programme/speaker_form.html",
        removal=url_for(".speaker_removal", edition=edition, slug=slug),
        row=row,
        shared=shared,
        sessions=content.sessions_by_speaker(here).get(row.id, []),
    )


@bp.route("/speakers/<slug>/removal", methods=["GET", "POST"])
@requires(EDIT_PROGRAMME)
def speaker_removal(edition: str, slug: str) -> Answer:
    """Take one off the edition, if no session has them."""
    here = edition_in_reach(current_user, edition)
    row = content.speaker_of(here, slug, lock=request.method == "POST")
    form = Form(obj=row)
    name = row.person.name
    if takes(form):
        try:
            actions.remove_speaker(here, row, actor=actor())
            db.session.commit()
            flash(_("%(name)s removed.", name=name))
            return see(url_for(".speakers", edition=edition))
        except InUse as refusal:
            db.session.rollback()
            names = in_use(refusal.by)
            sentence = _("In these sessions: %(names)s. Take them out there first.", names=names)
            form.fail("", sentence)
    return form_page(
        form,
        here,
        title=_("Remove %(name)s", name=name),
        back=url_for(".speaker", edition=edition, slug=slug),
        template="programme/removal.html",
        sentences=[_("The person stays known to other editions.")],
        submit=_("Remove speaker"),
    )


def _known(written: str) -> Any:
    if not written:
        return None
    if not (written.isascii() and written.isdigit() and len(written) < 10):
        abort(404)
    return persons.known_person(current_user, int(written))


def _stands(row: Any) -> dict[str, Any]:
    person = {name: getattr(row.person, name) for name in SpeakerForm.OF_PERSON}
    return {
        **person,
        "version": row.version,
        "affiliation": row.affiliation,
        "biography": row.biography,
        "links": written_links(row.links),
        "region": row.region.slug if row.region else "",
        "alternative": content.alternative(row.picture),
    }


def _offer(form: SpeakerForm) -> dict[str, Any]:
    regions = {region.slug: region for region in content.regions()}
    named = [(slug, own_text(region.name)) for slug, region in regions.items()]
    form.region.offer([("", _("None")), *named])
    if "country" in form:
        form.country.offer([("", _("Not known")), *_countries()])
        form.original_language.offer([("", _("None")), *((s, language_name(s)) for s in SCRIPTS)])
    return regions


def _countries() -> list[tuple[str, str]]:
    names = Locale.parse(language()).territories
    lands = [(code, name) for code, name in names.items() if code.isalpha() and len(code) == 2]
    return sorted((one for one in lands if one[0] not in NO_LAND), key=lambda pair: pair[1])


def _keep_picture(form: SpeakerForm) -> bool:
    """Read and encode what was sent; what cannot be taken is said at the field."""
    form.encoded = None
    if not form.picture.data:
        return True
    try:
        form.encoded = encode(form.picture.data.read(MOST_BYTES + 1))
    except PictureRefused:
        form.fail("picture", _("Send a JPEG, PNG or WebP of 8 MB and 25 million pixels at most."))
        return False
    return True


def _picture(form: SpeakerForm, present: str | None) -> str | None:
    if form.encoded:
        return keep_picture(form.encoded, form.alternative.data)
    if present and "no_picture" in form and form.no_picture.data:
        return None
    if present:
        describe_picture(present, form.alternative.data)
    return present
