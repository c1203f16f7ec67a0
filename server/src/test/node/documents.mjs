// Writes and reads documents as a program with Mongoose does that has the schema of AutoMedia's documents, in the
// database MONGODB_DATABASE of MONGODB_URI. `write EMAIL HASH` prints the ids of what it made; `change ID…` checks a user,
// a topic and a post that AutoMedia made against the schema, and changes the topic. `new USER` makes topics of which only the
// least is said, and prints their ids.
import assert from 'node:assert/strict';
import mongoose from 'mongoose';

const { Schema } = mongoose;
const { ObjectId } = Schema.Types;
const stamps = { timestamps: true };
const counters = { type: Map, of: Number };

const User = mongoose.model('User', new Schema({
  email: { type: String, required: true, unique: true, lowercase: true },
  password: { type: String, required: true },
  profile: { firstName: String, lastName: String, avatar: String, bio: String, website: String, location: String, timezone: String },
  preferences: {
    language: { type: String, default: 'en' },
    theme: { type: String, enum: ['light', 'dark', 'system'], default: 'system' },
    notifications: { email: Boolean, push: Boolean, telegram: Boolean },
    privacy: { profileVisibility: String, activityVisibility: String },
    contentDefaults: { defaultAIModel: String, defaultAgent: ObjectId, defaultPlatform: String },
  },
  settings: {
    apiKeys: [{ provider: String, key: String, label: String, isActive: Boolean, createdAt: Date, lastUsed: Date }],
    rateLimits: { dailyGenerationLimit: Number, monthlyCollectionLimit: Number },
    features: { betaAccess: Boolean, advancedAnalytics: Boolean },
  },
  subscription: { plan: String, status: String, currentPeriodStart: Date, currentPeriodEnd: Date, cancelAtPeriodEnd: Boolean },
  statistics: { totalContentGenerated: Number, totalContentCollected: Number, totalTokensUsed: Number, lastActivity: Date },
  isActive: { type: Boolean, default: true },
  isVerified: { type: Boolean, default: false },
}, stamps));

const Topic = mongoose.model('Topic', new Schema({
  userId: { type: ObjectId, ref: 'User', required: true },
  name: { type: String, required: true },
  description: String,
  keywords: [{ _id: false, term: String, weight: { type: Number, default: 1 }, variations: [String] }],
  weight: { type: Number, min: 1, max: 5, default: 3 },
  category: String,
  isActive: { type: Boolean, default: true },
  settings: {
    updateFrequency: { type: String, enum: ['5m', '15m', '30m', '1h', '6h', '12h', '1d'], default: '15m' },
    notificationEnabled: { type: Boolean, default: true }, autoCollect: { type: Boolean, default: false },
    contentTypes: [String], platforms: [String],
    language: String, location: String, minEngagement: { ...counters, default: {} },
  },
  statistics: {
    contentCount: { type: Number, default: 0 }, lastContentUpdate: Date, averageEngagement: { ...counters, default: {} },
    trendingScore: { type: Number, default: 0 }, relevanceScore: { type: Number, default: 0 },
  },
  filters: {
    sentiment: [String], excludeKeywords: [String], includeVerified: { type: Boolean, default: false },
    minFollowers: { type: Number, default: 0 },
  },
  webhooks: [{ _id: false, url: String, events: [String], isActive: { type: Boolean, default: true } }],
  lastUpdated: { type: Date, default: Date.now },
}, stamps));

