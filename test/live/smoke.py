#!/usr/bin/env python3
"""Asks a running Milvus for everything that a user needs of it: create, insert, flush, index, load, count, search.

    python3 -m venv venv
    venv/bin/pip install 'pymilvus==2.3.7' 'setuptools<81' 'marshmallow<4' 'environs<10'
    venv/bin/python -W ignore smoke.py 127.0.0.1 19530

--keep leaves the collection behind; --check only counts what --keep left, say after a restart.
"""
import argparse
import random

from pymilvus import Collection, CollectionSchema, DataType, FieldSchema, connections, utility

NAME, DIMENSIONS, ROWS = "smoke", 16, 500


def fill():
    if utility.has_collection(NAME):
        utility.drop_collection(NAME)
    fields = [
        FieldSchema("id", DataType.INT64, is_primary=True),
        FieldSchema("vector", DataType.FLOAT_VECTOR, dim=DIMENSIONS),
    ]
    collection = Collection(NAME, CollectionSchema(fields))
    random.seed(1)
    vectors = [[random.random() for _ in range(DIMENSIONS)] for _ in range(ROWS)]
    collection.insert([list(range(ROWS)), vectors])
    collection.flush()
    index = {"index_type": "HNSW", "metric_type": "L2", "params": {"M": 8, "efConstruction": 64}}
    collection.create_index("vector", index)
    return collection, vectors


def count(collection):
    collection.load()
    answer = collection.query("", output_fields=["count(*)"], consistency_level="Strong")
    assert answer[0]["count(*)"] == ROWS, f"{answer[0]['count(*)']} rows of {ROWS}"


def search(collection, vectors):
    probe = ROWS // 4
    how = {"metric_type": "L2", "params": {"ef": 64}}
    ids = collection.search([vectors[probe]], "vector", how, limit=3)[0].ids
    assert ids[0] == probe, f"nearest to {probe} is {ids[0]}"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("host")
    parser.add_argument("port")
    parser.add_argument("--user", default="")
    parser.add_argument("--password", default="")
    parser.add_argument("--keep", action="store_true")
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    login = {"user": options.user, "password": options.password}
    connections.connect(host=options.host, port=options.port, timeout=60, **login)
    if options.check:
        count(Collection(NAME))
        return
    collection, vectors = fill()
    count(collection)
    search(collection, vectors)
    if not options.keep:
        utility.drop_collection(NAME)


main()
