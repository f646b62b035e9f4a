"""Reports of the content policy: logged as rule and kind of page, and nothing else of them."""

import json

import pytest
from structlog.testing import capture_logs

REPORT = {
    "document-uri": "http://testserver/cases/TRK2-2222/person/?family_name=Иванова",
    "referrer": "http://testserver/cases/TRK2-2222/",
    "effective-directive": "script-src-elem",
    "blocked-uri": "https://elsewhere.example/Иванова.js",
    "script-sample": "Иванова",
}
OLD = "application/csp-report"
NEW = "application/reports+json"


@pytest.fixture
def send(client, db):
    def post(body, kind=OLD, **headers):
        text = body if isinstance(body, str) else json.dumps(body)
        with capture_logs() as lines:
            answer = client.post("/csp/", text, content_type=kind, headers=headers)
        return answer.status_code, lines

    return post


def test_a_report_is_logged_without_an_address_or_a_word_of_the_page(send):
    status, lines = send({"csp-report": REPORT})

    assert status == 204
    expected = {"rule": "script-src-elem", "blocked": "elsewhere", "view": "cases:person"}
    assert [{name: line[name] for name in expected} for line in lines] == [expected]
    assert "Иванова" not in str(lines)
    assert "TRK2" not in str(lines)


def test_the_new_form_of_reports_is_read_too(send):
    body = {"documentURL": "http://testserver/nowhere", "effectiveDirective": "style-src", "blockedURL": "inline"}

    status, lines = send([{"type": "csp-violation", "body": body}] * 30, NEW)

    assert status == 204
    assert len(lines) == 10
    assert (lines[0]["rule"], lines[0]["blocked"], lines[0]["view"]) == ("style-src", "inline", "unknown")


@pytest.mark.parametrize(
    ("body", "kind"),
    [("{", OLD), ("x" * 30_000, OLD), ("{}", "text/plain"), ("[" * 5_000, OLD), ("\x00", NEW)],
)
def test_anything_else_is_refused_and_not_logged(send, body, kind):
    assert send(body, kind) == (400, [])


@pytest.mark.parametrize("body", [[], {}, [1], {"csp-report": 1}, {"csp-report": {}}, "null", "7"])
def test_an_odd_report_is_no_failure(send, body):
    status, lines = send(body)

    assert status == 204
    assert all(line["rule"] == "unknown" for line in lines)


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://elsewhere.example"}])
def test_another_site_reports_nothing(send, headers):
    assert send({"csp-report": REPORT}, **headers) == (403, [])
