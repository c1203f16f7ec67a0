package io.automedia.users;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.Http;
import io.automedia.testing.Http.Answer;
import io.automedia.testing.TestPeople;
import io.automedia.testing.TestPeople.TestPerson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@AutoMediaTest
class AccountTests {
    private static final String ME = "/api/v1/users/me";

    private final TestPeople people;
    private final MongoDatabase store;

    AccountTests(TestPeople people, MongoDatabase store) {
        this.people = people;
        this.store = store;
    }

    @Test
    void a_change_touches_only_what_it_names() {
        Http person = people.someone().http();
        person.patch(ME, "{\"profile\":{\"firstName\":\"Ada\",\"bio\":\"Counts.\"}}");

        Answer changed = person.patch(
                ME,
                "{\"profile\":{\"bio\":null},\"preferences\":{\"theme\":\"dark\",\"notifications\":{\"push\":true}}}");

        assertThat(changed.status()).as("%s", changed).isEqualTo(200);
        assertThat(changed.header("ETag")).isEqualTo("\"2\"");
        Answer me = person.get(ME);
        assertThat(me.text()).isEqualTo(changed.text());
        assertThat(me.at("/profile/firstName")).isEqualTo("Ada");
        assertThat(me.at("/profile/bio")).isEmpty();
        assertThat(me.at("/preferences/theme")).isEqualTo("dark");
        assertThat(me.json().at("/preferences/notifications/push").asBoolean()).isTrue();
        assertThat(me.json().at("/preferences/notifications/email").asBoolean()).isTrue();
    }

    @Test
    void a_change_that_was_made_for_another_version_is_refused() {
        Http person = people.someone().http();
        assertThat(person.with("If-Match", "\"0\"").patch(ME, name("Ada")).status())
                .isEqualTo(200);

        Answer stale = person.with("If-Match", "\"0\"").patch(ME, name("Eve"));

        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.at("/code")).isEqualTo("DATA003");
        assertThat(person.with("If-Match", "nonsense").patch(ME, name("Eve")).status())
                .isEqualTo(412);
        assertThat(person.with("If-Match", "*").patch(ME, name("Ida")).status()).isEqualTo(200);
        assertThat(person.with("If-Match", "\"2\"").patch(ME, name("Ada")).header("ETag"))
                .isEqualTo("\"3\"");
    }

    @Test
    void who_has_read_the_same_version_gets_nothing_again() {
        Http person = people.someone().http();
        String version = person.get(ME).header("ETag");

        Answer again = person.with("If-None-Match", version).get(ME);

        assertThat(again.status()).isEqualTo(304);
        assertThat(again.text()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"nickname": "Ada"}                                           | nickname
            {"role": "admin"}                                             | role
            {"isActive": true}                                            | isActive
            {"email": "other@example.org"}                                | email
            {"statistics": {"totalContentCollected": 1}}                  | statistics
            {"profile": {"nickname": "Ada"}}                              | profile.nickname
            {"profile": {"firstName": 5}}                                 | profile.firstName
            {"profile": {"website": "javascript:alert(1)"}}               | profile.website
            {"profile": {"avatar": "//example.org/a.png"}}                | profile.avatar
            {"profile": {"timezone": "Moon/Sea"}}                         | profile.timezone
            {"profile": "Ada"}                                            | profile
            {"preferences": {"theme": "pink"}}                            | preferences.theme
            {"preferences": {"theme": null}}                              | preferences.theme
            {"preferences": {"language": "<b>"}}                          | preferences.language
            {"preferences": {"language": "xx"}}                           | preferences.language
            {"preferences": {"language": "en-XY"}}                        | preferences.language
            {"preferences": {"notifications": {"email": "yes"}}}          | preferences.notifications.email
            {"preferences": {"notifications": null}}                      | preferences.notifications
            {"preferences": {"privacy": {"profileVisibility": "friends"}}} | preferences.privacy.profileVisibility
            {"preferences": {"contentDefaults": {"defaultAgent": "me"}}}  | preferences.contentDefaults.defaultAgent
            """)
    void what_is_unknown_or_wrong_is_named_and_nothing_changes(String json, String field) {
        Http person = people.someone().http();

        Answer refused = person.patch(ME, json);

        assertThat(refused.status()).as("%s", refused).isEqualTo(400);
        assertThat(refused.at("/code")).isEqualTo("DATA002");
        assertThat(refused.at("/errors/0/field")).isEqualTo(field);
        assertThat(person.get(ME).header("ETag")).isEqualTo("\"0\"");
    }

    @Test
    void aLanguageThatWasTakenOnceMayStay() {
        TestPerson person = people.someone();
        store.getCollection("users")
                .updateOne(Filters.eq("_id", person.user().id()), Updates.set("preferences.language", "xx"));

        assertThat(person.http().patch(ME, name("Ada")).status()).isEqualTo(200);
        Answer dark = person.http().patch(ME, "{\"preferences\": {\"theme\": \"dark\"}}");
        assertThat(dark.status()).as("%s", dark).isEqualTo(200);
        assertThat(dark.at("/preferences/language")).isEqualTo("xx");
        assertThat(person.http()
                        .patch(ME, "{\"preferences\": {\"language\": \"yy\"}}")
                        .status())
                .isEqualTo(400);
    }

    private static String name(String first) {
        return "{\"profile\":{\"firstName\":\"" + first + "\"}}";
    }
}
