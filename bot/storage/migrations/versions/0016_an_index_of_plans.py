"""an index of plans."""

import sqlalchemy as sa
from alembic import op

revision = '0016'
down_revision = '0015'
branch_labels = None
depends_on = None

IS_PLAN = sa.text("status = 'plan'")


def upgrade() -> None:
    op.create_index(
        'ix_observations_plans',
        'observations',
        ['series', 'published'],
        sqlite_where=IS_PLAN,
        postgresql_where=IS_PLAN,
    )


def downgrade() -> None:
    op.drop_index('ix_observations_plans', table_name='observations')
