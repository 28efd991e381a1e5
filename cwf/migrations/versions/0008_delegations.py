"""Delegations, what registration asks and costs, and nested places"""

import sqlalchemy as sa
from alembic import op

import cwf.database

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('erased_words',
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.Column('at', cwf.database.UtcDateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('digest', name=op.f('pk_erased_words'))
    )
    op.create_table('bookings',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('uuid', sa.Uuid(), nullable=False),
    sa.Column('generation', sa.Integer(), nullable=False),
    sa.Column('edition_id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=64), nullable=False),
    sa.Column('buyer', sa.String(length=200), nullable=False),
    sa.Column('organisation', sa.String(length=200), nullable=False),
    sa.Column('email', sa.String(length=320), nullable=False),
    sa.Column('language', sa.String(length=8), nullable=False),
    sa.Column('address', sa.String(length=500), nullable=False),
    sa.Column('tax_number', sa.String(length=40), nullable=False),
    sa.Column('reference', sa.String(length=100), nullable=False),
    sa.Column('wanted', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('made', cwf.database.UtcDateTime(timezone=True), nullable=False),
    sa.Column('confirmed', cwf.database.UtcDateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['edition_id'], ['editions.id'], name=op.f('fk_bookings_edition_id_editions'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_bookings')),
    sa.UniqueConstraint('key', name=op.f('uq_bookings_key')),
    sa.UniqueConstraint('uuid', name=op.f('uq_bookings_uuid'))
    )
    with op.batch_alter_table('bookings', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_bookings_edition_id'), ['edition_id'], unique=False)

    op.create_table('bulk_tasks',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('uuid', sa.Uuid(), nullable=False),
    sa.Column('edition_id', sa.Integer(), nullable=False),
    sa.Column('deed', sa.String(length=20), nullable=False),
    sa.Column('said', sa.JSON(), nullable=False),
    sa.Column('pending', sa.JSON(), nullable=False),
    sa.Column('total', sa.Integer(), nullable=False),
    sa.Column('done', sa.Integer(), nullable=False),
    sa.Column('left_out', sa.Integer(), nullable=False),
    sa.Column('actor_id', sa.Integer(), nullable=True),
    sa.Column('actor', sa.String(length=200), nullable=False),
    sa.Column('language', sa.String(length=8), nullable=False),
    sa.Column('made', cwf.database.UtcDateTime(timezone=True), nullable=False),
    sa.Column('finished', cwf.database.UtcDateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['edition_id'], ['editions.id'], name=op.f('fk_bulk_tasks_edition_id_editions'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_bulk_tasks')),
    sa.UniqueConstraint('uuid', name=op.f('uq_bulk_tasks_uuid'))
    )
    with op.batch_alter_table('bulk_tasks', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_bulk_tasks_edition_id'), ['edition_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_bulk_tasks_finished'), ['finished'], unique=False)

    op.create_table('cancellation_rules',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('edition_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('begins', sa.Date(), nullable=True),
    sa.Column('ends', sa.Date(), nullable=True),
    sa.Column('percent', sa.Integer(), nullable=False),
    sa.Column('deduction', sa.Integer(), nullable=False),
    sa.CheckConstraint('percent BETWEEN 0 AND 100 AND deduction >= 0', name=op.f('ck_cancellation_rules_refund')),
    sa.ForeignKeyConstraint(['edition_id'], ['editions.id'], name=op.f('fk_cancellation_rules_edition_id_editions'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_cancellation_rules'))
    )
    with op.batch_alter_table('cancellation_rules', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_cancellation_rules_edition_id'), ['edition_id'], unique=False)

    op.create_table('delegations',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('uuid', sa.Uuid(), nullable=False),
    sa.Column('edition_id', sa.Integer(), nullable=False),
    sa.Column('region_id', sa.Integer(), nullable=True),
    sa.Column('name', cwf.database.TextsColumn(), nullable=False),
    sa.Column('country', sa.String(length=2), nullable=False),
    sa.Column('standing', sa.String(length=20), nullable=False),
    sa.Column('stage', sa.String(length=20), nullable=False),
    sa.Column('stage_since', cwf.database.UtcDateTime(timezone=True), nullable=False),
    sa.Column('lead', sa.String(length=200), nullable=False),
    sa.Column('language', sa.String(length=8), nullable=False),
    sa.Column('zone', sa.String(length=64), nullable=False),
    sa.Column('deadline', cwf.database.UtcDateTime(timezone=True), nullable=True),
    sa.Column('substitutes_until', cwf.database.UtcDateTime(timezone=True), nullable=True),
    sa.Column('places_held_until', cwf.database.UtcDateTime(timezone=True), nullable=True),
    sa.Column('practical', sa.Integer(), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('made', cwf.database.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['edition_id'], ['editions.id'], name=op.f('fk_delegations_edition_id_editions'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['region_id'], ['regions.id'], name=op.f('fk_delegations_region_id_regions')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_delegations')),
    sa.UniqueConstraint('edition_id', 'region_id', name=op.f('uq_delegations_edition_id_region_id')),
    sa.UniqueConstraint('uuid', name=op.f('uq_delegations_uuid'))
    )
    with op.batch_alter_table('delegations', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_delegations_edition_id'), ['edition_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_delegations_region_id'), ['region_id'], unique=False)

    op.create_table('form_blocks',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('uuid', sa.Uuid(), nullable=False),
    sa.Column('edition_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('label', cwf.database.TextsColumn(), nullable=False),
    sa.Column('hint', cwf.database.TextsColumn(), nullable=False),
    sa.Column('options', sa.JSON(), nullable=False),
    sa.Column('least', sa.Integer(), nullable=True),
    sa.Column('most', sa.Integer(), nullable=True),
    sa.Column('required', sa.Boolean(), nullable=False),
    sa.Column('condition', sa.JSON(), nullable=False),
    sa.Column('retired', cwf.database.UtcDateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['edition_id'], ['editions.id'], name=op.f('fk_form_blocks_edition_id_editions'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_form_blocks')),
    sa.UniqueConstraint('uuid', name=op.f('uq_form_blocks_uuid'))
    )
    with op.batch_alter_table('form_blocks', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_form_blocks_edition_id'), ['edition_id'], unique=False)

    op.create_table('registration_fees',
    sa.Column('edition_id', sa.Integer(), nullable=False),
    sa.Column('category', sa.String(length=20), nullable=False),
    sa.Column('amount', sa.Integer(), nullable=False),
    sa.Column('early', sa.Integer(), nullable=True),
    sa.Column('early_until', sa.Date(), nullable=True),
    sa.CheckConstraint('(early IS NULL) = (early_until IS NULL)', name=op.f('ck_registration_fees_early')),
    sa.CheckConstraint('amount >= 0 AND (early IS NULL OR early >= 0)', name=op.f('ck_registration_fees_amounts')),
    sa.ForeignKeyConstraint(['edition_id'], ['editions.id'], name=op.f('fk_registration_fees_edition_id_editions'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('edition_id', 'category', name=op.f('pk_registration_fees'))
    )
    op.create_table('admissions',
    sa.Column('edition_id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('root_id', sa.Integer(), nullable=True),
    sa.Column('basis', sa.String(length=20), nullable=False),
    sa.Column('home', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['edition_id'], ['editions.id'], name=op.f('fk_admissions_edition_id_editions'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['root_id'], ['quotas.id'], name=op.f('fk_admissions_root_id_quotas')),
    sa.PrimaryKeyConstraint('edition_id', name=op.f('pk_admissions')),
    sa.UniqueConstraint('root_id', name=op.f('uq_admissions_root_id'))
    )
    op.create_table('delegation_heads',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('uuid', sa.Uuid(), nullable=False),
    sa.Column('generation', sa.Integer(), nullable=False),
    sa.Column('delegation_id', sa.Integer(), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=True),
    sa.Column('rank', sa.String(length=20), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('email', sa.String(length=320), nullable=False),
    sa.Column('language', sa.String(length=8), nullable=False),
    sa.Column('invited', cwf.database.UtcDateTime(timezone=True), nullable=False),
    sa.Column('opened', cwf.database.UtcDateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['account_id'], ['accounts.id'], name=op.f('fk_delegation_heads_account_id_accounts'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['delegation_id'], ['delegations.id'], name=op.f('fk_delegation_heads_delegation_id_delegations'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_delegation_heads')),
    sa.UniqueConstraint('delegation_id', 'email', name=op.f('uq_delegation_heads_delegation_id_email')),
    sa.UniqueConstraint('uuid', name=op.f('uq_delegation_heads_uuid'))
    )
    with op.batch_alter_table('delegation_heads', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_delegation_heads_account_id'), ['account_id'], unique=False)

    op.create_table('delegation_messages',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('delegation_id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=64), nullable=False),
    sa.Column('side', sa.String(length=20), nullable=False),
    sa.Column('author_id', sa.Integer(), nullable=True),
    sa.Column('author', sa.String(length=200), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('written', cwf.database.UtcDateTime(timezone=True), nullable=False),
    sa.Column('read', cwf.database.UtcDateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['delegation_id'], ['delegations.id'], name=op.f('fk_delegation_messages_delegation_id_delegations'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_delegation_messages')),
    sa.UniqueConstraint('key', name=op.f('uq_delegation_messages_key'))
    )
    with op.batch_alter_table('delegation_messages', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_delegation_messages_delegation_id'), ['delegation_id'], unique=False)

    op.create_table('member_imports',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('uuid', sa.Uuid(), nullable=False),
    sa.Column('edition_id', sa.Integer(), nullable=False),
    sa.Column('delegation_id', sa.Integer(), nullable=True),
    sa.Column('author_id', sa.Integer(), nullable=True),
    sa.Column('author', sa.String(length=200), nullable=False),
    sa.Column('name', sa.String(length=255), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('body', sa.LargeBinary(), nullable=True),
    sa.Column('language', sa.String(length=8), nullable=False),
    sa.Column('columns', sa.JSON(), nullable=True),
    sa.Column('decisions', sa.JSON(), nullable=False),
    sa.Column('state', sa.String(length=20), nullable=False),
    sa.Column('done', sa.Integer(), nullable=False),
    sa.Column('total', sa.Integer(), nullable=False),
    sa.Column('attempts', sa.Integer(), nullable=False),
    sa.Column('remarks', sa.JSON(), nullable=False),
    sa.Column('errors', sa.Integer(), nullable=False),
    sa.Column('notes', sa.Integer(), nullable=False),
    sa.Column('summary', sa.JSON(), nullable=False),
    sa.Column('plan', sa.LargeBinary(), nullable=True),
    sa.Column('remarked', sa.LargeBinary(), nullable=True),
    sa.Column('remarked_type', sa.String(length=100), nullable=False),
    sa.Column('requested', cwf.database.UtcDateTime(timezone=True), nullable=False),
    sa.Column('lease', sa.String(length=32), nullable=False),
    sa.Column('leased_until', cwf.database.UtcDateTime(timezone=True), nullable=True),
    sa.Column('finished', cwf.database.UtcDateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['delegation_id'], ['delegations.id'], name=op.f('fk_member_imports_delegation_id_delegations'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['edition_id'], ['editions.id'], name=op.f('fk_member_imports_edition_id_editions'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_member_imports')),
    sa.UniqueConstraint('uuid', name=op.f('uq_member_imports_uuid'))
    )
    with op.batch_alter_table('member_imports', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_member_imports_delegation_id'), ['delegation_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_member_imports_edition_id'), ['edition_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_member_imports_finished'), ['finished'], unique=False)
        batch_op.create_index(batch_op.f('ix_member_imports_state'), ['state'], unique=False)

    op.create_table('occasions',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('uuid', sa.Uuid(), nullable=False),
    sa.Column('edition_id', sa.Integer(), nullable=False),
    sa.Column('delegation_id', sa.Integer(), nullable=True),
    sa.Column('title', cwf.database.TextsColumn(), nullable=False),
    sa.Column('place', cwf.database.TextsColumn(), nullable=False),
    sa.Column('note', cwf.database.TextsColumn(), nullable=False),
    sa.Column('starts', cwf.database.UtcDateTime(timezone=True), nullable=False),
    sa.Column('ends', cwf.database.UtcDateTime(timezone=True), nullable=True),
    sa.Column('answer_by', cwf.database.UtcDateTime(timezone=True), nullable=True),
    sa.Column('places', sa.Integer(), nullable=True),
    sa.CheckConstraint('ends IS NULL OR ends > starts', name=op.f('ck_occasions_span')),
    sa.CheckConstraint('places IS NULL OR places >= 0', name=op.f('ck_occasions_places')),
    sa.ForeignKeyConstraint(['delegation_id'], ['delegations.id'], name=op.f('fk_occasions_delegation_id_delegations'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['edition_id'], ['editions.id'], name=op.f('fk_occasions_edition_id_editions'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_occasions')),
    sa.UniqueConstraint('uuid', name=op.f('uq_occasions_uuid'))
    )
    with op.batch_alter_table('occasions', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_occasions_delegation_id'), ['delegation_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_occasions_edition_id'), ['edition_id'], unique=False)

    op.create_table('place_requests',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('delegation_id', sa.Integer(), nullable=False),
    sa.Column('from_role', sa.String(length=20), nullable=False),
    sa.Column('to_role', sa.String(length=20), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('reason', sa.String(length=500), nullable=False),
    sa.Column('asked', cwf.database.UtcDateTime(timezone=True), nullable=False),
    sa.Column('asked_by', sa.String(length=200), nullable=False),
    sa.Column('decided', cwf.database.UtcDateTime(timezone=True), nullable=True),
    sa.Column('granted', sa.Boolean(), nullable=True),
    sa.Column('answer', sa.String(length=500), nullable=False),
    sa.CheckConstraint('number > 0', name=op.f('ck_place_requests_number')),
    sa.ForeignKeyConstraint(['delegation_id'], ['delegations.id'], name=op.f('fk_place_requests_delegation_id_delegations'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_place_requests'))
    )
    with op.batch_alter_table('place_requests', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_place_requests_delegation_id'), ['delegation_id'], unique=False)

    op.create_table('delegation_members',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('uuid', sa.Uuid(), nullable=False),
    sa.Column('delegation_id', sa.Integer(), nullable=False),
    sa.Column('participant_id', sa.Integer(), nullable=False),
    sa.Column('role', sa.String(length=20), nullable=False),
    sa.Column('accompanies_id', sa.Integer(), nullable=True),
    sa.Column('presents', sa.String(length=300), nullable=False),
    sa.Column('instead_of', sa.String(length=200), nullable=False),
    sa.Column('named', cwf.database.UtcDateTime(timezone=True), nullable=False),
    sa.Column('asked', cwf.database.UtcDateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['accompanies_id'], ['delegation_members.id'], name=op.f('fk_delegation_members_accompanies_id_delegation_members'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['delegation_id'], ['delegations.id'], name=op.f('fk_delegation_members_delegation_id_delegations'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['participant_id'], ['participants.id'], name=op.f('fk_delegation_members_participant_id_participants'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_delegation_members')),
    sa.UniqueConstraint('participant_id', name=op.f('uq_delegation_members_participant_id')),
    sa.UniqueConstraint('uuid', name=op.f('uq_delegation_members_uuid'))
    )
    with op.batch_alter_table('delegation_members', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_delegation_members_accompanies_id'), ['accompanies_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_delegation_members_delegation_id'), ['delegation_id'], unique=False)

    op.create_table('delegation_sessions',
    sa.Column('delegation_id', sa.Integer(), nullable=False),
    sa.Column('session_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['delegation_id'], ['delegations.id'], name=op.f('fk_delegation_sessions_delegation_id_delegations'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['session_id'], ['sessions.id'], name=op.f('fk_delegation_sessions_session_id_sessions'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('delegation_id', 'session_id', name=op.f('pk_delegation_sessions'))
    )
    with op.batch_alter_table('delegation_sessions', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_delegation_sessions_session_id'), ['session_id'], unique=False)

    op.create_table('form_answers',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('participant_id', sa.Integer(), nullable=False),
    sa.Column('block_id', sa.Integer(), nullable=False),
    sa.Column('value', sa.JSON(), nullable=False),
    sa.Column('body', sa.LargeBinary(), nullable=True),
    sa.Column('answered', cwf.database.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['block_id'], ['form_blocks.id'], name=op.f('fk_form_answers_block_id_form_blocks'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['participant_id'], ['participants.id'], name=op.f('fk_form_answers_participant_id_participants'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_form_answers')),
    sa.UniqueConstraint('participant_id', 'block_id', name=op.f('uq_form_answers_participant_id_block_id'))
    )
    with op.batch_alter_table('form_answers', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_form_answers_block_id'), ['block_id'], unique=False)

    op.create_table('pending_answers',
    sa.Column('participant_id', sa.Integer(), nullable=False),
    sa.Column('block_id', sa.Integer(), nullable=False),
    sa.Column('value', sa.JSON(), nullable=False),
    sa.Column('body', sa.LargeBinary(), nullable=True),
    sa.ForeignKeyConstraint(['block_id'], ['form_blocks.id'], name=op.f('fk_pending_answers_block_id_form_blocks'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['participant_id'], ['participants.id'], name=op.f('fk_pending_answers_participant_id_participants'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('participant_id', 'block_id', name=op.f('pk_pending_answers'))
    )
    with op.batch_alter_table('pending_answers', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_pending_answers_block_id'), ['block_id'], unique=False)

    op.create_table('particulars',
    sa.Column('participant_id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('phone', sa.String(length=40), nullable=False),
    sa.Column('born', sa.Date(), nullable=True),
    sa.Column('diet', sa.String(length=500), nullable=True),
    sa.Column('access', sa.String(length=500), nullable=True),
    sa.Column('languages', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('photo', sa.Boolean(), nullable=True),
    sa.Column('listed', sa.Boolean(), nullable=True),
    sa.Column('arrives', sa.Date(), nullable=True),
    sa.Column('arrives_at', sa.Time(), nullable=True),
    sa.Column('arrival', sa.String(length=200), nullable=False),
    sa.Column('departs', sa.Date(), nullable=True),
    sa.Column('departs_at', sa.Time(), nullable=True),
    sa.Column('departure', sa.String(length=200), nullable=False),
    sa.Column('lodging', sa.String(length=200), nullable=False),
    sa.Column('completed', cwf.database.UtcDateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['participant_id'], ['participants.id'], name=op.f('fk_particulars_participant_id_participants'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('participant_id', name=op.f('pk_particulars'))
    )
    op.create_table('delegation_covers',
    sa.Column('member_id', sa.Integer(), nullable=False),
    sa.Column('slot_uuid', sa.Uuid(), nullable=False),
    sa.Column('added', cwf.database.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['member_id'], ['delegation_members.id'], name=op.f('fk_delegation_covers_member_id_delegation_members'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('member_id', 'slot_uuid', name=op.f('pk_delegation_covers'))
    )
    with op.batch_alter_table('delegation_covers', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_delegation_covers_slot_uuid'), ['slot_uuid'], unique=False)

    op.create_table('delegation_reminders',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('delegation_id', sa.Integer(), nullable=False),
    sa.Column('member_id', sa.Integer(), nullable=True),
    sa.Column('what', sa.String(length=40), nullable=False),
    sa.Column('key', sa.String(length=100), nullable=False),
    sa.Column('sent', cwf.database.UtcDateTime(timezone=True), nullable=False),
    sa.Column('by', sa.String(length=200), nullable=False),
    sa.ForeignKeyConstraint(['delegation_id'], ['delegations.id'], name=op.f('fk_delegation_reminders_delegation_id_delegations'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['member_id'], ['delegation_members.id'], name=op.f('fk_delegation_reminders_member_id_delegation_members'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_delegation_reminders')),
    sa.UniqueConstraint('key', name=op.f('uq_delegation_reminders_key'))
    )
    with op.batch_alter_table('delegation_reminders', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_delegation_reminders_delegation_id'), ['delegation_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_delegation_reminders_member_id'), ['member_id'], unique=False)

    op.create_table('occasion_replies',
    sa.Column('occasion_id', sa.Integer(), nullable=False),
    sa.Column('member_id', sa.Integer(), nullable=False),
    sa.Column('comes', sa.Boolean(), nullable=False),
    sa.Column('answered', cwf.database.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['member_id'], ['delegation_members.id'], name=op.f('fk_occasion_replies_member_id_delegation_members'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['occasion_id'], ['occasions.id'], name=op.f('fk_occasion_replies_occasion_id_occasions'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('occasion_id', 'member_id', name=op.f('pk_occasion_replies'))
    )
    with op.batch_alter_table('occasion_replies', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_occasion_replies_member_id'), ['member_id'], unique=False)

    with op.batch_alter_table('claims', schema=None) as batch_op:
        batch_op.add_column(sa.Column('party', sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column('together', sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.create_index(batch_op.f('ix_claims_party'), ['party'], unique=False)

    with op.batch_alter_table('participants', schema=None) as batch_op:
        batch_op.add_column(sa.Column('channel', sa.String(length=20), nullable=False, server_default='own'))
        batch_op.add_column(sa.Column('booking_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('payment', sa.String(length=20), nullable=False, server_default='none'))
        batch_op.add_column(sa.Column('payment_note', sa.String(length=300), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('fee', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('sort_key', sa.String(length=200), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('search_key', sa.Text(), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('erased', cwf.database.UtcDateTime(timezone=True), nullable=True))
        batch_op.alter_column('email',
               existing_type=sa.VARCHAR(length=320),
               nullable=True)
        batch_op.create_index(batch_op.f('ix_participants_booking_id'), ['booking_id'], unique=False)
        batch_op.drop_index('ix_participants_edition_id_standing')
        batch_op.create_index('ix_participants_counted', ['edition_id', 'standing', 'category', 'country', 'payment'], unique=False)
        batch_op.create_index('ix_participants_edition_id_sort_key', ['edition_id', 'sort_key'], unique=False)
        batch_op.create_foreign_key(batch_op.f('fk_participants_booking_id_bookings'), 'bookings', ['booking_id'], ['id'])

    with op.batch_alter_table('persons', schema=None) as batch_op:
        batch_op.add_column(sa.Column('erased', cwf.database.UtcDateTime(timezone=True), nullable=True))

    with op.batch_alter_table('quotas', schema=None) as batch_op:
        batch_op.add_column(sa.Column('root_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('spills', sa.Boolean(), nullable=False, server_default=sa.true()))
        batch_op.add_column(sa.Column('across', sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.create_index(batch_op.f('ix_quotas_root_id'), ['root_id'], unique=False)
        batch_op.create_foreign_key(batch_op.f('fk_quotas_root_id_quotas'), 'quotas', ['root_id'], ['id'], ondelete='CASCADE')

    with op.batch_alter_table('registration_terms', schema=None) as batch_op:
        batch_op.add_column(sa.Column('approve', sa.JSON(), nullable=False, server_default='[]'))
        batch_op.add_column(sa.Column('currency', sa.String(length=3), nullable=False, server_default='EUR'))

    with op.batch_alter_table('papers', schema=None) as batch_op:
        batch_op.alter_column('slot_uuid', new_column_name='subject_uuid', existing_type=sa.Uuid(), existing_nullable=True)

    op.execute("UPDATE quotas SET root_id = parent_id WHERE parent_id IS NOT NULL")
    op.execute(
        "UPDATE participants SET sort_key = (SELECT lower(sort_name) FROM persons"
        " WHERE persons.id = person_id), search_key = lower((SELECT name FROM persons"
        " WHERE persons.id = person_id) || ' ' || affiliation || ' ' || email)"
    )


def downgrade() -> None:
    with op.batch_alter_table('papers', schema=None) as batch_op:
        batch_op.alter_column('subject_uuid', new_column_name='slot_uuid', existing_type=sa.Uuid(), existing_nullable=True)

    op.drop_table('bulk_tasks')
    with op.batch_alter_table('registration_terms', schema=None) as batch_op:
        batch_op.drop_column('currency')
        batch_op.drop_column('approve')

    with op.batch_alter_table('quotas', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_quotas_root_id_quotas'), type_='foreignkey')
        batch_op.drop_index(batch_op.f('ix_quotas_root_id'))
        batch_op.drop_column('across')
        batch_op.drop_column('spills')
        batch_op.drop_column('root_id')

    with op.batch_alter_table('persons', schema=None) as batch_op:
        batch_op.drop_column('erased')

    with op.batch_alter_table('participants', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_participants_booking_id_bookings'), type_='foreignkey')
        batch_op.drop_index('ix_participants_edition_id_sort_key')
        batch_op.drop_index('ix_participants_counted')
        batch_op.create_index('ix_participants_edition_id_standing', ['edition_id', 'standing'], unique=False)
        batch_op.drop_index(batch_op.f('ix_participants_booking_id'))
        batch_op.alter_column('email',
               existing_type=sa.VARCHAR(length=320),
               nullable=False)
        batch_op.drop_column('erased')
        batch_op.drop_column('search_key')
        batch_op.drop_column('sort_key')
        batch_op.drop_column('fee')
        batch_op.drop_column('payment_note')
        batch_op.drop_column('payment')
        batch_op.drop_column('booking_id')
        batch_op.drop_column('channel')

    with op.batch_alter_table('claims', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_claims_party'))
        batch_op.drop_column('together')
        batch_op.drop_column('party')

    with op.batch_alter_table('occasion_replies', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_occasion_replies_member_id'))

    op.drop_table('occasion_replies')
    with op.batch_alter_table('delegation_reminders', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_delegation_reminders_member_id'))
        batch_op.drop_index(batch_op.f('ix_delegation_reminders_delegation_id'))

    op.drop_table('delegation_reminders')
    with op.batch_alter_table('delegation_covers', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_delegation_covers_slot_uuid'))

    op.drop_table('delegation_covers')
    op.drop_table('particulars')
    with op.batch_alter_table('pending_answers', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_pending_answers_block_id'))

    op.drop_table('pending_answers')
    with op.batch_alter_table('form_answers', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_form_answers_block_id'))

    op.drop_table('form_answers')
    with op.batch_alter_table('delegation_sessions', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_delegation_sessions_session_id'))

    op.drop_table('delegation_sessions')
    with op.batch_alter_table('delegation_members', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_delegation_members_delegation_id'))
        batch_op.drop_index(batch_op.f('ix_delegation_members_accompanies_id'))

    op.drop_table('delegation_members')
    with op.batch_alter_table('place_requests', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_place_requests_delegation_id'))

    op.drop_table('place_requests')
    with op.batch_alter_table('occasions', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_occasions_edition_id'))
        batch_op.drop_index(batch_op.f('ix_occasions_delegation_id'))

    op.drop_table('occasions')
    with op.batch_alter_table('member_imports', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_member_imports_state'))
        batch_op.drop_index(batch_op.f('ix_member_imports_finished'))
        batch_op.drop_index(batch_op.f('ix_member_imports_edition_id'))
        batch_op.drop_index(batch_op.f('ix_member_imports_delegation_id'))

    op.drop_table('member_imports')
    with op.batch_alter_table('delegation_messages', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_delegation_messages_delegation_id'))

    op.drop_table('delegation_messages')
    with op.batch_alter_table('delegation_heads', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_delegation_heads_account_id'))

    op.drop_table('delegation_heads')
    op.drop_table('admissions')
    op.drop_table('registration_fees')
    with op.batch_alter_table('form_blocks', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_form_blocks_edition_id'))

    op.drop_table('form_blocks')
    with op.batch_alter_table('delegations', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_delegations_region_id'))
        batch_op.drop_index(batch_op.f('ix_delegations_edition_id'))

    op.drop_table('delegations')
    with op.batch_alter_table('cancellation_rules', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_cancellation_rules_edition_id'))

    op.drop_table('cancellation_rules')
    with op.batch_alter_table('bookings', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_bookings_edition_id'))

    op.drop_table('bookings')
    op.drop_table('erased_words')
