"""What is written about a person is sealed; constraints ask only whether something is there."""

import tvcase.sealing.conversion
import tvcase.sealing.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("legal", "0002_what_only_the_database_knows"),
        ("cases", "0003_sealed"),
        ("sealing", "0001_initial"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="protection",
            name="protection_end_has_a_kind_an_act_and_a_prosecutor",
        ),
        migrations.RemoveConstraint(
            model_name="protection",
            name="protection_terminated_on_one_of_three_grounds",
        ),
        migrations.RemoveConstraint(
            model_name="protection",
            name="protection_permit_only_for_non_eu_foreigners",
        ),
        migrations.RemoveConstraint(
            model_name="protection",
            name="protection_permit_is_whole",
        ),
        migrations.RemoveConstraint(
            model_name="protectionrequest",
            name="protection_request_decided_means_dated_and_reasoned",
        ),
        tvcase.sealing.conversion.Seal(
            model_name="protection",
            fields={
                "end_reference": tvcase.sealing.fields.SealedText(
                    blank=True, key="case_id", max_length=60, verbose_name="reference of the act"
                ),
                "permit_number": tvcase.sealing.fields.SealedText(
                    blank=True, key="case_id", max_length=40, verbose_name="number of the permit"
                ),
                "termination_reasons": tvcase.sealing.fields.SealedText(
                    blank=True, key="case_id", max_length=6000, verbose_name="reasons"
                ),
            },
        ),
        tvcase.sealing.conversion.Seal(
            model_name="protectionrequest",
            fields={
                "decision_reasons": tvcase.sealing.fields.SealedText(
                    blank=True, key="case_id", max_length=6000, verbose_name="reasons"
                ),
                "decision_reference": tvcase.sealing.fields.SealedText(
                    blank=True, key="case_id", max_length=60, verbose_name="reference of the decision"
                ),
                "own_words": tvcase.sealing.fields.SealedText(
                    blank=True, key="case_id", max_length=4000, verbose_name="what the person asks for, in own words"
                ),
            },
        ),
        migrations.AddConstraint(
            model_name="protection",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        models.Q(("ended_on", None), ("end_kind", "")),
                        models.Q(
                            models.Q(("ended_on", None), _negated=True), models.Q(("end_kind", ""), _negated=True)
                        ),
                        _connector="OR",
                    ),
                    models.Q(
                        models.Q(("ended_on__isnull", False), _negated=True),
                        models.Q(
                            ("ended_by__isnull", False),
                            ("ended_by_organisation__isnull", False),
                            ("end_reference__isnull", False),
                        ),
                        _connector="OR",
                    ),
                    models.Q(("end_kind", ""), ("end_kind__in", ["PROCEEDINGS_ENDED", "TERMINATED"]), _connector="OR"),
                ),
                name="protection_end_has_a_kind_an_act_and_a_prosecutor",
                violation_error_message="The end needs its day, its kind and the reference of the act.",
            ),
        ),
        migrations.AddConstraint(
            model_name="protection",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        models.Q(
                            ("end_kind", "TERMINATED"),
                            (
                                "termination_ground__in",
                                ["CONTACT_RENEWED", "CONSENT_FICTITIOUS", "PUBLIC_ORDER_OR_SECURITY"],
                            ),
                            ("termination_reasons__isnull", False),
                        ),
                        models.Q(
                            models.Q(("end_kind", "TERMINATED"), _negated=True),
                            models.Q(
                                (
                                    "termination_ground__in",
                                    ["CONTACT_RENEWED", "CONSENT_FICTITIOUS", "PUBLIC_ORDER_OR_SECURITY"],
                                ),
                                ("termination_reasons__isnull", False),
                                _negated=True,
                            ),
                        ),
                        _connector="OR",
                    ),
                    models.Q(("end_kind", "TERMINATED"), ("termination_ground", ""), _connector="OR"),
                ),
                name="protection_terminated_on_one_of_three_grounds",
                violation_error_message="Protection is terminated only on one of the three grounds, with reasons.",
            ),
        ),
        migrations.AddConstraint(
            model_name="protection",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("permit_possible", True),
                    models.Q(("permit_issued_on", None), ("permit_number", None), ("permit_valid_to", None)),
                    _connector="OR",
                ),
                name="protection_permit_only_for_non_eu_foreigners",
                violation_error_message="A residence permit belongs only to foreigners from outside the European Union.",
            ),
        ),
        migrations.AddConstraint(
            model_name="protection",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("permit_issued_on", None), ("permit_number", None), ("permit_valid_to", None)),
                    models.Q(
                        ("permit_number__isnull", False),
                        ("permit_issued_on__isnull", False),
                        ("permit_valid_to__gte", models.F("permit_issued_on")),
                        ("permit_valid_to__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="protection_permit_is_whole",
                violation_error_message="A permit needs its number, its day of issue and a later last day.",
            ),
        ),
        migrations.AddConstraint(
            model_name="protectionrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("state__in", ("ACTIVE", "REFUSED")),
                        ("decided_by__isnull", False),
                        ("decided_by_organisation__isnull", False),
                        ("decided_on__isnull", False),
                        ("decision_reference__isnull", False),
                        ("decision_reasons__isnull", False),
                    ),
                    models.Q(
                        models.Q(("state__in", ("ACTIVE", "REFUSED")), _negated=True),
                        models.Q(
                            ("decided_by__isnull", False),
                            ("decided_by_organisation__isnull", False),
                            ("decided_on__isnull", False),
                            ("decision_reference__isnull", False),
                            ("decision_reasons__isnull", False),
                            _negated=True,
                        ),
                    ),
                    _connector="OR",
                ),
                name="protection_request_decided_means_dated_and_reasoned",
                violation_error_message="A decision needs its day, its reference and its reasons.",
            ),
        ),
    ]
