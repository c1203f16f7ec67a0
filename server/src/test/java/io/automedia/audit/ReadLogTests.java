package io.automedia.audit;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import io.automedia.collections.Collections;
import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.TestPeople;
import io.automedia.testing.TestPeople.TestPerson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;

@AutoMediaTest
class ReadLogTests {
    private static final Duration KEEP = Duration.ofDays(400);

    private final TestPeople people;
    private final Collections collections;
    private final AuditTrail trail;
    private final MongoDatabase store;

    ReadLogTests(TestPeople people, Collections collections, AuditTrail trail, MongoDatabase store) {
        this.people = people;
        this.collections = collections;
        this.trail = trail;
        this.store = store;
    }

    /// Shows what was registered.
    private static final class Registered extends InterceptorRegistry {
        int count() {
            return getInterceptors().size();
        }
    }

    @AfterEach
    void forgetWhoAsked() {
        SecurityContextHolder.clearContext();
        RequestContextHolder.resetRequestAttributes();
    }

    private List<Document> reads(TestPerson person) {
        return store.getCollection(AuditEntriesSchema.NAME)
                .find(and(eq("people", person.user().id()), eq("action", "data.read")))
                .into(new ArrayList<>());
    }

    private void ask(ReadLog log, String method, String path, int status) {
        MockHttpServletRequest request = new MockHttpServletRequest(method, path);
        request.setServletPath(path);
        request.setQueryString("token=secret");
        MockHttpServletResponse response = new MockHttpServletResponse();
        response.setStatus(status);
        log.afterCompletion(request, response, this, null);
    }

    @Test
    void who_looked_at_what_is_written_by_the_path_alone() {
        TestPerson ada = people.someone();
        ReadLog log = new ReadLog(trail, new AuditProperties(KEEP, true));
        SecurityContextHolder.setContext(new SecurityContextImpl(new TestingAuthenticationToken(ada.caller(), null)));

        ask(log, "GET", "/api/v1/content/1", 200);
        ask(log, "GET", "/api/v1/content/2", 404);
        ask(log, "POST", "/api/v1/content", 201);

        assertThat(reads(ada))
                .extracting(read -> read.get("object", Document.class).getString("id") + read.getString("outcome"))
                .containsExactlyInAnyOrder("/api/v1/content/1success", "/api/v1/content/2denied");
        assertThat(reads(ada)).noneMatch(read -> read.toJson().contains("secret"));
    }

    @Test
    void whose_it_was_is_written_where_it_is_known() {
        TestPerson ada = people.someone();
        TestPerson ben = people.someone();
        String snow =
                ada.http().post("/api/v1/collections", "{\"name\":\"Snow\"}").at("/id");
        ada.http()
                .put(
                        "/api/v1/collections/" + snow + "/permissions",
                        "{\"person\":\"" + ben.user().email() + "\",\"role\":\"viewer\"}");
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/api/v1/collections/1");
        request.setServletPath("/api/v1/collections/1");
        RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(request));
        SecurityContextHolder.setContext(new SecurityContextImpl(new TestingAuthenticationToken(ben.caller(), null)));

        collections.get(ben.caller(), new ObjectId(snow));
        new ReadLog(trail, new AuditProperties(KEEP, true))
                .afterCompletion(request, new MockHttpServletResponse(), this, null);

        assertThat(reads(ada))
                .singleElement()
                .satisfies(read -> assertThat(read.get("actor", Document.class).getObjectId("id"))
                        .isEqualTo(ben.user().id()));
    }

    @Test
    void nothing_is_written_of_nobody_nor_unless_it_is_wanted() {
        TestPerson ada = people.someone();
        ask(new ReadLog(trail, new AuditProperties(KEEP, true)), "GET", "/login", 200);
        ada.http().get("/api/v1/users/me");
        assertThat(reads(ada)).isEmpty();

        Registered none = new Registered();
        new ReadLog(trail, new AuditProperties(KEEP, false)).addInterceptors(none);
        assertThat(none.count()).isZero();
        Registered one = new Registered();
        new ReadLog(trail, new AuditProperties(KEEP, true)).addInterceptors(one);
        assertThat(one.count()).isEqualTo(1);
    }
}
