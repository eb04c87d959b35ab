"""status, place and partner of a figure."""

import sqlalchemy as sa
from alembic import op

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('figures', schema=None) as batch_op:
        batch_op.add_column(sa.Column('status', sa.Text(), nullable=True))
        batch_op.add_column(sa.Column('place', sa.Text(), nullable=True))
        batch_op.add_column(sa.Column('partner_start', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('partner_end', sa.Integer(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table('figures', schema=None) as batch_op:
        batch_op.drop_column('partner_end')
        batch_op.drop_column('partner_start')
        batch_op.drop_column('place')
        batch_op.drop_column('status')
