package io.automedia.storage;

import java.time.Instant;
import java.util.List;
import org.bson.Document;

/// The least that must be said of a new document of each collection, and what it then is, by the design of the
/// collections and as a new one over the API: `NOW` is the moment of its insertion.
record NewDocuments(String collection, String said, String whole) {
    static final List<NewDocuments> ALL = List.of(
            new NewDocuments("users", """
                    {email: "ada@example.org", password: "$2b$10$abcdefghij"}""", """
                    {email: "ada@example.org", password: "$2b$10$abcdefghij", profile: {},
                     preferences: {language: "en", theme: "system",
                       notifications: {email: true, push: false, telegram: false},
                       privacy: {profileVisibility: "private", activityVisibility: "private"}, contentDefaults: {}},
                     settings: {apiKeys: [], rateLimits: {dailyGenerationLimit: 100, monthlyCollectionLimit: 10000},
                       features: {betaAccess: false, advancedAnalytics: false}},
                     subscription: {plan: "free", status: "active", cancelAtPeriodEnd: false},
                     statistics: {totalContentGenerated: 0, totalContentCollected: 0, totalTokensUsed: 0},
                     isActive: true, isVerified: false, role: "user", createdAt: NOW, updatedAt: NOW}"""),
            new NewDocuments("platforms", """
                    {userId: ID, name: "X", type: "twitter", webhooks: [{id: "wh_1", url: "https://a.example", secret: "s"}]}""", """
                    {userId: ID, name: "X", type: "twitter", config: {}, status: "pending",
                     statistics: {totalCollected: 0, todayCollected: 0, errors: {count: 0}},
                     webhooks: [{id: "wh_1", url: "https://a.example", secret: "s", events: [], isActive: true, createdAt: NOW}],
                     settings: {autoReconnect: true, retryAttempts: 3, collectionInterval: "5m", includeRetweets: false,
                       includeReplies: false},
                     createdAt: NOW, updatedAt: NOW}"""),
            new NewDocuments("content", """
                    {platform: "twitter", platformId: "1", type: "tweet", content: {text: "Hello"}}""", """
                    {platform: "twitter", platformId: "1", type: "tweet", author: {},
                     content: {text: "Hello", media: [], links: [], mentions: [], hashtags: []}, metadata: {engagement: {}},
                     aiGenerated: false, tags: [], collections: [], topics: [], publishedAt: NOW, collectedAt: NOW,
                     isArchived: false, isDeleted: false, moderationStatus: "approved", moderationNotes: "",
                     createdAt: NOW, updatedAt: NOW}"""),
            new NewDocuments("topics", """
                    {userId: ID, name: "Snow", keywords: [{term: "snow"}], webhooks: [{url: "https://a.example"}]}""", """
                    {userId: ID, name: "Snow", keywords: [{term: "snow", weight: 1, variations: []}], weight: 3,
                     isActive: true,
                     settings: {updateFrequency: "15m", notificationEnabled: true, autoCollect: false, contentTypes: [],
                       platforms: [], minEngagement: {}},
                     statistics: {contentCount: 0, averageEngagement: {}, trendingScore: 0, relevanceScore: 0},
                     filters: {sentiment: [], excludeKeywords: [], includeVerified: false, minFollowers: 0},
                     webhooks: [{url: "https://a.example", events: [], isActive: true}],
                     lastUpdated: NOW, createdAt: NOW, updatedAt: NOW}"""),
            new NewDocuments("agents", """
                    {userId: ID, name: "Ada", systemPrompt: "Write.", config: {model: "gpt-4", provider: "openai"}}""", """
                    {userId: ID, name: "Ada", type: "content", systemPrompt: "Write.",
                     config: {model: "gpt-4", provider: "openai", temperature: 0.7, maxTokens: 1000, topP: 1,
                       frequencyPenalty: 0, presencePenalty: 0, outputFormat: "social_media_post", constraints: [],
                       templates: []},
                     capabilities: ["content_generation"], usage: {count: 0, averageTokens: 0, successRate: 0},
                     performance: {averageGenerationTime: 0}, isDefault: false, isPublic: false, isFavorite: false,
                     tags: [], version: 1, createdAt: NOW, updatedAt: NOW}"""),
            new NewDocuments("generations", """
                    {userId: ID, prompt: "Write.", model: "gpt-4", provider: "openai"}""", """
                    {userId: ID, prompt: "Write.", input: {}, model: "gpt-4", provider: "openai",
                     tokens: {input: 0, output: 0, total: 0}, cost: 0, duration: 0, status: "pending",
                     feedback: {isSaved: false, isEdited: false}, createdAt: NOW, updatedAt: NOW}"""),
            new NewDocuments("collections", """
                    {userId: ID, name: "Ideas", permissions: [{userId: ID, role: "viewer"}], rules: {}}""", """
                    {userId: ID, name: "Ideas", type: "manual", rules: {autoAdd: false, autoRemove: false},
                     settings: {isPublic: false, allowSharing: true, sortCriteria: "createdAt", sortOrder: "desc",
                       maxItems: 1000},
                     statistics: {itemCount: 0, totalViews: 0},
                     permissions: [{userId: ID, role: "viewer", grantedAt: NOW}], tags: [],
                     createdAt: NOW, updatedAt: NOW}"""),
            new NewDocuments("sessions", """
                    {userId: ID, token: "t", expiresAt: {"$date": "2030-01-01T00:00:00Z"}}""", """
                    {userId: ID, token: "t", isActive: true, lastActivity: NOW,
                     expiresAt: {"$date": "2030-01-01T00:00:00Z"}, createdAt: NOW}"""));

    private static final String SOMEBODY = "{\"$oid\": \"507f1f77bcf86cd799439011\"}";

    Document saidDocument() {
        return Document.parse(said.replace("ID", SOMEBODY));
    }

    Document wholeDocument(Instant now) {
        return Document.parse(whole.replace("ID", SOMEBODY).replace("NOW", "{\"$date\": \"" + now + "\"}"));
    }

    @Override
    public String toString() {
        return collection;
    }
}
