"""English words that the rules cannot tell by their form: nouns, verbs, and what is neither."""

import re

IRREGULAR = {
    "people": "person", "children": "child", "women": "woman", "men": "man", "feet": "foot", "teeth": "tooth",
    "mice": "mouse", "geese": "goose", "lives": "life", "wives": "wife", "knives": "knife", "leaves": "leaf",
    "halves": "half", "shelves": "shelf", "wolves": "wolf", "thieves": "thief", "loaves": "loaf", "calves": "calf",
    "media": "medium", "criteria": "criterion", "phenomena": "phenomenon", "bacteria": "bacterium",
    "curricula": "curriculum", "memoranda": "memorandum", "alumni": "alumnus", "analyses": "analysis",
    "crises": "crisis", "bases": "basis", "theses": "thesis", "movies": "movie", "ties": "tie", "heroes": "hero",
    "potatoes": "potato", "tomatoes": "tomato", "echoes": "echo", "vetoes": "veto", "buses": "bus",
    "viruses": "virus", "campuses": "campus", "statuses": "status", "bonuses": "bonus", "gases": "gas",
    "matrices": "matrix", "indices": "index", "quizzes": "quiz", "cookies": "cookie", "calories": "calorie",
    "selfies": "selfie", "rookies": "rookie",
}  # fmt: skip
# The same in both numbers, though some end like a plural.
SAME = frozenset([
    "staff", "personnel", "youth", "sheep", "fish", "deer", "series", "species", "news", "headquarters", "means",
    "aircraft", "livestock", "cattle", "police", "clothes", "goods", "premises", "proceeds", "savings", "works",
    "thanks", "data", "crossroads",
])  # fmt: skip
# Nouns in -men that are no men.
NOT_MEN = frozenset(["specimen", "abdomen", "regimen", "acumen", "omen", "semen", "yemen"])
# Between a subject and the number that it amounts to.
AMOUNTS = re.compile(
    r"(?<!\w)(?:is|are|was|were|be|been|now|reach\w*|total\w*|number\w*|amount\w*|grew|grown|rose|risen|fell|fallen|"
    r"climbed|jumped|dropped|increased|declined|expanded|shrank|stands?|stood|hit|exceed\w*|passed|to)(?!\w)|[:–—]",
    re.IGNORECASE,
)
# «with staff of 3»
COLLECTIVE = re.compile(
    r"(?<!\w)(staffs?|teams?|groups?|jur(?:y|ies)|panels?|crews?|boards?|audiences?|populations?|workforce|crowds?|"
    r"class(?:es)?|memberships?|famil(?:y|ies)) of $",
    re.IGNORECASE,
)
# By its ending no noun: «one central and 14 rural offices».
ADJECTIVE = re.compile(
    r"\w+-(?:time|term|size|scale|level)|\w{2,}(?:al|ic|ive|ous|ary|ed|ing|ern|ish|able|ful)|large|small|new|old|big|young|free"
)
# A plural that is often the first part of a compound: «12 sports clubs».
COMPOUNDED = frozenset([
    "sports", "arts", "rights", "savings", "operations", "communications", "sales", "women",
    "news", "goods", "customs", "works", "people", "youth", "staff", "services", "systems",
])  # fmt: skip
# What ends a subject or a noun in the singular: pasts, auxiliaries, and a verb in -s where no plural is meant.
VERB = re.compile(
    r"\w+ed|\w{2,}[^aeious]s|left|went|came|took|got|gave|said|won|lost|became|began|stood|met|made|ran|fell|rose|grew|"
    r"held|sent|paid|is|was|are|were|has|have|had|can|may|must|will|would|could|should|did|do|does|saw|found|knew|told|"
    r"hit|cut|set|put|built|bought|brought|kept|led|spent|taught|wrote|chose|spoke|drew|shrank|stayed|remain",
    re.IGNORECASE,
)
# Verbs in -s that are no nouns.
THIRD = re.compile(
    r"goes|comes|takes|makes|gets|gives|says|knows|thinks|depends|belongs|lacks|seems|becomes|includes|receives|earns|"
    r"keeps|tells|meets|sends|spends|lives|does|has|is|was|gains|grows|rises|falls|gets|wants|lets|sits|lies|brings",
    re.IGNORECASE,
)
# Words before a subject that are no part of its noun.
NO_SUBJECT = re.compile(
    r"the|an?|this|that|these|those|its|their|his|her|our|my|your|all|both|each|every|some|any|no|such|it|they|he|she|we|"
    r"there|who|which|what|only|also|even|still|now|then|today|overall|meanwhile|however|meantime|so-called|here|about|"
    r"last|next|first|second|third|fourth|past|whole|same|than|and|or|if|when|where|because|since|though|although|so|more|"
    r"most|less|as|times?|years?|months?|weeks?|days?|once|twice|another|other|others",
    re.IGNORECASE,
)
PREPOSITION = re.compile(
    r"in|on|at|by|for|from|to|of|with|within|among|between|across|during|since|until|after|before|under|over|against|"
    r"into|through|about|along|around|behind|beyond|near|per|as|like|despite|including|without|versus|vs",
    re.IGNORECASE,
)
