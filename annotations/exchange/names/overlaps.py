"""Which of the names that overlap stays where a format holds only one."""

STANDING = "{name}.start IS NOT NULL AND {name}.state <> 'rejected'"

# Of names that overlap only the longest stays, of equal ones the first.
# SQL: true for a row `m` of annotations_mention that stays.
STAYS = f"""NOT EXISTS (
    SELECT FROM annotations_mention o
    WHERE o.revision_id = m.revision_id AND {STANDING.format(name="o")} AND o.id <> m.id
        AND o.start < m."end" AND m.start < o."end"
        AND (o.start - o."end", o.start, o.id) < (m.start - m."end", m.start, m.id))"""
