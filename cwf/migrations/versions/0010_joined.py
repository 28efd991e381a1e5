"""What belonged to a registration that became another one; names as doors find them"""

import sqlalchemy as sa
from alembic import op

revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('joined_registrations',
    sa.Column('uuid', sa.Uuid(), nullable=False),
    sa.Column('participant_id', sa.Integer(), nullable=False),
    sa.Column('generation', sa.Integer(), nullable=False),
    sa.Column('until', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['participant_id'], ['participants.id'], name=op.f('fk_joined_registrations_participant_id_participants'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('uuid', name=op.f('pk_joined_registrations'))
    )
    with op.batch_alter_table('joined_registrations', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_joined_registrations_participant_id'), ['participant_id'], unique=False)

    op.create_table('joined_tickets',
    sa.Column('uuid', sa.Uuid(), nullable=False),
    sa.Column('ticket_id', sa.Integer(), nullable=False),
    sa.Column('generation', sa.Integer(), nullable=False),
    sa.Column('until', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['ticket_id'], ['tickets.participant_id'], name=op.f('fk_joined_tickets_ticket_id_tickets'), onupdate='CASCADE', ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('uuid', name=op.f('pk_joined_tickets'))
    )
    with op.batch_alter_table('joined_tickets', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_joined_tickets_ticket_id'), ['ticket_id'], unique=False)

    with op.batch_alter_table('participants', schema=None) as batch_op:
        batch_op.add_column(sa.Column('name_key', sa.Text(), nullable=False, server_default=''))

    # By family name only, until the job `registrations` has written the rest.
    op.execute("UPDATE participants SET name_key = sort_key")


def downgrade() -> None:
    with op.batch_alter_table('participants', schema=None) as batch_op:
        batch_op.drop_column('name_key')

    op.drop_table('joined_tickets')
    op.drop_table('joined_registrations')
