"""Rules of ours that no general linter knows. Each finds lines in the source; test_habits.py says where it may."""

import ast
import re
from collections.abc import Callable, Iterator

# A rule reads a module's tree and gives the line numbers that break it.
Rule = Callable[[ast.AST], Iterator[int]]

LOGS = {"debug", "info", "warning", "error", "exception", "critical", "msg", "bind", "bind_contextvars"}
ASKED = {"POST", "GET", "body", "FILES", "COOKIES", "cleaned_data", "data", "META", "headers", "session"}
UNSAFE = {"pickle", "cPickle", "dill", "marshal", "shelve", "yaml", "joblib"}
PARSERS = {"xml", "lxml", "ldap", "ldap3", "jinja2", "mako", "latex"}
OUTSIDE = {"requests", "httpx", "aiohttp", "urllib3", "ftplib", "telnetlib", "smtplib", "http", "webbrowser"}
WEAK = {"md5", "sha1", "MD5", "SHA1", "ECB", "PKCS1v15", "TripleDES", "ARC4", "Blowfish"}


def name_of(node: ast.AST) -> str:
    """The last part of what is called or read: `a.b.c` gives c."""
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def calls(tree: ast.AST, *names: str) -> Iterator[ast.Call]:
    """Every call of something with one of these names."""
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call) and name_of(node.func) in names)


def is_text(node: ast.AST) -> bool:
    """Whether this is text that stands in the source, also over several lines."""
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def is_constant(node: ast.AST) -> bool:
    """Whether this names a constant, as the house style writes them."""
    return isinstance(node, ast.Name) and node.id.isupper()


def is_built(node: ast.AST) -> bool:
    """Whether this text is put together while the program runs, of more than constants."""
    if isinstance(node, ast.JoinedStr):
        return not all(is_constant(part.value) for part in node.values if isinstance(part, ast.FormattedValue))
    if isinstance(node, ast.BinOp):
        return True
    return isinstance(node, ast.Call) and name_of(node.func) in {"format", "join", "replace", "SafeString"}


def imports(tree: ast.AST, modules: set[str]) -> Iterator[int]:
    """The lines that import one of these modules or a part of it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found = {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found = {node.module.split(".")[0]}
        else:
            continue
        if found & modules:
            yield node.lineno


def unescaped_html(tree: ast.AST) -> Iterator[int]:
    """Text that says of itself that it needs no escaping, or a frame for it that is not in the source."""
    yield from (call.lineno for call in calls(tree, "mark_safe", "SafeString", "SafeText", "safe"))
    yield from (call.lineno for call in calls(tree, "format_html") if not call.args or not is_text(call.args[0]))
    yield from (call.lineno for call in calls(tree, "format_html_join") if not all(map(is_text, call.args[:2])))


def built_sql(tree: ast.AST) -> Iterator[int]:
    """SQL put together from pieces, and Django's doors for raw SQL."""
    yield from (call.lineno for call in calls(tree, "extra") if call.args or call.keywords)
    for call in calls(tree, "execute", "executemany", "raw", "RawSQL", "RunSQL"):
        if call.args and is_built(call.args[0]):
            yield call.lineno


def lasting_settings(tree: ast.AST) -> Iterator[int]:
    """A setting of the connection that outlives its transaction: the next request would inherit it."""
    for node in ast.walk(tree):
        if is_text(node) and re.search(
            r"set_config\s*\([^)]*,\s*(false|'f'|0)\s*\)|\bSET\s+SESSION\b|\bSET\s+app\.", node.value, re.IGNORECASE
        ):
            yield node.lineno


def run_or_revived(tree: ast.AST) -> Iterator[int]:
    """Text that becomes code, a shell, an object or a template."""
    yield from imports(tree, UNSAFE)
    yield from (call.lineno for call in calls(tree, "eval", "exec", "__import__") if isinstance(call.func, ast.Name))
    yield from (call.lineno for call in calls(tree, "system", "popen", "from_string", "Template"))
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg == "shell" and not _is_false(node.value):
            yield node.value.lineno


def strange_parsers(tree: ast.AST) -> Iterator[int]:
    """Parsers and directories that this program has no use for."""
    yield from imports(tree, PARSERS)


def calls_outside(tree: ast.AST) -> Iterator[int]:
    """Programs that speak to somebody else: nothing but mail leaves, and that through Django."""
    yield from imports(tree, OUTSIDE)
    yield from (call.lineno for call in calls(tree, "urlopen", "urlretrieve"))


def logged_requests(tree: ast.AST) -> Iterator[int]:
    """What a person typed, in a log."""
    for call in calls(tree, *LOGS):
        for node in ast.walk(call):
            if isinstance(node, ast.Attribute) and node.attr in ASKED:
                yield call.lineno


def weak_ciphers(tree: ast.AST) -> Iterator[int]:
    """Hashes and ciphers that are broken, or numbers that can be guessed."""
    yield from (node.lineno for node in ast.walk(tree) if isinstance(node, ast.Attribute) and node.attr in WEAK)
    yield from imports(tree, {"random", "Crypto", "nacl", "OpenSSL"})
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and {alias.name for alias in node.names} & WEAK:
            yield node.lineno


def open_frames(tree: ast.AST) -> Iterator[int]:
    """A frame for text that is not in the source: its braces reach into objects (`{0.__class__}`)."""
    for call in calls(tree, "format", "format_map"):
        if isinstance(call.func, ast.Attribute) and not is_text(call.func.value) and (call.args or call.keywords):
            yield call.lineno


def open_patterns(tree: ast.AST) -> Iterator[int]:
    """A regular expression that is put together from what is not in the source."""
    for call in calls(tree, "compile", "search", "match", "fullmatch", "sub", "findall", "split", "finditer"):
        of_re = isinstance(call.func, ast.Attribute) and name_of(call.func.value) == "re"
        if of_re and call.args and is_built(call.args[0]):
            yield call.lineno


def _is_false(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and node.value is False
