-- Where allauth counts tries of passwords. Unlogged: what it counts is worth a quarter of an hour.
CREATE UNLOGGED TABLE newsroom_cache (
    cache_key varchar(255) PRIMARY KEY,
    value text NOT NULL,
    expires timestamptz NOT NULL
);
CREATE INDEX newsroom_cache_expires ON newsroom_cache (expires);
