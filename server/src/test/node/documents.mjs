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

const Platform = mongoose.model('Platform', new Schema({
  userId: { type: ObjectId, ref: 'User', required: true },
  name: String,
  type: { type: String, enum: ['twitter', 'xiaohongshu', 'facebook', 'instagram', 'tiktok'] },
  config: {
    apiKey: String, apiSecret: String, accessToken: String, accessTokenSecret: String, webhookUrl: String, environment: String,
  },
  status: { type: String, enum: ['active', 'inactive', 'error', 'pending'] },
  rateLimit: { limit: Number, remaining: Number, reset: Date, window: String },
  statistics: {
    totalCollected: Number, todayCollected: Number,
    errors: { count: Number, lastError: { message: String, timestamp: Date } },
  },
  webhooks: [{ _id: false, id: String, url: String, events: [String], secret: String, isActive: Boolean, createdAt: Date }],
  settings: {
    autoReconnect: Boolean, retryAttempts: Number, collectionInterval: String, includeRetweets: Boolean, includeReplies: Boolean,
  },
  lastSync: Date,
}, stamps));

const Agent = mongoose.model('Agent', new Schema({
  userId: { type: ObjectId, ref: 'User', required: true },
  name: { type: String, required: true },
  description: String,
  type: { type: String, enum: ['content', 'analysis', 'marketing', 'technical', 'social'] },
  systemPrompt: String,
  config: {
    model: String, provider: String, temperature: Number, maxTokens: Number, topP: Number,
    frequencyPenalty: Number, presencePenalty: Number, outputFormat: String, constraints: [String],
    templates: [{ _id: false, name: String, structure: String, example: String }],
  },
  persona: { name: String, tone: String, expertise: [String], targetAudience: String, languageStyle: String },
  capabilities: [String],
  usage: { count: Number, lastUsed: Date, averageTokens: Number, successRate: Number },
  performance: { averageGenerationTime: Number, qualityScore: Number, userRating: Number },
  isDefault: Boolean, isPublic: Boolean, isFavorite: Boolean,
  tags: [String],
  version: { type: Number, default: 1 },
  parentId: { type: ObjectId, ref: 'Agent', default: null },
}, stamps));

const Generation = mongoose.model('Generation', new Schema({
  userId: { type: ObjectId, ref: 'User', required: true },
  agentId: { type: ObjectId, ref: 'Agent' },
  prompt: String,
  input: {
    content: String,
    context: {
      sourceContent: [{ type: ObjectId, ref: 'Content' }], topic: String, platform: String, targetAudience: String, tone: String,
    },
    parameters: { temperature: Number, maxTokens: Number, includeHashtags: Boolean, includeEmojis: Boolean },
  },
  output: {
    content: String,
    metadata: {
      charCount: Number, wordCount: Number, hashtagCount: Number, emojiCount: Number, estimatedReadingTime: Number,
    },
    suggestions: [String], qualityScore: Number, originalityScore: Number,
  },
  model: String, provider: String,
  tokens: { input: Number, output: Number, total: Number },
  cost: Schema.Types.Decimal128,
  duration: Number,
  status: { type: String, enum: ['pending', 'processing', 'completed', 'failed', 'cancelled'] },
  error: { type: String, default: null },
  feedback: { userRating: Number, userComment: String, isSaved: Boolean, isEdited: Boolean },
  batchId: { type: ObjectId, default: null },
}, stamps));

const Collection = mongoose.model('Collection', new Schema({
  userId: { type: ObjectId, ref: 'User', required: true },
  name: { type: String, required: true },
  description: String,
  type: { type: String, enum: ['manual', 'auto', 'smart'] },
  rules: {
    criteria: [{ _id: false, field: String, operator: String, value: Schema.Types.Mixed }],
    conditions: { minEngagement: counters, dateRange: { from: Date, to: Date } },
    autoAdd: Boolean, autoRemove: Boolean,
  },
  settings: { isPublic: Boolean, allowSharing: Boolean, sortCriteria: String, sortOrder: String, maxItems: Number },
  statistics: { itemCount: Number, totalViews: Number, lastAdded: Date, lastUpdated: Date },
  permissions: [{
    _id: false, userId: { type: ObjectId, ref: 'User' }, role: { type: String, enum: ['owner', 'editor', 'viewer'] }, grantedAt: Date,
  }],
  tags: [String], color: String, icon: String,
}, stamps));

const Session = mongoose.model('Session', new Schema({
  userId: { type: ObjectId, ref: 'User', required: true },
  token: { type: String, required: true },
  refreshToken: String, userAgent: String, ipAddress: String,
  location: { country: String, city: String, coordinates: { lat: Number, lng: Number } },
  deviceInfo: { type: { type: String }, os: String, browser: String },
  isActive: Boolean, lastActivity: Date, expiresAt: Date,
}, { timestamps: { createdAt: true, updatedAt: false } }));

