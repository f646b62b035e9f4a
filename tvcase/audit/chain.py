"""How the trace is sealed: leaves, the Merkle root over them, the chain of seals and the signature. Nothing else.

Needs neither Django nor a database, so that the verifier runs on any machine. The tree has the shape of RFC 9162:
a leaf is SHA-256(0x00 || row), a node SHA-256(0x01 || left || right), split at the largest power of two below.
"""

import json
from collections.abc import Sequence
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

HASH_BYTES = 32
NOTHING = bytes(HASH_BYTES)  # what stands before the first seal
SIGNED = b"tvcase audit head\0"


def leaf(row: bytes) -> bytes:
    """The hash of one event's row in its canonical form."""
    return sha256(b"\x00" + row).digest()


def root(leaves: Sequence[bytes]) -> bytes:
    """The Merkle root over the leaves in order (RFC 9162, 2.1.1), built level by level."""
    if not leaves:
        return sha256(b"").digest()
    level = list(leaves)
    while len(level) > 1:
        pairs = [sha256(b"\x01" + level[i] + level[i + 1]).digest() for i in range(0, len(level) - 1, 2)]
        level = pairs + level[len(pairs) * 2 :]
    return level[0]


def head(number: int, until: tuple[int, int], *, sealed_at: str, events: int, over: bytes, previous: bytes) -> bytes:
    """What names a seal and everything before it; `until` is the era and the transaction it ends before."""
    era, upto = until
    line = json.dumps([number, era, str(upto), sealed_at, events, over.hex(), previous.hex()])
    return sha256(b"\x02" + line.encode()).digest()


def sign(key: Ed25519PrivateKey, of: bytes) -> bytes:
    """The sealer's signature of a head."""
    return key.sign(SIGNED + of)


def is_signed(keys: Sequence[Ed25519PublicKey], signature: bytes, of: bytes) -> bool:
    """Whether one of these keys signed the head."""
    for key in keys:
        try:
            key.verify(signature, SIGNED + of)
        except InvalidSignature:
            continue
        return True
    return False


def split(leaves: bytes) -> list[bytes]:
    """The leaves of a seal, one by one."""
    return [leaves[i : i + HASH_BYTES] for i in range(0, len(leaves), HASH_BYTES)]
