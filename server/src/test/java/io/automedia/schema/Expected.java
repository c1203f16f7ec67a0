package io.automedia.schema;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// The schema, written out by hand, and beside it what we add and why.
enum Expected {
    USERS(
            "io.automedia.users.User",
            """
            email                                        text
            password                                     text
            profile.firstName                            text
            profile.lastName                             text
            profile.avatar                               text
            profile.bio                                  text
            profile.website                              text
            profile.location                             text
            profile.timezone                             text
            preferences.language                         text
            preferences.theme                            light|dark|system
            preferences.notifications.email              truth
            preferences.notifications.push               truth
            preferences.notifications.telegram           truth
            preferences.privacy.profileVisibility        public|private
            preferences.privacy.activityVisibility       public|private
            preferences.contentDefaults.defaultAIModel   text
            preferences.contentDefaults.defaultAgent     id
            preferences.contentDefaults.defaultPlatform  text
            settings.apiKeys[].provider                  text
            settings.apiKeys[].key                       text
            settings.apiKeys[].label                     text
            settings.apiKeys[].isActive                  truth
            settings.apiKeys[].createdAt                 time
            settings.apiKeys[].lastUsed                  time
            settings.rateLimits.dailyGenerationLimit     number
            settings.rateLimits.monthlyCollectionLimit   number
            settings.features.betaAccess                 truth
            settings.features.advancedAnalytics          truth
            subscription.plan                            text
            subscription.status                          text
            subscription.currentPeriodStart              time
            subscription.currentPeriodEnd                time
            subscription.cancelAtPeriodEnd               truth
            statistics.totalContentGenerated             number
            statistics.totalContentCollected             number
            statistics.totalTokensUsed                   number
            statistics.lastActivity                      time
            isActive                                     truth
            isVerified                                   truth
            createdAt                                    time
            updatedAt                                    time
            """,
            // who runs the instance; which key is meant; as what posts come into the library, how long they are kept
            // and how far that is seen to; the version that an ETag shows
            """
            settings.apiKeys[]._id  id
            role  user|admin
            preferences.contentDefaults.moderationStatus  approved|pending
            preferences.contentDefaults.retentionDays     number
            settings.limitsSet  truth
            retention.dueAt    time
            retention.began    time
            retention.through  time
            retention.item     id
            __v   number
            """,
            """
            email:1 unique
            createdAt:-1
            createdAt:-1 _id:-1
            subscription.status:1
            subscription.plan:1
            role:1
            isActive:1
            """,
            // lists of accounts; whose default agent goes; whose libraries are looked through for what is over
            """
            role:1 createdAt:-1 _id:-1
            subscription.plan:1 createdAt:-1 _id:-1
            subscription.status:1 createdAt:-1 _id:-1
            isActive:1 createdAt:-1 _id:-1
            preferences.contentDefaults.defaultAgent:1
            retention.dueAt:1
            """),

    PLATFORMS(
            "io.automedia.platforms.Platform",
            """
            name                                   text
            userId                                 id
            type                                   text
            config.*                               text
            status                                 active|inactive|error|pending
            rateLimit.limit                        number
            rateLimit.remaining                    number
            rateLimit.reset                        time
            rateLimit.window                       text
            statistics.totalCollected              number
            statistics.todayCollected              number
            statistics.errors.count                number
            statistics.errors.lastError.message    text
            statistics.errors.lastError.timestamp  time
            webhooks[].id                          text
            webhooks[].url                         text
            webhooks[].events[]                    text
            webhooks[].secret                      text
            webhooks[].isActive                    truth
            webhooks[].createdAt                   time
            settings.autoReconnect                 truth
            settings.retryAttempts                 number
            settings.collectionInterval            text
            settings.includeRetweets               truth
            settings.includeReplies                truth
            lastSync                               time
            createdAt                              time
            updatedAt                              time
            """,
            // the midnight at which todayCollected begins anew; the version
            """
            statistics.todayEnds  time
            __v                   number
            """,
            """
            userId:1 type:1 unique
            status:1
            type:1
            lastSync:-1
            """,
            """
            statistics.todayEnds:1
            """),

