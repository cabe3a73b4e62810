-- One row per time a telemetry source was quiet: days whose silence says nothing about a customer. recovered_at is NULL
-- while it lasts.
CREATE OR REPLACE VIEW quiet_sources AS
SELECT
  q.tenant_id AS tenant_id,
  q.topic AS topic,
  q.sources AS sources,
  q.since AS since,
  q.judged_at AS noticed_at,
  r.judged_at AS recovered_at,
  q.observed AS observed,
  q.expected AS expected,
  q.summary AS summary
FROM (SELECT * FROM data_quality FINAL WHERE state = 'quiet') AS q
LEFT JOIN (
  SELECT tenant_id, topic, version - 1 AS version, toNullable(judged_at) AS judged_at
  FROM data_quality FINAL
  WHERE state = 'recovered'
) AS r USING (tenant_id, topic, version);
