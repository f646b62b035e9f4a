"""The pages of documents: who finds what, what is recorded, how a file leaves."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cases.models import Document
from tests.documents.conftest import SAMPLE
from tests.documents.test_intake import CANARY, picture
from tests.factories import CaseMemberFactory, UserFactory
from tvcase.audit.models import Event
from tvcase.documents.states import Form, Origin


def page_of(name, case, *arguments):
    return reverse(f"cases:{name}", args=[case.code, *arguments])


def test_a_letter_is_issued_from_its_page(client, case, worker, words):
    where = page_of("document-issue", case, SAMPLE.kind)

    assert SAMPLE.title in words(client.get(where))
    answer = client.post(where, {"subject": str(case.pk), "language": "bg"})

    document = Document.objects.get()
    assert answer.headers["Location"] == document.get_absolute_url()
    assert "being made" in words(client.get(document.get_absolute_url()))
    assert document.code in words(client.get(document.get_absolute_url()))


def test_a_record_that_is_not_offered_is_refused(client, case, worker):
    where = page_of("document-issue", case, SAMPLE.kind)

    assert client.post(where, {"subject": str(worker.pk), "language": "bg"}).status_code == 422
    assert client.post(where, {"subject": str(case.pk), "language": "ar"}).status_code == 422
    assert not Document.objects.exists()


def test_a_kind_that_nobody_registered_is_not_found(client, case, worker):
    assert client.get(page_of("document-issue", case, "nothing")).status_code == 404


def test_the_file_is_what_was_issued_and_taking_it_is_recorded(client, issue, case, worker):
    document = issue()

    answer = client.get(page_of("document-file", case, document.number))

    assert answer.content == document.contents.get(form=Form.ISSUED).content
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{document.code}.pdf"'
    assert "no-store" in answer.headers["Cache-Control"]
    event = Event.objects.using("audit").get(action="cases.document.taken")
    assert (event.actor_id, event.case_code) == (worker.pk, case.code)
    assert event.facts["sha256"] == document.contents.get(form=Form.ISSUED).sha256


def test_a_letter_that_waits_has_no_file(client, issue, case):
    assert client.get(page_of("document-file", case, issue(made=False).number)).status_code == 404


def test_who_may_not_read_it_finds_nothing(client, issue, case):
    number = issue().number
    client.force_login(CaseMemberFactory(case=case, user=UserFactory(shelter_staff=True), role="SHELTER_WORKER").user)

    for name in ("document", "document-file", "document-withdraw"):
        assert client.get(page_of(name, case, number)).status_code == 404, name
    assert SAMPLE.title not in client.get(page_of("documents", case)).content.decode()


def test_a_letter_is_withdrawn_from_its_page(client, issue, case):
    document = issue()

    client.post(page_of("document-withdraw", case, document.number), {"withdrawal": "MISTAKE"})

    document.refresh_from_db()
    assert document.withdrawal == "MISTAKE"


def hand_in(client, case, content, **answers):
    file = SimpleUploadedFile("IMG_0001 Иванова.jpg", content, content_type="application/octet-stream")
    given = {"kind": "COURT_ORDER", "title": "Районен съд, № 7/2026", "area": "legal", "file": file} | answers
    return client.post(page_of("document-upload", case), given)


def test_a_file_is_handed_in_cleaned_and_sealed(client, case, worker):
    answer = hand_in(client, case, picture())

    document = Document.objects.get()
    assert answer.headers["Location"] == document.get_absolute_url()
    assert (document.origin, document.title) == (Origin.UPLOAD, "Районен съд, № 7/2026")
    taken = client.get(page_of("document-file", case, document.number))
    assert taken.headers["Content-Type"] == "image/jpeg"
    assert taken.headers["Content-Disposition"] == f'attachment; filename="{document.number}.jpg"'
    assert CANARY not in taken.content


def test_the_name_of_the_file_is_kept_nowhere(client, case, worker, connect):
    hand_in(client, case, picture())

    assert "Иванова" not in str(list(Event.objects.values_list("facts", flat=True)))
    assert "IMG_0001" not in client.get(Document.objects.get().get_absolute_url()).content.decode()


def test_what_is_no_paper_is_refused_beside_the_field(client, case, worker, words):
    answer = hand_in(client, case, b"MZ" + bytes(100))

    assert answer.status_code == 422
    assert "Only PDF, JPEG and PNG files are taken" in words(answer)
    assert "Районен съд, № 7/2026" in answer.content.decode()
    assert not Document.objects.exists()


def test_no_file_at_all_is_said_so(client, case, worker, words):
    answer = hand_in(client, case, b"", file="")

    assert answer.status_code == 422
    assert "Choose a file of at most 10 MB." in words(answer)


def test_the_same_file_twice_is_refused(client, case, worker, words):
    hand_in(client, case, picture("PNG"))

    assert "handed in already" in words(hand_in(client, case, picture("PNG")))


def test_one_hands_in_only_for_a_part_of_the_file_that_one_may_change(client, case):
    client.force_login(CaseMemberFactory(case=case, user=UserFactory(shelter_staff=True), role="SHELTER_WORKER").user)

    assert hand_in(client, case, picture()).status_code == 422
    assert hand_in(client, case, picture(), area="stay").status_code == 302


def test_the_list_shows_letters_and_files_with_their_state(client, issue, case, words):
    issue()
    hand_in(client, case, picture())

    said = words(client.get(page_of("documents", case)))

    assert SAMPLE.title in said
    assert "Районен съд, № 7/2026" in said
