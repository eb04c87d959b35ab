"""announcements with pictures, addressees and plans."""

import sqlalchemy as sa
from alembic import op

revision = '0013'
down_revision = '0012'
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name in ('keyboard', 'media', 'addressees', 'plan'):
        op.add_column('announcements', sa.Column(name, sa.JSON(), nullable=True))
    op.add_column('announcements', sa.Column('is_tried', sa.Boolean(), server_default=sa.false(), nullable=False))


def downgrade() -> None:
    op.execute("UPDATE announcements SET state = 'draft' WHERE state IN ('confirming', 'scheduled', 'overdue')")
    op.execute("UPDATE announcements SET state = 'done' WHERE state = 'tried'")
    for name in ('is_tried', 'plan', 'addressees', 'media', 'keyboard'):
        op.drop_column('announcements', name)