const Content = mongoose.model('Content', new Schema({
  platform: { type: String, required: true },
  platformId: { type: String, required: true },
  type: { type: String, enum: ['tweet', 'post', 'video', 'image', 'story', 'generated'] },
  author: {
    id: String, username: String, displayName: String, avatar: String, verified: Boolean,
    followersCount: Number, followingCount: Number, bio: String,
  },
  content: {
    text: String,
    media: [{ _id: false, url: String, type: { type: String }, width: Number, height: Number, altText: String, fileSize: Number, format: String }],
    links: [{ _id: false, url: String, title: String, description: String, expandedUrl: String, displayUrl: String }],
    mentions: [{ _id: false, username: String, id: String, indices: [Number] }],
    hashtags: [{ _id: false, text: String, indices: [Number] }],
  },
  metadata: {
    engagement: counters,
    sentiment: { score: Number, label: { type: String, enum: ['positive', 'negative', 'neutral'] }, confidence: Number, emotions: counters },
    topics: [{ _id: false, name: String, confidence: Number, category: String }],
    language: String,
    location: { name: String, coordinates: { lat: Number, lng: Number } },
    source: { type: { type: String, enum: ['api', 'webhook', 'manual', 'generated'] }, collectedBy: String },
    quality: { score: Number, factors: [String] },
  },
  aiGenerated: Boolean,
  source: { type: ObjectId, ref: 'User' },
  tags: [String],
  collections: [{ type: ObjectId, ref: 'Collection' }],
  topics: [{ type: ObjectId, ref: 'Topic' }],
  publishedAt: Date, collectedAt: Date, processedAt: Date, expiresAt: Date,
  isArchived: { type: Boolean, default: false },
  isDeleted: { type: Boolean, default: false },
  moderationStatus: { type: String, enum: ['pending', 'approved', 'rejected'], default: 'approved' },
  moderationNotes: { type: String, default: '' },
}, stamps), 'content');

async function write(email, password) {
  const day = new Date('2024-01-15T10:30:00Z');
  const user = await User.create({
    email, password,
    profile: { firstName: 'John', lastName: 'Doe', website: 'https://example.com', timezone: 'America/Los_Angeles' },
    preferences: {
      language: 'en', theme: 'dark', notifications: { email: true, push: true, telegram: false },
      privacy: { profileVisibility: 'public', activityVisibility: 'private' },
      contentDefaults: { defaultAIModel: 'gpt-4', defaultPlatform: 'twitter' },
    },
    settings: {
      apiKeys: [{ provider: 'openai', key: 'encrypted_api_key', label: 'Primary', isActive: true, createdAt: day, lastUsed: day }],
      rateLimits: { dailyGenerationLimit: 100, monthlyCollectionLimit: 10000 },
      features: { betaAccess: true, advancedAnalytics: true },
    },
    subscription: { plan: 'pro', status: 'active', currentPeriodStart: day, currentPeriodEnd: day, cancelAtPeriodEnd: false },
    statistics: { totalContentGenerated: 1250, totalContentCollected: 5420, totalTokensUsed: 125000, lastActivity: day },
    isVerified: true,
  });
  const topic = await Topic.create({
    userId: user.id, name: 'Cryptocurrency', description: 'Latest developments',
    keywords: [{ term: 'Bitcoin', weight: 1.0, variations: ['BTC'] }], weight: 3, category: 'finance',
    settings: {
      updateFrequency: '15m', notificationEnabled: true, autoCollect: true, contentTypes: ['tweet', 'post'],
      platforms: ['twitter'], language: 'en', location: 'worldwide', minEngagement: { likes: 100, retweets: 10 },
    },
    statistics: { contentCount: 125, lastContentUpdate: day, averageEngagement: { likes: 850 }, trendingScore: 0.75, relevanceScore: 0.85 },
    filters: { sentiment: ['positive', 'neutral'], excludeKeywords: ['spam'], includeVerified: true, minFollowers: 1000 },
    webhooks: [{ url: 'https://user-app.com/webhook/crypto', events: ['new_content'], isActive: true }],
    lastUpdated: day,
  });
  const post = await Content.create({
    platform: 'twitter', platformId: '1617333456782386210', type: 'tweet',
    author: { id: '44196397', username: 'elonmusk', displayName: 'Elon Musk', verified: true, followersCount: 150000000, followingCount: 200 },
    content: {
      text: 'Starship will make life multiplanetary',
      media: [{ url: 'https://pbs.twimg.com/media/ABCDEFG.jpg', type: 'photo', width: 1200, height: 800, altText: 'launch', fileSize: 125000, format: 'jpg' }],
      links: [{ url: 'https://spacex.com/starship', title: 'Starship' }],
      mentions: [{ username: 'SpaceX', id: '13298072', indices: [50, 57] }],
      hashtags: [{ text: 'SpaceX', indices: [58, 65] }],
    },
    metadata: {
      engagement: { likes: 125000, retweets: 25000 },
      sentiment: { score: 0.8, label: 'positive', confidence: 0.95, emotions: { joy: 0.8 } },
      topics: [{ name: 'space technology', confidence: 0.9, category: 'technology' }],
      language: 'en', location: { name: 'Texas, USA', coordinates: { lat: 31.9686, lng: -99.9018 } },
      source: { type: 'api', collectedBy: 'monitoring' }, quality: { score: 0.85, factors: ['engagement'] },
    },
    aiGenerated: false, source: user.id, tags: ['space'], topics: [topic.id],
    publishedAt: day, collectedAt: day, processedAt: day,
  });
  console.log(JSON.stringify({ user: user.id, topic: topic.id, post: post.id }));
}

