"""The licences of what a server installs: only such as go together with the EUPL 1.2."""

import re
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, metadata
from typing import Protocol

# May be combined with a work under the EUPL 1.2: permissive ones, and those that bind only their own files or library.
ALLOWED = {
    "0BSD",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "ISC",
    "LGPL-2.1-only",
    "LGPL-2.1-or-later",
    "LGPL-3.0-only",
    "LGPL-3.0-or-later",
    "MIT",
    "MIT-0",
    "MIT-CMU",
    "MPL-2.0",
    "OFL-1.1",
    "PSF-2.0",
    "Unlicense",
    "Zlib",
}
# What older packages write instead of a licence's identifier.
WRITTEN = {
    "Apache Software License": "Apache-2.0",
    "BSD": "BSD-3-Clause",
    "BSD License": "BSD-3-Clause",
    "New BSD": "BSD-3-Clause",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
}
# Read by a person in the package's own licence file, because its metadata is not clear.
READ = {
    "pyphen": "MPL-2.0",  # offered under GPL 2, LGPL 2.1 or MPL, whichever one likes; the metadata joins them by AND
    "qrcode": "BSD-3-Clause AND MIT",  # the metadata says "Other/Proprietary"; the file is BSD with a notice under MIT
}


class Metadata(Protocol):
    """What a package says of itself."""

    def get(self, name: str, /) -> str | None: ...

    def get_all(self, name: str, /) -> list[str] | None: ...


def licence(name: str, said: Metadata) -> str:
    """The licence of a package as an SPDX expression, or its own words where nobody knows."""
    if name in READ:
        return READ[name]
    if expression := said.get("License-Expression"):
        return expression
    classifiers = [
        line.rpartition(" :: ")[2] for line in said.get_all("Classifier") or [] if line.startswith("License")
    ]
    words = classifiers or [(said.get("License") or "unknown").splitlines()[0]]
    return " AND ".join(WRITTEN.get(word, word) for word in words)


def is_allowed(expression: str) -> bool:
    """Whether one of the choices of an SPDX expression (without brackets) is allowed in all its parts."""
    return any(
        all(part.strip() in ALLOWED for part in choice.split(" AND ")) for choice in re.split(r"\s+OR\s+", expression)
    )


def refused(names: Iterable[str]) -> dict[str, str]:
    """The packages whose licence is not allowed, unknown, or unreadable because they are not installed."""
    found = {name: installed_licence(name) for name in sorted(names)}
    return {name: expression for name, expression in found.items() if not is_allowed(expression)}


def installed_licence(name: str) -> str:
    """The licence of an installed package; "not installed" for any other."""
    try:
        return licence(name, metadata(name))
    except PackageNotFoundError:
        return "not installed"
