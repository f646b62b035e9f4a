"""Triggers: only a prosecutor's office decides, only after an effective YES, and what is decided stays decided."""

from django.db import migrations

EU_COUNTRIES = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split()

REQUEST = """
CREATE FUNCTION protection_request_rests_on_the_law() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE entering boolean := TG_OP = 'INSERT' OR NEW.state IS DISTINCT FROM OLD.state;
BEGIN
    IF NEW.office_id IS NOT NULL AND NOT EXISTS (SELECT FROM accounts_organisation o
            WHERE o.id = NEW.office_id AND o.kind = 'PROSECUTORS_OFFICE') THEN
        PERFORM refuse('protection_request_filed_with_a_prosecutors_office', 'filed with a prosecutor''s office only');
    END IF;
    IF entering AND NEW.state = 'FILED' AND NOT EXISTS (
        SELECT FROM cases_cooperationdecision d
          LEFT JOIN cases_decisionannulment a ON a.decision_id = d.id AND a.confirmed_at IS NOT NULL
         WHERE d.id = NEW.decision_to_cooperate_id AND d.case_id = NEW.case_id AND a.id IS NULL
           AND d.value = 'YES' AND d.form IN ('WRITTEN', 'MINUTED') AND d.told_it_ends_period_at IS NOT NULL) THEN
        PERFORM refuse('protection_request_needs_an_effective_yes', 'filing needs an effective decision to cooperate');
    END IF;
    IF entering AND NEW.state IN ('ACTIVE', 'REFUSED') AND NOT EXISTS (SELECT FROM accounts_user u
            WHERE u.id = NEW.decided_by_id AND u.organisation_id = NEW.decided_by_organisation_id
              AND u.roles && ARRAY['prosecutor', 'deputy_head', 'office_head']::varchar[]) THEN
        PERFORM refuse('protection_request_decided_by_a_prosecutor', 'only a prosecutor of the office decides');
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.state <> 'DRAFT' AND
        (NEW.case_id, NEW.number, NEW.asked_on, NEW.own_words, NEW.filed_on, NEW.office_id,
         NEW.decision_to_cooperate_id) IS DISTINCT FROM
        (OLD.case_id, OLD.number, OLD.asked_on, OLD.own_words, OLD.filed_on, OLD.office_id,
         OLD.decision_to_cooperate_id) THEN
        PERFORM refuse('protection_request_filed_is_not_edited', 'what was filed is not edited');
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.state IN ('ACTIVE', 'REFUSED', 'WITHDRAWN') THEN
        PERFORM refuse('protection_request_decision_stands', 'a decision stands as it was made');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER protection_request_rests_on_the_law BEFORE INSERT OR UPDATE ON legal_protectionrequest
    FOR EACH ROW EXECUTE FUNCTION protection_request_rests_on_the_law();
CREATE TRIGGER protection_request_follows_its_flow BEFORE INSERT OR UPDATE ON legal_protectionrequest
    FOR EACH ROW EXECUTE FUNCTION state_follows_its_flow(
        '>DRAFT', 'DRAFT>FILED', 'DRAFT>WITHDRAWN', 'FILED>ACTIVE', 'FILED>REFUSED', 'FILED>WITHDRAWN');
CREATE TRIGGER protection_request_needs_an_open_case BEFORE INSERT ON legal_protectionrequest
    FOR EACH ROW EXECUTE FUNCTION case_must_be_open();
"""

PROTECTION = """
CREATE FUNCTION protection_rests_on_a_grant() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE request legal_protectionrequest%ROWTYPE;
BEGIN
    SELECT * INTO request FROM legal_protectionrequest WHERE id = NEW.request_id;
    IF request.state <> 'ACTIVE' OR request.case_id <> NEW.case_id OR request.decided_on <> NEW.valid_from THEN
        PERFORM refuse('protection_rests_on_a_grant', 'protection rests on a granted request of the same case');
    END IF;
    IF NEW.permit_possible AND EXISTS (
        SELECT FROM cases_case c JOIN cases_person p ON p.id = c.person_id
         WHERE c.id = NEW.case_id AND p.citizenships && ARRAY[%(eu)s]::varchar[]) THEN
        PERFORM refuse('protection_permit_for_non_eu_foreigners', 'a permit is for foreigners from outside the EU');
    END IF;
    IF NEW.ended_on IS NOT NULL AND (NEW.ended_by_organisation_id <> request.office_id OR NOT EXISTS (
        SELECT FROM accounts_user u WHERE u.id = NEW.ended_by_id AND u.organisation_id = request.office_id
           AND u.roles && ARRAY['prosecutor', 'deputy_head', 'office_head']::varchar[])) THEN
        PERFORM refuse('protection_ended_by_a_prosecutor', 'only a prosecutor of the office ends protection');
    END IF;
    IF TG_OP = 'UPDATE' AND (OLD.ended_on IS NOT NULL OR (NEW.case_id, NEW.request_id, NEW.valid_from)
        IS DISTINCT FROM (OLD.case_id, OLD.request_id, OLD.valid_from)) THEN
        PERFORM refuse('protection_end_is_final', 'an ended protection does not revive');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER protection_rests_on_a_grant BEFORE INSERT OR UPDATE ON legal_protection
    FOR EACH ROW EXECUTE FUNCTION protection_rests_on_a_grant();
"""

CLOSING = """
CREATE FUNCTION case_closes_without_open_request() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.closed_on IS NOT NULL AND (
        EXISTS (SELECT FROM legal_protectionrequest WHERE case_id = NEW.id AND state IN ('DRAFT', 'FILED'))
        OR EXISTS (SELECT FROM legal_protection WHERE case_id = NEW.id AND ended_on IS NULL)) THEN
        PERFORM refuse('case_closes_without_open_request', 'a request or a protection is still open');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER case_closes_without_open_request BEFORE UPDATE OF closed_on ON cases_case
    FOR EACH ROW EXECUTE FUNCTION case_closes_without_open_request();
"""


class Migration(migrations.Migration):
    dependencies = [("legal", "0001_initial"), ("cases", "0002_what_only_the_database_knows")]
    operations = [
        migrations.RunSQL(REQUEST, migrations.RunSQL.noop),
        migrations.RunSQL(
            PROTECTION.replace("%(eu)s", ", ".join(f"'{code}'" for code in EU_COUNTRIES)),
            migrations.RunSQL.noop,
        ),
        migrations.RunSQL(CLOSING, migrations.RunSQL.noop),
    ]
