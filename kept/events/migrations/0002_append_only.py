"""The database itself refuses to change or delete an event, whoever asks."""

from django.db import migrations

REFUSE = """
CREATE FUNCTION events_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        -- Giving an event its place in the stream is the one change everybody may make, once.
        IF OLD.position IS NULL AND NEW.position IS NOT NULL
            AND to_jsonb(OLD) - 'position' = to_jsonb(NEW) - 'position' THEN
            RETURN NEW;
        END IF;
        IF current_setting('kept.shredding', true) = 'on'
            AND to_jsonb(OLD) - 'data' = to_jsonb(NEW) - 'data' THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'events are append-only: % refused', TG_OP USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER events_append_only BEFORE UPDATE OR DELETE ON events_event
    FOR EACH ROW EXECUTE FUNCTION events_refuse();
"""

UNDO = "DROP TRIGGER events_append_only ON events_event; DROP FUNCTION events_refuse();"


class Migration(migrations.Migration):
    dependencies = [("events", "0001_initial")]
    operations = [migrations.RunSQL(REFUSE, UNDO)]