    CONTENT(
            "io.automedia.content.Content",
            """
            platform                           text
            platformId                         text
            type                               tweet|post|video|image|story|generated
            author.id                          text
            author.username                    text
            author.displayName                 text
            author.avatar                      text
            author.verified                    truth
            author.followersCount              number
            author.followingCount              number
            author.bio                         text
            content.text                       text
            content.media[].url                text
            content.media[].type               text
            content.media[].width              number
            content.media[].height             number
            content.media[].altText            text
            content.media[].fileSize           number
            content.media[].format             text
            content.links[].url                text
            content.links[].title              text
            content.links[].description        text
            content.links[].expandedUrl        text
            content.links[].displayUrl         text
            content.mentions[].username        text
            content.mentions[].id              text
            content.mentions[].indices[]       number
            content.hashtags[].text            text
            content.hashtags[].indices[]       number
            metadata.engagement.*              number
            metadata.sentiment.score           number
            metadata.sentiment.label           positive|negative|neutral
            metadata.sentiment.confidence      number
            metadata.sentiment.emotions.*      number
            metadata.topics[].name             text
            metadata.topics[].confidence       number
            metadata.topics[].category         text
            metadata.language                  text
            metadata.location.name             text
            metadata.location.coordinates.lat  number
            metadata.location.coordinates.lng  number
            metadata.source.type               api|webhook|manual|generated
            metadata.source.collectedBy        text
            metadata.quality.score             number
            metadata.quality.factors[]         text
            aiGenerated                        truth
            source                             id
            tags[]                             text
            collections[]                      id
            topics[]                           id
            publishedAt                        time
            collectedAt                        time
            processedAt                        time
            expiresAt                          time
            isArchived                         truth
            isDeleted                          truth
            moderationStatus                   pending|approved|rejected
            moderationNotes                    text
            createdAt                          time
            updatedAt                          time
            """,
            // the work lists of enrichment and what it finds besides; when links are to get titles; whether more topics
            // or collections refer to it than are listed; the rule of its platform; how and how openly it came; the
            // version
            """
            metadata.location.point.type           Point
            metadata.location.point.coordinates[]  number
            metadata.keywords[]          text
            metadata.enrichment.version  number
            metadata.enrichment.lane     live|history
            metadata.enrichment.dueAt    time
            metadata.titlesDueAt         time
            moreTopics                   truth
            moreCollections              truth
            retention.rule               text
            retention.until              time
            retention.otherwise          time
            origin                       live|backfill|import|generated
            publiclyReadable             truth
            __v                          number
            """,
            """
            platform:1 platformId:1 unique
            author.id:1
            author.username:1
            publishedAt:-1
            collectedAt:-1
            tags:1
            topics:1
            aiGenerated:1
            type:1
            moderationStatus:1
            metadata.sentiment.score:1
            metadata.engagement.likes:-1
            """,
            // the work lists of enrichment and of titles; what shows an uploaded file; what has expired and what
            // follows no rule of its platform; words and places for others' tools
            """
            metadata.enrichment.lane:1 metadata.enrichment.dueAt:1
            metadata.titlesDueAt:1
            content.media.url:1
            expiresAt:1
            retention.rule:1 platform:1
            content.text:text author.username:text author.displayName:text tags:text
            metadata.location.point:2dsphere
            """),

    TOPICS(
            "io.automedia.topics.Topic",
            """
            name                           text
            userId                         id
            description                    text
            keywords[].term                text
            keywords[].weight              number
            keywords[].variations[]        text
            weight                         number
            category                       text
            isActive                       truth
            settings.updateFrequency       5m|15m|30m|1h|6h|12h|1d
            settings.notificationEnabled   truth
            settings.autoCollect           truth
            settings.contentTypes[]        tweet|post|video|image|story|generated
            settings.platforms[]           text
            settings.language              text
            settings.location              text
            settings.minEngagement.*       number
            statistics.contentCount        number
            statistics.lastContentUpdate   time
            statistics.averageEngagement.* number
            statistics.trendingScore       number
            statistics.relevanceScore      number
            filters.sentiment[]            positive|negative|neutral
            filters.excludeKeywords[]      text
            filters.includeVerified        truth
            filters.minFollowers           number
            webhooks[].url                 text
            webhooks[].events[]            text
            webhooks[].isActive            truth
            lastUpdated                    time
            createdAt                      time
            updatedAt                      time
            """,
            // the version
            """
            webhooks[].id         text
            webhooks[].secret     text
            webhooks[].createdAt  time
            statisticsDueAt       time
            statisticsChangedAt   time
            __v                number
            """,
            """
            userId:1 name:1 unique
            userId:1 category:1
            userId:1 isActive:1
            userId:1 weight:-1
            category:1
            isActive:1
            """,
            // every node follows what others change, and sums up what is due
            """
            updatedAt:1 _id:1
            statisticsDueAt:1
            """),

