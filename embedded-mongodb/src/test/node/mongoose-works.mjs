// What Mongoose's users do every day, against the server that the variable MONGODB_URI names.
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import mongoose from 'mongoose';

const { Schema } = mongoose;

const User = mongoose.model('User', new Schema({
  email: { type: String, required: true, unique: true, lowercase: true, trim: true },
  name: { first: String, last: String },
}, { timestamps: true }));

const postSchema = new Schema({
  title: { type: String, required: [true, 'a post needs a title'], maxlength: 80 },
  author: { type: Schema.Types.ObjectId, ref: 'User', index: true },
  kind: { type: String, enum: ['note', 'story'], default: 'note' },
  likes: { type: Number, min: 0, default: 0 },
  tags: [String],
  comments: [{ text: String, by: { type: Schema.Types.ObjectId, ref: 'User' }, at: { type: Date, default: Date.now } }],
  price: Schema.Types.Decimal128,
  extra: Map,
  raw: Buffer,
}, { optimisticConcurrency: true });
postSchema.index({ kind: 1, likes: -1 });
postSchema.virtual('shout').get(function () { return this.title.toUpperCase(); });
const Post = mongoose.model('Post', postSchema);

before(async () => {
  await mongoose.connect(process.env.MONGODB_URI, { dbName: 'mongoose_works', serverSelectionTimeoutMS: 10_000 });
});

beforeEach(async () => {
  await mongoose.connection.dropDatabase();
  await Promise.all([User.syncIndexes(), Post.syncIndexes()]);
});

after(async () => {
  await mongoose.connection.dropDatabase();
  await mongoose.disconnect();
});

test('a document is saved, found and removed with its types', async () => {
  const made = await Post.create({
    title: 'grüß 你好', tags: ['a', 'b'], price: '1.10', extra: { x: 1 }, raw: Buffer.from([0, 1]),
  });
  const found = await Post.findById(made.id);
  assert.equal(found.shout, 'GRÜSS 你好');
  assert.equal(found.price.toString(), '1.10');
  assert.equal(found.extra.get('x'), 1);
  assert.deepEqual([...found.raw], [0, 1]);
  assert.deepEqual([...found.tags], ['a', 'b']);
  assert.equal((await found.deleteOne()).deletedCount, 1);
  assert.equal(await Post.findById(made.id), null);
});

test('what the schema forbids is not saved', async () => {
  await assert.rejects(Post.create({ kind: 'poem', likes: -1 }), error =>
    error instanceof mongoose.Error.ValidationError
      && Object.keys(error.errors).sort().join() === 'kind,likes,title');
  assert.equal(await Post.countDocuments(), 0);
});

test('the second who saves an old version is refused', async () => {
  const { _id } = await Post.create({ title: 'one' });
  const [mine, yours] = [await Post.findById(_id), await Post.findById(_id)];
  mine.comments.push({ text: 'first' });
  await mine.save();
  assert.equal(mine.__v, 1);
  yours.title = 'two';
  await assert.rejects(yours.save(), mongoose.Error.VersionError);
  assert.equal((await Post.findById(_id)).title, 'one');
});

test('subdocuments are changed in their array', async () => {
  const post = await Post.create({ title: 'one', comments: [{ text: 'a' }, { text: 'b' }] });
  post.comments.id(post.comments[1]._id).text = 'c';
  post.comments.pull(post.comments[0]._id);
  await post.save();
  assert.deepEqual((await Post.findById(post.id).lean()).comments.map(comment => comment.text), ['c']);
});

test('references are populated, in arrays too', async () => {
  const ann = await User.create({ email: ' Ann@Example.org ', name: { first: 'Ann' } });
  await Post.create({ title: 'one', author: ann, comments: [{ text: 'mine', by: ann }] });
  const post = await Post.findOne().populate('author').populate('comments.by', 'email');
  assert.equal(post.author.name.first, 'Ann');
  assert.ok(post.author.createdAt instanceof Date);
  assert.equal(post.comments[0].by.email, 'ann@example.org');
});

test('indexes of the schema are made, and a second user of an address is refused', async () => {
  const names = (await Post.listIndexes()).map(index => index.name).sort();
  assert.deepEqual(names, ['_id_', 'author_1', 'kind_1_likes_-1']);
  assert.deepEqual(await Post.diffIndexes(), { toDrop: [], toCreate: [] });
  await User.create({ email: 'ann@example.org' });
  await assert.rejects(User.create({ email: 'ann@example.org' }), error =>
    error.code === 11000 && error.keyValue.email === 'ann@example.org' && error.keyPattern.email === 1);
});

