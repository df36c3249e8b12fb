"""From templates to HTML. Whatever comes from outside is escaped."""

from datetime import UTC, datetime

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from bot.sandbox.jsons import encode

_templates = Environment(
    loader=PackageLoader("bot.sandbox.page"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def stamp(unix: float) -> str:
    """A moment as the `datetime` of a <time>; the year 1 for what no calendar knows."""
    try:
        return datetime.fromtimestamp(unix, UTC).isoformat(timespec="seconds")
    except (OverflowError, ValueError, OSError):
        return datetime.min.replace(tzinfo=UTC).isoformat()


def body(fields: dict[str, object]) -> str:
    """What a button or a form posts; what is None is left out."""
    return encode({name: value for name, value in fields.items() if value is not None}).decode()


_templates.filters |= {"stamp": stamp, "body": body}


def render(template: str, **facts: object) -> Markup:
    html = _templates.get_template(template).render(facts)
    # Half a surrogate pair can come in by JSON, and cannot go out as UTF-8.
    return Markup(html.encode("utf-8", "replace").decode())  # noqa: S704 - made by the templates
