"""The keys of the installation and of single files: made, changed, retired, destroyed."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from cases import erasure
from cases.indexing import index_anew
from cases.models import Case
from tvcase import keys
from tvcase.drafts.drawers import destroy_empty
from tvcase.sealing import rotation
from tvcase.wall.identity import identified
from tvcase.wall.policies import MIGRATION
from tvcase.wall.signing import Identity

OWNER = "owner"
SETTLED = 600  # seconds after which whatever began with the key before has ended


class Command(BaseCommand):
    """Runs on the server; all but `new` over `DATABASE_OWNER_URL`: the application's role cannot change a key."""

    help = (
        "Keys that seal what is written about people. All but `new` need DATABASE_OWNER_URL: the owner of the tables "
        "changes keys, the roles of web and worker cannot. See docs/security.md."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        new = verbs.add_parser("new", help="write a new key file; refuses one that is there")
        new.add_argument("file", type=Path)
        verbs.add_parser("show", help="how many files each key-encryption key is used for")
        verbs.add_parser("rotate", help="add a new key-encryption key and wrap every file's key by it; resumable")
        verbs.add_parser("resume", help="go on wrapping after a rotation that was stopped")
        retire = verbs.add_parser("retire", help="take a key-encryption key out of the key file that nothing uses")
        retire.add_argument("id")
        retire.add_argument("--at-once", action="store_true", help="while nothing else runs")
        verbs.add_parser("index", help="make the blind index of names anew, after the root of the keys was changed")
        case = verbs.add_parser("rotate-case", help="give one file another data key and seal all of it anew")
        case.add_argument("code")
        verbs.add_parser("drafts", help="destroy the keys of forms that were sent or forgotten; safe every day")
        destroy = verbs.add_parser("destroy", help="destroy the key of one closed file: it is erased for ever")
        destroy.add_argument("code")
        destroy.add_argument("--by", required=True, help="user name of who asks for it")
        destroy.add_argument("--confirmed-by", required=True, help="user name of the second person")
        destroy.add_argument("--reason", required=True, choices=erasure.ErasureGround.values)

    def handle(self, *args: Any, **options: Any) -> None:
        verb = options["verb"]
        if verb == "new":
            self.new(options["file"])
            return
        if OWNER not in settings.DATABASES:
            raise CommandError("Set DATABASE_OWNER_URL: only the owner of the tables changes keys.")
        with identified(Identity(purpose=MIGRATION)):
            getattr(self, verb.replace("-", "_"))(options)

    def new(self, file: Path) -> None:
        if file.exists():
            raise CommandError(f"{file} is there already: it may be the only one that opens the files.")
        keys.write_key_file(file, keys.new_key_file())
        self.stdout.write(f"{file} is written. Keep a copy of it apart from the backups of the database.")

    def show(self, options: Any) -> None:
        current = keys.provider().current
        for kek, files in (dict.fromkeys([current], 0) | rotation.wrapped_by(OWNER)).items():
            self.stdout.write(f"{kek}{' (current)' if kek == current else ''}: {files} files")

    def rotate(self, options: Any) -> None:
        path = Path(settings.KEY_FILE)
        keys.write_key_file(path, keys.with_new_key(path.read_text()))
        self.stdout.write(f"The new key is {keys.provider().current}.")
        self.resume(options)

    def resume(self, options: Any) -> None:
        for done, total in rotation.wrap_anew(OWNER):
            self.stdout.write(f"{done} of {total} files")
        self.show(options)

    def retire(self, options: Any) -> None:
        path, kek = Path(settings.KEY_FILE), options["id"]
        provider = keys.provider()
        if kek == provider.current:
            raise CommandError(f"{kek} is the current key: rotate first.")
        age = timezone.now().timestamp() - path.stat().st_mtime
        if age < SETTLED and not options["at_once"]:
            raise CommandError(f"Wait {SETTLED - age:.0f} seconds more: what had begun with this key must have ended.")
        if files := rotation.wrapped_by(OWNER).get(kek):
            raise CommandError(f"{files} files are wrapped by {kek}: run `keys resume` first.")
        try:
            keys.write_key_file(path, keys.without_key(path.read_text(), kek))
        except KeyError:
            raise CommandError(f"{path} has no key {kek}.") from None
        self.stdout.write(f"{kek} is retired. Backups from before open only with a copy of it.")

    def index(self, options: Any) -> None:
        for done, total in index_anew(OWNER):
            self.stdout.write(f"{done} of {total} people")

    def rotate_case(self, options: Any) -> None:
        at = timezone.now()
        try:
            count = erasure.new_keys(options["code"], using=OWNER, at=at, on=timezone.localdate(at))
        except Case.DoesNotExist:
            raise CommandError("There is no case of this code.") from None
        self.stdout.write(f"{count} values are sealed under a new key.")

    def drafts(self, options: Any) -> None:
        at = timezone.now()
        gone = destroy_empty(OWNER, at=at, on=timezone.localdate(at))
        self.stdout.write(f"{gone} keys are destroyed.")

    def destroy(self, options: Any) -> None:
        at = timezone.now()
        try:
            gone = erasure.erase(
                options["code"],
                ground=options["reason"],
                by=options["by"],
                confirmed_by=options["confirmed_by"],
                using=OWNER,
                at=at,
                on=timezone.localdate(at),
            )
        except Case.DoesNotExist:
            raise CommandError("There is no case of this code.") from None
        except ValidationError as refusal:
            raise CommandError(" ".join(refusal.messages)) from None
        self.stdout.write(f"{gone} keys are destroyed. Backups of keys must be thrown away within their time.")