    AGENTS(
            "io.automedia.agents.Agent",
            """
            userId                             id
            name                               text
            description                        text
            type                               content|analysis|marketing|technical|social
            systemPrompt                       text
            config.model                       text
            config.provider                    text
            config.temperature                 number
            config.maxTokens                   number
            config.topP                        number
            config.frequencyPenalty            number
            config.presencePenalty             number
            config.outputFormat                social_media_post|thread|article|summary|json
            config.constraints[]               text
            config.templates[].name            text
            config.templates[].structure       text
            config.templates[].example         text
            persona.name                       text
            persona.tone                       text
            persona.expertise[]                text
            persona.targetAudience             text
            persona.languageStyle              text
            capabilities[]                     content_generation|summarization|translation|sentiment_analysis
            usage.count                        number
            usage.lastUsed                     time
            usage.averageTokens                number
            usage.successRate                  number
            performance.averageGenerationTime  number
            performance.qualityScore           number
            performance.userRating             number
            isDefault                          truth
            isPublic                           truth
            isFavorite                         truth
            tags[]                             text
            version                            number
            parentId                           id
            createdAt                          time
            updatedAt                          time
            """,
            // what an ETag shows
            """
            __v  number
            """,
            """
            userId:1 name:1 unique
            userId:1 type:1
            userId:1 isDefault:1
            type:1
            isPublic:1
            isDefault:1
            """,
            // one default a person; the lists; copies whose original goes
            """
            userId:1 unique
            userId:1 createdAt:-1 _id:-1
            userId:1 updatedAt:-1 _id:-1
            isPublic:1 createdAt:-1 _id:-1
            isPublic:1 updatedAt:-1 _id:-1
            isPublic:1 type:1 createdAt:-1 _id:-1
            parentId:1
            """),

    GENERATIONS(
            "io.automedia.generations.Generation",
            """
            userId                                id
            agentId                               id
            prompt                                text
            input.content                         text
            input.context.sourceContent[]         id
            input.context.topic                   text
            input.context.platform                text
            input.context.targetAudience          text
            input.context.tone                    text
            input.parameters.temperature          number
            input.parameters.maxTokens            number
            input.parameters.includeHashtags      truth
            input.parameters.includeEmojis        truth
            output.content                        text
            output.metadata.charCount             number
            output.metadata.wordCount             number
            output.metadata.hashtagCount          number
            output.metadata.emojiCount            number
            output.metadata.estimatedReadingTime  number
            output.suggestions[]                  text
            output.qualityScore                   number
            output.originalityScore               number
            model                                 text
            provider                              text
            tokens.input                          number
            tokens.output                         number
            tokens.total                          number
            cost                                  number
            duration                              number
            status                                pending|processing|completed|failed|cancelled
            error                                 text
            feedback.userRating                   number
            feedback.userComment                  text
            feedback.isSaved                      truth
            feedback.isEdited                     truth
            batchId                               id
            createdAt                             time
            updatedAt                             time
            """,
            // the version
            """
            __v  number
            """,
            """
            userId:1 createdAt:-1
            agentId:1 createdAt:-1
            status:1
            model:1
            provider:1
            createdAt:-1
            """,
            // the lists, page by page, whole and by what they filter; what is grounded in a post that goes
            """
            userId:1 createdAt:-1 _id:-1
            userId:1 updatedAt:-1 _id:-1
            userId:1 status:1 createdAt:-1 _id:-1
            userId:1 agentId:1 createdAt:-1 _id:-1
            userId:1 model:1 createdAt:-1 _id:-1
            userId:1 provider:1 createdAt:-1 _id:-1
            agentId:1 feedback.userRating:1
            input.context.sourceContent:1
            """),

