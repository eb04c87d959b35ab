"""mailings that are paused."""

import sqlalchemy as sa
from alembic import op

revision = '0012'
down_revision = '0011'
branch_labels = None
depends_on = None

IS_PAUSED = sa.text("paused")


def upgrade() -> None:
    op.add_column('mailings', sa.Column('paused', sa.Boolean(), server_default=sa.false(), nullable=False))
    op.create_index('ix_mailings_paused', 'mailings', ['key'], sqlite_where=IS_PAUSED, postgresql_where=IS_PAUSED)


def downgrade() -> None:
    op.execute("UPDATE deliveries SET state = 'failed', error = 'withdrawn' WHERE state = 'withdrawn'")
    op.execute("UPDATE announcements SET state = 'sending' WHERE state = 'paused'")
    op.execute("UPDATE announcements SET state = 'cancelled' WHERE state = 'ending'")
    op.drop_index('ix_mailings_paused', table_name='mailings')
    op.drop_column('mailings', 'paused')
