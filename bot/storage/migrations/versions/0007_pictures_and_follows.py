"""pictures and follows."""

import sqlalchemy as sa
from alembic import op

revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'pictures',
        sa.Column('key', sa.Text(), nullable=False),
        sa.Column('file_id', sa.Text(), nullable=False),
        sa.Column('kept_at', sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint('key', name=op.f('pk_pictures')),
    )
    op.create_table(
        'follows',
        sa.Column('chat_id', sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column('series', sa.Text(), nullable=False),
        sa.Column('place', sa.Text(), nullable=False),
        sa.Column('since', sa.DateTime(timezone=True), nullable=False),
        sa.Column('told', sa.Text(), nullable=False),
        sa.Column('told_day', sa.Date(), nullable=True),
        sa.Column('told_at', sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint('chat_id', 'series', 'place', name=op.f('pk_follows')),
    )
    op.create_index(op.f('ix_follows_series_place'), 'follows', ['series', 'place'])


def downgrade() -> None:
    op.drop_table('follows')
    op.drop_table('pictures')
