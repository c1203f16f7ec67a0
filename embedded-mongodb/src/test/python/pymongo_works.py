"""What PyMongo's users do every day, against the server that the variable MONGODB_URI names."""
import datetime
import os
import unittest

import bson
import gridfs
import pymongo
from bson.decimal128 import Decimal128
from pymongo.errors import BulkWriteError, CursorNotFound, DuplicateKeyError, OperationFailure, WriteError


class PyMongoWorks(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.client = pymongo.MongoClient(os.environ["MONGODB_URI"], serverSelectionTimeoutMS=10_000, tz_aware=True)
        cls.database = cls.client["pymongo_works"]

    @classmethod
    def tearDownClass(cls):
        cls.client.drop_database("pymongo_works")
        cls.client.close()

    def setUp(self):
        self.client.drop_database("pymongo_works")
        self.posts = self.database["posts"]

    def fill(self, count):
        self.posts.insert_many(
            {"_id": i, "author": f"a{i % 7}", "likes": i % 100, "tags": [f"t{i % 5}", "all"]} for i in range(count)
        )

    def test_a_document_keeps_its_types(self):
        noon = datetime.datetime(2026, 5, 1, 12, tzinfo=datetime.timezone.utc)
        post = {
            "text": "grüß 你好", "n": 5, "big": 2**40, "share": 0.5, "price": Decimal128("1.10"), "at": noon,
            "raw": b"\x00\x01", "none": None, "list": [1, [2], {"three": 3}], "nested": {"deep": {"er": True}},
            "pattern": bson.Regex("^a", "i"), "stamp": bson.Timestamp(5, 1), "ref": bson.DBRef("users", 1),
        }
        inserted = self.posts.insert_one(post)
        self.assertIsInstance(inserted.inserted_id, bson.ObjectId)
        self.assertEqual(self.posts.find_one({"_id": inserted.inserted_id}), post)

    def test_create_read_update_delete(self):
        self.fill(100)
        self.assertEqual(self.posts.count_documents({"author": "a3"}), 14)
        self.assertEqual(self.posts.estimated_document_count(), 100)
        updated = self.posts.update_many({"author": "a3"}, {"$inc": {"likes": 1}, "$push": {"tags": "seen"}})
        self.assertEqual((updated.matched_count, updated.modified_count), (14, 14))
        upserted = self.posts.update_one({"_id": "new"}, {"$setOnInsert": {"likes": 1}}, upsert=True)
        self.assertEqual(upserted.upserted_id, "new")
        self.assertEqual(self.posts.replace_one({"_id": "new"}, {"likes": 2}).modified_count, 1)
        before = self.posts.find_one_and_update({"_id": "new"}, {"$set": {"likes": 3}})
        after = self.posts.find_one_and_update(
            {"_id": "new"}, {"$set": {"likes": 4}}, return_document=pymongo.ReturnDocument.AFTER
        )
        self.assertEqual((before["likes"], after["likes"]), (2, 4))
        self.assertEqual(self.posts.find_one_and_delete({"_id": "new"})["likes"], 4)
        self.assertEqual(self.posts.delete_many({"tags": "seen"}).deleted_count, 14)
        self.assertEqual(sorted(self.posts.distinct("author")), ["a0", "a1", "a2", "a4", "a5", "a6"])
        pushed = self.posts.update_one({"_id": 0}, {"$set": {"tags.$[tag]": "first"}}, array_filters=[{"tag": "t0"}])
        self.assertEqual(pushed.modified_count, 1)

    def test_sort_projection_skip_and_limit(self):
        self.fill(200)
        page = self.posts.find({"likes": {"$gte": 50}}, {"likes": 1}).sort([("likes", -1), ("_id", 1)]).skip(1).limit(3)
        self.assertEqual(list(page), [{"_id": 199, "likes": 99}, {"_id": 98, "likes": 98}, {"_id": 198, "likes": 98}])
        self.assertEqual(self.posts.find_one({"_id": 7}, {"_id": 0, "tags": {"$slice": 1}, "likes": 1})["tags"], ["t2"])

    def test_options_of_a_query(self):
        self.fill(100)
        self.posts.create_index("likes")
        found = self.posts.find(
            {"$expr": {"$eq": ["$likes", "$$wanted"]}}, let={"wanted": 42}, hint="likes_1", comment={"who": "me"},
            max_time_ms=10_000, allow_disk_use=True, no_cursor_timeout=True,
        )
        self.assertEqual([post["_id"] for post in found], [42])
        everything = self.posts.find({}, cursor_type=pymongo.CursorType.EXHAUST, batch_size=9)
        self.assertEqual(len(list(everything)), 100)
        compressed = pymongo.MongoClient(os.environ["MONGODB_URI"], compressors="zlib", directConnection=True)
        with compressed:
            self.assertEqual(compressed["pymongo_works"]["posts"].count_documents({"likes": {"$in": [1, 2]}}), 2)

    def test_a_cursor_of_many_batches(self):
        self.fill(5_000)
        self.assertEqual([post["_id"] for post in self.posts.find().sort("_id").batch_size(7)], list(range(5_000)))
        with self.posts.find(batch_size=2) as left_early:
            next(left_early)
            number = left_early.cursor_id
        with self.assertRaises(CursorNotFound):
            self.database.command("getMore", bson.Int64(number), collection="posts")

    def test_a_bulk_with_errors_does_the_rest(self):
        self.posts.insert_one({"_id": 1})
        writes = [pymongo.InsertOne({"_id": i}) for i in range(3)]
        writes += [pymongo.UpdateOne({"_id": 0}, {"$set": {"a": 1}}), pymongo.DeleteOne({"_id": 2})]
        with self.assertRaises(BulkWriteError) as ordered:
            self.posts.bulk_write(writes)
        self.assertEqual(ordered.exception.details["nInserted"], 1)
        self.assertEqual([e["index"] for e in ordered.exception.details["writeErrors"]], [1])
        with self.assertRaises(BulkWriteError) as unordered:
            self.posts.bulk_write(writes, ordered=False)
        details = unordered.exception.details
        self.assertEqual([e["code"] for e in details["writeErrors"]], [11000, 11000])
        self.assertEqual((details["nInserted"], details["nModified"], details["nRemoved"]), (1, 1, 1))

    def test_a_unique_index_refuses_with_pattern_and_value(self):
        name = self.posts.create_index([("author", 1), ("slug", -1)], unique=True)
        self.assertEqual(name, "author_1_slug_-1")
        self.posts.insert_one({"author": "a", "slug": "s"})
        with self.assertRaises(DuplicateKeyError) as refused:
            self.posts.insert_one({"author": "a", "slug": "s"})
        self.assertEqual(refused.exception.details["keyPattern"], {"author": 1, "slug": -1})
        self.assertEqual(refused.exception.details["keyValue"], {"author": "a", "slug": "s"})

    def test_indexes_are_made_listed_used_and_dropped(self):
        self.fill(500)
        self.posts.create_indexes([
            pymongo.IndexModel([("likes", -1)], name="by likes"),
            pymongo.IndexModel([("tags", 1)], sparse=True),
            pymongo.IndexModel([("at", 1)], expireAfterSeconds=60),
            pymongo.IndexModel([("author", 1)], partialFilterExpression={"likes": {"$gt": 50}}),
        ])
        self.assertEqual(set(self.posts.index_information()), {"_id_", "by likes", "tags_1", "at_1", "author_1"})
        self.assertTrue(self.posts.index_information()["tags_1"]["sparse"])
        plan = self.posts.find({"likes": 99}).explain()
        self.assertEqual(plan["executionStats"]["totalDocsExamined"], 5)
        self.posts.drop_index("by likes")
        self.assertNotIn("by likes", self.posts.index_information())
        with self.assertRaisesRegex(OperationFailure, "text"):
            self.posts.create_index([("text", "text")])

    def test_aggregation(self):
        self.fill(700)
        self.database["authors"].insert_many({"_id": f"a{i}", "name": f"Author {i}"} for i in range(7))
        result = list(self.posts.aggregate([
            {"$match": {"likes": {"$lt": 10}}},
            {"$group": {"_id": "$author", "posts": {"$sum": 1}, "most": {"$max": "$likes"}}},
            {"$lookup": {"from": "authors", "localField": "_id", "foreignField": "_id", "as": "who"}},
            {"$set": {"who": {"$first": "$who.name"}}},
            {"$sort": {"_id": 1}},
            {"$limit": 1},
        ]))
        self.assertEqual(result, [{"_id": "a0", "posts": 10, "most": 9, "who": "Author 0"}])
        self.assertEqual(len(list(self.posts.aggregate([{"$unwind": "$tags"}], batchSize=10))), 1_400)
        with self.assertRaisesRegex(OperationFailure, r"\$out"):
            self.posts.aggregate([{"$out": "elsewhere"}])

    def test_a_validator_refuses(self):
        self.database.create_collection("strict", validator={"$jsonSchema": {"required": ["name"]}})
        with self.assertRaises(WriteError) as refused:
            self.database["strict"].insert_one({"nameless": True})
        self.assertEqual(refused.exception.code, 121)

    def test_gridfs(self):
        files = gridfs.GridFS(self.database)
        content = bytes(range(256)) * 4_000
        key = files.put(content, filename="film", kind="video")
        self.assertEqual(files.get(key).read(), content)
        self.assertEqual(files.find_one({"kind": "video"}).length, len(content))
        bucket = gridfs.GridFSBucket(self.database, "other", chunk_size_bytes=1_000)
        with bucket.open_upload_stream("text") as stream:
            stream.write(b"a" * 2_500)
        self.assertEqual(self.database["other.chunks"].count_documents({}), 3)
        self.assertEqual(bucket.open_download_stream_by_name("text").read(), b"a" * 2_500)
        files.delete(key)
        self.assertFalse(files.exists(key))

    def test_sessions_are_taken_and_transactions_refused(self):
        with self.client.start_session(causal_consistency=True) as session:
            self.posts.insert_one({"_id": 1}, session=session)
            self.assertEqual(self.posts.find_one({}, session=session), {"_id": 1})
            with self.assertRaisesRegex(OperationFailure, "Transaction numbers are only allowed on a replica set"):
                with session.start_transaction():
                    self.posts.insert_one({"_id": 2}, session=session)
        self.assertEqual(self.posts.count_documents({}), 1)

    def test_what_is_not_there_is_refused_by_name(self):
        with self.assertRaisesRegex(OperationFailure, "(?i)changeStream"):
            self.posts.watch()
        with self.assertRaisesRegex(OperationFailure, r"\$where"):
            self.posts.find_one({"$where": "true"})
        with self.assertRaisesRegex(OperationFailure, "(?i)collation"):
            self.posts.find_one({}, collation={"locale": "de"})
        with self.assertRaisesRegex(OperationFailure, "'sort' of update"):
            self.posts.update_one({}, {"$set": {"a": 1}}, sort={"_id": -1})
        with self.client.start_session(snapshot=True) as session:
            with self.assertRaisesRegex(OperationFailure, "readConcern: snapshot"):
                self.posts.find_one({}, session=session)
        with self.assertRaisesRegex(OperationFailure, "no such command"):
            self.database.command("fly")

    def test_the_server_tells_about_itself(self):
        self.fill(10)
        self.assertEqual(self.client.server_info()["version"][:2], "7.")
        self.assertEqual(self.client.admin.command("ping")["ok"], 1)
        self.assertIn("pymongo_works", self.client.list_database_names())
        self.assertEqual(self.database.list_collection_names(filter={"name": "posts"}), ["posts"])
        self.assertEqual(self.database.command("collStats", "posts")["count"], 10)
        self.assertEqual(self.database.validate_collection("posts")["valid"], True)


if __name__ == "__main__":
    unittest.main()