    COLLECTIONS(
            "io.automedia.collections.PostCollection",
            """
            userId                              id
            name                                text
            description                         text
            type                                manual|auto|smart
            rules.criteria[].field              text
            rules.criteria[].operator           text
            rules.criteria[].value              any
            rules.conditions.minEngagement.*    number
            rules.conditions.dateRange.from     time
            rules.conditions.dateRange.to       time
            rules.autoAdd                       truth
            rules.autoRemove                    truth
            settings.isPublic                   truth
            settings.allowSharing               truth
            settings.sortCriteria               createdAt|addedAt|position
            settings.sortOrder                  asc|desc
            settings.maxItems                   number
            statistics.itemCount                number
            statistics.totalViews               number
            statistics.lastAdded                time
            statistics.lastUpdated              time
            permissions[].userId                id
            permissions[].role                  owner|editor|viewer
            permissions[].grantedAt             time
            tags[]                              text
            color                               text
            icon                                text
            createdAt                           time
            updatedAt                           time
            """,
            // what was given by address; what is to be noted and announced; the version
            """
            grants[].email           text
            grants[].userId          id
            grants[].role            owner|editor|viewer
            grants[].grantedAt       time
            pendingNotes[].key       text
            pendingNotes[].userId    id
            pendingNotes[].role      owner|editor|viewer|none
            pendingNotes[].at        time
            pendingUpdates[].key     text
            pendingUpdates[].type    text
            pendingUpdates[].userId  id
            pendingUpdates[].data    open
            pendingUpdates[].at      time
            __v                      number
            """,
            """
            userId:1 name:1 unique
            userId:1 type:1
            userId:1 isPublic:1
            type:1
            createdAt:-1
            """,
            // the lists: his own, what is shared with him, what everybody may see
            """
            userId:1 createdAt:-1 _id:-1
            userId:1 updatedAt:-1 _id:-1
            permissions.userId:1 createdAt:-1 _id:-1
            permissions.userId:1 updatedAt:-1 _id:-1
            grants.email:1
            grants.userId:1
            pendingNotes.at:1 _id:1
            settings.isPublic:1 createdAt:-1 _id:-1
            settings.isPublic:1 updatedAt:-1 _id:-1
            """),

    SESSIONS(
            "io.automedia.sessions.Session",
            """
            userId                    id
            token                     text
            refreshToken              text
            userAgent                 text
            ipAddress                 text
            location.country          text
            location.city             text
            location.coordinates.lat  number
            location.coordinates.lng  number
            deviceInfo.type           text
            deviceInfo.os             text
            deviceInfo.browser        text
            isActive                  truth
            lastActivity              time
            expiresAt                 time
            createdAt                 time
            """,
            // refresh tokens that were exchanged: whoever shows one of them has stolen it, unless the answer to the
            // latest exchange was lost
            """
            formerRefreshTokens[]  text
            exchange.former        text
            exchange.formerAccess  text
            exchange.secret        text
            exchange.keyId         text
            exchange.at            time
            exchange.client        text
            refreshKey             text
            authenticatedAt        time
            proof                  password|code|link|passkey|provider
            """,
            """
            token:1 unique
            userId:1
            isActive:1
            expiresAt:1
            """,
            "");

    private final String record;
    private final String schema;
    private final String additions;
    private final String indexes;
    private final String addedIndexes;

    Expected(String record, String schema, String additions, String indexes, String addedIndexes) {
        this.record = record;
        this.schema = schema;
        this.additions = additions;
        this.indexes = indexes;
        this.addedIndexes = addedIndexes;
    }

    String collection() {
        return name().toLowerCase(Locale.ROOT);
    }

    String record() {
        return record;
    }

    Described all() {
        return Described.parse(schema + additions);
    }

    List<String> indexes() {
        return Stream.concat(indexes.lines(), addedIndexes.lines()).toList();
    }
}
