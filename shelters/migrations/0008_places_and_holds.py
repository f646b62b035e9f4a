"""What houses say of themselves, rooms and cots, places out of service, holds; and which nights of a place are taken."""

import datetime
import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.comparison
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
import tvcase.audit.history
import tvcase.audit.models
import tvcase.db
import tvcase.sealing.fields
import uuid
from django.conf import settings
from django.db import migrations, models

# A claim of a place waits for every other claim for the person and of the place, always in this order, and ends the
# holds of the place whose time has run out.
CLAIMED = """
CREATE FUNCTION claims_wait_their_turn(the_person text, the_place bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF the_person IS NOT NULL THEN
        PERFORM pg_advisory_xact_lock(hashtext('shelters_person'), hashtext(the_person));
    END IF;
    PERFORM pg_advisory_xact_lock(hashtext('shelters_place'), hashint8(the_place));
END $$;
CREATE FUNCTION place_waits_its_turn() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.place_id IS NOT NULL THEN
        PERFORM claims_wait_their_turn(to_jsonb(NEW) ->> 'person_id', NEW.place_id);
        UPDATE shelters_hold SET ended_at = expires_at, ending = 'EXPIRED'
         WHERE place_id = NEW.place_id AND ended_at IS NULL AND expires_at <= clock_timestamp();
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER place_waits_its_turn BEFORE INSERT OR UPDATE ON shelters_stay
    FOR EACH ROW EXECUTE FUNCTION place_waits_its_turn();
CREATE TRIGGER place_waits_its_turn BEFORE INSERT OR UPDATE ON shelters_outage
    FOR EACH ROW EXECUTE FUNCTION place_waits_its_turn();
CREATE TRIGGER place_waits_its_turn BEFORE INSERT OR UPDATE ON shelters_accompanyingchild
    FOR EACH ROW EXECUTE FUNCTION place_waits_its_turn();
"""

# The row of a record among the taken nights; its only argument is what kind of record it is (states.TakenBy). A
# person who has a place needs no hold any more.
TAKEN = """
CREATE FUNCTION place_is_taken() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    kind text := TG_ARGV[0];
    made jsonb;
BEGIN
    IF TG_OP = 'DELETE' THEN
        DELETE FROM shelters_takennights WHERE source = kind AND record = OLD.id;
        RETURN NULL;
    END IF;
    IF NEW.place_id IS NULL OR NEW.nights IS NULL OR isempty(NEW.nights) THEN
        DELETE FROM shelters_takennights WHERE source = kind AND record = NEW.id;
        RETURN NULL;
    END IF;
    made := to_jsonb(NEW);
    IF kind <> 'HOLD' AND made ? 'case_id' AND (TG_OP = 'INSERT' OR (OLD.place_id, OLD.nights) IS DISTINCT FROM
        (NEW.place_id, NEW.nights)) THEN
        UPDATE shelters_hold SET ended_at = greatest(held_at, clock_timestamp()), ending = 'USED'
         WHERE case_id = (made ->> 'case_id')::uuid AND ended_at IS NULL AND nights && NEW.nights
           AND (place_id = NEW.place_id OR (kind = 'STAY' AND beside_id IS NULL));
    END IF;
    IF kind = 'STAY' AND upper_inf(NEW.nights) THEN  -- who has arrived stays, whatever was planned for later nights
        UPDATE shelters_hold SET ended_at = greatest(held_at, clock_timestamp()), ending = 'RELEASED'
         WHERE place_id = NEW.place_id AND ended_at IS NULL AND from_on >= (made ->> 'planned_to_on')::date;
    END IF;
    INSERT INTO shelters_takennights AS t (place_id, source, record, from_on, to_on, expires_at)
    VALUES (NEW.place_id, kind, NEW.id, lower(NEW.nights), upper(NEW.nights), CASE WHEN kind = 'HOLD'
            THEN (made ->> 'expires_at')::timestamptz END)
    ON CONFLICT (source, record) DO UPDATE
        SET place_id = excluded.place_id, from_on = excluded.from_on, to_on = excluded.to_on,
            expires_at = excluded.expires_at
      WHERE (t.place_id, t.from_on, t.to_on, t.expires_at) IS DISTINCT FROM
            (excluded.place_id, excluded.from_on, excluded.to_on, excluded.expires_at);
    RETURN NULL;
END $$;
CREATE TRIGGER place_is_taken AFTER INSERT OR UPDATE OR DELETE ON shelters_stay
    FOR EACH ROW EXECUTE FUNCTION place_is_taken('STAY');
CREATE TRIGGER place_is_taken AFTER INSERT OR UPDATE OR DELETE ON shelters_accompanyingchild
    FOR EACH ROW EXECUTE FUNCTION place_is_taken('CHILD');
CREATE TRIGGER place_is_taken AFTER INSERT OR UPDATE OR DELETE ON shelters_outage
    FOR EACH ROW EXECUTE FUNCTION place_is_taken('OUTAGE');
CREATE TRIGGER place_is_taken AFTER INSERT OR UPDATE OR DELETE ON shelters_hold
    FOR EACH ROW EXECUTE FUNCTION place_is_taken('HOLD');
"""

