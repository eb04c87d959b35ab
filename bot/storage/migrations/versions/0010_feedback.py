"""feedback."""

import sqlalchemy as sa
from alembic import op

revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None

Time = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table('feedback',
    sa.Column('id', sa.Text(), nullable=False),
    sa.Column('chat_id', sa.BigInteger(), nullable=False),
    sa.Column('sent_at', Time, nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('closed_at', Time, nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_feedback')))
    op.create_index('ix_feedback_chat_id', 'feedback', ['chat_id'])
    op.create_index('ix_feedback_closed_at_sent_at', 'feedback', ['closed_at', 'sent_at'])
    op.create_table('answering',
    sa.Column('chat_id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('feedback', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('chat_id', name=op.f('pk_answering')))


def downgrade() -> None:
    op.drop_table('answering')
    op.drop_table('feedback')
