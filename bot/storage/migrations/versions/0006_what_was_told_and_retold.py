"""What a mailing told to whom, and answers of the language model."""

import sqlalchemy as sa
from alembic import op

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('mailings') as table:
        table.add_column(sa.Column('stories', sa.JSON(none_as_null=True), nullable=True))
        table.add_column(sa.Column('audience', sa.Text(), nullable=True))
        table.add_column(sa.Column('until', sa.DateTime(timezone=True), nullable=True))
        table.create_index('ix_mailings_audience_until', ['audience', 'until'])
    op.create_table(
        'retellings',
        sa.Column('key', sa.Text(), nullable=False),
        sa.Column('answer', sa.Text(), nullable=True),
        sa.Column('kept_at', sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint('key', name='pk_retellings'),
    )
    op.create_index('ix_retellings_kept_at', 'retellings', ['kept_at'])


def downgrade() -> None:
    op.drop_index('ix_retellings_kept_at', table_name='retellings')
    op.drop_table('retellings')
    with op.batch_alter_table('mailings') as table:
        table.drop_index('ix_mailings_audience_until')
        for name in ('until', 'audience', 'stories'):
            table.drop_column(name)