# A hold begins at an instant that has come, and claims as of it; it is extended once while it runs, and ends once.
HOLD = """
CREATE FUNCTION hold_begins() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM cases_case c WHERE c.id = NEW.case_id AND c.person_id = NEW.person_id) THEN
        PERFORM refuse('hold_is_of_the_cases_person', 'the hold is of the person of the case');
    END IF;
    IF NEW.held_at > clock_timestamp() + interval '1 minute' OR NEW.ended_at IS NOT NULL
        OR NEW.extended_at IS NOT NULL THEN
        PERFORM refuse('hold_begins_now', 'a hold begins when it is made');
    END IF;
    PERFORM claims_wait_their_turn(NEW.person_id::text, NEW.place_id);
    UPDATE shelters_hold SET ended_at = expires_at, ending = 'EXPIRED'
     WHERE (place_id = NEW.place_id OR person_id = NEW.person_id) AND ended_at IS NULL AND expires_at <= NEW.held_at;
    RETURN NEW;
END $$;
CREATE TRIGGER hold_begins BEFORE INSERT ON shelters_hold FOR EACH ROW EXECUTE FUNCTION hold_begins();

CREATE FUNCTION hold_goes_on() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.case_id, NEW.person_id, NEW.number, NEW.place_id, NEW.beside_id, NEW.from_on, NEW.to_on, NEW.held_at)
        IS DISTINCT FROM
       (OLD.case_id, OLD.person_id, OLD.number, OLD.place_id, OLD.beside_id, OLD.from_on, OLD.to_on, OLD.held_at)
       OR OLD.ended_at IS NOT NULL THEN
        PERFORM refuse('hold_that_ended_is_not_edited', 'a hold keeps its place and its nights');
    END IF;
    IF (NEW.expires_at, NEW.extended_at) IS DISTINCT FROM (OLD.expires_at, OLD.extended_at) AND (
        OLD.extended_at IS NOT NULL OR NEW.extended_at IS NULL OR NEW.extended_at >= OLD.expires_at
        OR NEW.extended_at > clock_timestamp() + interval '1 minute') THEN
        PERFORM refuse('hold_is_extended_once', 'a hold is extended once, while it runs');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER hold_goes_on BEFORE UPDATE ON shelters_hold FOR EACH ROW EXECUTE FUNCTION hold_goes_on();
CREATE TRIGGER hold_needs_an_open_case BEFORE INSERT ON shelters_hold
    FOR EACH ROW EXECUTE FUNCTION case_must_be_open();
"""

ROOM = """
CREATE FUNCTION place_room_is_in_the_shelter() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.room_id IS NOT NULL AND NOT EXISTS (SELECT FROM shelters_room r
            WHERE r.id = NEW.room_id AND r.shelter_id = NEW.shelter_id) THEN
        PERFORM refuse('place_room_is_in_the_shelter', 'the room is in another shelter');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER place_room_is_in_the_shelter BEFORE INSERT OR UPDATE ON shelters_place
    FOR EACH ROW EXECUTE FUNCTION place_room_is_in_the_shelter();
"""

