"""Seven kinds of tampering by the owner of the database, with every trigger off, are found offline and named."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tvcase.audit.sealer import Sealer
from tvcase.audit.verifier import verify

ACTIONS = ("one", "two", "three", "four", "five")
COLUMNS = (
    'at, "on", actor, actor_id, organisation, organisation_id, on_behalf_of, action, area, case_code, about, purpose,'
    " request_id, facts, era, xid, leaf"
)
LEAF_AGAIN = "UPDATE audit_event e SET leaf = sha256('\\x00'::bytea || convert_to(audit_canonical(e), 'UTF8'))"
NEW = UUID("11111111-2222-4333-8444-555555555555")


@pytest.fixture
def sealed(trace):
    """Three seals: over one and two, over three, over four and five."""
    trace.write("one", "two")
    trace.seal()
    trace.write("three")
    trace.seal()
    trace.write("four", "five")
    trace.seal()
    assert trace.verify().problems == []
    return trace


def event(owner, action) -> UUID:
    return owner.execute("SELECT id FROM audit_event WHERE action = %s", [f"tests.trace.{action}"]).fetchone()[0]


def test_an_actor_is_changed(sealed, owner):
    """C16."""
    broken = event(owner, "three")
    owner.execute("UPDATE audit_event SET actor = 'somebody' WHERE id = %s", [broken])

    assert f"Seal 2, event {broken}" in sealed.verify().problems[0]


def test_an_event_gets_a_leaf_that_fits(sealed, owner):
    """C16."""
    broken = event(owner, "four")
    owner.execute("UPDATE audit_event SET action = 'tests.trace.other' WHERE id = %s", [broken])
    owner.execute(LEAF_AGAIN)

    assert f"Seal 3, event {broken}" in sealed.verify().problems[0]


def test_an_event_is_removed(sealed, owner):
    """C16."""
    owner.execute("DELETE FROM audit_event WHERE id = %s", [event(owner, "two")])

    [problem] = sealed.verify().problems
    assert problem.startswith(f"Seal 1: 1 removed, the first is number 2 after event {event(owner, 'one')}")


def test_an_event_is_inserted(sealed, owner):
    """C16."""
    owner.execute("ALTER TABLE audit_event DISABLE TRIGGER USER")
    owner.execute(
        f"INSERT INTO audit_event (id, {COLUMNS}) SELECT %s, {COLUMNS} FROM audit_event WHERE id = %s",
        [NEW, event(owner, "three")],
    )
    owner.execute(LEAF_AGAIN)

    assert f"Seal 2, event {NEW}" in sealed.verify().problems[0]


def test_an_object_is_swapped(sealed, owner):
    """C16."""
    first, second = event(owner, "one"), event(owner, "five")
    owner.execute("UPDATE audit_event SET case_code = 'FIVE' WHERE id = %s", [first])
    owner.execute("UPDATE audit_event SET case_code = 'ONE' WHERE id = %s", [second])

    problems = sealed.verify().problems
    assert f"event {first}" in problems[0]
    assert f"event {second}" in problems[1]


def test_the_log_is_cut_at_its_end(sealed, owner):
    """C16: only the copied heads tell."""
    owner.execute("DELETE FROM audit_event WHERE xid >= (SELECT upto FROM audit_seal WHERE number = 2)")
    owner.execute("DELETE FROM audit_seal WHERE number = 3")

    assert sealed.verify(with_heads=False).problems == []
    [problem] = sealed.verify().problems
    assert "The log ends with seal 2, the copied heads go on to 3" in problem


def test_the_whole_log_is_written_anew_with_another_key(sealed, owner, tmp_path):
    """C16."""
    first = event(owner, "one")
    owner.execute("UPDATE audit_event SET actor = 'somebody'")
    owner.execute(LEAF_AGAIN)
    owner.execute("DELETE FROM audit_seal")
    Sealer(Ed25519PrivateKey.generate(), tmp_path / "other.txt").seal(at=datetime.now(UTC))

    problem = sealed.verify(with_heads=False).problems[0]
    assert problem.startswith("Seal 1: the key of the sealer did not sign it")
    assert str(first) in problem


def test_an_event_is_inserted_where_it_is_sealed_but_says_another_time(sealed, owner):
    owner.execute("ALTER TABLE audit_event DISABLE TRIGGER USER")
    owner.execute(
        f"INSERT INTO audit_event (id, {COLUMNS}) SELECT %s, {COLUMNS} FROM audit_event WHERE id = %s",
        [NEW, event(owner, "one")],
    )
    owner.execute(
        "UPDATE audit_event SET at = at - interval '1 day', xid = (SELECT max(upto) FROM audit_seal) WHERE id = %s",
        [NEW],
    )
    owner.execute(LEAF_AGAIN)
    owner.execute("ALTER TABLE audit_event ENABLE TRIGGER USER")
    sealed.write("six")
    sealed.seal()

    assert f"event {NEW}" in sealed.verify().problems[0]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("UPDATE audit_seal SET leaves = substr(leaves, 33), events = events - 1 WHERE number = 1", "line was changed"),
        ("UPDATE audit_seal SET leaves = substr(leaves, 33) WHERE number = 1", "leaves were changed"),
        ("UPDATE audit_seal SET signature = reverse(signature) WHERE number = 1", "did not sign it"),
        ("UPDATE audit_seal SET sealed_at = sealed_at + interval '1 hour' WHERE number = 1", "line was changed"),
        ("DELETE FROM audit_seal WHERE number = 1", "seals 1 to 1 are missing"),
    ],
)
def test_a_seal_itself_is_changed(sealed, owner, change, said):
    owner.execute(change)

    assert said in sealed.verify().problems[0]


def test_a_file_that_was_cut_is_not_whole(sealed):
    file = sealed.export()
    file.write_text("".join(file.read_text().splitlines(keepends=True)[:-1]))
    with file.open() as lines:
        report = verify(lines, [sealed.sealer.key.public_key()], {})

    assert "The file is not whole" in report.problems[0]


@pytest.mark.pure
@pytest.mark.parametrize("text", ["", "nonsense\n", "tvcase trace 1\nS 1 2 3\nZ 0 0\n", "tvcase trace 1\nE x\nZ 0 1\n"])
def test_what_is_no_trace_is_not_good(text):
    assert verify(text.splitlines(keepends=True), [], {}).problems
