package io.automedia.generations;

import io.automedia.access.Access;
import io.automedia.access.Caller;
import io.automedia.agents.AgentDependent;
import io.automedia.agents.Agents;
import io.automedia.content.Collector;
import io.automedia.content.ContentLibrary;
import io.automedia.content.IncomingPost;
import io.automedia.content.Origin;
import io.automedia.content.PostDependent;
import io.automedia.content.SeenPost;
import io.automedia.content.StoreResult;
import io.automedia.content.Tags;
import io.automedia.content.Trust;
import io.automedia.content.Via;
import io.automedia.generations.Generation.Feedback;
import io.automedia.generations.Generation.Output;
import io.automedia.generations.Generation.Status;
import io.automedia.limits.Quotas;
import io.automedia.shared.Etag;
import io.automedia.shared.Faults;
import io.automedia.shared.Page;
import io.automedia.shared.PageRequest;
import io.automedia.shared.Problem;
import io.automedia.shared.UserId;
import io.automedia.users.Users;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/// What models wrote for people: the front door. Each belongs to who asked.
@Component
public final class Generations implements AgentDependent, PostDependent {
    private static final String WHAT = "generation";
    private static final String NO_PLATFORM = "automedia";
    private static final int ATTEMPTS = 20;

    private final GenerationRepository repository;
    private final ContentLibrary library;
    private final Agents agents;
    private final Users users;
    private final Quotas quotas;
    private final Access access;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Generations(
            GenerationRepository repository,
            ContentLibrary library,
            Agents agents,
            Users users,
            Quotas quotas,
            Access access,
            ApplicationEventPublisher events,
            Clock clock) {
        this.repository = repository;
        this.library = library;
        this.agents = agents;
        this.users = users;
        this.quotas = quotas;
        this.access = access;
        this.events = events;
        this.clock = clock;
    }

    /// Keeps what was asked of a model and what came of it, and counts it for the person and the agent.
    ///
    /// @throws io.automedia.shared.ProblemException (`Invalid`), also when the caller may not use the agent or
    ///     not see a post
    public Generation keep(Caller caller, NewGeneration made) {
        UserId owner = access.requirePerson(caller);
        NewGeneration checked = made.checked();
        requireReferences(caller, owner, checked);
        Generation generation = generation(owner, checked, clock.instant());
        repository.insert(generation);
        count(generation);
        return settled(caller, owner, generation);
    }

    private void requireReferences(Caller caller, UserId owner, NewGeneration made) {
        Faults faults = new Faults();
        faults.unless(
                made.agentId() == null || agents.mayUse(owner, made.agentId()),
                "agentId",
                "must be an agent of yours, or a public one");
        faults.unless(
                unseen(caller, made.input().sources()).isEmpty(),
                "input.context.sourceContent",
                "must be posts that you can see");
        faults.raise();
    }

    private Set<ObjectId> unseen(Caller caller, List<ObjectId> posts) {
        Set<ObjectId> unseen = new HashSet<>(posts);
        unseen.removeAll(library.see(caller, posts).stream()
                .map(post -> post.content().id())
                .collect(Collectors.toSet()));
        return unseen;
    }

    /// Who deletes the agent or a post meanwhile takes it out before this looks, or this does after.
    private Generation settled(Caller caller, UserId owner, Generation generation) {
        ObjectId agent = generation.agentId();
        boolean agentIsGone = agent != null && !agents.mayUse(owner, agent);
        Set<ObjectId> gone = unseen(caller, generation.input().sources());
        if (agentIsGone) {
            repository.forgetAgentOf(generation.id());
        }
        if (!gone.isEmpty()) {
            repository.forgetPosts(generation.id(), gone);
        }
        return agentIsGone || !gone.isEmpty() ? repository.find(generation.id()).orElse(generation) : generation;
    }

    private static Generation generation(UserId owner, NewGeneration made, Instant now) {
        String text = made.text();
        return new Generation(
                new ObjectId(),
                owner.value(),
                made.agentId(),
                made.prompt(),
                made.input(),
                text == null ? null : new Output(text, TextCounts.of(text), made.suggestions(), null, null),
                made.model(),
                made.provider(),
                made.tokens(),
                made.cost(),
                made.duration(),
                made.status(),
                made.error(),
                Feedback.NONE,
                made.batchId(),
                now,
                now,
                0);
    }

    private void count(Generation generation) {
        boolean completed = generation.status() == Status.COMPLETED;
        long tokens = generation.tokens().total();
        users.countGenerated(new UserId(generation.userId()), completed ? 1 : 0, tokens);
        quotas.noteGenerated(new UserId(generation.userId()), completed ? 1 : 0, tokens);
        ObjectId agent = generation.agentId();
        if (agent != null && (completed || generation.status() == Status.FAILED)) {
            agents.countUse(agent, tokens, generation.duration(), completed, generation.createdAt());
        }
    }

