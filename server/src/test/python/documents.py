"""Inserts documents and reads them again, as PyMongo does, in the database MONGODB_DATABASE of MONGODB_URI.

Each line of the file that is named is the name of a collection, a space and a document in extended JSON. The same document
with a text for the time of its creation must be refused by the server.
"""

import os
import sys

from bson import ObjectId, json_util
from pymongo import MongoClient
from pymongo.errors import WriteError

# of MongoDB, and of DocumentDB
WRONG = (121, 525074461)
PLAIN = json_util.JSONOptions(tz_aware=False, json_mode=json_util.JSONMode.CANONICAL)


def inserts_and_reads(collection, document):
    collection.insert_one(document)
    found = collection.find_one({"_id": document["_id"]})
    assert found == document, f"{collection.name}: {found} is not {document}"


def refuses(collection, document):
    wrong = {**document, "_id": ObjectId(), "createdAt": "yesterday"}
    try:
        collection.insert_one(wrong)
    except WriteError as refused:
        assert refused.code in WRONG, f"{collection.name}: {refused.code}"
    else:
        raise AssertionError(f"{collection.name} took a text for a time")


with MongoClient(os.environ["MONGODB_URI"]) as client, open(sys.argv[1], encoding="utf-8") as lines:
    database = client[os.environ["MONGODB_DATABASE"]]
    for line in lines:
        name, text = line.split(" ", 1)
        document = json_util.loads(text, json_options=PLAIN)
        refuses(database[name], document)
        inserts_and_reads(database[name], document)
        print(name)
