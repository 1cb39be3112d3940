"""Rules on mkdocs.yml: the settings that the edition requires."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import quote, urlsplit, urlunsplit

from ..languages import LANGUAGES
from ..loading.yaml_reader import read_yaml
from ..problems.problem import PLACE_KEY, Place, Problem
from .project import Project
from .registry import Needs, rule

CONFIG_FILE = "mkdocs.yml"
TEMPLATES_FOLDER = "overrides"
"""The folder of the edition's templates."""
LANGUAGE_PLUGIN = "i18n"
"""The plugin that builds the pages of each language."""

_PATH_CHARACTERS = "/%!$&'()*+,;=:@"
"""The characters of a path that are not encoded; `%` is one, so that nothing is encoded twice."""

_REQUIRED_SETTINGS: Mapping[tuple[str, ...], object] = {
    ("theme", "name"): "material",
    ("theme", "custom_dir"): TEMPLATES_FOLDER,
    ("plugins", LANGUAGE_PLUGIN, "docs_structure"): "folder",
    ("plugins", LANGUAGE_PLUGIN, "fallback_to_default"): False,
}


@rule(Needs.FILES)
def required_settings_are_set(project: Project) -> Iterator[Problem]:
    """mkdocs.yml has every setting that the edition requires, with the required value.

    MkDocs reports an unreadable file itself; a folder without one is no site, only content.
    """
    root, address = project.root, project.address
    data, _ = read_yaml(root / CONFIG_FILE, CONFIG_FILE)
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
    if not ascii_url(address or "").isascii():
        yield Problem(place.of_field("site_url"), "host-invalid", {"address": address})
    if data.get("use_directory_urls") is False:
        yield Problem(place.of_field("use_directory_urls"), "setting-wrong", {"wanted": "true"})
    plugins = _plugin_settings(data)
    if LANGUAGE_PLUGIN not in plugins:
        yield Problem(place.of_field("plugins"), "plugin-missing", {"name": LANGUAGE_PLUGIN})
        return
    settings = {**data, "plugins": {**plugins, PLACE_KEY: place.of_field("plugins")}}
    for path, value in _REQUIRED_SETTINGS.items():
        yield from _setting_problems(settings, place, path, value)
    yield from _language_problems(plugins[LANGUAGE_PLUGIN])


def ascii_url(address: str) -> str:
    """Returns a web address in ASCII, as links and programs need it; unchanged if its host cannot be encoded."""
    parts = urlsplit(address)
    try:
        host = parts.netloc.encode("idna").decode("ascii")
    except UnicodeError:
        return address
    return urlunsplit(parts._replace(netloc=host, path=quote(parts.path, safe=_PATH_CHARACTERS)))


def _plugin_settings(data: Mapping[str, object]) -> Mapping[str, object]:
    """Returns the settings of each plugin by its name."""
    settings_by_name: dict[str, object] = {}
    listed = data.get("plugins")
    for plugin in listed if isinstance(listed, tuple) else ():
        named = plugin if isinstance(plugin, Mapping) else {str(plugin): {}}
        settings_by_name |= {name: value for name, value in named.items() if name != PLACE_KEY}
    return settings_by_name


def _setting_problems(settings: Mapping[str, object], place: Place, path: tuple[str, ...], required: object) -> Iterator[Problem]:
    current: object = settings
    for name in path:
        inner_place = current.get(PLACE_KEY) if isinstance(current, Mapping) else None
        place = inner_place if isinstance(inner_place, Place) else place
        current = current.get(name) if isinstance(current, Mapping) else None
    value = str(required).lower() if isinstance(required, bool) else str(required)
    if current is None:
        yield Problem(place, "setting-missing", {"name": path[-1], "wanted": value})
    elif current != required:
        yield Problem(place.of_field(path[-1]), "setting-wrong", {"wanted": value})


def _language_problems(plugin: object) -> Iterator[Problem]:
    """Checks that the languages are in the edition's order and the first is the default; else it would be built twice."""
    settings = plugin if isinstance(plugin, Mapping) else {}
    listed = settings.get("languages")
    entries = [entry for entry in listed if isinstance(entry, Mapping)] if isinstance(listed, tuple) else []
    place = settings.get(PLACE_KEY)
    assert isinstance(place, Place) or not settings
    if [entry.get("locale") for entry in entries] != list(LANGUAGES):
        if isinstance(place, Place):
            yield Problem(place.of_field("languages"), "languages-order", {"languages": ", ".join(LANGUAGES)})
        return
    for number, entry in enumerate(entries):
        if bool(entry.get("default")) != (number == 0) or entry.get("build") is False:
            yield Problem(entry[PLACE_KEY], "languages-order", {"languages": ", ".join(LANGUAGES)})
