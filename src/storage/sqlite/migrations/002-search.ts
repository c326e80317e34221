/**
 * The search index. A world gets one for a type of object with its first search for that type; `field` is a number of
 * `names`. The second index of terms and of numbers leads from an object to its values.
 */
export const sql = `
  -- built_to: objects up to this position have their entries; build_end: the last that was there at the beginning.
  CREATE TABLE search_indexes (
    account INTEGER NOT NULL,
    type INTEGER NOT NULL,
    edition TEXT NOT NULL,
    built_to INTEGER NOT NULL,
    build_end INTEGER NOT NULL,
    PRIMARY KEY (account, type)
  ) WITHOUT ROWID;

  -- Objects that changed since they were indexed.
  CREATE TABLE search_marks (
    account INTEGER NOT NULL,
    type INTEGER NOT NULL,
    position INTEGER NOT NULL,
    id TEXT NOT NULL,
    PRIMARY KEY (account, type, position)
  ) WITHOUT ROWID;

  CREATE TABLE search_objects (
    account INTEGER NOT NULL,
    type INTEGER NOT NULL,
    position INTEGER NOT NULL,
    id TEXT NOT NULL,
    PRIMARY KEY (account, type, position)
  ) WITHOUT ROWID;

  CREATE TABLE search_terms (
    account INTEGER NOT NULL,
    field INTEGER NOT NULL,
    term TEXT NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (account, field, term, position)
  ) WITHOUT ROWID;
  CREATE INDEX search_terms_by_position ON search_terms (account, position, field);

  CREATE TABLE search_texts (
    account INTEGER NOT NULL,
    field INTEGER NOT NULL,
    position INTEGER NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (account, field, position)
  ) WITHOUT ROWID;

  CREATE TABLE search_numbers (
    account INTEGER NOT NULL,
    field INTEGER NOT NULL,
    number INTEGER NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (account, field, number, position)
  ) WITHOUT ROWID;
  CREATE INDEX search_numbers_by_position ON search_numbers (account, position, field);
`;
