"""The second factor of the demo's accounts: one public secret. On a server nothing accepts it.

`python -m tvcase.demo_code`, or `make code`, prints the code of this half minute.
"""

import base64
import hmac
import struct
import time

DEMO_SECRET = "TVCASEDEMOTVCASEDEMOTVCASEDEMO22"  # noqa: S105
PERIOD = 30


def demo_code(at: float) -> str:
    """The code of an instant, given in seconds since 1970 (RFC 6238)."""
    digest = hmac.digest(base64.b32decode(DEMO_SECRET), struct.pack(">Q", int(at) // PERIOD), "sha1")
    start = digest[-1] & 15
    (number,) = struct.unpack(">I", digest[start : start + 4])
    return f"{(number & 0x7FFFFFFF) % 1_000_000:06}"


def lasts(at: float) -> int:
    """For how many seconds more the code of an instant is the one."""
    return PERIOD - int(at) % PERIOD


if __name__ == "__main__":
    now = time.time()
    print(f"{demo_code(now)} (for {lasts(now)} seconds more)")
