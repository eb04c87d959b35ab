"""observations of the ledger."""

import sqlalchemy as sa
from alembic import op

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('observations',
    sa.Column('article_id', sa.Text(), nullable=False),
    sa.Column('position', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('is_earlier', sa.Boolean(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('series', sa.Text(), nullable=False),
    sa.Column('is_named', sa.Boolean(), nullable=False),
    sa.Column('unit', sa.Text(), nullable=False),
    sa.Column('place', sa.Text(), nullable=True),
    sa.Column('value', sa.Text(), nullable=False),
    sa.Column('value_from', sa.Text(), nullable=True),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('direction', sa.Text(), nullable=True),
    sa.Column('qualifier', sa.Text(), nullable=False),
    sa.Column('status', sa.Text(), nullable=False),
    sa.Column('period_start', sa.Date(), nullable=True),
    sa.Column('period_end', sa.Date(), nullable=True),
    sa.Column('partner', sa.Integer(), nullable=True),
    sa.Column('published', sa.DateTime(timezone=True), nullable=False),
    sa.Column('first_seen', sa.DateTime(timezone=True), nullable=False),
    sa.Column('sentence_hash', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['article_id', 'revision', 'position'], ['figures.article_id', 'figures.revision', 'figures.position'], name=op.f('fk_observations_article_id_revision_position_figures')),
    sa.PrimaryKeyConstraint('article_id', 'position', 'is_earlier', name=op.f('pk_observations'))
    )
    with op.batch_alter_table('observations', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_observations_first_seen'), ['first_seen'], unique=False)
        batch_op.create_index('ix_observations_latest', ['series', 'published'], unique=False)
        batch_op.create_index('ix_observations_period', ['series', 'period_start', 'period_end'], unique=False)
        batch_op.create_index('ix_observations_place', ['series', 'place', 'published'], unique=False)


def downgrade() -> None:
    with op.batch_alter_table('observations', schema=None) as batch_op:
        batch_op.drop_index('ix_observations_place')
        batch_op.drop_index('ix_observations_period')
        batch_op.drop_index('ix_observations_latest')
        batch_op.drop_index(batch_op.f('ix_observations_first_seen'))

    op.drop_table('observations')
