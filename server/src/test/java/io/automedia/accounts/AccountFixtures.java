package io.automedia.accounts;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import io.automedia.shared.UserId;
import io.automedia.testing.Http;
import io.automedia.testing.Http.Answer;
import io.automedia.testing.TestPeople;
import io.automedia.users.User;
import io.automedia.users.Users;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;

/// What people do with their accounts over the API, and what is stored of it.
final class AccountFixtures {
    static final String NEW = "yellow harbour seven kettles";

    private AccountFixtures() {}

    static Answer forgot(TestPeople people, String email) {
        return post(people, "/api/v1/auth/password/forgot", "{\"email\":\"" + email + "\"}");
    }

    static Answer reset(TestPeople people, String token, String password) {
        return post(people, "/api/v1/auth/password/reset", withToken(token, password));
    }

    static Answer accept(TestPeople people, String token, String password) {
        return post(people, "/api/v1/auth/invitation", withToken(token, password));
    }

    static Answer verify(TestPeople people, String token) {
        return post(people, "/api/v1/auth/verify", "{\"token\":\"" + token + "\"}");
    }

    static Answer changePassword(Http http, String password, String next) {
        return http.post(
                "/api/v1/users/me/password", "{\"password\":\"" + password + "\",\"newPassword\":\"" + next + "\"}");
    }

    static Answer changeAddress(Http http, String email, String password) {
        return http.post("/api/v1/users/me/email", credentials(email, password));
    }

    static Answer deactivate(Http http, String password) {
        return http.post("/api/v1/users/me/deactivate", "{\"password\":\"" + password + "\"}");
    }

    private static Answer post(TestPeople people, String path, String json) {
        return people.nobody().post(path, json);
    }

    private static String withToken(String token, String password) {
        return "{\"token\":\"" + token + "\",\"password\":\"" + password + "\"}";
    }

    static String credentials(String email, String password) {
        return "{\"email\":\"" + email + "\",\"password\":\"" + password + "\"}";
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    static User user(Users users, String email) {
        return users.byId(new UserId(users.byEmail(email).orElseThrow().id())).orElseThrow();
    }

    /// The links that a person was mailed, as they are stored.
    static List<String> links(MongoDatabase store, User user) {
        return store.getCollection(MailedLinksSchema.NAME)
                .find(Filters.eq("userId", user.id()))
                .map(Document::toJson)
                .into(new ArrayList<>());
    }
}