async function change(userId, topicId, postId) {
  const [user, topic, post] = [await User.findById(userId), await Topic.findById(topicId), await Content.findById(postId)];
  for (const document of [user, topic, post]) {
    await document.validate();
    assert.ok(document.createdAt instanceof Date && document.updatedAt instanceof Date);
  }
  assert.equal(post.content.text, 'Snow #winter');
  assert.equal(post.metadata.engagement.get('likes'), 7);
  assert.equal(post.metadata.location.coordinates.lat, 31.5);
  assert.ok(post.source.equals(user._id) && topic.userId.equals(user._id));
  assert.equal((await Topic.findOne({ userId: user._id, name: 'Snow' }).populate('userId')).userId.email, user.email);
  assert.equal(topic.keywords[0].term, 'snow');
  topic.weight = 5;
  topic.keywords.push({ term: 'ice', weight: 0.5, variations: ['frost'] });
  await topic.save();
  console.log(JSON.stringify({ version: topic.__v }));
}

async function makeNew(userId) {
  const least = { userId, keywords: [{ term: 'ice' }], webhooks: [{ url: 'https://user-app.com/webhook' }] };
  const inserted = await Topic.create({ ...least, name: 'Inserted' });
  const upserted = await Topic.findOneAndUpdate(
    { userId, name: 'Upserted', isActive: false },
    { $set: { keywords: [], 'settings.language': 'en' } }, { upsert: true, returnDocument: 'after' });
  const times = async () => (({ createdAt, updatedAt }) => ({ createdAt, updatedAt }))(await Topic.findById(inserted.id));
  const old = new Date('2001-01-01T00:00:00Z');
  await Topic.collection.updateOne({ _id: inserted._id }, { $set: { createdAt: old, updatedAt: old } });
  await Topic.updateOne({ _id: inserted.id }, { $set: { weight: 3 } }, { timestamps: false });
  assert.deepEqual(await times(), { createdAt: old, updatedAt: old });
  await Topic.updateOne({ _id: inserted.id }, { $set: { weight: 3, createdAt: new Date() } });
  assert.ok((await times()).updatedAt > old);
  assert.deepEqual((await times()).createdAt, old);
  console.log(JSON.stringify({ inserted: inserted.id, upserted: upserted.id }));
}

await mongoose.connect(process.env.MONGODB_URI, { dbName: process.env.MONGODB_DATABASE, autoIndex: false, autoCreate: false });
try {
  const [what, ...rest] = process.argv.slice(2);
  await { write, change, new: makeNew }[what](...rest);
} finally {
  await mongoose.disconnect();
}
