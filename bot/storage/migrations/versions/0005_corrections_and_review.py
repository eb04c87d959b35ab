"""corrections and review."""

import sqlalchemy as sa
from alembic import op

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None

Time = sa.DateTime(timezone=True)
Serial = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')
NEW = ('audit', 'refusals', 'corrections', 'readings', 'citations')


def upgrade() -> None:
    with op.batch_alter_table('mailings') as table:
        table.add_column(sa.Column('locale', sa.Text(), nullable=True))
        table.add_column(sa.Column('original', sa.Text(), nullable=True))
        table.add_column(sa.Column('parts', sa.JSON(), nullable=True))
        table.create_index('ix_mailings_original', ['original'])
    with op.batch_alter_table('deliveries') as table:
        table.add_column(sa.Column('target', sa.BigInteger(), nullable=True))
    op.create_table('citations',
    sa.Column('mailing', sa.Text(), nullable=False),
    sa.Column('article_id', sa.Text(), nullable=False),
    sa.Column('revision', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('position', sa.Integer(), autoincrement=False, nullable=False),
    sa.ForeignKeyConstraint(['mailing'], ['mailings.key'], name=op.f('fk_citations_mailing_mailings'),
                            ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('mailing', 'article_id', 'revision', 'position', name=op.f('pk_citations')))
    op.create_index('ix_citations_article_id_revision_position', 'citations', ['article_id', 'revision', 'position'])
    op.create_table('readings',
    sa.Column('article_id', sa.Text(), nullable=False),
    sa.Column('cited_at', Time, nullable=False),
    sa.Column('due_at', Time, nullable=True),
    sa.Column('compared', sa.Integer(), nullable=False),
    sa.Column('failures', sa.Integer(), nullable=False),
    sa.Column('gone', sa.Integer(), nullable=False),
    sa.Column('etag', sa.Text(), nullable=True),
    sa.Column('last_modified', sa.Text(), nullable=True),
    sa.PrimaryKeyConstraint('article_id', name=op.f('pk_readings')))
    op.create_index('ix_readings_due_at', 'readings', ['due_at'])
    op.create_table('corrections',
    sa.Column('id', sa.Text(), nullable=False),
    sa.Column('article_id', sa.Text(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('state', sa.Text(), nullable=False),
    sa.Column('found_at', Time, nullable=False),
    sa.Column('now_revision', sa.Integer(), nullable=True),
    sa.Column('now_position', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['article_id'], ['articles.id'], name=op.f('fk_corrections_article_id_articles')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_corrections')))
    place = ['article_id', 'revision', 'position']
    op.create_index('ix_corrections_article_id_revision_position', 'corrections', place)
    op.create_index('ix_corrections_state_found_at', 'corrections', ['state', 'found_at'])
    op.create_table('refusals',
    sa.Column('key', sa.Text(), nullable=False),
    sa.Column('article_id', sa.Text(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('surface', sa.Text(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('found_at', Time, nullable=False),
    sa.Column('closed_at', Time, nullable=True),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_refusals')))
    op.create_index('ix_refusals_closed_at_found_at', 'refusals', ['closed_at', 'found_at'])
    op.create_table('audit',
    sa.Column('id', Serial, nullable=False),
    sa.Column('at', Time, nullable=False),
    sa.Column('by', sa.BigInteger(), nullable=False),
    sa.Column('act', sa.Text(), nullable=False),
    sa.Column('subject', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_audit')))
    op.create_index('ix_audit_subject', 'audit', ['subject'])


def downgrade() -> None:
    for name in NEW:
        op.drop_table(name)
    with op.batch_alter_table('deliveries') as table:
        table.drop_column('target')
    with op.batch_alter_table('mailings') as table:
        table.drop_index('ix_mailings_original')
        table.drop_column('parts')
        table.drop_column('original')
        table.drop_column('locale')
