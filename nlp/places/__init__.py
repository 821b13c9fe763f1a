"""From place names in a text to what they mean: one pass over the text, all readings compete, one wins a mention.

syllables.py   a field of an article as syllables, keys and gaps, with positions in the text as it stands
atlas.py       every name of the country and what it can mean, made once from the gazetteer
cues.py        the words around a name that say what it is: knowledge as sorted data
finding.py     the names in a text
before.py      what the words before and beside a name make of it
after.py       the parents that follow a name, through lists and brackets
setting.py     what the whole article says: districts and provinces named, before or after July 2025
weights.py     how much each piece of evidence counts, and where the figure comes from
readings.py    a reading and its sum; the decision on a mention
communes.py    what speaks for each commune of that name
others.py      what the name can be instead: street, person, district, ...
deciding.py    all mentions of an article decided, together
plain.py       the names of English text and of text without marks
reasons.py     the Vietnamese sentence for each piece of evidence
roles.py       the part a commune plays in an article
"""
