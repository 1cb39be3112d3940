"""The site generator's configuration: the settings of mkdocs.yml that the edition cannot do without."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import quote, urlsplit, urlunsplit

from ..languages import LANGUAGES
from ..loading.yaml_reader import read_yaml
from ..problems.problem import PLACE_KEY, Place, Problem
from .project import Project
from .registry import Needs, rule

FILE = "mkdocs.yml"
TEMPLATES = "overrides"
"""The folder of the edition's own templates."""
PLUGIN = "i18n"
"""The plugin that gives each language its pages."""

_PATH_SIGNS = "/%!$&'()*+,;=:@"
"""The signs of a path that stay as they are: what is encoded already is not encoded again."""

_WANTED: Mapping[tuple[str, ...], object] = {
    ("theme", "name"): "material",
    ("theme", "custom_dir"): TEMPLATES,
    ("plugins", PLUGIN, "docs_structure"): "folder",
    ("plugins", PLUGIN, "fallback_to_default"): False,
}


@rule(Needs.FILES)
def settings_are_as_needed(project: Project) -> Iterator[Problem]:
    """mkdocs.yml has every setting that the edition needs, with the value that it needs.

    The site generator itself reports a file that it cannot read; a folder without one is no site, only content.
    """
    root, address = project.root, project.address
    data, _ = read_yaml(root / FILE, FILE)
    if not isinstance(data, Mapping):
        return
    place = data[PLACE_KEY]
    assert isinstance(place, Place)
    if "site_url" not in place.fields or address == "":
        yield Problem(
            place.of_field("site_url"),
            "setting-missing",
            {"name": "site_url", "wanted": '!ENV [SITE_URL, "http://localhost:8000/"]'},
        )
    if not encoded(address or "").isascii():
        yield Problem(place.of_field("site_url"), "host-invalid", {"address": address})
    if data.get("use_directory_urls") is False:
        yield Problem(place.of_field("use_directory_urls"), "setting-wrong", {"wanted": "true"})
    plugins = _plugins(data)
    if PLUGIN not in plugins:
        yield Problem(place.of_field("plugins"), "plugin-missing", {"name": PLUGIN})
        return
    settings = {**data, "plugins": {**plugins, PLACE_KEY: place.of_field("plugins")}}
    for way, wanted in _WANTED.items():
        yield from _wanted(settings, place, way, wanted)
    yield from _languages(plugins[PLUGIN])


def encoded(address: str) -> str:
    """A web address in ASCII, as links and programs need it; one whose host cannot be encoded stays as it is."""
    parts = urlsplit(address)
    try:
        host = parts.netloc.encode("idna").decode("ascii")
    except UnicodeError:
        return address
    return urlunsplit(parts._replace(netloc=host, path=quote(parts.path, safe=_PATH_SIGNS)))


def _plugins(data: Mapping[str, object]) -> Mapping[str, object]:
    """The plugins by name, each with its settings."""
    found: dict[str, object] = {}
    listed = data.get("plugins")
    for each in listed if isinstance(listed, tuple) else ():
        named = each if isinstance(each, Mapping) else {str(each): {}}
        found |= {name: value for name, value in named.items() if name != PLACE_KEY}
    return found


def _wanted(settings: Mapping[str, object], place: Place, way: tuple[str, ...], wanted: object) -> Iterator[Problem]:
    here: object = settings
    for name in way:
        own = here.get(PLACE_KEY) if isinstance(here, Mapping) else None
        place = own if isinstance(own, Place) else place
        here = here.get(name) if isinstance(here, Mapping) else None
    said = str(wanted).lower() if isinstance(wanted, bool) else str(wanted)
    if here is None:
        yield Problem(place, "setting-missing", {"name": way[-1], "wanted": said})
    elif here != wanted:
        yield Problem(place.of_field(way[-1]), "setting-wrong", {"wanted": said})


def _languages(plugin: object) -> Iterator[Problem]:
    """The languages stand in the edition's order, the first being the default one; else it would be built twice."""
    own = plugin if isinstance(plugin, Mapping) else {}
    listed = own.get("languages")
    entries = [each for each in listed if isinstance(each, Mapping)] if isinstance(listed, tuple) else []
    place = own.get(PLACE_KEY)
    assert isinstance(place, Place) or not own
    if [each.get("locale") for each in entries] != list(LANGUAGES):
        if isinstance(place, Place):
            yield Problem(place.of_field("languages"), "languages-order", {"languages": ", ".join(LANGUAGES)})
        return
    for number, each in enumerate(entries):
        if bool(each.get("default")) != (number == 0) or each.get("build") is False:
            yield Problem(each[PLACE_KEY], "languages-order", {"languages": ", ".join(LANGUAGES)})
