"""updates that were handled."""

import sqlalchemy as sa
from alembic import op

revision = '0014'
down_revision = '0013'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'updates',
        sa.Column('id', sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column('handled_at', sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_updates')),
    )
    op.create_index(op.f('ix_updates_handled_at'), 'updates', ['handled_at'])


def downgrade() -> None:
    op.drop_table('updates')
