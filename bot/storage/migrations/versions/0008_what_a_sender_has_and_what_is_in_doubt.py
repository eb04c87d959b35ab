"""what a sender has, and what is in doubt."""

import sqlalchemy as sa
from alembic import op

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None

IS_SENDING = sa.text("state = 'sending'")


def upgrade() -> None:
    op.create_table(
        'rests',
        sa.Column('chat_id', sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column('told_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('until', sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint('chat_id', name=op.f('pk_rests')),
    )
    op.add_column('mailings', sa.Column('stopped', sa.Text(), nullable=True))
    op.add_column('deliveries', sa.Column('holder', sa.BigInteger(), nullable=True))
    op.add_column('deliveries', sa.Column('doubts', sa.SmallInteger(), server_default='0', nullable=False))
    op.create_index(
        'ix_deliveries_sending', 'deliveries', ['lease_until'], sqlite_where=IS_SENDING, postgresql_where=IS_SENDING
    )
    # Until now a claimed delivery was at once one whose request may have left.
    op.execute("UPDATE deliveries SET state = 'sending' WHERE ended_at IS NULL AND lease_until IS NOT NULL")


def downgrade() -> None:
    op.execute("UPDATE deliveries SET state = 'queued' WHERE ended_at IS NULL")
    op.execute("UPDATE deliveries SET state = 'failed', error = 'in doubt' WHERE state = 'unknown'")
    op.execute("UPDATE announcements SET state = 'done' WHERE state = 'stopped'")
    op.drop_index('ix_deliveries_sending', table_name='deliveries')
    op.drop_column('deliveries', 'doubts')
    op.drop_column('deliveries', 'holder')
    op.drop_column('mailings', 'stopped')
    op.drop_table('rests')
