"""The form of registration, put together by organisers from blocks."""

from uuid import UUID

from flask import Blueprint, flash, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.exceptions import NotFound

from cwf import clock
from cwf.database import db
from cwf.editions.queries import KEEP_REGISTRATIONS, RUN_EDITION, edition_in_reach, staff_role
from cwf.editions.roles import Capability, may
from cwf.editions.views.answers import Answer, claim, form_page, see, takes
from cwf.i18n import LANGUAGES
from cwf.people.sign_in import actor
from cwf.registration.actions import blocks as actions
from cwf.registration.blocks import Kind, Question, faults
from cwf.registration.categories import Category
from cwf.registration.forms.answer_words import condition_words
from cwf.registration.forms.asked import asked_form
from cwf.registration.forms.blocks import FAULTS, KINDS, BlockForm, block_form
from cwf.registration.forms.registration import PlainForm
from cwf.registration.forms.words import CATEGORIES
from cwf.registration.queries import blocks as queries
from cwf.registration.queries.participants import Edition
from cwf.web.access import requires
from cwf.web.templating import own_text

bp = Blueprint(
    "registration_form", __name__, url_prefix="/<lang:lang>/manage/editions/<edition>/form"
)


@bp.get("/")
@requires(KEEP_REGISTRATIONS)
def blocks(edition: str) -> Answer:
    """The blocks in their order, and what is wrong with the form as a whole."""
    here = edition_in_reach(current_user, edition)
    questions = queries.questions(here.id)
    wrong = {one.uuid: str(FAULTS[fault]) for one, fault in faults(questions)}
    return render_template(
        "registration/blocks.html",
        edition=here,
        current=[one for one in questions if not one.retired],
        retired=[one for one in questions if one.retired],
        wrong=wrong,
        when={one.uuid: condition_words(one, questions) for one in questions},
        answered=queries.answered(here.id),
        chosen=queries.chosen_by(here.id),
        kinds=KINDS,
        runs=may(staff_role(current_user, here.slug), Capability.RUN),
    )


@bp.route("/new/<kind>", methods=["GET", "POST"])
@requires(RUN_EDITION)
def block_new(edition: str, kind: str) -> Answer:
    """Add a block of a kind, at the end."""
    here = edition_in_reach(current_user, edition)
    if kind not in list(Kind):
        raise NotFound
    form = block_form(Kind(kind), queries.questions(here.id), languages=here.languages)
    back = url_for(".blocks", edition=edition)
    if takes(form):
        submission = claim(form)  # type: ignore[arg-type]
        if submission.location:
            return see(submission.location)
        options = form.options(actions.new_code)
        actions.add_block(here, form.kind, actor=actor(), condition=form.condition,
                          options=options, **form.values)  # fmt: skip
        submission.location = back
        db.session.commit()
        flash(_("Question added."))
        return see(back)
    return _block_page(form, here, _("New question: %(kind)s", kind=KINDS[form.kind]), back)


@bp.route("/<uuid:block>", methods=["GET", "POST"])
@requires(RUN_EDITION)
def block(edition: str, block: UUID) -> Answer:
    """Change what a block asks, and of whom."""
    here = edition_in_reach(current_user, edition)
    row = queries.block_of(here, block, lock=PlainForm().is_submitted())
    question, chosen = queries.as_question(row), queries.chosen_by(here.id)
    form = block_form(
        question.kind,
        _earlier(here, question),
        languages=here.languages,
        question=question,
        version=row.version,
        used={one.code: chosen.get((row.id, one.code), 0) for one in question.options},
    )
    back = url_for(".blocks", edition=edition)
    if takes(form):
        options = form.options(actions.new_code)
        actions.change_block(row, actor=actor(), condition=form.condition, options=options,
                             **form.values)  # fmt: skip
        db.session.commit()
        flash(_("Saved."))
        return see(back)
    return _block_page(form, here, own_text(row.label), back, row)


@bp.post("/order")
@requires(RUN_EDITION)
def block_order(edition: str) -> Answer:
    """Move one up or down."""
    here = edition_in_reach(current_user, edition, lock=True)
    up = request.form.get("to") == "up"
    actions.move_block(here, request.form.get("slug", ""), up=up, actor=actor())
    db.session.commit()
    return see(url_for(".blocks", edition=edition))


@bp.post("/<uuid:block>/retirement")
@requires(RUN_EDITION)
def block_retirement(edition: str, block: UUID) -> Answer:
    """Ask it no longer; its answers stay."""
    here = edition_in_reach(current_user, edition)
    row = queries.block_of(here, block, lock=True)
    actions.retire_block(row, at=clock.now(), actor=actor())
    db.session.commit()
    flash(_("Retired. What was answered is kept."))
    return see(url_for(".blocks", edition=edition))


@bp.post("/<uuid:block>/return")
@requires(RUN_EDITION)
def block_return(edition: str, block: UUID) -> Answer:
    """Ask it again."""
    here = edition_in_reach(current_user, edition)
    actions.restore_block(queries.block_of(here, block, lock=True), actor=actor())
    db.session.commit()
    flash(_("It is asked again, at the end of the form."))
    return see(url_for(".blocks", edition=edition))


@bp.route("/<uuid:block>/removal", methods=["GET", "POST"])
@requires(RUN_EDITION)
def block_removal(edition: str, block: UUID) -> Answer:
    """Take a block away that nobody has answered."""
    here = edition_in_reach(current_user, edition)
    form = PlainForm()
    row = queries.block_of(here, block, lock=form.is_submitted())
    back = url_for(".blocks", edition=edition)
    if queries.answered(here.id).get(row.id):
        flash(_("It was answered, so it can be retired, and not removed."))
        return see(back)
    if takes(form):
        actions.remove_block(row, actor=actor())
        db.session.commit()
        flash(_("Question removed."))
        return see(back)
    return form_page(
        form,
        here,
        title=_("Remove “%(question)s”", question=own_text(row.label)),
        back=back,
        template="programme/removal.html",
        sentences=[_("Nobody has answered it.")],
        submit=_("Remove question"),
    )


@bp.get("/preview")
@requires(KEEP_REGISTRATIONS)
def preview(edition: str) -> Answer:
    """The form as a reader of a category sees it, in the language of this page."""
    here = edition_in_reach(current_user, edition)
    wanted = request.args.get("category", "")
    category = Category(wanted) if wanted in list(Category) else Category.FULL
    questions = queries.questions(here.id)
    form = asked_form(questions, categories=[category], taken=queries.chosen_by(here.id))
    return render_template(
        "registration/preview.html",
        edition=here,
        form=form,
        category=category,
        categories=[(code, word, url_for(".preview", edition=edition, category=code))
                    for code, word in CATEGORIES.items()],
        tongues=[(name, url_for(".preview", lang=code, edition=edition, category=category), code)
                 for code, name in LANGUAGES.items()],
    )  # fmt: skip


def _earlier(here: Edition, question: Question) -> list[Question]:
    """The questions that stand before one."""
    whole = queries.questions(here.id)
    return list(whole[: [one.uuid for one in whole].index(question.uuid)])


def _block_page(
    form: BlockForm, here: Edition, title: str, back: str, row: queries.Block | None = None
) -> Answer:
    return form_page(
        form,
        here,
        title=title,
        back=back,
        template="registration/block.html",
        kind=KINDS[form.kind],
        row=row,
    )
