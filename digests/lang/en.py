"""English as data."""

from digests.lang.grammar import Grammar, forms

_ORDINALS = {
    "0.5": "second", "0.3333": "third", "0.25": "fourth", "0.2": "fifth", "0.1667": "sixth", "0.1429": "seventh",
    "0.125": "eighth", "0.1111": "ninth", "0.1": "tenth", "0.0833": "twelfth", "0.05": "twentieth",
}  # fmt: skip
_DAY = (
    r"jan(?:\.|uary)|feb(?:\.|ruary)|mar(?:\.|ch)|apr(?:\.|il)|may|june?|july?|"
    r"aug(?:\.|ust)|sept?(?:\.|ember)|oct(?:\.|ober)|nov(?:\.|ember)|dec(?:\.|ember)"
)

ENGLISH = Grammar(
    numerals={
        **forms({
            "0": "zero", "1": "one", "2": "two", "3": "three", "4": "four", "5": "five", "6": "six", "7": "seven",
            "8": "eight", "9": "nine", "10": "ten", "11": "eleven", "12": "twelve dozen", "13": "thirteen",
            "14": "fourteen", "15": "fifteen", "16": "sixteen", "17": "seventeen", "18": "eighteen", "19": "nineteen",
            "20": "twenty", "30": "thirty", "40": "forty", "50": "fifty", "60": "sixty", "70": "seventy",
            "80": "eighty", "90": "ninety", "100": "hundred",
        }),
        "a ": "1",
        "an ": "1",
        "half a ": "0.5",
        "a dozen": "12",
        "half a dozen": "6",
    },
    scales={
        "thousand": 3, "k": 3, "million": 6, "mln": 6, "m": 6, "billion": 9, "bln": 9, "bn": 9, "trillion": 12,
        "trn": 12,
    },
    bare_scales=frozenset(),
    endings="",
    halves=r"and a half",
    ordinals={
        "first": "1", "second": "2", "third": "3", "fourth": "4", "fifth": "5", "sixth": "6", "seventh": "7",
        "eighth": "8", "ninth": "9", "tenth": "10", "eleventh": "11", "twelfth": "12", "thirteenth": "13",
        "fourteenth": "14", "fifteenth": "15", "sixteenth": "16", "seventeenth": "17", "eighteenth": "18",
        "nineteenth": "19", "twentieth": "20", "thirtieth": "30",
    },
    ordinal_tail="",
    whole=r" point ",
    decimals="",
    no_numerals=r"(?!)",
    homographs=frozenset(),
    units=(
        (r"percentage points?|pp", "percentage_point"),
        (r"per ?cent|%", "percent"),
        (r"tenge|kzt|₸", "KZT"),
        (r"(?:u\.?s\.? )?dollars?|usd|\$", "USD"),
        (r"euros?|eur|€", "EUR"),
        (r"(?:russian )?(?:roubles?|rubles?)|rub|₽", "RUB"),
        (r"pounds? sterling|pounds(?! of)|gbp|£", "GBP"),
        (r"(?:chinese )?yuan|cny|rmb", "CNY"),
        (r"(?:japanese )?yen|jpy|¥", "JPY"),
        (r"south korean won|krw", "KRW"),
        (r"(?:swiss )?francs?|chf", "CHF"),
        (r"(?:turkish )?liras?|₺", "TRY"),
        (r"(?:kyrgyz )?soms?|kgs", "KGS"),
        (r"uzbek s[ou]ms?|uzs", "UZS"),
        (r"hryvnias?|uah|₴", "UAH"),
        (r"manats?|azn", "AZN"),
        (r"dirhams?|aed", "AED"),
        (r"(?:indian )?rupees?|inr|₹", "INR"),
        (r"tiyn", "KZT:0.01"),
        (r"cents?", "USD:0.01"),
        (r"mci", "MRP"),
        (r"times", "times"),
        (r"years?(?!-)", "year"),
        (r"months?(?!-)", "month"),
        (r"weeks?(?!-)", "week"),
        (r"(?:working |calendar |business )?days?(?!-)", "day"),
        (r"hours?(?!-)", "hour"),
        (r"minutes?(?!-)", "minute"),
        (r"seconds?(?!-)", "second"),
        (r"square (?:km|kilomet(?:er|re)s?)|sq\.? ?km|km²", "km2"),
        (r"square met(?:er|re)s?|sq\.? ?m|m²", "m2"),
        (r"cubic met(?:er|re)s?|m³", "m3"),
        (r"km|kilomet(?:er|re)s?", "km"),
        (r"cm|centimet(?:er|re)s?", "cm"),
        (r"mm|millimet(?:er|re)s?", "mm"),
        (r"hectares?|ha", "ha"),
        (r"tons?|tonnes?", "tonne"),
        (r"kg|kilograms?|kilos", "kg"),
        (r"grams?", "g"),
        (r"lit(?:er|re)s?", "litre"),
        (r"met(?:er|re)s?", "m"),
    ),
    adjectives=(),
    before=(
        (r"at least|no fewer than|no less than|not less than|a minimum of", "at_least"),
        (r"(?<!add )(?<!adds )(?<!added )(?<!adding )up to|no more than|as many as|at most|not more than", "up_to"),
        (r"more than|over|above|upwards of|>", "more_than"),
        (r"less than|fewer than|under|below", "less_than"),
        (r"about|around|roughly|approximately|some|~|≈", "about"),
        (r"nearly|almost|close to|just under", "almost"),
    ),
    after=((r"or more|or older", "at_least"),),
    verbs_before=(
        (r"(?:not|cannot|never) exceed", "up_to"),
        (r"exceed\w*|passed", "more_than"),
        (r"short of", "less_than"),
    ),
    verbs_after=(),
    inverted=(),
    opens=r"from|between",
    moves=r"from",
    joins=r"(?: in \d{4})? (?:to|and) ",
    versus=r",? (?:against|versus|vs\.?) ",
    elsewhere=(
        r"(?: [^\W\d_]+)? (?:among|in the (?:city|capital|village|south|north|east|west)|"
        rf"in (?!(?i:{_DAY}))[A-Z])"
    ),
    ups=(
        r"grew|grow|rose|ris(?:e|en|ing)|increas|up(?! to)\b|gain|climb|jump|"
        r"more(?! than)\b|higher|expand|wider|faster|longer|as long|went up|than this"
    ),
    downs=(
        r"fell|fall|declin|decreas|drop|down\b|cut\b|reduc|less(?! than)\b|lower|"
        r"fewer|below|shrunk|shrank|shrink|sank|sink|slip|cheaper|halv"
    ),
    particles=(
        r"(?:(?!(?:mov|edg|inch|tick|nudg|climb|jump|push|pull|trend|revis|adjust|ramp|scal|notch|bump|mark|rack|stepp|"
        r"increas|reduc|declin|rais|lift|boost|dropp|slipp)ed)[a-z]+ed|"
        r"(?:mak|add|back|sign|tak|giv|clean|open|end|lin|team|writ|clos|follow|look|show|turn|us|wrap|build|pick|hold|"
        r"keep|stand|buy|break|tear|lay|put|call|free|fill|grow|speak|sum|sett|shutt|draw|com|sit|slow|track)(?:e?s|ing|e)?|"
        r"set|shut|made|took|taken|gave|given|wrote|written|built|held|kept|stood|bought|broke|broken|tore|torn|laid|"
        r"grew|grown|spoke|drew|drawn|sat|cut|cuts|cutting)(?: it| them)? (?:up|down)(?! by)(?!\w)|backed up by|"
        r"[a-z]+-(?:up|down)(?!\w)"
    ),
    by=r"by|up|down|dropped|fell|rose|grew|declined|jumped|climbed|increased",
    reached=r"(?!)",
    months=_DAY,
    months_of=r"(?!)",
    years=r"(?!)",
    labels=(
        r"covid ?[-–]|comments:? \(?|share \(|views:|no\.|nos?\.|№|articles?|sections?|order|law|terminal|"
        r"paragraphs?|clauses?|apt\.|figures?|§|hall|room|chapter|phase|stage|part|para\.|table|wave|size|page|call|hotlines?|"
        r"flight|route|bus|apartment|building|office|floor|level|step|grade|class|group|category|type|unit|block|district|"
        r"season|episode|round|form|annex|appendix|resolution|iso|goal|gate|platform|channel|"
        r"day|shed|max\.|standard|views|code"
    ),
    titles=r"project|program|campaign|film|book|festival|initiative|forum|contest|award|channel|exhibition",
    labels_after=r"o.clock|-year-old|min read|views|[ap]\.?m\b|st(?:reet)?\b|\w+ (?:street|avenue|road|ave\.)|pages",
    ordinal_ends=r"st|nd|rd|th|s",
    case_ends=r"fold",
    spans=(
        r"in|within|over|over the (?:last|past|next)|for|the (?:last|past|next)|"
        r"last|past|next|first|the first|every|after|under"
    ),
    spans_after=r"ago|earlier|later|old",
    terms=(
        r"terms?\b|last(?:s|ed|ing)\b|long\b|average|sentence|in prison|in jail|imprison|duration|wait|course|"
        r"warrant|extend|take\b|takes\b|took\b|valid|up to|experience"
    ),
    lengths=(
        r"need(?:s|ed)?|wants?|wanted|ask(?:s|ed|ing)? for|g[ai]ve[ns]?|spend|spent|requires?|required|grant(?:s|ed)?|"
        r"(?:runs?|running|valid|last(?:s|ed)?|jailed|imprisoned|suspended|extended) for"
    ),
    lengths_after=r"(?!)",
    ages_before=r"aged?|ages|over|under|is|those aged|s?he was|at(?! least)",
    ages=r"years? old|-year-old",
    times_a=r"times? (?:a|per) (?:day|week|month|year)",
    bases_before=r"per|out of every|for every|in every",
    parts_before=r"first|second|third|fourth|last|final|next|other|better",
    parts_behind=r"(?:an? |the |of the )?(?:hours?|days?|century|year|season|match|past)",
    ones=r"only|just|at least",
    ones_behind=r"person",
    bases=r"(?:people|residents|inhabitants) per",
    fractions={
        r"half": "0.5",
        r"two[ -]thirds": "0.6667",
        r"three[ -]quarters": "0.75",
        r"(?:a|one)[ -](?:quarter|fourth)": "0.25",
        r"(?:a|one)[ -]third": "0.3333",
        r"(?:a|one)[ -]fifth": "0.2",
        r"two[ -]fifths": "0.4",
        r"(?:a|one)[ -]tenth": "0.1",
        **{rf"every {ordinal}": value for value, ordinal in _ORDINALS.items()},
    },
    multiples={
        r"doubled?|twofold|twice|halv(?:ed|ing)": "2",
        r"tripled?|trebled|threefold": "3",
        r"quadrupled?|fourfold": "4",
        r"fivefold": "5",
        r"sixfold": "6",
        r"tenfold": "10",
    },
    whole_of=r" (?:out of|in) ",
    measures=r"share|number|volume|total|amount|level|rate|coverage",
    stops=(
        r"he|she|it|they|we|you|and|or|than|in|on|at|of|for|to|from|by|with|the|a|an|that|which|were|was|"
        r"are|is|have|has|had|will|per|while|but|as|who|more|less|cost|said|ended|"
        r"came|after|before|between|against|each|together|below|above|under|over|"
        r"versus|vs|now|this|last|next|since|when|where|not|represent|donate|give|stands|"
        r"times|wider|lower|higher|short|increase|rise|drop|come|comes|went|drew|"
        r"died|reached|failed|tidied|only|them|these|those|way|y|out"
    ),
    adjective=r"(?!)",
    classifiers=r"pairs|pieces",
    abbreviations=frozenset([
        "mr", "mrs", "ms", "dr", "st", "no", "nos", "jan", "feb", "mar", "apr", "aug", "sept", "sep", "oct", "nov",
        "dec", "vs", "approx", "us", "u.s", "para", "max", "min",
    ]),
    openers=(
        r"the|an?|it|its|he|she|they|we|you|this|these|that|those|there|their|his|her|our|in|on|at|by|for|from|of|with|"
        r"to|under|over|after|before|among|between|during|since|until|and|but|or|if|when|while|as|so|not|also|now|then|"
        r"here|however|most|more|all|each|every|some|many|both|another|about|only"
    ),
)  # fmt: skip
