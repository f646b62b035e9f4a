"""The demo's accounts as a table for the terminal."""

from tvcase.demo.world import ACCOUNTS, BODIES, PASSWORD, full_name
from tvcase.demo_code import DEMO_SECRET

SECOND = (
    "Then a code: in the demo the page itself shows it, `make code` prints it, and any application for codes\n"
    "makes it from the secret " + " ".join(DEMO_SECRET[at : at + 4] for at in range(0, len(DEMO_SECRET), 4))
)
LANGUAGES = {"bg": "Bulgarian", "en": "English"}


def table() -> str:
    """Every demo account with its role, organisation and language, and the one password."""
    bodies = {body.code: body for body in BODIES}
    rows = [("Account", "Role", "Organisation", "Pages in")]
    for account in ACCOUNTS:
        body = bodies[account.body]
        roles = ", ".join(role.replace("_", " ") for role in body.staff[account.place])
        rows.append((account.username, roles, full_name(body, "en"), LANGUAGES[account.language]))
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    lines = ["  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    return "\n".join([*lines, "", f"Password of every account: {PASSWORD}", SECOND])
