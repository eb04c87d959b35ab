"""roles and invitations."""

import sqlalchemy as sa
from alembic import op

revision = '0019'
down_revision = '0018'
branch_labels = None
depends_on = None

TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    with op.batch_alter_table('audit') as table:
        table.add_column(sa.Column('whom', sa.BigInteger()))
    op.create_table('roles',
    sa.Column('chat_id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('role', sa.Text(), nullable=False),
    sa.Column('since', TIME, nullable=False),
    sa.PrimaryKeyConstraint('chat_id', name=op.f('pk_roles')))
    op.create_table('invitations',
    sa.Column('code', sa.Text(), nullable=False),
    sa.Column('role', sa.Text(), nullable=False),
    sa.Column('until', TIME, nullable=False),
    sa.PrimaryKeyConstraint('code', name=op.f('pk_invitations')))


def downgrade() -> None:
    op.drop_table('invitations')
    op.drop_table('roles')
    with op.batch_alter_table('audit') as table:
        table.drop_column('whom')
