"""Russian nouns by what they do beside a number."""

# Shortened words, and what they stand for.
SHORTENED = {"чел": "человек", "экз": "экземпляр", "шт": "штука", "обл": "область", "сек": "секунда"}
# Nouns that say when, and are never the subject of a number.
WHEN = frozenset({
    "год", "месяц", "день", "неделя", "квартал", "время", "начало", "конец", "сутки", "раз", "итог", "полугодие",
})  # fmt: skip
# «Медеуский район – 528»: a place has a count, it is not what is counted.
WHERE = frozenset({"район", "область", "город", "округ", "село", "регион", "микрорайон", "столица", "аул", "посёлок"})