    /// One of the caller's generations.
    ///
    /// @throws io.automedia.shared.ProblemException (`NotFound`)
    public Generation get(Caller caller, ObjectId id) {
        return access.own(caller, repository.find(id).orElse(null), WHAT);
    }

    /// The caller's generations, newest first.
    public Page<Generation> list(Caller caller, GenerationQuery query, PageRequest page) {
        return repository.list(access.requirePerson(caller).value(), query, page);
    }

    /// Says what its owner thinks of it.
    ///
    /// @param rating 1 to 5; null for none
    /// @throws io.automedia.shared.ProblemException (`Invalid`, `NotFound`, `Stale`)
    public Generation rate(
            Caller caller, ObjectId id, @Nullable Integer rating, @Nullable String comment, OptionalLong demanded) {
        get(caller, id);
        Faults faults = new Faults();
        faults.unless(rating == null || (rating >= 1 && rating <= 5), "userRating", "must be between 1 and 5");
        faults.unless(
                comment == null || comment.length() <= NewGeneration.LONGEST_WORDS,
                "userComment",
                "must have at most " + NewGeneration.LONGEST_WORDS + " characters");
        faults.raise();
        Generation rated = change(
                caller, id, demanded, before -> new Feedback(rating, comment, before.isSaved(), before.isEdited()));
        rateAgain(rated.agentId());
        return rated;
    }

    private void rateAgain(@Nullable ObjectId agent) {
        if (agent != null) {
            agents.rate(agent, repository.rating(agent));
        }
    }

    private Generation change(Caller caller, ObjectId id, OptionalLong demanded, UnaryOperator<Feedback> change) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Generation read = get(caller, id);
            Etag.require(demanded, read.version());
            if (repository.change(read, change.apply(read.feedback()))) {
                return get(caller, id);
            }
        }
        throw new Problem.Conflict("The generation is being changed by somebody else: try again.").exception();
    }

    /// Makes a post of it in the caller's library. Doing so again changes that post.
    ///
    /// @param text in other words; null for its own
    /// @throws io.automedia.shared.ProblemException (`Conflict`) when there is no text to save
    public SeenPost save(Caller caller, ObjectId id, @Nullable String text, List<String> tags) {
        Faults faults = new Faults();
        Tags.check(tags, faults);
        faults.raise();
        Generation generation = get(caller, id);
        Output output = generation.output();
        if (output == null || generation.status() != Status.COMPLETED) {
            throw new Problem.Conflict("It has no text that could be saved.").exception();
        }
        String words = text == null || text.isBlank() ? output.content() : text;
        Collector collector =
                new Collector(access.requirePerson(caller), Via.API, Trust.PERSON, Origin.GENERATED, "generation");
        StoreResult result = library.store(List.of(post(generation, words, tags)), collector)
                .results()
                .getFirst();
        ObjectId post = switch (result) {
            case StoreResult.Created(ObjectId created) -> created;
            case StoreResult.Updated(ObjectId updated) -> updated;
            case StoreResult.Unchanged(ObjectId known) -> known;
            case StoreResult.Rejected(String reason) -> throw new Problem.Invalid(reason, List.of()).exception();
            case StoreResult.OverQuota(String reason) -> throw new Problem.Invalid(reason, List.of()).exception();
        };
        boolean isEdited = !words.equals(output.content());
        change(
                caller,
                id,
                OptionalLong.empty(),
                before -> new Feedback(before.userRating(), before.userComment(), true, isEdited));
        if (!generation.feedback().isSaved() || !(result instanceof StoreResult.Unchanged)) {
            events.publishEvent(new GenerationSaved(new UserId(generation.userId()), id, post));
        }
        return library.see(caller, post);
    }

    private static IncomingPost post(Generation generation, String words, List<String> tags) {
        Generation.Context context = generation.input().context();
        String platform = context == null ? null : context.platform();
        return IncomingPost.builder(Objects.requireNonNullElse(platform, NO_PLATFORM), "generated:" + generation.id())
                .type("generated")
                .text(words)
                .tags(tags)
                .aiGenerated(true)
                .extra("generationId", generation.id().toHexString())
                .extra("model", generation.model())
                .build();
    }

    /// Deletes a generation. A post that was made of it stays.
    public void delete(Caller caller, ObjectId id, OptionalLong demanded) {
        Generation generation = get(caller, id);
        Etag.require(demanded, generation.version());
        if (!repository.delete(id, demanded)) {
            throw Etag.stale().exception();
        }
        rateAgain(generation.agentId());
    }

    /// Removes all that was generated for a person, and what he thought of it.
    public void erase(UserId user) {
        Set<ObjectId> rated = repository.agentsRatedBy(user.value());
        repository.deleteOf(user.value());
        rated.forEach(this::rateAgain);
    }

    @Override
    public void forgetAgent(ObjectId agentId) {
        repository.forgetAgent(agentId);
    }

    @Override
    public void forgetPosts(Collection<ObjectId> contentIds) {
        repository.forgetPosts(contentIds);
    }
}
