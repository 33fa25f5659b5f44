"""The database itself counts what arrives, in the transaction that stores it, whoever stores it."""

from django.db import migrations

COUNT = """
CREATE FUNCTION channels_count_arrivals() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO channels_tally (source, day, count)
    SELECT channel || coalesce(':' || (envelope ->> 'mailbox'), ''), (received_at AT TIME ZONE 'UTC')::date, count(*)
    FROM arrived GROUP BY 1, 2;
    RETURN NULL;
END $$;
CREATE TRIGGER channels_arrivals_counted AFTER INSERT ON channels_inbound
    REFERENCING NEW TABLE AS arrived FOR EACH STATEMENT EXECUTE FUNCTION channels_count_arrivals();
"""

UNDO = "DROP TRIGGER channels_arrivals_counted ON channels_inbound; DROP FUNCTION channels_count_arrivals();"


class Migration(migrations.Migration):
    dependencies = [("channels", "0001_initial")]
    operations = [migrations.RunSQL(COUNT, UNDO)]
