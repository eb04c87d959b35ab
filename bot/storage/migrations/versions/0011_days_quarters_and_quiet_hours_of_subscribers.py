"""days, quarters of an hour and quiet hours of subscribers."""

import sqlalchemy as sa
from alembic import op

revision = '0011'
down_revision = '0010'
branch_labels = None
depends_on = None

DAYS = {'daily': '0123456', 'weekdays': '01234', 'weekly': '0'}
ADDED = {
    'days': sa.Text(),
    'minute': sa.SmallInteger(),
    'at_once': sa.Boolean(),
    'quiet_from': sa.SmallInteger(),
    'quiet_until': sa.SmallInteger(),
}


def upgrade() -> None:
    with op.batch_alter_table('subscribers') as table:
        for name, kind in ADDED.items():
            table.add_column(sa.Column(name, kind, nullable=True))
        table.add_column(sa.Column('news_since', sa.DateTime(timezone=True), nullable=True))
    for cadence, days in DAYS.items():
        statement = sa.text('UPDATE subscribers SET days = :days WHERE cadence = :cadence')
        op.execute(statement.bindparams(days=days, cadence=cadence))
    op.execute('UPDATE subscribers SET minute = 0, at_once = false, quiet_from = 22, quiet_until = 8')
    with op.batch_alter_table('subscribers') as table:
        for name, kind in ADDED.items():
            table.alter_column(name, existing_type=kind, nullable=False)
        table.drop_column('cadence')


def downgrade() -> None:
    with op.batch_alter_table('subscribers') as table:
        table.add_column(sa.Column('cadence', sa.Text(), nullable=True))
    op.execute("UPDATE subscribers SET cadence = 'daily'")
    for cadence, days in DAYS.items():
        statement = sa.text('UPDATE subscribers SET cadence = :cadence WHERE days = :days')
        op.execute(statement.bindparams(days=days, cadence=cadence))
    with op.batch_alter_table('subscribers') as table:
        table.alter_column('cadence', existing_type=sa.Text(), nullable=False)
        for name in ('news_since', *reversed(ADDED)):
            table.drop_column(name)
