"""Names are sealed: what is written about a person becomes ciphertext, and is found by tokens only."""

import django.core.validators
import django.db.models.deletion
import tvcase.sealing.conversion
import tvcase.sealing.fields
from django.db import migrations, models

from tvcase.keys import provider

LABELS = {"personspelling": "alias", "persondocument": "document"}


def index(apps, schema_editor):
    """Tokens in place of the keys that a search compared: the same values, under the key of the blind index."""
    using = schema_editor.connection.alias
    token = apps.get_model("cases", "PersonToken")
    for person in apps.get_model("cases", "Person").objects.using(using).iterator():
        found = {("family", provider().token(person.organisation_id, "family", key)) for key in person.family_keys}
        for model, label in LABELS.items():
            for row in apps.get_model("cases", model).objects.using(using).filter(person=person):
                row.token = provider().token(0, f"within {person.pk}", row.key)
                row.save(update_fields=["token"])
                if label == "document" or row.kind == "ALIAS":
                    found.add((label, provider().token(person.organisation_id, label, row.key)))
        token.objects.using(using).bulk_create(token(person=person, label=label, token=value) for label, value in found)
    schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


class Migration(migrations.Migration):
    dependencies = [("cases", "0002_what_only_the_database_knows"), ("sealing", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="PersonToken",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("label", models.CharField(max_length=10, verbose_name="what it stands for")),
                ("token", models.BinaryField()),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.RemoveConstraint(
            model_name="childnotice",
            name="child_notice_sent_means_by_whom_and_how",
        ),
        migrations.RemoveConstraint(
            model_name="decisionannulment",
            name="decision_annulment_gives_its_reason",
        ),
        migrations.RemoveConstraint(
            model_name="handover",
            name="handover_declined_means_a_reason",
        ),
        migrations.RemoveConstraint(
            model_name="identification",
            name="identification_informal_gives_its_reasons",
        ),
        migrations.RemoveConstraint(
            model_name="identification",
            name="identification_formal_has_officer_and_reference",
        ),
        migrations.RemoveConstraint(
            model_name="identification",
            name="identification_refusal_gives_reasons",
        ),
        migrations.RemoveConstraint(
            model_name="identification",
            name="identification_request_has_its_basis",
        ),
        migrations.RemoveConstraint(
            model_name="identification",
            name="identification_annulled_means_dated_and_reasoned",
        ),
        migrations.RemoveConstraint(
            model_name="persondocument",
            name="person_document_once",
        ),
        migrations.RemoveConstraint(
            model_name="personspelling",
            name="person_spelling_once",
        ),
        migrations.RemoveConstraint(
            model_name="returnplan",
            name="return_plan_ready_means_expected",
        ),
        migrations.RemoveIndex(
            model_name="person",
            name="person_by_family_name",
        ),
        migrations.AddField(
            model_name="persondocument",
            name="token",
            field=models.BinaryField(default=b"x"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="personspelling",
            name="token",
            field=models.BinaryField(default=b"x"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="persontoken",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="tokens", to="cases.person"
            ),
        ),
        migrations.AddIndex(
            model_name="persontoken",
            index=models.Index(models.F("label"), models.F("token"), name="person_by_token"),
        ),
        migrations.AddConstraint(
            model_name="persontoken",
            constraint=models.UniqueConstraint(
                models.F("person"), models.F("label"), models.F("token"), name="person_token_once"
            ),
        ),
        migrations.RunPython(index, migrations.RunPython.noop),
        migrations.RemoveField(
            model_name="persondocument",
            name="key",
        ),
        migrations.RemoveField(
            model_name="personspelling",
            name="key",
        ),
        migrations.RemoveField(
            model_name="person",
            name="family_keys",
        ),
        migrations.RemoveConstraint(model_name="person", name="person_birth_date_has_a_precision"),
        tvcase.sealing.conversion.Seal(
            model_name="agefinding",
            fields={
                "evidence": tvcase.sealing.fields.SealedText(
                    key="case_id", max_length=300, verbose_name="what it rests on"
                )
            },
        ),
        tvcase.sealing.conversion.Seal(
            model_name="childnotice",
            fields={
                "reference": tvcase.sealing.fields.SealedText(
                    blank=True, key="case_id", max_length=80, verbose_name="reference of the letter or call"
                )
            },
        ),
        tvcase.sealing.conversion.Seal(
            model_name="cooperationdecision",
            fields={
                "interpreter": tvcase.sealing.fields.SealedText(
                    blank=True, key="case_id", max_length=120, verbose_name="interpreter"
                )
            },
        ),
        tvcase.sealing.conversion.Seal(
            model_name="decisionannulment",
            fields={
                "reason": tvcase.sealing.fields.SealedText(
                    key="decision.case_id", max_length=2000, verbose_name="reason"
                )
            },
        ),
        tvcase.sealing.conversion.Seal(
            model_name="handover",
            fields={
                "consent_note": tvcase.sealing.fields.SealedText(
                    key="case_id", max_length=300, verbose_name="how the consent was given"
                ),
                "decline_reason": tvcase.sealing.fields.SealedText(
                    blank=True, key="case_id", max_length=500, verbose_name="why it cannot"
                ),
            },
        ),
        tvcase.sealing.conversion.Seal(
            model_name="identification",
            fields={
                "annulment_reason": tvcase.sealing.fields.SealedText(
                    blank=True, key="case_id", max_length=4000, verbose_name="reason for the annulment"
                ),
                "conclusion": tvcase.sealing.fields.SealedText(
                    blank=True, key="case_id", max_length=4000, verbose_name="conclusion with reasons"
                ),
                "decision_reference": tvcase.sealing.fields.SealedText(
                    blank=True, key="case_id", max_length=60, verbose_name="reference of the decision"
                ),
                "pre_trial_number": tvcase.sealing.fields.SealedText(
                    blank=True, key="case_id", max_length=60, verbose_name="number of the pre-trial proceedings"
                ),
                "refusal_reasons": tvcase.sealing.fields.SealedText(
                    blank=True, key="case_id", max_length=4000, verbose_name="reasons for the refusal"
                ),
                "request_reason": tvcase.sealing.fields.SealedText(
                    blank=True, key="case_id", max_length=2000, verbose_name="consent or reason, as recorded"
                ),
            },
        ),
        tvcase.sealing.conversion.Seal(
            model_name="indicatorobservation",
            fields={
                "note": tvcase.sealing.fields.SealedText(blank=True, key="case_id", max_length=500, verbose_name="note")
            },
        ),
        tvcase.sealing.conversion.Seal(
            model_name="person",
            fields={
                "alias_in_use": tvcase.sealing.fields.SealedText(
                    blank=True, key="id", max_length=80, verbose_name="how she or he wants to be called"
                ),
                "born_on": tvcase.sealing.fields.SealedDate(blank=True, key="id", verbose_name="date of birth"),
                "code_word": tvcase.sealing.fields.SealedText(
                    blank=True, key="id", max_length=60, verbose_name="code word"
                ),
                "contact_note": tvcase.sealing.fields.SealedText(
                    blank=True, key="id", max_length=300, verbose_name="what to avoid when making contact"
                ),
                "email": tvcase.sealing.fields.SealedText(
                    blank=True,
                    key="id",
                    max_length=254,
                    validators=[django.core.validators.EmailValidator()],
                    verbose_name="e-mail",
                ),
                "family_name": tvcase.sealing.fields.SealedText(
                    blank=True, key="id", max_length=80, verbose_name="family name"
                ),
                "family_name_latin": tvcase.sealing.fields.SealedText(
                    blank=True, key="id", max_length=80, verbose_name="family name in Latin letters"
                ),
                "given_name": tvcase.sealing.fields.SealedText(
                    blank=True, key="id", max_length=80, verbose_name="given name"
                ),
                "given_name_latin": tvcase.sealing.fields.SealedText(
                    blank=True, key="id", max_length=80, verbose_name="given name in Latin letters"
                ),
                "middle_name": tvcase.sealing.fields.SealedText(
                    blank=True, key="id", max_length=80, verbose_name="father's or middle name"
                ),
                "phone": tvcase.sealing.fields.SealedText(blank=True, key="id", max_length=30, verbose_name="phone"),
                "safe_hours": tvcase.sealing.fields.SealedText(
                    blank=True, key="id", max_length=120, verbose_name="safe hours"
                ),
            },
        ),
        tvcase.sealing.conversion.Seal(
            model_name="persondocument",
            fields={
                "document_number": tvcase.sealing.fields.SealedText(
                    key="person_id", max_length=40, verbose_name="number"
                )
            },
        ),
        tvcase.sealing.conversion.Seal(
            model_name="personspelling",
            fields={"text": tvcase.sealing.fields.SealedText(key="person_id", max_length=80, verbose_name="text")},
        ),
        tvcase.sealing.conversion.Seal(
            model_name="returnplan",
            fields={
                "destination": tvcase.sealing.fields.SealedText(
                    blank=True, key="case_id", max_length=120, verbose_name="destination"
                ),
                "met_by": tvcase.sealing.fields.SealedText(
                    blank=True, key="case_id", max_length=120, verbose_name="met by"
                ),
                "receiving_party": tvcase.sealing.fields.SealedText(
                    blank=True, key="case_id", max_length=200, verbose_name="who receives the person"
                ),
            },
        ),
        tvcase.sealing.conversion.Seal(
            model_name="rightsbriefing",
            fields={
                "informed_by": tvcase.sealing.fields.SealedText(
                    key="case_id", max_length=120, verbose_name="who told the person"
                ),
                "interpreter": tvcase.sealing.fields.SealedText(
                    blank=True, key="case_id", max_length=120, verbose_name="interpreter"
                ),
            },
        ),
        migrations.AddConstraint(
            model_name="childnotice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        models.Q(("sent_at", None), ("sent_by", None)),
                        models.Q(
                            models.Q(("sent_at", None), _negated=True), models.Q(("sent_by", None), _negated=True)
                        ),
                        _connector="OR",
                    ),
                    models.Q(
                        models.Q(("sent_at__isnull", False), _negated=True),
                        ("reference__isnull", False),
                        _connector="OR",
                    ),
                ),
                name="child_notice_sent_means_by_whom_and_how",
                violation_error_message="Say how the notice was sent: its reference, or whom you called.",
            ),
        ),
        migrations.AddConstraint(
            model_name="decisionannulment",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason__isnull", False)),
                name="decision_annulment_gives_its_reason",
                violation_error_message="Write the reason.",
            ),
        ),
        migrations.AddConstraint(
            model_name="handover",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "DECLINED"), _negated=True), ("decline_reason__isnull", False), _connector="OR"
                ),
                name="handover_declined_means_a_reason",
                violation_error_message="Say why the case cannot be taken.",
            ),
        ),
        migrations.AddConstraint(
            model_name="identification",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "INFORMAL_CONFIRMED"), _negated=True),
                    ("conclusion__isnull", False),
                    _connector="OR",
                ),
                name="identification_informal_gives_its_reasons",
                violation_error_message="Write the conclusion and its reasons.",
            ),
        ),
        migrations.AddConstraint(
            model_name="identification",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["FORMAL_CONFIRMED", "FORMAL_ANNULLED"]), _negated=True),
                    models.Q(("decision_reference__isnull", False), ("officer__isnull", False)),
                    _connector="OR",
                ),
                name="identification_formal_has_officer_and_reference",
                violation_error_message="A formal identification needs the officer and the reference of the decision.",
            ),
        ),
        migrations.AddConstraint(
            model_name="identification",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        models.Q(
                            ("state", "FORMAL_REFUSED"),
                            ("refusal_reasons__isnull", False),
                            ("refused_on__isnull", False),
                        ),
                        models.Q(
                            models.Q(("state", "FORMAL_REFUSED"), _negated=True),
                            models.Q(("refusal_reasons__isnull", False), ("refused_on__isnull", False), _negated=True),
                        ),
                        _connector="OR",
                    ),
                    models.Q(
                        models.Q(("state", "FORMAL_REFUSED"), _negated=True),
                        ("officer__isnull", False),
                        _connector="OR",
                    ),
                ),
                name="identification_refusal_gives_reasons",
                violation_error_message="A refusal needs its day and its reasons.",
            ),
        ),
        migrations.AddConstraint(
            model_name="identification",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "FORMAL_REQUESTED"), _negated=True),
                    models.Q(
                        ("request_basis__in", ["CONSENT", "CHILD", "RISK_TO_LIFE"]),
                        ("requested_by__isnull", False),
                        ("requested_on__isnull", False),
                        ("request_reason__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="identification_request_has_its_basis",
                violation_error_message="Record the person's consent, or why the authority is told without it.",
            ),
        ),
        migrations.AddConstraint(
            model_name="identification",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("state", "FORMAL_ANNULLED"),
                        ("annulled_at__isnull", False),
                        ("annulled_by__isnull", False),
                        ("annulment_reason__isnull", False),
                    ),
                    models.Q(
                        models.Q(("state", "FORMAL_ANNULLED"), _negated=True),
                        models.Q(
                            ("annulled_at__isnull", False),
                            ("annulled_by__isnull", False),
                            ("annulment_reason__isnull", False),
                            _negated=True,
                        ),
                    ),
                    _connector="OR",
                ),
                name="identification_annulled_means_dated_and_reasoned",
                violation_error_message="An annulment needs its time and its reason.",
            ),
        ),
        migrations.AddConstraint(
            model_name="persondocument",
            constraint=models.UniqueConstraint(
                models.F("person"),
                models.F("kind"),
                models.F("token"),
                name="person_document_once",
                violation_error_message="This document is already recorded.",
            ),
        ),
        migrations.AddConstraint(
            model_name="personspelling",
            constraint=models.UniqueConstraint(
                models.F("person"),
                models.F("kind"),
                models.F("token"),
                name="person_spelling_once",
                violation_error_message="This spelling is already recorded.",
            ),
        ),
        migrations.AddConstraint(
            model_name="returnplan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["READY", "IN_TRANSIT", "ARRIVED"]), _negated=True),
                    models.Q(
                        ("planned_on__isnull", False),
                        ("reception_confirmed_on__isnull", False),
                        ("receiving_party__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="return_plan_ready_means_expected",
                violation_error_message="Say who receives the person, since when that is confirmed, and the day of departure.",
            ),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("born_on", None), ("born_precision", "")),
                    models.Q(("born_on__isnull", False), ("born_precision__in", ["EXACT", "YEAR", "ESTIMATED"])),
                    _connector="OR",
                ),
                name="person_birth_date_has_a_precision",
                violation_error_message="Say how exact the date of birth is.",
            ),
        ),
    ]
