"""Find every sentence that is marked for translation, in Python by its syntax tree and in templates by their tags."""

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from django.template.base import Lexer, Token, TokenType
from django.utils.text import unescape_string_literal
from django.utils.translation import trim_whitespace

PACKAGES = ("tvcase", "cases", "shelters", "legal")
TRANSLATION = "django.utils.translation"

# What each function is given, in order.
PARTS = {
    "gettext": ("msgid",),
    "ngettext": ("msgid", "plural"),
    "pgettext": ("context", "msgid"),
    "npgettext": ("context", "msgid", "plural"),
}
FUNCTIONS = {f"{name}{ending}": parts for name, parts in PARTS.items() for ending in ("", "_lazy", "_noop")}
MARKED = re.compile(r"""(?<!\w)_\(\s*("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')\s*\)""")
LITERAL = re.compile(r"""("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')(?=$|\|)""")


class Message(NamedTuple):
    """A sentence to translate; `plural` and `context` are None where it has none."""

    msgid: str
    plural: str | None = None
    context: str | None = None

    @property
    def key(self) -> tuple[str, str | None]:
        """What a catalogue finds it by."""
        return self.msgid, self.context


class Found(NamedTuple):
    """What the source asks for, each message with its first place, and the marks that cannot be read."""

    messages: dict[Message, str]
    errors: list[str]


def extract(root: Path) -> Found:
    """Read every module (but migrations) and every template below a directory."""
    modules = (path for package in PACKAGES for path in (root / package).rglob("*.py"))
    sources = [(path, in_python) for path in modules if "migrations" not in path.parts]
    sources += [(path, in_template) for path in (root / "templates").rglob("*") if path.is_file()]
    found = Found({}, [])
    for path, reader in sorted(sources, key=lambda source: source[0]):
        for message, line in reader(path.read_text(encoding="utf-8")):
            place = f"{path.relative_to(root)}:{line}"
            if message is None:
                found.errors.append(f"{place}: only a constant can be translated")
            else:
                found.messages.setdefault(message, place)
    return found


type Marks = Iterator[tuple[Message | None, int]]


def in_python(source: str) -> Marks:
    """The messages of a module with their lines; None for a call whose text is no constant (an f-string, say)."""
    tree = ast.parse(source)
    names = dict(_imported(tree))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and (function := _function(node.func, names)):
            yield _called(node, FUNCTIONS[function]), node.lineno


def _imported(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Local names of the translating functions, and of the module that has them (as an empty function)."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.ImportFrom):
            continue
        for alias in node.names:
            if node.module == TRANSLATION and alias.name in FUNCTIONS:
                yield alias.asname or alias.name, alias.name
            elif f"{node.module}.{alias.name}" == TRANSLATION:
                yield alias.asname or alias.name, ""


def _function(called: ast.expr, names: dict[str, str]) -> str | None:
    match called:
        case ast.Name(id=name):
            return names.get(name) or None
        case ast.Attribute(value=ast.Name(id=module), attr=name) if names.get(module) == "" and name in FUNCTIONS:
            return name
    return None


def _called(call: ast.Call, parts: tuple[str, ...]) -> Message | None:
    texts = [argument.value if isinstance(argument, ast.Constant) else None for argument in call.args]
    given = {part: text for part, text in zip(parts, texts, strict=False) if isinstance(text, str)}
    return Message(**given) if len(given) == len(parts) else None


def in_template(source: str) -> Marks:
    """The messages of a template with their lines; None for a tag whose text is no constant."""
    tokens = iter(Lexer(source).tokenize())
    for token in tokens:
        if token.token_type not in (TokenType.BLOCK, TokenType.VAR):
            continue
        line = token.lineno or 0
        for text in MARKED.findall(token.contents):
            yield Message(_doubled(unescape_string_literal(text))), line
        bits = token.split_contents() if token.token_type == TokenType.BLOCK else [""]
        match bits[0]:
            case "comment":
                _until(tokens, "endcomment")
            case "translate" | "trans":
                yield _translate(bits), line
            case "blocktranslate" | "blocktrans":
                yield _block(bits, _until(tokens, f"end{bits[0]}")), line


def _until(tokens: Iterable[Token], end: str) -> list[Token]:
    inside = []
    for token in tokens:
        if token.token_type == TokenType.BLOCK and token.contents.split()[:1] == [end]:
            break
        inside.append(token)
    return inside


def _translate(bits: list[str]) -> Message | None:
    literal = LITERAL.match(bits[1])
    if not literal:
        return None
    return Message(_doubled(unescape_string_literal(literal[1])), context=_context(bits))


def _block(bits: list[str], inside: list[Token]) -> Message:
    """As BlockTranslateNode asks gettext: variables become placeholders, percent signs are doubled."""
    halves: list[list[str]] = [[]]
    for token in inside:
        if token.token_type == TokenType.TEXT:
            halves[-1].append(_doubled(token.contents))
        elif token.token_type == TokenType.VAR:
            halves[-1].append(f"%({token.contents})s")
        elif token.contents.split()[:1] == ["plural"]:
            halves.append([])
    texts = ["".join(half) for half in halves]
    if "trimmed" in bits:
        texts = [trim_whitespace(text) for text in texts]
    return Message(texts[0], texts[1] if len(texts) > 1 else None, _context(bits))


def _context(bits: list[str]) -> str | None:
    return unescape_string_literal(bits[bits.index("context") + 1]) if "context" in bits else None


def _doubled(text: str) -> str:
    return text.replace("%", "%%")
