-- What is known of a device beside its ids and its place, and the token that it connects with.
ALTER TABLE devices ADD COLUMN facts TEXT; -- [[name, value], ..]
ALTER TABLE devices ADD COLUMN service_id BIGINT;
ALTER TABLE devices ADD COLUMN creator TEXT;
ALTER TABLE devices ADD COLUMN active_since BIGINT;
ALTER TABLE devices ADD COLUMN controls TEXT; -- the union id of another
ALTER TABLE devices ADD COLUMN token_hash TEXT;
ALTER TABLE devices ADD COLUMN ordinal BIGINT NOT NULL DEFAULT 0; -- in the order of their making: where a page ends
ALTER TABLE organisations ADD COLUMN device_ordinals BIGINT NOT NULL DEFAULT 0; -- the last that was given to a device
UPDATE devices SET ordinal = (
    SELECT count(*) FROM devices d
    WHERE d.corp_id = devices.corp_id AND d.device_union_id <= devices.device_union_id
);
UPDATE organisations SET device_ordinals = (
    SELECT count(*) FROM devices d WHERE d.corp_id = organisations.corp_id
);
CREATE UNIQUE INDEX devices_by_ordinal ON devices (corp_id, ordinal);
CREATE INDEX devices_by_id ON devices (corp_id, device_id);
CREATE INDEX devices_by_share_code ON devices (corp_id, share_code);
CREATE INDEX devices_by_controlled ON devices (corp_id, controls);
CREATE INDEX devices_by_token ON devices (token_hash);