/** What a person has beside topics and posts. */
async function writeOthers(userId, post) {
  const day = new Date('2024-01-15T10:30:00Z');
  const platform = await Platform.create({
    userId, name: 'Twitter', type: 'twitter', status: 'active',
    config: { apiKey: 'encrypted_api_key', webhookUrl: 'https://api.automedia.com/webhooks/twitter', environment: 'production' },
    rateLimit: { limit: 500, remaining: 450, reset: day, window: '15m' },
    statistics: {
      totalCollected: 5420, todayCollected: 125, errors: { count: 5, lastError: { message: 'Rate limit exceeded', timestamp: day } },
    },
    webhooks: [{
      id: 'wh_123456789', url: 'https://user-app.com/webhook', events: ['tweet.created'], secret: 'webhook_secret', isActive: true,
      createdAt: day,
    }],
    settings: {
      autoReconnect: true, retryAttempts: 3, collectionInterval: '5m', includeRetweets: false, includeReplies: false,
    },
    lastSync: day,
  });
  const agent = await Agent.create({
    userId, name: 'Content Creator', description: 'Writes posts', type: 'content', systemPrompt: 'You write posts.',
    config: {
      model: 'gpt-4', provider: 'openai', temperature: 0.7, maxTokens: 1000, topP: 0.9, frequencyPenalty: 0.1, presencePenalty: 0.1,
      outputFormat: 'social_media_post', constraints: ['Ensure originality'],
      templates: [{ name: 'News', structure: 'What + Why', example: 'It snows.' }],
    },
    persona: { name: 'Tech Insider', tone: 'plain', expertise: ['AI'], targetAudience: 'hikers', languageStyle: 'clear' },
    capabilities: ['content_generation'], usage: { count: 45, lastUsed: day, averageTokens: 750, successRate: 0.98 },
    performance: { averageGenerationTime: 1200, qualityScore: 0.85, userRating: 4.5 },
    isDefault: false, isPublic: false, isFavorite: true, tags: ['content'],
  });
  const generation = await Generation.create({
    userId, agentId: agent.id, prompt: 'Write about snow',
    input: {
      content: 'In the hills',
      context: { sourceContent: [post], topic: 'weather', platform: 'twitter', targetAudience: 'hikers', tone: 'plain' },
      parameters: { temperature: 0.7, maxTokens: 280, includeHashtags: true, includeEmojis: true },
    },
    output: {
      content: 'Snow.', suggestions: ['More'], qualityScore: 0.85, originalityScore: 0.92,
      metadata: { charCount: 5, wordCount: 1, hashtagCount: 0, emojiCount: 0, estimatedReadingTime: 1 },
    },
    model: 'gpt-4', provider: 'openai', tokens: { input: 25, output: 68, total: 93 }, cost: '0.00483', duration: 1200,
    status: 'completed', feedback: { userRating: 4, userComment: 'Good', isSaved: true, isEdited: false },
  });
  const collection = await Collection.create({
    userId, name: 'Ideas', description: 'Posts', type: 'smart',
    rules: {
      criteria: [
        { field: 'tags', operator: 'contains', value: 'AI' }, { field: 'aiGenerated', operator: 'equals', value: true },
        { field: 'type', operator: 'in', value: ['tweet', 'post'] },
      ],
      conditions: { minEngagement: { likes: 100 }, dateRange: { from: day, to: day } }, autoAdd: true, autoRemove: false,
    },
    settings: { isPublic: false, allowSharing: true, sortCriteria: 'createdAt', sortOrder: 'desc', maxItems: 1000 },
    statistics: { itemCount: 0, totalViews: 1250, lastAdded: day, lastUpdated: day },
    permissions: [{ userId: new mongoose.Types.ObjectId(), role: 'editor', grantedAt: day }],
    tags: ['AI'], color: '#3B82F6', icon: 'lightbulb',
  });
  const session = await Session.create({
    userId, token: `mongoose-${userId}`, refreshToken: 'refresh_token_hash', userAgent: 'Mozilla/5.0', ipAddress: '192.168.1.1',
    location: { country: 'United States', city: 'San Francisco', coordinates: { lat: 37.7749, lng: -122.4194 } },
    deviceInfo: { type: 'desktop', os: 'Windows 10', browser: 'Chrome' },
    isActive: true, lastActivity: day, expiresAt: new Date(Date.now() + 3600000),
  });
  return { platform: platform.id, agent: agent.id, generation: generation.id, collection: collection.id, session: session.id };
}

/** Checks what AutoMedia made of these, in the same order, and changes the agent and the collection. */
async function changeOthers(ids) {
  const models = [Agent, Generation, Collection, Session, Platform];
  const documents = await Promise.all(models.map((model, i) => model.findById(ids[i])));
  for (const document of documents) {
    await document.validate();
    assert.ok(document.createdAt instanceof Date);
  }
  const [agent, generation, collection, session, platform] = documents;
  assert.equal(generation.cost.toString(), '0.00483');
  assert.ok(generation.cost instanceof mongoose.Types.Decimal128 && generation.batchId == null);
  assert.ok(generation.agentId.equals(agent._id));
  assert.deepEqual(collection.rules.criteria.map((one) => one.value), ['AI', true, 7]);
  assert.ok(session.isActive && session.expiresAt > new Date());
  assert.equal(platform.type, 'twitter');
  agent.tags.push('mongoose');
  await agent.save();
  collection.rules.criteria[2].value = ['a', 'b'];
  await collection.save();
}

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
  console.log(JSON.stringify({ user: user.id, topic: topic.id, post: post.id, ...await writeOthers(user.id, post.id) }));
}

async function change(userId, topicId, postId, ...others) {
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
  await changeOthers(others);
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
