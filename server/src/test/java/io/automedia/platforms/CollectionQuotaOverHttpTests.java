package io.automedia.platforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.Http.Answer;
import io.automedia.testing.TestPeople;
import io.automedia.testing.TestPeople.TestPerson;
import io.automedia.testing.Together;
import io.automedia.testing.WithinOneDay;
import java.time.Instant;
import java.util.List;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;

/// What a person's plan lets into his library in a month, however it comes.
@AutoMediaTest
@WithinOneDay
class CollectionQuotaOverHttpTests {
    private static final String CONTENT = "/api/v1/content";

    private final FakeConnector connector;
    private final MongoDatabase store;
    private final TestPerson admin;
    private final TestPerson ada;

    CollectionQuotaOverHttpTests(TestPeople people, FakeConnector connector, MongoDatabase store) {
        this.store = store;
        this.connector = connector;
        this.admin = people.admin();
        this.ada = people.someone();
    }

    private void allow(int posts) {
        change("{\"rateLimits\":{\"monthlyCollectionLimit\":" + posts + "}}");
    }

    private void change(String change) {
        Answer changed = admin.http().patch("/api/v1/users/" + ada.user().id(), change);
        assertThat(changed.status()).as("%s", changed).isEqualTo(200);
    }

    private Answer post(String platformId) {
        return ada.http()
                .post(
                        CONTENT,
                        "{\"platform\":\"twitter\",\"platformId\":\"" + platformId
                                + "\",\"content\":{\"text\":\"It rains\"}}");
    }

    private Answer usage() {
        Answer usage = ada.http().get("/api/v1/users/me/usage");
        assertThat(usage.status()).as("%s", usage).isEqualTo(200);
        return usage;
    }

    @Test
    void sixty_four_programs_at_once_bring_in_no_more_than_there_is() throws Exception {
        allow(5);

        List<Answer> answers = Together.call(64, () -> post(new ObjectId().toHexString()));

        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(5);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 201)
                .hasSize(59)
                .allSatisfy(refused -> {
                    assertThat(refused.status()).isEqualTo(429);
                    assertThat(refused.at("/code")).isEqualTo("RATE002");
                    assertThat(refused.at("/detail")).contains("The 5 posts of this month are used up");
                    assertThat(Long.parseLong(refused.header("Retry-After"))).isPositive();
                });
        assertThat(ada.http().get(CONTENT).at("/page/total")).isEqualTo("5");
        Answer usage = usage();
        assertThat(usage.at("/quotas/collection/used")).isEqualTo("5");
        assertThat(usage.at("/quotas/collection/remaining")).isEqualTo("0");
        assertThat(usage.at("/days/0/platforms/twitter")).isEqualTo("5");
        assertThat(usage.at("/statistics/totalContentCollected")).isEqualTo("5");
    }

    @Test
    void administrators_have_no_quota_and_who_was_told_of_none_has_the_usual_one() {
        store.getCollection("users")
                .updateOne(
                        Filters.eq("_id", admin.user().id()),
                        Updates.set("settings.rateLimits", new Document("monthlyCollectionLimit", 0)));
        store.getCollection("users")
                .updateOne(Filters.eq("_id", ada.user().id()), Updates.set("settings.rateLimits", new Document()));

        Answer brought = admin.http()
                .post(
                        CONTENT,
                        "{\"platform\":\"twitter\",\"platformId\":\"" + new ObjectId()
                                + "\",\"content\":{\"text\":\"It rains\"}}");

        assertThat(brought.status()).as("%s", brought).isEqualTo(201);
        assertThat(admin.http()
                        .get("/api/v1/users/me/usage")
                        .json()
                        .at("/quotas/collection/limit")
                        .asString("none"))
                .isEqualTo("none");
        assertThat(usage().at("/quotas/collection/limit")).isEqualTo("10000");
        assertThat(post(new ObjectId().toHexString()).status()).isEqualTo(201);
    }

    @Test
    void what_is_there_already_and_what_he_imports_uses_nothing() {
        allow(1);
        String id = new ObjectId().toHexString();
        assertThat(post(id).status()).isEqualTo(201);

        assertThat(post(id).status()).isEqualTo(200);
        assertThat(post(new ObjectId().toHexString()).status()).isEqualTo(429);
        Answer job = ada.http()
                .send(
                        "POST",
                        CONTENT + "/import?format=jsonl",
                        "{\"platform\":\"twitter\",\"platformId\":\"" + new ObjectId()
                                + "\",\"content\":{\"text\":\"His own\"}}",
                        "application/x-ndjson");
        await().until(() ->
                ada.http().get("/api/v1/jobs/" + job.at("/id")).at("/status").equals("completed"));
        assertThat(ada.http().get(CONTENT).at("/page/total")).isEqualTo("2");
        assertThat(usage().at("/quotas/collection/used")).isEqualTo("1");
    }

    @Test
    void a_source_pauses_at_the_limit_and_goes_on_where_it_was() {
        allow(2);
        String name = "quota" + new ObjectId();
        for (int i = 0; i < 5; i++) {
            connector.publish(name, FakeConnector.post(name + i, Instant.now()));
        }
        String platform =
                ada.http().post("/api/v1/platforms", "{\"type\":\"fake\"}").header("Location");
        String source = ada.http()
                .post(platform + "/sources", "{\"value\":\"" + name + "\"}")
                .header("Location");
        ada.http().send("POST", source + "/sync", null, null);

        await().untilAsserted(
                        () -> assertThat(ada.http().get(source).at("/status")).isEqualTo("limited"));
        assertThat(ada.http().get(CONTENT).at("/page/total")).isEqualTo("2");

        allow(100);
        ada.http().send("POST", source + "/sync", null, null);
        await().untilAsserted(() ->
                assertThat(ada.http().get(CONTENT).at("/page/total")).isEqualTo("5"));
        assertThat(usage().at("/quotas/collection/used")).isEqualTo("5");
    }

    @Test
    void a_subscription_that_is_over_gives_no_more_than_the_free_plan() {
        change("{\"subscription\":{\"plan\":\"pro\",\"currentPeriodEnd\":\"2100-01-01T00:00:00Z\"}}");
        assertThat(usage().at("/quotas/collection/limit")).isEqualTo("100000");
        assertThat(usage().at("/quotas/generation/limit")).isEqualTo("1000");

        change("{\"subscription\":{\"status\":\"past_due\"}}");
        assertThat(usage().at("/quotas/collection/limit")).isEqualTo("10000");
        change("{\"subscription\":{\"status\":\"active\",\"currentPeriodEnd\":\"2020-01-01T00:00:00Z\"}}");
        assertThat(usage().at("/quotas/generation/limit")).isEqualTo("100");
        assertThat(usage().at("/plan")).isEqualTo("pro");
    }

    @Test
    void longer_histories_are_for_accounts_with_advanced_analytics() {
        String year = "/api/v1/users/me/usage?days=366";
        assertThat(ada.http().get(year).at("/code")).isEqualTo("AUTH004");
        assertThat(ada.http().get("/api/v1/users/me/usage?days=0").status()).isEqualTo(400);

        change("{\"features\":{\"advancedAnalytics\":true}}");

        assertThat(ada.http().get(year).status()).isEqualTo(200);
    }
}