TAKEN_SO_FAR = """
INSERT INTO shelters_takennights (place_id, source, record, from_on, to_on)
SELECT place_id, 'STAY', id, lower(nights), upper(nights) FROM shelters_stay
 WHERE place_id IS NOT NULL AND NOT isempty(nights);
INSERT INTO shelters_takennights (place_id, source, record, from_on, to_on)
SELECT place_id, 'CHILD', id, from_on, to_on FROM shelters_accompanyingchild
 WHERE place_id IS NOT NULL AND NOT isempty(nights);
SET CONSTRAINTS ALL IMMEDIATE;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0006_legal_aid_bodies"),
        ("cases", "0012_told_with_care"),
        ("shelters", "0007_staying"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ClosedDays",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("from_on", models.DateField(verbose_name="first day")),
                ("last_on", models.DateField(verbose_name="last day")),
            ],
            options={
                "verbose_name": "closed days",
                "verbose_name_plural": "closed days",
                "ordering": ["shelter", "from_on"],
            },
        ),
        migrations.CreateModel(
            name="ClosedDaysImage",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("shelter", models.BigIntegerField(db_column="shelter_id", null=True)),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "pgh_xid",
                    tvcase.audit.models.TransactionNumber(
                        db_default=tvcase.audit.history.ThisTransaction(), editable=False
                    ),
                ),
                ("id", models.BigIntegerField()),
                ("from_on", models.DateField(verbose_name="first day")),
                ("last_on", models.DateField(verbose_name="last day")),
            ],
            options={
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Hold",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                ("from_on", models.DateField(verbose_name="from")),
                ("to_on", models.DateField(verbose_name="until")),
                ("held_at", models.DateTimeField(verbose_name="held at")),
                ("expires_at", models.DateTimeField(verbose_name="expires at")),
                ("extended_at", models.DateTimeField(blank=True, null=True, verbose_name="extended at")),
                (
                    "extension_reason",
                    tvcase.sealing.fields.SealedText(
                        blank=True, key="case_id", max_length=300, verbose_name="why it was extended"
                    ),
                ),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="ended at")),
                (
                    "ending",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("USED", "the person has a place"),
                            ("RELEASED", "given back"),
                            ("EXPIRED", "the time ran out"),
                        ],
                        max_length=10,
                        verbose_name="how it ended",
                    ),
                ),
                (
                    "recorded_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), verbose_name="recorded at"
                    ),
                ),
                (
                    "nights",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(
                            models.When(ended_at=None, then=tvcase.db.DateRange("from_on", "to_on")), default=None
                        ),
                        output_field=django.contrib.postgres.fields.ranges.DateRangeField(null=True),
                    ),
                ),
            ],
            options={
                "verbose_name": "hold",
                "ordering": ["number"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="HoldImage",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("case", models.UUIDField(db_column="case_id", null=True)),
                ("person", models.UUIDField(db_column="person_id", null=True)),
                ("place", models.BigIntegerField(db_column="place_id", null=True)),
                ("beside", models.UUIDField(db_column="beside_id", null=True)),
                ("held_by", models.BigIntegerField(db_column="held_by_id", null=True)),
                ("extension_reason", models.BinaryField(null=True)),
                ("stay", models.UUIDField(db_column="stay_id", null=True)),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "pgh_xid",
                    tvcase.audit.models.TransactionNumber(
                        db_default=tvcase.audit.history.ThisTransaction(), editable=False
                    ),
                ),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                ("from_on", models.DateField(verbose_name="from")),
                ("to_on", models.DateField(verbose_name="until")),
                ("held_at", models.DateTimeField(verbose_name="held at")),
                ("expires_at", models.DateTimeField(verbose_name="expires at")),
                ("extended_at", models.DateTimeField(blank=True, null=True, verbose_name="extended at")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="ended at")),
                (
                    "ending",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("USED", "the person has a place"),
                            ("RELEASED", "given back"),
                            ("EXPIRED", "the time ran out"),
                        ],
                        max_length=10,
                        verbose_name="how it ended",
                    ),
                ),
                (
                    "recorded_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), verbose_name="recorded at"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Outage",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("from_on", models.DateField(verbose_name="out of service from")),
                ("to_on", models.DateField(blank=True, null=True, verbose_name="back in service on")),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("REPAIR", "repair"),
                            ("CLEANING", "cleaning"),
                            ("ILLNESS", "illness in the room"),
                            ("STAFF", "not enough staff"),
                            ("OTHER", "another reason"),
                        ],
                        max_length=10,
                        verbose_name="reason",
                    ),
                ),
                (
                    "nights",
                    models.GeneratedField(
                        db_persist=True,
                        expression=tvcase.db.DateRange("from_on", "to_on"),
                        output_field=django.contrib.postgres.fields.ranges.DateRangeField(null=True),
                    ),
                ),
            ],
            options={
                "verbose_name": "outage of a place",
                "verbose_name_plural": "outages of places",
                "ordering": ["place", "from_on"],
            },
        ),
        migrations.CreateModel(
            name="OutageImage",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("place", models.BigIntegerField(db_column="place_id", null=True)),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "pgh_xid",
                    tvcase.audit.models.TransactionNumber(
                        db_default=tvcase.audit.history.ThisTransaction(), editable=False
                    ),
                ),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ("from_on", models.DateField(verbose_name="out of service from")),
                ("to_on", models.DateField(blank=True, null=True, verbose_name="back in service on")),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("REPAIR", "repair"),
                            ("CLEANING", "cleaning"),
                            ("ILLNESS", "illness in the room"),
                            ("STAFF", "not enough staff"),
                            ("OTHER", "another reason"),
                        ],
                        max_length=10,
                        verbose_name="reason",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Room",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("label", models.CharField(max_length=20, verbose_name="room")),
                ("accessible", models.BooleanField(default=False, verbose_name="accessible in a wheelchair")),
            ],
            options={
                "verbose_name": "room",
                "verbose_name_plural": "rooms",
                "ordering": ["shelter", "label"],
            },
        ),
        migrations.CreateModel(
            name="RoomImage",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("shelter", models.BigIntegerField(db_column="shelter_id", null=True)),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "pgh_xid",
                    tvcase.audit.models.TransactionNumber(
                        db_default=tvcase.audit.history.ThisTransaction(), editable=False
                    ),
                ),
                ("id", models.BigIntegerField()),
                ("label", models.CharField(max_length=20, verbose_name="room")),
                ("accessible", models.BooleanField(default=False, verbose_name="accessible in a wheelchair")),
            ],
            options={
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="TakenNights",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("STAY", "stay"),
                            ("CHILD", "child who came along"),
                            ("HOLD", "hold"),
                            ("OUTAGE", "out of service"),
                        ],
                        max_length=10,
                        verbose_name="taken by",
                    ),
                ),
                ("record", models.UUIDField(verbose_name="record")),
                ("from_on", models.DateField(verbose_name="from")),
                ("to_on", models.DateField(blank=True, null=True, verbose_name="until")),
                ("expires_at", models.DateTimeField(blank=True, null=True, verbose_name="expires at")),
                (
                    "over_on",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.functions.comparison.Coalesce(
                            "to_on", models.Value(datetime.date(9999, 12, 31))
                        ),
                        output_field=models.DateField(),
                    ),
                ),
                (
                    "nights",
                    models.GeneratedField(
                        db_persist=True,
                        expression=tvcase.db.DateRange("from_on", "to_on"),
                        output_field=django.contrib.postgres.fields.ranges.DateRangeField(null=True),
                    ),
                ),
            ],
            options={
                "ordering": ["place", "from_on"],
                "default_permissions": (),
            },
        ),
        migrations.AddField(
            model_name="place",
            name="kind",
            field=models.CharField(
                choices=[("BED", "bed"), ("COT", "cot")], default="BED", max_length=5, verbose_name="bed or cot"
            ),
        ),
        migrations.AddField(
            model_name="placeimage",
            name="kind",
            field=models.CharField(
                choices=[("BED", "bed"), ("COT", "cot")], default="BED", max_length=5, verbose_name="bed or cot"
            ),
        ),
        migrations.AddField(
            model_name="placeimage",
            name="room",
            field=models.BigIntegerField(db_column="room_id", null=True),
        ),
        migrations.AddField(
            model_name="shelter",
            name="accessible",
            field=models.BooleanField(default=False, verbose_name="accessible in a wheelchair"),
        ),
        migrations.AddField(
            model_name="shelter",
            name="confirmed_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="picture confirmed at"),
        ),
        migrations.AddField(
            model_name="shelter",
            name="email",
            field=models.EmailField(blank=True, max_length=100, verbose_name="e-mail for other organisations"),
        ),
        migrations.AddField(
            model_name="shelter",
            name="highest_age",
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="admitted up to the age of"),
        ),
        migrations.AddField(
            model_name="shelter",
            name="languages",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=3),
                blank=True,
                default=list,
                verbose_name="languages spoken in the house",
            ),
        ),
        migrations.AddField(
            model_name="shelter",
            name="lowest_age",
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="admitted from the age of"),
        ),
        migrations.AddField(
            model_name="shelter",
            name="phone_hours",
            field=models.CharField(blank=True, max_length=60, verbose_name="when the phone is answered"),
        ),
        migrations.AddField(
            model_name="shelter",
            name="sexes",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(choices=[("F", "women and girls"), ("M", "men and boys")], max_length=1),
                blank=True,
                default=list,
                verbose_name="sexes admitted",
            ),
        ),
        migrations.AddField(
            model_name="shelter",
            name="term",
            field=models.CharField(
                blank=True,
                choices=[
                    ("SHELTER_STAY", "the term of a shelter"),
                    ("CRISIS_CENTRE_STAY", "the term of a crisis centre for children"),
                ],
                default="SHELTER_STAY",
                max_length=20,
                verbose_name="term of a stay",
            ),
        ),
        migrations.AddField(
            model_name="shelter",
            name="with_children",
            field=models.BooleanField(default=False, verbose_name="admits parents with children"),
        ),
        migrations.AddField(
            model_name="shelterimage",
            name="accessible",
            field=models.BooleanField(default=False, verbose_name="accessible in a wheelchair"),
        ),
        migrations.AddField(
            model_name="shelterimage",
            name="confirmed_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="picture confirmed at"),
        ),
        migrations.AddField(
            model_name="shelterimage",
            name="email",
            field=models.EmailField(blank=True, max_length=100, verbose_name="e-mail for other organisations"),
        ),
        migrations.AddField(
            model_name="shelterimage",
            name="highest_age",
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="admitted up to the age of"),
        ),
        migrations.AddField(
            model_name="shelterimage",
            name="languages",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=3),
                blank=True,
                default=list,
                verbose_name="languages spoken in the house",
            ),
        ),
        migrations.AddField(
            model_name="shelterimage",
            name="lowest_age",
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="admitted from the age of"),
        ),
        migrations.AddField(
            model_name="shelterimage",
            name="phone_hours",
            field=models.CharField(blank=True, max_length=60, verbose_name="when the phone is answered"),
        ),
        migrations.AddField(
            model_name="shelterimage",
            name="sexes",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(choices=[("F", "women and girls"), ("M", "men and boys")], max_length=1),
                blank=True,
                default=list,
                verbose_name="sexes admitted",
            ),
        ),
        migrations.AddField(
            model_name="shelterimage",
            name="term",
            field=models.CharField(
                blank=True,
                choices=[
                    ("SHELTER_STAY", "the term of a shelter"),
                    ("CRISIS_CENTRE_STAY", "the term of a crisis centre for children"),
                ],
                default="SHELTER_STAY",
                max_length=20,
                verbose_name="term of a stay",
            ),
        ),
        migrations.AddField(
            model_name="shelterimage",
            name="with_children",
            field=models.BooleanField(default=False, verbose_name="admits parents with children"),
        ),
        migrations.AddField(
            model_name="closeddays",
            name="shelter",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="closed_days",
                to="shelters.shelter",
                verbose_name="shelter",
            ),
        ),
        migrations.AddField(
            model_name="hold",
            name="beside",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="children",
                to="shelters.hold",
            ),
        ),
        migrations.AddField(
            model_name="hold",
            name="case",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="holds", to="cases.case"),
        ),
        migrations.AddField(
            model_name="hold",
            name="held_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="hold",
            name="person",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.person"),
        ),
        migrations.AddField(
            model_name="hold",
            name="place",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="holds",
                to="shelters.place",
                verbose_name="place",
            ),
        ),
        migrations.AddField(
            model_name="hold",
            name="stay",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="holds",
                to="shelters.stay",
            ),
        ),
        migrations.AddField(
            model_name="outage",
            name="place",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="outages",
                to="shelters.place",
                verbose_name="place",
            ),
        ),
        migrations.AddField(
            model_name="room",
            name="shelter",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="rooms",
                to="shelters.shelter",
                verbose_name="shelter",
            ),
        ),
        migrations.AddField(
            model_name="place",
            name="room",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="places",
                to="shelters.room",
                verbose_name="room",
            ),
        ),
        migrations.AddField(
            model_name="takennights",
            name="place",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="taken", to="shelters.place"
            ),
        ),
        migrations.AddConstraint(
            model_name="shelter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("lowest_age", None),
                    ("highest_age", None),
                    ("highest_age__gte", models.F("lowest_age")),
                    _connector="OR",
                ),
                name="shelter_ages_in_order",
                violation_error_message="The highest age comes before the lowest.",
            ),
        ),
        migrations.AddConstraint(
            model_name="shelter",
            constraint=models.CheckConstraint(
                condition=models.Q(("sexes__contained_by", ["F", "M"])),
                name="shelter_admits_known_sexes",
                violation_error_message="Choose from the list.",
            ),
        ),
        migrations.AddConstraint(
            model_name="closeddays",
            constraint=models.CheckConstraint(
                condition=models.Q(("last_on__gte", models.F("from_on"))),
                name="closed_days_in_order",
                violation_error_message="The last day comes before the first.",
            ),
        ),
        migrations.AddConstraint(
            model_name="closeddays",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[("shelter", "="), (tvcase.db.DateRange("from_on", "last_on", models.Value("[]")), "&&")],
                name="closed_days_of_a_shelter_once",
                violation_error_message="Some of these days are closed already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="hold",
            constraint=models.UniqueConstraint(models.F("case"), models.F("number"), name="hold_number_once"),
        ),
        migrations.AddConstraint(
            model_name="hold",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("beside", None), ("ended_at", None)),
                expressions=[("person", "="), ("nights", "&&")],
                name="hold_one_for_a_person",
                violation_error_message="Another place is held for this person in these nights. Give it back first.",
            ),
        ),
        migrations.AddConstraint(
            model_name="hold",
            constraint=models.CheckConstraint(
                condition=models.Q(("to_on__gt", models.F("from_on"))),
                name="hold_for_at_least_one_night",
                violation_error_message="A stay lasts at least one night.",
            ),
        ),
        migrations.AddConstraint(
            model_name="hold",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("expires_at__gt", models.F("held_at")),
                    (
                        "expires_at__lte",
                        django.db.models.expressions.CombinedExpression(
                            models.F("held_at"), "+", models.Value(datetime.timedelta(days=1))
                        ),
                    ),
                ),
                name="hold_lasts_hours",
                violation_error_message="A place is held for some hours at most.",
            ),
        ),
        migrations.AddConstraint(
            model_name="hold",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("extended_at", None), ("extension_reason", None)),
                    models.Q(
                        models.Q(("extended_at", None), _negated=True),
                        models.Q(("extension_reason", None), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="hold_extended_means_a_reason",
                violation_error_message="Say why the hold is extended.",
            ),
        ),
        migrations.AddConstraint(
            model_name="hold",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        models.Q(("ended_at", None), ("ending", "")),
                        models.Q(models.Q(("ended_at", None), _negated=True), models.Q(("ending", ""), _negated=True)),
                        _connector="OR",
                    ),
                    models.Q(("ended_at", None), ("ended_at__gte", models.F("held_at")), _connector="OR"),
                    models.Q(
                        models.Q(("ending", "EXPIRED"), _negated=True),
                        ("ended_at__gte", models.F("expires_at")),
                        _connector="OR",
                    ),
                ),
                name="hold_ended_means_how",
                violation_error_message="Say how the hold ended.",
            ),
        ),
        migrations.AddConstraint(
            model_name="outage",
            constraint=models.CheckConstraint(
                condition=models.Q(("to_on", None), ("to_on__gte", models.F("from_on")), _connector="OR"),
                name="outage_ends_after_it_begins",
                violation_error_message="It cannot be back in service before it was out of service.",
            ),
        ),
        migrations.AddConstraint(
            model_name="room",
            constraint=models.UniqueConstraint(
                models.F("shelter"),
                models.F("label"),
                name="room_label_once",
                violation_error_message="This room exists already.",
            ),
        ),
        migrations.AddIndex(
            model_name="takennights",
            index=models.Index(fields=["over_on", "from_on", "place"], name="taken_nights_not_over"),
        ),
        migrations.AddConstraint(
            model_name="takennights",
            constraint=models.UniqueConstraint(
                models.F("source"), models.F("record"), name="taken_nights_once_for_a_record"
            ),
        ),
        migrations.AddConstraint(
            model_name="takennights",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[("place", "="), ("nights", "&&")],
                name="place_is_taken_once",
                violation_error_message="This place is taken in some of these nights.",
            ),
        ),
        migrations.AddConstraint(
            model_name="takennights",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("source", "HOLD"), ("expires_at__isnull", False)),
                    models.Q(
                        models.Q(("source", "HOLD"), _negated=True),
                        models.Q(("expires_at__isnull", False), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="taken_nights_a_hold_expires",
            ),
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="place",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="place",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="place",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="shelter",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="shelter",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="shelter",
            name="delete_delete",
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="place",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "shelters_placeimage" ("closed_on", "id", "kind", "label", "pgh_created_at", "pgh_label", "room_id", "shelter_id") VALUES (NEW."closed_on", NEW."id", NEW."kind", NEW."label", NOW(), \'insert\', NEW."room_id", NEW."shelter_id"); RETURN NULL;',
                    hash="fadf3cece752c23e739fc7117ed244cb2c7804a7",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_26132",
                    table="shelters_place",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="place",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (ROW(OLD."id", OLD."shelter_id", OLD."room_id", OLD."label", OLD."kind", OLD."closed_on") IS DISTINCT FROM ROW(NEW."id", NEW."shelter_id", NEW."room_id", NEW."label", NEW."kind", NEW."closed_on"))',
                    func='INSERT INTO "shelters_placeimage" ("closed_on", "id", "kind", "label", "pgh_created_at", "pgh_label", "room_id", "shelter_id") VALUES (NEW."closed_on", NEW."id", NEW."kind", NEW."label", NOW(), \'update\', NEW."room_id", NEW."shelter_id"); RETURN NULL;',
                    hash="5d65f6edb70860c046eb79832dc1371872b36fd4",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_911bf",
                    table="shelters_place",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="place",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "shelters_placeimage" ("closed_on", "id", "kind", "label", "pgh_created_at", "pgh_label", "room_id", "shelter_id") VALUES (OLD."closed_on", OLD."id", OLD."kind", OLD."label", NOW(), \'delete\', OLD."room_id", OLD."shelter_id"); RETURN NULL;',
                    hash="fac37bddcf8df49290e071b47f3d7d7fef5fe6a5",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_59b12",
                    table="shelters_place",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="shelter",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "shelters_shelterimage" ("accessible", "admits", "closed_on", "code", "confirmed_at", "district_bg", "district_en", "email", "highest_age", "id", "kind", "languages", "lowest_age", "organisation_id", "pgh_created_at", "pgh_label", "phone", "phone_hours", "sexes", "term", "with_children") VALUES (NEW."accessible", NEW."admits", NEW."closed_on", NEW."code", NEW."confirmed_at", NEW."district_bg", NEW."district_en", NEW."email", NEW."highest_age", NEW."id", NEW."kind", NEW."languages", NEW."lowest_age", NEW."organisation_id", NOW(), \'insert\', NEW."phone", NEW."phone_hours", NEW."sexes", NEW."term", NEW."with_children"); RETURN NULL;',
                    hash="e78e22d297fd5446fd69f2f8a65c19cad27e7921",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_35491",
                    table="shelters_shelter",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="shelter",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (ROW(OLD."id", OLD."code", OLD."organisation_id", OLD."kind", OLD."district_bg", OLD."district_en", OLD."phone", OLD."phone_hours", OLD."email", OLD."admits", OLD."sexes", OLD."lowest_age", OLD."highest_age", OLD."with_children", OLD."accessible", OLD."languages", OLD."term", OLD."confirmed_at", OLD."closed_on") IS DISTINCT FROM ROW(NEW."id", NEW."code", NEW."organisation_id", NEW."kind", NEW."district_bg", NEW."district_en", NEW."phone", NEW."phone_hours", NEW."email", NEW."admits", NEW."sexes", NEW."lowest_age", NEW."highest_age", NEW."with_children", NEW."accessible", NEW."languages", NEW."term", NEW."confirmed_at", NEW."closed_on"))',
                    func='INSERT INTO "shelters_shelterimage" ("accessible", "admits", "closed_on", "code", "confirmed_at", "district_bg", "district_en", "email", "highest_age", "id", "kind", "languages", "lowest_age", "organisation_id", "pgh_created_at", "pgh_label", "phone", "phone_hours", "sexes", "term", "with_children") VALUES (NEW."accessible", NEW."admits", NEW."closed_on", NEW."code", NEW."confirmed_at", NEW."district_bg", NEW."district_en", NEW."email", NEW."highest_age", NEW."id", NEW."kind", NEW."languages", NEW."lowest_age", NEW."organisation_id", NOW(), \'update\', NEW."phone", NEW."phone_hours", NEW."sexes", NEW."term", NEW."with_children"); RETURN NULL;',
                    hash="ccaa8008889cdbd317193c9db7ee8514f67eb718",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_87957",
                    table="shelters_shelter",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="shelter",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "shelters_shelterimage" ("accessible", "admits", "closed_on", "code", "confirmed_at", "district_bg", "district_en", "email", "highest_age", "id", "kind", "languages", "lowest_age", "organisation_id", "pgh_created_at", "pgh_label", "phone", "phone_hours", "sexes", "term", "with_children") VALUES (OLD."accessible", OLD."admits", OLD."closed_on", OLD."code", OLD."confirmed_at", OLD."district_bg", OLD."district_en", OLD."email", OLD."highest_age", OLD."id", OLD."kind", OLD."languages", OLD."lowest_age", OLD."organisation_id", NOW(), \'delete\', OLD."phone", OLD."phone_hours", OLD."sexes", OLD."term", OLD."with_children"); RETURN NULL;',
                    hash="ac2d28d64a8e3672a2ce7998c21a42f68f0586a0",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_963ef",
                    table="shelters_shelter",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="closeddaysimage",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="e251791b20978f26a1ba17d536d58e9b25e09c2d",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_e7bd0",
                    table="shelters_closeddaysimage",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="holdimage",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="d15c69fd6eb110b5adc06c4ab8ca95fd9e87c4dd",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_89b0c",
                    table="shelters_holdimage",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="outageimage",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="e5a606951b86db5083a6c8c3eb27d96b69e857ea",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_c5a0d",
                    table="shelters_outageimage",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="roomimage",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="e22c537bef1ad600676825b3e6aa09a21b1d22dc",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_bc167",
                    table="shelters_roomimage",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="closeddays",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "shelters_closeddaysimage" ("from_on", "id", "last_on", "pgh_created_at", "pgh_label", "shelter_id") VALUES (NEW."from_on", NEW."id", NEW."last_on", NOW(), \'insert\', NEW."shelter_id"); RETURN NULL;',
                    hash="6b8aa0a2e3b0706324a573357a4de61a1ffe802f",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_662b6",
                    table="shelters_closeddays",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="closeddays",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (ROW(OLD."id", OLD."shelter_id", OLD."from_on", OLD."last_on") IS DISTINCT FROM ROW(NEW."id", NEW."shelter_id", NEW."from_on", NEW."last_on"))',
                    func='INSERT INTO "shelters_closeddaysimage" ("from_on", "id", "last_on", "pgh_created_at", "pgh_label", "shelter_id") VALUES (NEW."from_on", NEW."id", NEW."last_on", NOW(), \'update\', NEW."shelter_id"); RETURN NULL;',
                    hash="6ac22dcd26836d87095f82640c41f9f06181b78f",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_4f303",
                    table="shelters_closeddays",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="closeddays",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "shelters_closeddaysimage" ("from_on", "id", "last_on", "pgh_created_at", "pgh_label", "shelter_id") VALUES (OLD."from_on", OLD."id", OLD."last_on", NOW(), \'delete\', OLD."shelter_id"); RETURN NULL;',
                    hash="7ac3454c722d41dec5d098099284d6cc954e0dc8",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_f1215",
                    table="shelters_closeddays",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="hold",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "shelters_holdimage" ("beside_id", "case_id", "ended_at", "ending", "expires_at", "extended_at", "extension_reason", "from_on", "held_at", "held_by_id", "id", "number", "person_id", "pgh_created_at", "pgh_label", "place_id", "recorded_at", "stay_id", "to_on") VALUES (NEW."beside_id", NEW."case_id", NEW."ended_at", NEW."ending", NEW."expires_at", NEW."extended_at", NEW."extension_reason", NEW."from_on", NEW."held_at", NEW."held_by_id", NEW."id", NEW."number", NEW."person_id", NOW(), \'insert\', NEW."place_id", NEW."recorded_at", NEW."stay_id", NEW."to_on"); RETURN NULL;',
                    hash="90c12321c11d20e095346be8df97b8f5e710d39f",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_090d1",
                    table="shelters_hold",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="hold",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (ROW(OLD."id", OLD."case_id", OLD."person_id", OLD."number", OLD."place_id", OLD."beside_id", OLD."from_on", OLD."to_on", OLD."held_at", OLD."held_by_id", OLD."expires_at", OLD."extended_at", OLD."extension_reason", OLD."ended_at", OLD."ending", OLD."stay_id", OLD."recorded_at") IS DISTINCT FROM ROW(NEW."id", NEW."case_id", NEW."person_id", NEW."number", NEW."place_id", NEW."beside_id", NEW."from_on", NEW."to_on", NEW."held_at", NEW."held_by_id", NEW."expires_at", NEW."extended_at", NEW."extension_reason", NEW."ended_at", NEW."ending", NEW."stay_id", NEW."recorded_at"))',
                    func='INSERT INTO "shelters_holdimage" ("beside_id", "case_id", "ended_at", "ending", "expires_at", "extended_at", "extension_reason", "from_on", "held_at", "held_by_id", "id", "number", "person_id", "pgh_created_at", "pgh_label", "place_id", "recorded_at", "stay_id", "to_on") VALUES (NEW."beside_id", NEW."case_id", NEW."ended_at", NEW."ending", NEW."expires_at", NEW."extended_at", NEW."extension_reason", NEW."from_on", NEW."held_at", NEW."held_by_id", NEW."id", NEW."number", NEW."person_id", NOW(), \'update\', NEW."place_id", NEW."recorded_at", NEW."stay_id", NEW."to_on"); RETURN NULL;',
                    hash="6e5182dd73ae0b3b697b2d8fe8b8cfc345aa18c3",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_f4e4d",
                    table="shelters_hold",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="hold",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "shelters_holdimage" ("beside_id", "case_id", "ended_at", "ending", "expires_at", "extended_at", "extension_reason", "from_on", "held_at", "held_by_id", "id", "number", "person_id", "pgh_created_at", "pgh_label", "place_id", "recorded_at", "stay_id", "to_on") VALUES (OLD."beside_id", OLD."case_id", OLD."ended_at", OLD."ending", OLD."expires_at", OLD."extended_at", OLD."extension_reason", OLD."from_on", OLD."held_at", OLD."held_by_id", OLD."id", OLD."number", OLD."person_id", NOW(), \'delete\', OLD."place_id", OLD."recorded_at", OLD."stay_id", OLD."to_on"); RETURN NULL;',
                    hash="d80cb2f15ef48628615c74c6837c6eaef5afc022",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_ffeb5",
                    table="shelters_hold",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="outage",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "shelters_outageimage" ("from_on", "id", "pgh_created_at", "pgh_label", "place_id", "reason", "to_on") VALUES (NEW."from_on", NEW."id", NOW(), \'insert\', NEW."place_id", NEW."reason", NEW."to_on"); RETURN NULL;',
                    hash="339b098f487f68d9b197f8ba9b7bc82fca0fc155",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_54466",
                    table="shelters_outage",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="outage",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (ROW(OLD."id", OLD."place_id", OLD."from_on", OLD."to_on", OLD."reason") IS DISTINCT FROM ROW(NEW."id", NEW."place_id", NEW."from_on", NEW."to_on", NEW."reason"))',
                    func='INSERT INTO "shelters_outageimage" ("from_on", "id", "pgh_created_at", "pgh_label", "place_id", "reason", "to_on") VALUES (NEW."from_on", NEW."id", NOW(), \'update\', NEW."place_id", NEW."reason", NEW."to_on"); RETURN NULL;',
                    hash="76682a5acf76916988720b943648df4e4e9a08e5",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_80c07",
                    table="shelters_outage",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="outage",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "shelters_outageimage" ("from_on", "id", "pgh_created_at", "pgh_label", "place_id", "reason", "to_on") VALUES (OLD."from_on", OLD."id", NOW(), \'delete\', OLD."place_id", OLD."reason", OLD."to_on"); RETURN NULL;',
                    hash="b2d23f4e95fefdddb04224833b171a6888fb30d9",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_e6d29",
                    table="shelters_outage",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="room",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "shelters_roomimage" ("accessible", "id", "label", "pgh_created_at", "pgh_label", "shelter_id") VALUES (NEW."accessible", NEW."id", NEW."label", NOW(), \'insert\', NEW."shelter_id"); RETURN NULL;',
                    hash="b562c6e5d62f55ef62169d6133b939f56d5a19fc",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_a9a87",
                    table="shelters_room",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="room",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (ROW(OLD."id", OLD."shelter_id", OLD."label", OLD."accessible") IS DISTINCT FROM ROW(NEW."id", NEW."shelter_id", NEW."label", NEW."accessible"))',
                    func='INSERT INTO "shelters_roomimage" ("accessible", "id", "label", "pgh_created_at", "pgh_label", "shelter_id") VALUES (NEW."accessible", NEW."id", NEW."label", NOW(), \'update\', NEW."shelter_id"); RETURN NULL;',
                    hash="b1ea4a4d5f813276edb42b40ba34b12473dbffba",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_4aa93",
                    table="shelters_room",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="room",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "shelters_roomimage" ("accessible", "id", "label", "pgh_created_at", "pgh_label", "shelter_id") VALUES (OLD."accessible", OLD."id", OLD."label", NOW(), \'delete\', OLD."shelter_id"); RETURN NULL;',
                    hash="f610e15254e39ae289ec3fb16cb691ea28995758",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_575f0",
                    table="shelters_room",
                    when="AFTER",
                ),
            ),
        ),
        migrations.RunSQL(CLAIMED, migrations.RunSQL.noop),
        migrations.RunSQL(TAKEN, migrations.RunSQL.noop),
        migrations.RunSQL(HOLD, migrations.RunSQL.noop),
        migrations.RunSQL(ROOM, migrations.RunSQL.noop),
        migrations.RunSQL(TAKEN_SO_FAR, migrations.RunSQL.noop),
    ]
