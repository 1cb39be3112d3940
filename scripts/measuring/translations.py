"""Shows how recurrent phrases are translated, and draws samples of texts for a reading by somebody who has not seen them."""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from edition.cli.arguments import Command
from edition.cli.messages import phrase
from edition.concordance.inflection import MINOR_WORDS, rendering_key
from edition.languages import LANGUAGES
from edition.loading.loader import load_edition
from edition.model import Edition
from edition.references.references import Links
from edition.search.query_words import STOP_WORDS
from edition.text.inline_markup import plain_text
from edition.translation.texts import RECORD_NAME, TranslationFile, translation_files

_WORD = re.compile(r"[^\W_]+(?:[-–][^\W_]+)*")
_MAX_WORDS = 7
_MIN_COUNT = 5
_PART = 0.75
"""A phrase that is this often part of the same longer one is not counted by itself."""
_MAX_TRANSLATIONS = 8
_LONGER_IS_BETTER = 0.15
"""By how much each further word makes a translation more probable."""

_SHARE = 0.75
"""The power of its size by which a document or register is drawn from: a small one has more than its share."""

Phrase = tuple[str, ...]


@dataclass(frozen=True)
class Passage:
    """A unit with the phrases of each of its languages and how often it has them."""

    name: str
    phrases: Mapping[str, Counter[Phrase]]


def main(root: Path, arguments: Sequence[str]) -> int:
    """Parses the arguments, and prints what is asked for."""
    parser = argparse.ArgumentParser(prog="scripts/measure translations", description=phrase("translations"))
    command = Command(parser, "translations")
    command.add_argument("--phrases", type=int, default=150, metavar="N")
    command.add_argument("--sample", type=int, metavar="N").add_argument("--seed", type=int, default=0, metavar="N")
    asked = parser.parse_args(arguments)
    edition = load_edition(root)
    if asked.sample:
        for key, *texts in draw_sample(edition, asked.sample, asked.seed):
            print("\t".join((key, *(" ".join(text.split()) for text in texts))))
        return 0
    for shown, count, translations in recurrent_phrases(edition, asked.phrases):
        print(f"{count} {shown}")
        for words, number, units in translations:
            print(f"    {number} {words}{'' if number > 3 else f' ({units})'}")
    return 0


# --- Samples -----------------------------------------------------------------------------------------------------


def draw_sample(edition: Edition, number: int, seed: int) -> list[tuple[str, str, str]]:
    """Returns texts drawn at random: key, source, translation; more from larger documents and registers, some from each."""
    source, target = LANGUAGES
    parts = [
        [(text.key, text.text.get(source) or "", text.text.get(target) or "") for text in part.texts if text.text.get(target)]
        for part in translation_files(edition)
        if _is_read(part)
    ]
    generator = random.Random(seed)  # noqa: S311 -- no secret
    total = sum(len(part) ** _SHARE for part in parts)
    return [
        text for part in parts for text in generator.sample(part, min(len(part), round(number * len(part) ** _SHARE / total)))
    ]


def _is_read(part: TranslationFile) -> bool:
    """Whether a record is that of a document or a register; the others have texts of the interface."""
    is_text = "/" not in part.name and part.record.endswith(f"/{RECORD_NAME}")
    return is_text or part.name.startswith("registers/")


# --- Phrases -----------------------------------------------------------------------------------------------------


def recurrent_phrases(edition: Edition, number: int) -> Iterator[tuple[str, int, list[tuple[str, int, str]]]]:
    """Yields the most frequent phrases of the source with their counts and their probable translations.

    A translation is what the units with the phrase have in common and other units lack.
    """
    source, target = LANGUAGES
    spelled: dict[Phrase, Counter[str]] = defaultdict(Counter)
    passages = [
        Passage(
            unit.identifier,
            {language: _phrases(plain_text(unit.text.get(language) or ""), language, spelled) for language in LANGUAGES},
        )
        for unit in Links(edition).units
        if unit.role != "repeated" and not unit.is_editorial and unit.text and unit.text.get(target)
    ]
    counts: Counter[Phrase] = Counter()
    frequency: Counter[Phrase] = Counter()
    for passage in passages:
        counts.update({key: count for key, count in passage.phrases[source].items() if len(key) > 1})
        frequency.update(passage.phrases[target].keys())
    for key in _independent(counts)[:number]:
        found = [passage for passage in passages if key in passage.phrases[source]]
        translations = list(_translations(key, found, source, target, frequency))
        yield spelled[key].most_common(1)[0][0], counts[key], translations


def _phrases(text: str, language: str, spelled: dict[Phrase, Counter[str]]) -> Counter[Phrase]:
    """Counts the phrases of a text, independent of inflections and articles; none begins or ends with a function word."""
    words = _WORD.findall(text.lower().replace("’", "'"))
    minor = {*STOP_WORDS[language].split(), *MINOR_WORDS[language]}
    found: Counter[Phrase] = Counter()
    for first, word in enumerate(words):
        if word in minor or word.isdigit():
            continue
        for end in range(first + 1, min(first + _MAX_WORDS, len(words)) + 1):
            part = words[first:end]
            if part[-1] not in minor and not part[-1].isdigit():
                key = tuple(rendering_key(" ".join(part), language).split())
                found[key] += 1
                spelled[key][" ".join(part)] += 1
    return found


def _independent(counts: Counter[Phrase]) -> list[Phrase]:
    """Returns the frequent phrases, most frequent first, without those that are nearly always part of the same longer one."""
    frequent = [key for key, count in counts.items() if count >= _MIN_COUNT]
    longer: dict[Phrase, int] = defaultdict(int)
    for key in frequent:
        for size in range(2, len(key)):
            for start in range(len(key) - size + 1):
                longer[key[start : start + size]] = max(longer[key[start : start + size]], counts[key])
    return sorted((key for key in frequent if longer[key] < _PART * counts[key]), key=lambda key: (-counts[key], key))


def _translations(
    key: Phrase, passages: Sequence[Passage], source: str, target: str, frequency: Counter[Phrase]
) -> Iterator[tuple[str, int, str]]:
    """Yields translations, the number of their occurrences and their units, until all passages have one."""
    left = list(passages)
    for _ in range(_MAX_TRANSLATIONS):
        if not left:
            return
        common = Counter(found for passage in left for found in passage.phrases[target])
        near = [found for found in common if len(found) <= len(key) + 2] or list(common)
        if not near:
            break
        best = max(near, key=lambda found: _likeness(found, common[found], len(left), frequency))
        if common[best] == 1 and len(left) < len(passages):
            break
        having = [passage for passage in left if best in passage.phrases[target]]
        number = sum(min(passage.phrases[source][key], passage.phrases[target][best]) for passage in having)
        yield " ".join(best), number, ", ".join(passage.name for passage in having[:4])
        left = [passage for passage in left if passage not in having]
    if left:
        yield "?", len(left), ", ".join(passage.name for passage in left[:4])


def _likeness(found: Phrase, common: int, passages: int, frequency: Counter[Phrase]) -> float:
    return 2 * common / (passages + frequency[found]) * (1 + _LONGER_IS_BETTER * (len(found) - 1))


if __name__ == "__main__":
    sys.exit(main(Path(__file__).resolve().parents[2], sys.argv[1:]))
