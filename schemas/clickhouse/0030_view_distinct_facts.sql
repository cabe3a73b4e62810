-- The facts without their duplicates. The raw tables hold every copy until a merge drops it, so a count over one of
-- them is too high by some number that changes with time: read these instead, or say FINAL.
-- A copy has its original's day and therefore its partition, so partitions never need to be merged with each other.
CREATE OR REPLACE VIEW logins_distinct AS
SELECT * FROM logins FINAL SETTINGS do_not_merge_across_partitions_select_final = 1;

CREATE OR REPLACE VIEW feature_uses_distinct AS
SELECT * FROM feature_uses FINAL SETTINGS do_not_merge_across_partitions_select_final = 1;

CREATE OR REPLACE VIEW tickets_distinct AS
SELECT * FROM tickets FINAL SETTINGS do_not_merge_across_partitions_select_final = 1;

CREATE OR REPLACE VIEW surveys_distinct AS
SELECT * FROM surveys FINAL SETTINGS do_not_merge_across_partitions_select_final = 1;

CREATE OR REPLACE VIEW assessments_distinct AS
SELECT * FROM assessments FINAL SETTINGS do_not_merge_across_partitions_select_final = 1;

CREATE OR REPLACE VIEW contacts_distinct AS
SELECT * FROM contacts FINAL SETTINGS do_not_merge_across_partitions_select_final = 1;

CREATE OR REPLACE VIEW milestones_distinct AS
SELECT * FROM milestones FINAL SETTINGS do_not_merge_across_partitions_select_final = 1;

CREATE OR REPLACE VIEW interactions_distinct AS
SELECT * FROM interactions FINAL SETTINGS do_not_merge_across_partitions_select_final = 1;

CREATE OR REPLACE VIEW subscriptions_distinct AS
SELECT * FROM subscriptions FINAL SETTINGS do_not_merge_across_partitions_select_final = 1;

CREATE OR REPLACE VIEW accounts_distinct AS
SELECT * FROM accounts FINAL SETTINGS do_not_merge_across_partitions_select_final = 1;
