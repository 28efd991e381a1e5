"""Attendance: targets, the door, counts, what was known on each day"""

import sqlalchemy as sa
from alembic import op

import cwf.database

revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('attendance_snapshots',
    sa.Column('edition_id', sa.Integer(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('taken', cwf.database.UtcDateTime(timezone=True), nullable=False),
    sa.Column('source', sa.String(length=10), nullable=False),
    sa.Column('cells', sa.JSON(), nullable=False),
    sa.Column('figures', sa.JSON(), nullable=False),
    sa.Column('forecasts', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['edition_id'], ['editions.id'], name=op.f('fk_attendance_snapshots_edition_id_editions'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('edition_id', 'day', name=op.f('pk_attendance_snapshots'))
    )
    op.create_table('campaigns',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('uuid', sa.Uuid(), nullable=False),
    sa.Column('edition_id', sa.Integer(), nullable=False),
    sa.Column('name', cwf.database.TextsColumn(), nullable=False),
    sa.Column('starts', sa.Date(), nullable=False),
    sa.Column('ends', sa.Date(), nullable=False),
    sa.Column('segment', sa.JSON(), nullable=False),
    sa.CheckConstraint('ends >= starts', name=op.f('ck_campaigns_span')),
    sa.ForeignKeyConstraint(['edition_id'], ['editions.id'], name=op.f('fk_campaigns_edition_id_editions'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_campaigns')),
    sa.UniqueConstraint('uuid', name=op.f('uq_campaigns_uuid'))
    )
    with op.batch_alter_table('campaigns', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_campaigns_edition_id'), ['edition_id'], unique=False)

    op.create_table('counts',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('uuid', sa.Uuid(), nullable=False),
    sa.Column('key', sa.String(length=64), nullable=False),
    sa.Column('edition_id', sa.Integer(), nullable=False),
    sa.Column('unit', sa.String(length=20), nullable=False),
    sa.Column('method', sa.String(length=20), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('low', sa.Integer(), nullable=True),
    sa.Column('high', sa.Integer(), nullable=True),
    sa.Column('inputs', sa.JSON(), nullable=False),
    sa.Column('day', sa.Date(), nullable=True),
    sa.Column('starts', cwf.database.UtcDateTime(timezone=True), nullable=True),
    sa.Column('ends', cwf.database.UtcDateTime(timezone=True), nullable=True),
    sa.Column('place', sa.String(length=200), nullable=False),
    sa.Column('region', sa.String(length=80), nullable=False),
    sa.Column('channel', sa.String(length=40), nullable=False),
    sa.Column('confidence', sa.String(length=1), nullable=False),
    sa.Column('evidence', sa.Text(), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=True),
    sa.Column('by_name', cwf.people.models.NameColumn(length=200), nullable=False),
    sa.Column('made', cwf.database.UtcDateTime(timezone=True), nullable=False),
    sa.Column('withdrawn', cwf.database.UtcDateTime(timezone=True), nullable=True),
    sa.Column('withdrawn_why', sa.String(length=300), nullable=False),
    sa.CheckConstraint('ends IS NULL OR ends >= starts', name=op.f('ck_counts_period')),
    sa.CheckConstraint('number >= 0', name=op.f('ck_counts_number')),
    sa.ForeignKeyConstraint(['edition_id'], ['editions.id'], name=op.f('fk_counts_edition_id_editions'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_counts')),
    sa.UniqueConstraint('key', name=op.f('uq_counts_key')),
    sa.UniqueConstraint('uuid', name=op.f('uq_counts_uuid'))
    )
    with op.batch_alter_table('counts', schema=None) as batch_op:
        batch_op.create_index('ix_counts_edition_id_day', ['edition_id', 'day'], unique=False)

    op.create_table('digest_readers',
    sa.Column('edition_id', sa.Integer(), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=False),
    sa.Column('since', cwf.database.UtcDateTime(timezone=True), nullable=False),
    sa.Column('week', sa.String(length=10), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['accounts.id'], name=op.f('fk_digest_readers_account_id_accounts'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['edition_id'], ['editions.id'], name=op.f('fk_digest_readers_edition_id_editions'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('edition_id', 'account_id', name=op.f('pk_digest_readers'))
    )
    with op.batch_alter_table('digest_readers', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_digest_readers_account_id'), ['account_id'], unique=False)

    op.create_table('stations',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('uuid', sa.Uuid(), nullable=False),
    sa.Column('generation', sa.Integer(), nullable=False),
    sa.Column('edition_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('slot_uuid', sa.Uuid(), nullable=True),
    sa.Column('made', cwf.database.UtcDateTime(timezone=True), nullable=False),
    sa.Column('closed', cwf.database.UtcDateTime(timezone=True), nullable=True),
    sa.Column('seen', cwf.database.UtcDateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['edition_id'], ['editions.id'], name=op.f('fk_stations_edition_id_editions'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_stations')),
    sa.UniqueConstraint('uuid', name=op.f('uq_stations_uuid'))
    )
    with op.batch_alter_table('stations', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_stations_edition_id'), ['edition_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_stations_slot_uuid'), ['slot_uuid'], unique=False)

    op.create_table('targets',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('uuid', sa.Uuid(), nullable=False),
    sa.Column('edition_id', sa.Integer(), nullable=False),
    sa.Column('parent_id', sa.Integer(), nullable=True),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('axis', sa.String(length=20), nullable=False),
    sa.Column('value', sa.String(length=80), nullable=False),
    sa.Column('name', cwf.database.TextsColumn(), nullable=False),
    sa.Column('definition', cwf.database.TextsColumn(), nullable=False),
    sa.Column('why', cwf.database.TextsColumn(), nullable=False),
    sa.Column('unit', sa.String(length=20), nullable=False),
    sa.Column('predicate', sa.JSON(), nullable=False),
    sa.Column('low', sa.Numeric(precision=14, scale=2, asdecimal=False), nullable=False),
    sa.Column('high', sa.Numeric(precision=14, scale=2, asdecimal=False), nullable=True),
    sa.Column('least', sa.Numeric(precision=14, scale=2, asdecimal=False), nullable=True),
    sa.Column('stretch', sa.Numeric(precision=14, scale=2, asdecimal=False), nullable=True),
    sa.Column('by_day', sa.Date(), nullable=True),
    sa.Column('owner', sa.String(length=200), nullable=False),
    sa.Column('path', sa.JSON(), nullable=False),
    sa.Column('sources', sa.JSON(), nullable=False),
    sa.Column('retired', cwf.database.UtcDateTime(timezone=True), nullable=True),
    sa.CheckConstraint('high IS NULL OR high >= low', name=op.f('ck_targets_span')),
    sa.CheckConstraint('low >= 0', name=op.f('ck_targets_low')),
    sa.ForeignKeyConstraint(['edition_id'], ['editions.id'], name=op.f('fk_targets_edition_id_editions'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['parent_id'], ['targets.id'], name=op.f('fk_targets_parent_id_targets'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_targets')),
    sa.UniqueConstraint('parent_id', 'axis', 'value', name=op.f('uq_targets_parent_id_axis_value')),
    sa.UniqueConstraint('uuid', name=op.f('uq_targets_uuid'))
    )
    with op.batch_alter_table('targets', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_targets_edition_id'), ['edition_id'], unique=False)

    op.create_table('attendance_settings',
    sa.Column('edition_id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('counter_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['counter_id'], ['targets.id'], name=op.f('fk_attendance_settings_counter_id_targets'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['edition_id'], ['editions.id'], name=op.f('fk_attendance_settings_edition_id_editions'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('edition_id', name=op.f('pk_attendance_settings'))
    )
    with op.batch_alter_table('attendance_settings', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_attendance_settings_counter_id'), ['counter_id'], unique=False)

    op.create_table('clicks',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=64), nullable=False),
    sa.Column('station_id', sa.Integer(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('at', cwf.database.UtcDateTime(timezone=True), nullable=False),
    sa.Column('received', cwf.database.UtcDateTime(timezone=True), nullable=False),
    sa.Column('came', sa.Integer(), nullable=False),
    sa.Column('left_', sa.Integer(), nullable=False),
    sa.CheckConstraint('came >= 0 AND left_ >= 0', name=op.f('ck_clicks_numbers')),
    sa.ForeignKeyConstraint(['station_id'], ['stations.id'], name=op.f('fk_clicks_station_id_stations'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_clicks')),
    sa.UniqueConstraint('key', name=op.f('uq_clicks_key'))
    )
    with op.batch_alter_table('clicks', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_clicks_station_id'), ['station_id'], unique=False)

    op.create_table('target_changes',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('target_id', sa.Integer(), nullable=False),
    sa.Column('at', cwf.database.UtcDateTime(timezone=True), nullable=False),
    sa.Column('actor_id', sa.Integer(), nullable=True),
    sa.Column('actor', cwf.people.models.NameColumn(length=200), nullable=False),
    sa.Column('why', sa.Text(), nullable=False),
    sa.Column('before', sa.JSON(), nullable=False),
    sa.Column('after', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['target_id'], ['targets.id'], name=op.f('fk_target_changes_target_id_targets'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_target_changes'))
    )
    with op.batch_alter_table('target_changes', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_target_changes_target_id'), ['target_id'], unique=False)

    op.create_table('check_ins',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=64), nullable=False),
    sa.Column('edition_id', sa.Integer(), nullable=False),
    sa.Column('participant_id', sa.Integer(), nullable=False),
    sa.Column('slot', sa.String(length=32), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('at', cwf.database.UtcDateTime(timezone=True), nullable=False),
    sa.Column('received', cwf.database.UtcDateTime(timezone=True), nullable=False),
    sa.Column('station_id', sa.Integer(), nullable=True),
    sa.Column('station', sa.String(length=200), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=True),
    sa.Column('by_name', cwf.people.models.NameColumn(length=200), nullable=False),
    sa.Column('undone', cwf.database.UtcDateTime(timezone=True), nullable=True),
    sa.Column('undone_by', cwf.people.models.NameColumn(length=200), nullable=False),
    sa.Column('undone_why', sa.String(length=300), nullable=False),
    sa.ForeignKeyConstraint(['edition_id'], ['editions.id'], name=op.f('fk_check_ins_edition_id_editions'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['participant_id'], ['participants.id'], name=op.f('fk_check_ins_participant_id_participants'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['station_id'], ['stations.id'], name=op.f('fk_check_ins_station_id_stations'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_check_ins')),
    sa.UniqueConstraint('key', name=op.f('uq_check_ins_key'))
    )
    with op.batch_alter_table('check_ins', schema=None) as batch_op:
        batch_op.create_index('ix_check_ins_edition_id_day', ['edition_id', 'day'], unique=False)
        batch_op.create_index(batch_op.f('ix_check_ins_slot'), ['slot'], unique=False)
        batch_op.create_index(batch_op.f('ix_check_ins_station_id'), ['station_id'], unique=False)
        batch_op.create_index('uq_check_ins_standing', ['participant_id', 'slot', 'day'], unique=True, sqlite_where=sa.text('undone IS NULL'), postgresql_where=sa.text('undone IS NULL'))

    op.create_table('tickets',
    sa.Column('participant_id', sa.Integer(), nullable=False),
    sa.Column('uuid', sa.Uuid(), nullable=False),
    sa.Column('generation', sa.Integer(), nullable=False),
    sa.Column('made', cwf.database.UtcDateTime(timezone=True), nullable=False),
    sa.Column('mailed', cwf.database.UtcDateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['participant_id'], ['participants.id'], name=op.f('fk_tickets_participant_id_participants'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('participant_id', name=op.f('pk_tickets')),
    sa.UniqueConstraint('uuid', name=op.f('uq_tickets_uuid'))
    )
    with op.batch_alter_table('edition_facts', schema=None) as batch_op:
        batch_op.add_column(sa.Column('measure', sa.String(length=20), nullable=True))



def downgrade() -> None:
    with op.batch_alter_table('edition_facts', schema=None) as batch_op:
        batch_op.drop_column('measure')

    op.drop_table('tickets')
    with op.batch_alter_table('check_ins', schema=None) as batch_op:
        batch_op.drop_index('uq_check_ins_standing', sqlite_where=sa.text('undone IS NULL'), postgresql_where=sa.text('undone IS NULL'))
        batch_op.drop_index(batch_op.f('ix_check_ins_station_id'))
        batch_op.drop_index(batch_op.f('ix_check_ins_slot'))
        batch_op.drop_index('ix_check_ins_edition_id_day')

    op.drop_table('check_ins')
    with op.batch_alter_table('target_changes', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_target_changes_target_id'))

    op.drop_table('target_changes')
    with op.batch_alter_table('clicks', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_clicks_station_id'))

    op.drop_table('clicks')
    with op.batch_alter_table('attendance_settings', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_attendance_settings_counter_id'))

    op.drop_table('attendance_settings')
    with op.batch_alter_table('targets', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_targets_edition_id'))

    op.drop_table('targets')
    with op.batch_alter_table('stations', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_stations_slot_uuid'))
        batch_op.drop_index(batch_op.f('ix_stations_edition_id'))

    op.drop_table('stations')
    with op.batch_alter_table('digest_readers', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_digest_readers_account_id'))

    op.drop_table('digest_readers')
    with op.batch_alter_table('counts', schema=None) as batch_op:
        batch_op.drop_index('ix_counts_edition_id_day')

    op.drop_table('counts')
    with op.batch_alter_table('campaigns', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_campaigns_edition_id'))

    op.drop_table('campaigns')
    op.drop_table('attendance_snapshots')
