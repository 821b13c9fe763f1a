"""The tables of facts, claims, cases and the press register, and the triggers that keep them only added to.

The triggers also refuse, to bare SQL, what weighs most: a verdict without a document or a second person, and a letter
before it is written down what the paper said rightly.
"""

from __future__ import annotations

TABLES = """
CREATE TABLE facts (id INTEGER PRIMARY KEY AUTOINCREMENT, unit_code TEXT NOT NULL, text TEXT NOT NULL,
    number TEXT NOT NULL, day TEXT, issuer TEXT NOT NULL, summary TEXT NOT NULL, valid_from TEXT, valid_to TEXT,
    topic TEXT NOT NULL, person TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL, origin TEXT NOT NULL) STRICT;
CREATE INDEX facts_by_unit ON facts (unit_code);
CREATE TABLE fact_ends (number INTEGER PRIMARY KEY AUTOINCREMENT, fact INTEGER NOT NULL REFERENCES facts (id),
    by TEXT NOT NULL, at TEXT NOT NULL, reason TEXT NOT NULL) STRICT;
CREATE INDEX fact_ends_by_fact ON fact_ends (fact);
CREATE TABLE claims (article TEXT NOT NULL REFERENCES articles (id), unit_code TEXT NOT NULL,
    kind TEXT NOT NULL, field TEXT NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL, quote TEXT NOT NULL,
    sentence TEXT NOT NULL, version INTEGER NOT NULL) STRICT;
CREATE INDEX claims_by_article ON claims (article, unit_code);
CREATE TABLE cases (unit_code TEXT NOT NULL, id TEXT NOT NULL, article TEXT NOT NULL REFERENCES articles (id),
    kind TEXT NOT NULL CHECK (kind <> 'opinion'), said TEXT NOT NULL CHECK (said <> ''),
    sentence TEXT NOT NULL, official TEXT NOT NULL, basis TEXT NOT NULL, why TEXT NOT NULL,
    opened TEXT NOT NULL, by TEXT NOT NULL, PRIMARY KEY (unit_code, id)) STRICT;
CREATE UNIQUE INDEX cases_by_claim ON cases (unit_code, article, said, sentence);
CREATE TABLE case_events (number INTEGER PRIMARY KEY AUTOINCREMENT, unit_code TEXT NOT NULL,
    case_id TEXT NOT NULL, at TEXT NOT NULL, by TEXT NOT NULL CHECK (by <> ''), deed TEXT NOT NULL,
    data TEXT NOT NULL,
    FOREIGN KEY (unit_code, case_id) REFERENCES cases (unit_code, id)) STRICT;
CREATE INDEX case_events_by_case ON case_events (unit_code, case_id, number);
CREATE TABLE press_requests (id INTEGER PRIMARY KEY AUTOINCREMENT, unit_code TEXT NOT NULL,
    occasion TEXT NOT NULL, at TEXT NOT NULL, what TEXT NOT NULL, by TEXT NOT NULL, outlet TEXT NOT NULL,
    urgent INTEGER NOT NULL) STRICT;
CREATE TABLE press_answers (id INTEGER PRIMARY KEY AUTOINCREMENT,
    request INTEGER NOT NULL REFERENCES press_requests (id), at TEXT NOT NULL, person TEXT NOT NULL,
    text TEXT NOT NULL, way TEXT NOT NULL, by TEXT NOT NULL, refused TEXT NOT NULL) STRICT;
CREATE INDEX press_answers_by_request ON press_answers (request);
CREATE TRIGGER case_events_verdict BEFORE INSERT ON case_events WHEN NEW.deed = 'approve'
    BEGIN SELECT CASE
        WHEN (SELECT e.by FROM case_events e WHERE e.unit_code = NEW.unit_code AND e.case_id = NEW.case_id
            AND e.deed = 'propose' ORDER BY e.number DESC LIMIT 1) IS NULL
            THEN RAISE(ABORT, 'a verdict is proposed before it is approved')
        WHEN lower((SELECT e.by FROM case_events e WHERE e.unit_code = NEW.unit_code
            AND e.case_id = NEW.case_id AND e.deed = 'propose' ORDER BY e.number DESC LIMIT 1)) = lower(NEW.by)
            THEN RAISE(ABORT, 'a verdict needs a second person')
        WHEN (SELECT json_extract(e.data, '$.verdict') FROM case_events e WHERE e.unit_code = NEW.unit_code
            AND e.case_id = NEW.case_id AND e.deed = 'propose' ORDER BY e.number DESC LIMIT 1) <> 'opinion'
            AND NOT EXISTS (SELECT 1 FROM case_events e WHERE e.unit_code = NEW.unit_code
            AND e.case_id = NEW.case_id AND e.deed = 'finding')
            THEN RAISE(ABORT, 'a verdict needs a document')
    END; END;
CREATE TRIGGER case_events_letter BEFORE INSERT ON case_events WHEN NEW.deed IN ('submit', 'send')
    AND NOT EXISTS (SELECT 1 FROM case_events e WHERE e.unit_code = NEW.unit_code
        AND e.case_id = NEW.case_id AND e.deed = 'right')
    BEGIN SELECT RAISE(ABORT, 'what the paper said rightly comes before any letter'); END;
"""
# Tables that are only added to, with the condition under which a new row would replace an old one.
_ADDED = {
    "facts": "id = NEW.id",
    "fact_ends": "number = NEW.number",
    "cases": "unit_code = NEW.unit_code AND id = NEW.id",
    "case_events": "number = NEW.number",
    "press_requests": "id = NEW.id",
    "press_answers": "id = NEW.id",
}
TRIGGERS = "".join(
    f"""
CREATE TRIGGER {table}_stay BEFORE DELETE ON {table} BEGIN SELECT RAISE(ABORT, 'only added to'); END;
CREATE TRIGGER {table}_stand BEFORE UPDATE ON {table} BEGIN SELECT RAISE(ABORT, 'only added to'); END;
CREATE TRIGGER {table}_new BEFORE INSERT ON {table} WHEN EXISTS (SELECT 1 FROM {table} WHERE {same})
    BEGIN SELECT RAISE(ABORT, 'only added to'); END;
"""
    for table, same in _ADDED.items()
)
