"""wishes of subscribers and words of articles."""

import sqlalchemy as sa
from alembic import op

from bot.storage.folding import words

revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None

BATCH = 2_000
WISHES = ("words", "without", "regions", "length")
CURRENT = """
    SELECT articles.id, revisions.title FROM articles JOIN revisions
    ON revisions.article_id = articles.id AND revisions.revision = articles.revision
    WHERE articles.id > :last ORDER BY articles.id LIMIT :batch
"""
SENTENCES = """
    SELECT figures.article_id, figures.search FROM figures JOIN articles
    ON articles.id = figures.article_id AND articles.revision = figures.revision
    WHERE figures.headline_rank IS NOT NULL AND articles.id > :last AND articles.id <= :end
"""


def upgrade() -> None:
    with op.batch_alter_table('subscribers') as table:
        for name in WISHES:
            table.add_column(sa.Column(name, sa.Text(), nullable=True))
        table.add_column(sa.Column('takes_announcements', sa.Boolean(), nullable=True))
        table.add_column(sa.Column('paused_until', sa.DateTime(timezone=True), nullable=True))
        table.add_column(sa.Column('asked', sa.Text(), nullable=True))
    op.execute(
        "UPDATE subscribers SET words = '', without = '', regions = '', length = 'full', takes_announcements = true"
    )
    with op.batch_alter_table('subscribers') as table:
        for name in WISHES:
            table.alter_column(name, existing_type=sa.Text(), nullable=False)
        table.alter_column('takes_announcements', existing_type=sa.Boolean(), nullable=False)
        table.create_index('ix_subscribers_paused_until', ['paused_until'])
    by_code_point = sa.Text().with_variant(sa.Text(collation='C'), 'postgresql')
    table = op.create_table(
        'article_words',
        sa.Column('word', by_code_point, nullable=False),
        sa.Column('article_id', sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(['article_id'], ['articles.id'], name='fk_article_words_article_id_articles'),
        sa.PrimaryKeyConstraint('word', 'article_id', name='pk_article_words'),
    )
    fill(op.get_bind(), table)
    op.create_index('ix_article_words_article_id_word', 'article_words', ['article_id', 'word'])


def fill(connection: sa.Connection, table: sa.Table) -> None:
    """The words of what was collected before, a batch of articles at a time."""
    last = ''
    while True:
        titles = connection.execute(sa.text(CURRENT), {'last': last, 'batch': BATCH}).all()
        if not titles:
            return
        texts = {article: [title] for article, title in titles}
        end = titles[-1][0]
        for article, sentence in connection.execute(sa.text(SENTENCES), {'last': last, 'end': end}):
            texts[article].append(sentence or '')
        rows = [{'word': word, 'article_id': one} for one, said in texts.items() for word in sorted(words(*said))]
        if rows:
            connection.execute(table.insert(), rows)
        last = end


def downgrade() -> None:
    op.drop_table('article_words')
    with op.batch_alter_table('subscribers') as table:
        table.drop_index('ix_subscribers_paused_until')
        for name in ('asked', 'paused_until', 'takes_announcements', *reversed(WISHES)):
            table.drop_column(name)
