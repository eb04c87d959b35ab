"""sources and updates that a process has."""

import sqlalchemy as sa
from alembic import op

revision = '0018'
down_revision = '0017'
branch_labels = None
depends_on = None

TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    with op.batch_alter_table('sources') as table:
        table.add_column(sa.Column('claimed_until', TIME))
    with op.batch_alter_table('updates') as table:
        table.add_column(sa.Column('claimed_until', TIME))
        table.alter_column('handled_at', existing_type=TIME, nullable=True)


def downgrade() -> None:
    op.execute('DELETE FROM updates WHERE handled_at IS NULL')
    with op.batch_alter_table('updates') as table:
        table.alter_column('handled_at', existing_type=TIME, nullable=False)
        table.drop_column('claimed_until')
    with op.batch_alter_table('sources') as table:
        table.drop_column('claimed_until')
