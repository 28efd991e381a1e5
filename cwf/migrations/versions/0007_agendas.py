"""Participants, places, and agendas with their feeds, papers and notices"""

import sqlalchemy as sa
from alembic import op

import cwf.database

revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('agendas',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('uuid', sa.Uuid(), nullable=False),
    sa.Column('generation', sa.Integer(), nullable=False),
    sa.Column('edition_id', sa.Integer(), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=True),
    sa.Column('created', cwf.database.UtcDateTime(timezone=True), nullable=False),
    sa.Column('used', cwf.database.UtcDateTime(timezone=True), nullable=False),
    sa.Column('seen', sa.Integer(), nullable=False),
    sa.Column('shared', sa.Boolean(), nullable=False),
    sa.Column('share_generation', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['accounts.id'], name=op.f('fk_agendas_account_id_accounts'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['edition_id'], ['editions.id'], name=op.f('fk_agendas_edition_id_editions'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_agendas')),
    sa.UniqueConstraint('edition_id', 'account_id', name=op.f('uq_agendas_edition_id_account_id')),
    sa.UniqueConstraint('uuid', name=op.f('uq_agendas_uuid'))
    )
    with op.batch_alter_table('agendas', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_agendas_account_id'), ['account_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_agendas_edition_id'), ['edition_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_agendas_used'), ['used'], unique=False)

    op.create_table('participants',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('uuid', sa.Uuid(), nullable=False),
    sa.Column('generation', sa.Integer(), nullable=False),
    sa.Column('edition_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('category', sa.String(length=20), nullable=False),
    sa.Column('email', sa.String(length=320), nullable=False),
    sa.Column('language', sa.String(length=8), nullable=False),
    sa.Column('country', sa.String(length=2), nullable=True),
    sa.Column('affiliation', sa.String(length=200), nullable=False),
    sa.Column('standing', sa.String(length=20), nullable=False),
    sa.Column('consented', cwf.database.UtcDateTime(timezone=True), nullable=False),
    sa.Column('asked', cwf.database.UtcDateTime(timezone=True), nullable=False),
    sa.Column('wanted', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('confirmed', cwf.database.UtcDateTime(timezone=True), nullable=True),
    sa.Column('cancelled', cwf.database.UtcDateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['edition_id'], ['editions.id'], name=op.f('fk_participants_edition_id_editions'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['persons.id'], name=op.f('fk_participants_person_id_persons')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_participants')),
    sa.UniqueConstraint('edition_id', 'email', name=op.f('uq_participants_edition_id_email')),
    sa.UniqueConstraint('edition_id', 'person_id', name=op.f('uq_participants_edition_id_person_id')),
    sa.UniqueConstraint('uuid', name=op.f('uq_participants_uuid'))
    )
    with op.batch_alter_table('participants', schema=None) as batch_op:
        batch_op.create_index('ix_participants_edition_id_standing', ['edition_id', 'standing'], unique=False)
        batch_op.create_index(batch_op.f('ix_participants_person_id'), ['person_id'], unique=False)

    op.create_table('quotas',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('edition_id', sa.Integer(), nullable=False),
    sa.Column('parent_id', sa.Integer(), nullable=True),
    sa.Column('group_code', sa.String(length=40), nullable=False),
    sa.Column('capacity', sa.Integer(), nullable=True),
    sa.Column('taken', sa.Integer(), nullable=False),
    sa.Column('over', sa.Integer(), nullable=False),
    sa.Column('parts', sa.Integer(), nullable=False),
    sa.Column('waiting', sa.Integer(), nullable=False),
    sa.Column('held_until', cwf.database.UtcDateTime(timezone=True), nullable=True),
    sa.Column('offer_minutes', sa.Integer(), nullable=False),
    sa.Column('closes', cwf.database.UtcDateTime(timezone=True), nullable=True),
    sa.Column('closed', cwf.database.UtcDateTime(timezone=True), nullable=True),
    sa.Column('due', cwf.database.UtcDateTime(timezone=True), nullable=True),
    sa.CheckConstraint('capacity IS NULL OR capacity >= 0', name=op.f('ck_quotas_capacity')),
    sa.CheckConstraint('capacity IS NULL OR taken <= capacity + over', name=op.f('ck_quotas_taken')),
    sa.CheckConstraint('taken >= 0 AND over >= 0 AND waiting >= 0', name=op.f('ck_quotas_counts')),
    sa.ForeignKeyConstraint(['edition_id'], ['editions.id'], name=op.f('fk_quotas_edition_id_editions'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['parent_id'], ['quotas.id'], name=op.f('fk_quotas_parent_id_quotas'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_quotas'))
    )
    with op.batch_alter_table('quotas', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_quotas_due'), ['due'], unique=False)
        batch_op.create_index(batch_op.f('ix_quotas_edition_id'), ['edition_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_quotas_parent_id'), ['parent_id'], unique=False)

    op.create_table('registration_terms',
    sa.Column('edition_id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('opens', cwf.database.UtcDateTime(timezone=True), nullable=True),
    sa.Column('closes', cwf.database.UtcDateTime(timezone=True), nullable=True),
    sa.Column('categories', sa.JSON(), nullable=False),
    sa.Column('welcome', cwf.database.TextsColumn(), nullable=False),
    sa.ForeignKeyConstraint(['edition_id'], ['editions.id'], name=op.f('fk_registration_terms_edition_id_editions'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('edition_id', name=op.f('pk_registration_terms'))
    )
    op.create_table('sign_up_rules',
    sa.Column('edition_id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('refuse_overlaps', sa.Boolean(), nullable=False),
    sa.Column('offer_minutes', sa.Integer(), nullable=False),
    sa.CheckConstraint('offer_minutes > 0', name=op.f('ck_sign_up_rules_offer_minutes')),
    sa.ForeignKeyConstraint(['edition_id'], ['editions.id'], name=op.f('fk_sign_up_rules_edition_id_editions'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('edition_id', name=op.f('pk_sign_up_rules'))
    )
    op.create_table('agenda_shares',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('agenda_id', sa.Integer(), nullable=False),
    sa.Column('email', sa.String(length=320), nullable=False),
    sa.Column('created', cwf.database.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['agenda_id'], ['agendas.id'], name=op.f('fk_agenda_shares_agenda_id_agendas'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_agenda_shares')),
    sa.UniqueConstraint('agenda_id', 'email', name=op.f('uq_agenda_shares_agenda_id_email'))
    )
    with op.batch_alter_table('agenda_shares', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_agenda_shares_agenda_id'), ['agenda_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_agenda_shares_email'), ['email'], unique=False)

    op.create_table('claims',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('root_id', sa.Integer(), nullable=False),
    sa.Column('quota_id', sa.Integer(), nullable=False),
    sa.Column('participant_id', sa.Integer(), nullable=False),
    sa.Column('group_code', sa.String(length=40), nullable=False),
    sa.Column('state', sa.String(length=20), nullable=False),
    sa.Column('since', cwf.database.UtcDateTime(timezone=True), nullable=False),
    sa.Column('queued', cwf.database.UtcDateTime(timezone=True), nullable=True),
    sa.Column('offered', cwf.database.UtcDateTime(timezone=True), nullable=True),
    sa.Column('expires', cwf.database.UtcDateTime(timezone=True), nullable=True),
    sa.Column('told', cwf.database.UtcDateTime(timezone=True), nullable=True),
    sa.Column('ended', cwf.database.UtcDateTime(timezone=True), nullable=True),
    sa.Column('why', sa.String(length=40), nullable=False),
    sa.ForeignKeyConstraint(['participant_id'], ['participants.id'], name=op.f('fk_claims_participant_id_participants'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['quota_id'], ['quotas.id'], name=op.f('fk_claims_quota_id_quotas'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['root_id'], ['quotas.id'], name=op.f('fk_claims_root_id_quotas'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_claims')),
    sa.UniqueConstraint('root_id', 'participant_id', name=op.f('uq_claims_root_id_participant_id'))
    )
    with op.batch_alter_table('claims', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_claims_participant_id'), ['participant_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_claims_quota_id'), ['quota_id'], unique=False)
        batch_op.create_index('ix_claims_root_id_state_queued', ['root_id', 'state', 'queued'], unique=False)
        batch_op.create_index('ix_claims_state_told', ['state', 'told'], unique=False)

    op.create_table('favourites',
    sa.Column('agenda_id', sa.Integer(), nullable=False),
    sa.Column('slot_uuid', sa.Uuid(), nullable=False),
    sa.Column('added', cwf.database.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['agenda_id'], ['agendas.id'], name=op.f('fk_favourites_agenda_id_agendas'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('agenda_id', 'slot_uuid', name=op.f('pk_favourites'))
    )
    with op.batch_alter_table('favourites', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_favourites_slot_uuid'), ['slot_uuid'], unique=False)

    op.create_table('feeds',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('edition_id', sa.Integer(), nullable=True),
    sa.Column('account_id', sa.Integer(), nullable=True),
    sa.Column('agenda_id', sa.Integer(), nullable=True),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('language', sa.String(length=8), nullable=False),
    sa.Column('options', sa.JSON(), nullable=False),
    sa.Column('generation', sa.Integer(), nullable=False),
    sa.Column('created', cwf.database.UtcDateTime(timezone=True), nullable=False),
    sa.Column('renewed', cwf.database.UtcDateTime(timezone=True), nullable=True),
    sa.Column('revoked', cwf.database.UtcDateTime(timezone=True), nullable=True),
    sa.Column('fetched', cwf.database.UtcDateTime(timezone=True), nullable=True),
    sa.Column('client', sa.String(length=100), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['accounts.id'], name=op.f('fk_feeds_account_id_accounts'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['agenda_id'], ['agendas.id'], name=op.f('fk_feeds_agenda_id_agendas'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['edition_id'], ['editions.id'], name=op.f('fk_feeds_edition_id_editions'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_feeds'))
    )
    with op.batch_alter_table('feeds', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_feeds_account_id'), ['account_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_feeds_agenda_id'), ['agenda_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_feeds_edition_id'), ['edition_id'], unique=False)

    op.create_table('limited_slots',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('edition_id', sa.Integer(), nullable=False),
    sa.Column('slot_uuid', sa.Uuid(), nullable=False),
    sa.Column('session_id', sa.Integer(), nullable=False),
    sa.Column('quota_id', sa.Integer(), nullable=False),
    sa.Column('opens', cwf.database.UtcDateTime(timezone=True), nullable=True),
    sa.Column('closes', cwf.database.UtcDateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['edition_id'], ['editions.id'], name=op.f('fk_limited_slots_edition_id_editions'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['quota_id'], ['quotas.id'], name=op.f('fk_limited_slots_quota_id_quotas')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_limited_slots')),
    sa.UniqueConstraint('quota_id', name=op.f('uq_limited_slots_quota_id')),
    sa.UniqueConstraint('slot_uuid', name=op.f('uq_limited_slots_slot_uuid'))
    )
    with op.batch_alter_table('limited_slots', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_limited_slots_edition_id'), ['edition_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_limited_slots_session_id'), ['session_id'], unique=False)

    op.create_table('notice_rounds',
    sa.Column('release_id', sa.Integer(), nullable=False),
    sa.Column('again', cwf.database.UtcDateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['release_id'], ['releases.id'], name=op.f('fk_notice_rounds_release_id_releases'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('release_id', name=op.f('pk_notice_rounds'))
    )
    op.create_table('notice_wishes',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=True),
    sa.Column('participant_id', sa.Integer(), nullable=True),
    sa.Column('mails', sa.Boolean(), nullable=False),
    sa.Column('zone', sa.String(length=64), nullable=True),
    sa.Column('quiet_from', sa.Integer(), nullable=False),
    sa.Column('quiet_to', sa.Integer(), nullable=False),
    sa.CheckConstraint('(account_id IS NULL) <> (participant_id IS NULL)', name=op.f('ck_notice_wishes_reader')),
    sa.CheckConstraint('quiet_from BETWEEN 0 AND 23 AND quiet_to BETWEEN 0 AND 23', name=op.f('ck_notice_wishes_quiet')),
    sa.ForeignKeyConstraint(['account_id'], ['accounts.id'], name=op.f('fk_notice_wishes_account_id_accounts'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['participant_id'], ['participants.id'], name=op.f('fk_notice_wishes_participant_id_participants'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_notice_wishes')),
    sa.UniqueConstraint('account_id', name=op.f('uq_notice_wishes_account_id')),
    sa.UniqueConstraint('participant_id', name=op.f('uq_notice_wishes_participant_id'))
    )
    op.create_table('notices',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('release_id', sa.Integer(), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=True),
    sa.Column('participant_id', sa.Integer(), nullable=True),
    sa.Column('changes', sa.Integer(), nullable=False),
    sa.Column('told', cwf.database.UtcDateTime(timezone=True), nullable=False),
    sa.CheckConstraint('(account_id IS NULL) <> (participant_id IS NULL)', name=op.f('ck_notices_reader')),
    sa.ForeignKeyConstraint(['account_id'], ['accounts.id'], name=op.f('fk_notices_account_id_accounts'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['participant_id'], ['participants.id'], name=op.f('fk_notices_participant_id_participants'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['release_id'], ['releases.id'], name=op.f('fk_notices_release_id_releases'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_notices')),
    sa.UniqueConstraint('release_id', 'account_id', name=op.f('uq_notices_release_id_account_id')),
    sa.UniqueConstraint('release_id', 'participant_id', name=op.f('uq_notices_release_id_participant_id'))
    )
    with op.batch_alter_table('notices', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_notices_account_id'), ['account_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_notices_participant_id'), ['participant_id'], unique=False)

    with op.batch_alter_table('outgoing_mails', schema=None) as batch_op:
        batch_op.add_column(sa.Column('unsubscribe', sa.String(length=500), nullable=True))

    op.create_table('papers',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('uuid', sa.Uuid(), nullable=False),
    sa.Column('edition_id', sa.Integer(), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=True),
    sa.Column('slot_uuid', sa.Uuid(), nullable=True),
    sa.Column('picks', sa.Text(), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('size', sa.String(length=10), nullable=False),
    sa.Column('language', sa.String(length=8), nullable=False),
    sa.Column('seal', sa.String(length=64), nullable=False),
    sa.Column('state', sa.String(length=20), nullable=False),
    sa.Column('requested', cwf.database.UtcDateTime(timezone=True), nullable=False),
    sa.Column('leased_until', cwf.database.UtcDateTime(timezone=True), nullable=True),
    sa.Column('attempts', sa.Integer(), nullable=False),
    sa.Column('pages', sa.Integer(), nullable=True),
    sa.Column('error', sa.Text(), nullable=True),
    sa.Column('body', sa.LargeBinary(), nullable=True),
    sa.ForeignKeyConstraint(['account_id'], ['accounts.id'], name=op.f('fk_papers_account_id_accounts'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['edition_id'], ['editions.id'], name=op.f('fk_papers_edition_id_editions'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_papers')),
    sa.UniqueConstraint('uuid', name=op.f('uq_papers_uuid'))
    )
    with op.batch_alter_table('papers', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_papers_account_id'), ['account_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_papers_edition_id'), ['edition_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_papers_requested'), ['requested'], unique=False)
        batch_op.create_index(batch_op.f('ix_papers_seal'), ['seal'], unique=False)
        batch_op.create_index('ix_papers_state_requested', ['state', 'requested'], unique=False)

    op.create_table('duties',
    sa.Column('edition_id', sa.Integer(), nullable=False),
    sa.Column('session_id', sa.Integer(), nullable=False),
    sa.Column('category', sa.String(length=20), nullable=False),
    sa.ForeignKeyConstraint(['edition_id'], ['editions.id'], name=op.f('fk_duties_edition_id_editions'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['session_id'], ['sessions.id'], name=op.f('fk_duties_session_id_sessions'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('session_id', 'category', name=op.f('pk_duties'))
    )
    with op.batch_alter_table('duties', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_duties_edition_id'), ['edition_id'], unique=False)


    # Not in batch mode: SQLite would drop the table, and its children would go with it.
    offered = sa.Column('registration', sa.Boolean(), nullable=False, server_default=sa.false())
    op.add_column('editions', offered)
    if op.get_bind().dialect.name == 'postgresql':
        op.alter_column('editions', 'registration', server_default=None)


def downgrade() -> None:
    op.drop_column('editions', 'registration')
    with op.batch_alter_table('outgoing_mails', schema=None) as batch_op:
        batch_op.drop_column('unsubscribe')
    for table in (
        "papers",
        "notices",
        "notice_rounds",
        "notice_wishes",
        "feeds",
        "duties",
        "limited_slots",
        "sign_up_rules",
        "agenda_shares",
        "favourites",
        "agendas",
        "claims",
        "quotas",
        "participants",
        "registration_terms",
    ):
        op.drop_table(table)
