"""Sixty ways to bring a script, a style or an element of one's own into a page; each would call xss()."""

from typing import Any

from django.apps import apps
from django.db import models

from tests.servers import Servers
from tvcase.local.postgres import SUPERUSER
from tvcase.sealing.fields import SealedText, sealed_fields
from tvcase.wall.identity import system_actor
from tvcase.wall.policies import FIXTURES

MARK = "data-xss"
PAYLOADS = (
    "<script data-xss>xss()</script>",
    "<SCRIPT data-xss>xss()</SCRIPT>",
    "<scr<script>ipt data-xss>xss()</script>",
    '"><script data-xss>xss()</script>',
    "'><script data-xss>xss()</script>",
    "</title><script data-xss>xss()</script>",
    "</textarea><script data-xss>xss()</script>",
    "</option></select><script data-xss>xss()</script>",
    "</style><script data-xss>xss()</script>",
    "--><script data-xss>xss()</script>",
    "]]><script data-xss>xss()</script>",
    "<script data-xss src=//x.example/x.js></script>",
    "<script data-xss src=data:,xss()></script>",
    "<script data-xss type=module>xss()</script>",
    "<img data-xss src=x onerror=xss()>",
    '"><img data-xss src=x onerror=xss()>',
    "' onerror=xss() src=x data-xss='",
    '" onfocus=xss() autofocus data-xss="',
    "' onfocus=xss() autofocus data-xss='",
    '" onmouseover="xss()" data-xss="',
    "` onmouseover=xss() data-xss=`",
    "<svg data-xss onload=xss()>",
    "<svg data-xss><script>xss()</script></svg>",
    "<svg data-xss><animate onbegin=xss() attributeName=x dur=1s>",
    "<svg><style><img data-xss src=x onerror=xss()></style></svg>",
    "<math data-xss><mtext><script>xss()</script></mtext></math>",
    "<body data-xss onload=xss()>",
    "<iframe data-xss src=javascript:xss()></iframe>",
    '<iframe data-xss srcdoc="<script>parent.xss()</script>">',
    "<object data-xss data=javascript:xss()></object>",
    "<embed data-xss src=javascript:xss()>",
    "<a data-xss href=javascript:xss()>a</a>",
    "javascript:xss()//<b data-xss>",
    "<form data-xss action=javascript:xss()><input type=submit>",
    "<button data-xss formaction=javascript:xss()>b</button>",
    "<input data-xss onfocus=xss() autofocus>",
    "<textarea data-xss onfocus=xss() autofocus>",
    "<select data-xss onfocus=xss() autofocus>",
    "<details data-xss open ontoggle=xss()>d</details>",
    "<video data-xss><source onerror=xss()></video>",
    "<audio data-xss src=x onerror=xss()>",
    "<marquee data-xss onstart=xss()>m</marquee>",
    "<template data-xss><script>xss()</script></template>",
    '<noscript><p title="</noscript><img data-xss src=x onerror=xss()>">',
    "<base data-xss href=//x.example/>",
    "<meta data-xss http-equiv=refresh content=0;url=javascript:xss()>",
    "<link data-xss rel=stylesheet href=//x.example/x.css>",
    "<style data-xss>*{background:url(//x.example)}</style>",
    '<b data-xss style="background:url(//x.example)">b</b>',
    '<div data-xss hx-get=/ hx-trigger=load hx-on:load="xss()">d</div>',
    '<div data-xss hx-vals="js:{a:xss()}" hx-get=/ hx-trigger=load></div>',
    "<div data-xss data-exit=javascript:xss() data-shown-by=x>d</div>",
    "{{ request.user }}{% load x %}<b data-xss>",
    "${xss()}<b data-xss>{{constructor.constructor('xss()')()}}",
    "&lt;script data-xss&gt;xss()&lt;/script&gt;",
    "&#60;script data-xss&#62;xss()&#60;/script&#62;",
    "%3Cscript data-xss%3Exss()%3C/script%3E",
    "\\u003cscript data-xss\\u003exss()\\u003c/script\\u003e",
    "＜script data-xss＞xss()＜/script＞",
    "\u2028<script data-xss>xss()</script>\u202e",
)
# Plain texts that people write; other columns hold codes, which are looked up and never shown as they are.
WRITTEN = {
    *("name_bg", "name_en", "town_bg", "town_en", "phone", "first_name", "last_name", "label_bg", "label_en"),
    *("citation", "district_bg", "district_en", "admits", "label", "reason_text", "refusal", "agent"),
}
CHECKS = """
    SELECT conrelid::regclass::text, conname FROM pg_constraint
     WHERE contype IN ('c', 'u', 'x') AND connamespace = 'public'::regnamespace
"""
LABELS = ("place_label_once", "room_label_once")  # indexes: a label is written twice here


def write_everywhere(servers: Servers, database: str, turn: int) -> int:
    """Put a payload into every text of every record, another in each turn; gives how many texts there are."""
    with servers.connect(SUPERUSER, database) as connection:
        for table, name in connection.execute(CHECKS).fetchall():
            connection.execute(f'ALTER TABLE {table} DROP CONSTRAINT IF EXISTS "{name}" CASCADE')
        for name in LABELS:
            connection.execute(f"DROP INDEX IF EXISTS {name}")
        with system_actor(FIXTURES):
            texts = [text for model in apps.get_models() for text in _texts_of(model, turn)]
        connection.execute("SET session_replication_role = replica")
        for table, own, column, key, value in texts:
            connection.execute(f'UPDATE {table} SET "{column}" = %s WHERE "{own}" = %s', [value, key])
    return len(texts)


OURS = ("accounts", "aid", "cases", "children", "exports", "legal", "services", "sharing", "shelters", "support")


def _texts_of(model: type[models.Model], turn: int) -> list[tuple[str, str, str, Any, Any]]:
    if model._meta.app_label not in OURS or model.__name__.endswith("Image"):
        return []
    sealed = [field for field in sealed_fields(model) if isinstance(field, SealedText)]
    plain = [field for field in model._meta.concrete_fields if field.name in WRITTEN and field not in sealed]
    found = []
    for place, record in enumerate(model._default_manager.order_by("pk")):
        for number, field in enumerate([*sealed, *plain]):
            text = fitting(field, turn + place * 7 + number * 11)
            if field in sealed:
                setattr(record, field.name, text)
                value: Any = field.pre_save(record, add=False).raw
            else:
                value = text
            found.append((model._meta.db_table, model._meta.pk.column, field.column, record.pk, value))
    return found


def fitting(field: Any, turn: int) -> str:
    """The payload of this turn, or the next that is short enough for the field."""
    most = field.max_length or 10_000
    around = [PAYLOADS[(turn + step) % len(PAYLOADS)] for step in range(len(PAYLOADS))]
    return next((payload for payload in around if len(payload) <= most), "<b data-xss>"[:most])
