"""rhythm and layout of a source."""

import sqlalchemy as sa
from alembic import op

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None

NEW = (
    ("layout", sa.JSON()), ("body", sa.Text()), ("zone", sa.Text()), ("pace", sa.Integer()), ("quiet_hours", sa.Text()),
    ("gap", sa.Integer()), ("newest_at", sa.DateTime(timezone=True)), ("moved_to", sa.Text()),
    ("moved_since", sa.DateTime(timezone=True)), ("moved_times", sa.Integer()),
)


def upgrade() -> None:
    with op.batch_alter_table('sources') as table:
        table.alter_column('every_seconds', existing_type=sa.Integer(), nullable=True)
        for name, kind in NEW:
            table.add_column(sa.Column(name, kind, nullable=True))


def downgrade() -> None:
    op.execute("UPDATE sources SET every_seconds = 900 WHERE every_seconds IS NULL")
    with op.batch_alter_table('sources') as table:
        for name, _ in reversed(NEW):
            table.drop_column(name)
        table.alter_column('every_seconds', existing_type=sa.Integer(), nullable=False)
