"""The rotation that bench.keys measures; imported once Django is set up."""

import secrets
import time
import uuid
from pathlib import Path

from django.conf import settings
from django.db import transaction

from tvcase import keys
from tvcase.sealing import rotation
from tvcase.sealing.envelope import bound
from tvcase.sealing.models import FileKey
from tvcase.wall.identity import identified
from tvcase.wall.policies import MIGRATION
from tvcase.wall.signing import Identity

FILES = 10_000
LIMIT = 5.0  # seconds


def rotate_all() -> None:
    """Fill the table of keys as the owner, rotate, remove the old key, open every file."""
    provider, path = keys.provider(), Path(settings.KEY_FILE)
    old, data_keys, rows = provider.current, {}, []
    for _file in range(FILES):
        row = FileKey(subject=uuid.uuid4(), kind="case")
        data_keys[row.pk] = secrets.token_bytes(32)
        row.kek, row.wrapped = provider.wrap(data_keys[row.pk], bound(row.pk, row.subject))
        rows.append(row)
    with identified(Identity(purpose=MIGRATION)):
        with transaction.atomic(using="owner"):
            FileKey.objects.using("owner").bulk_create(rows, batch_size=1000)
        began = time.perf_counter()
        keys.write_key_file(path, keys.with_new_key(path.read_text()))
        for _done in rotation.wrap_anew("owner"):
            pass
        took = time.perf_counter() - began
        keys.write_key_file(path, keys.without_key(path.read_text(), old))
        provider = keys.provider()
        with transaction.atomic(using="owner"):
            found = {row.pk: row for row in FileKey.objects.using("owner").filter(pk__in=data_keys)}
    unreadable = sum(
        provider.unwrap(found[pk].kek, bytes(found[pk].wrapped), bound(pk, found[pk].subject)) != key
        for pk, key in data_keys.items()
    )
    print(f"{FILES:,} keys wrapped anew in {took:.2f} s (at most {LIMIT:.0f}), {unreadable} unreadable")
    if took > LIMIT or unreadable:
        raise SystemExit(1)