test('queries sort, select, page and stream', async () => {
  await Post.insertMany(Array.from({ length: 2_500 }, (_, i) => ({ title: `p${i}`, likes: i, tags: [`t${i % 5}`] })));
  const page = await Post.find({ tags: 't3' }).where('likes').gt(100).sort('-likes').skip(1).limit(2).select('title -_id').lean();
  assert.deepEqual(page, [{ title: 'p2493' }, { title: 'p2488' }]);
  let streamed = 0;
  for await (const _ of Post.find().batchSize(9).cursor()) streamed++;
  assert.equal(streamed, 2_500);
  assert.equal(await Post.exists({ likes: 2_500 }), null);
  assert.equal(await Post.estimatedDocumentCount(), 2_500);
  assert.deepEqual((await Post.distinct('tags')).sort(), ['t0', 't1', 't2', 't3', 't4']);
  const plan = await Post.find({ kind: 'note', likes: 7 }).explain('executionStats');
  assert.equal([plan].flat()[0].executionStats.totalDocsExamined, 1);
});

test('documents are changed where they are', async () => {
  await Post.create({ title: 'one', likes: 1, tags: ['a'] });
  const after = await Post.findOneAndUpdate({ title: 'one' }, { $inc: { likes: 1 }, $addToSet: { tags: 'b' } }, { new: true });
  assert.equal(after.likes, 2);
  assert.deepEqual([...after.tags], ['a', 'b']);
  const made = await Post.findOneAndUpdate(
    { title: 'two' }, { likes: 5 }, { upsert: true, new: true, setDefaultsOnInsert: true, includeResultMetadata: true });
  assert.equal(made.lastErrorObject.updatedExisting, false);
  assert.equal(made.value.kind, 'note');
  assert.equal((await Post.updateMany({}, { $set: { kind: 'story' } })).modifiedCount, 2);
  assert.equal((await Post.findOneAndReplace({ title: 'two' }, { title: 'three' }, { new: true })).title, 'three');
  assert.equal((await Post.findOneAndDelete({ title: 'three' })).title, 'three');
  const bulk = await Post.bulkWrite([
    { insertOne: { document: { title: 'four' } } },
    { updateOne: { filter: { title: 'one' }, update: { likes: 9 } } },
    { deleteOne: { filter: { title: 'nobody' } } },
  ]);
  assert.deepEqual([bulk.insertedCount, bulk.modifiedCount, bulk.deletedCount], [1, 1, 0]);
});

test('pipelines are answered', async () => {
  const ann = await User.create({ email: 'ann@example.org' });
  await Post.insertMany([1, 2, 3].map(likes => ({ title: `p${likes}`, likes, author: ann })));
  const result = await Post.aggregate()
    .match({ likes: { $gte: 2 } })
    .lookup({ from: 'users', localField: 'author', foreignField: '_id', as: 'who' })
    .unwind('who')
    .group({ _id: '$who.email', likes: { $sum: '$likes' }, titles: { $push: '$title' } })
    .sort('_id');
  assert.deepEqual(result, [{ _id: 'ann@example.org', likes: 5, titles: ['p2', 'p3'] }]);
  const facets = await Post.aggregate([{ $facet: { n: [{ $count: 'n' }], top: [{ $sort: { likes: -1 } }, { $limit: 1 }] } }]);
  assert.equal(facets[0].n[0].n, 3);
  assert.equal(facets[0].top[0].title, 'p3');
});

test('files go through GridFS', async () => {
  const bucket = new mongoose.mongo.GridFSBucket(mongoose.connection.db, { chunkSizeBytes: 1_000 });
  await new Promise((resolve, reject) =>
    bucket.openUploadStream('film').on('finish', resolve).on('error', reject).end(Buffer.alloc(2_500, 'a')));
  const parts = [];
  for await (const part of bucket.openDownloadStreamByName('film')) parts.push(part);
  assert.equal(Buffer.concat(parts).toString(), 'a'.repeat(2_500));
});

test('a session is taken, a transaction and a change stream are refused', async () => {
  const session = await mongoose.startSession();
  await Post.create([{ title: 'one' }], { session });
  await assert.rejects(
    session.withTransaction(() => Post.create([{ title: 'two' }], { session })),
    /Transaction numbers are only allowed on a replica set/);
  await session.endSession();
  assert.equal(await Post.countDocuments(), 1);
  await assert.rejects(new Promise((_, reject) => Post.watch().on('error', reject)), /changeStream/i);
});
