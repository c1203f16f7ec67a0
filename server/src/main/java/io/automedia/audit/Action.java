package io.automedia.audit;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/// All that is written into the audit trail. The words are for ever: entries keep them.
public enum Action {
    REGISTERED("account.registered"),
    ACCOUNT_CHANGED("account.changed"),
    LOGIN("auth.login"),
    LOGIN_FAILED("auth.login_failed"),
    LOGIN_LOCKED("auth.login_locked"),
    LOGOUT("auth.logout"),
    PASSWORD_FORGOTTEN("auth.password_forgotten"),
    PASSWORD_RESET("auth.password_reset"),
    COMMAND_LINE("auth.command_line"),
    SESSION_REVOKED("session.revoked"),
    REFRESH_REUSED("session.refresh_reused"),
    TWO_FACTOR_CHANGED("two_factor.changed"),
    PASSKEY_ADDED("passkey.added"),
    PASSKEY_REMOVED("passkey.removed"),
    IDENTITY_CONNECTED("identity.connected"),
    IDENTITY_DISCONNECTED("identity.disconnected"),
    TOKEN_CREATED("token.created"),
    TOKEN_REVOKED("token.revoked"),
    KEY_CREATED("key.created"),
    KEY_CHANGED("key.changed"),
    KEY_DELETED("key.deleted"),
    WEBHOOK_CREATED("webhook.created"),
    WEBHOOK_CHANGED("webhook.changed"),
    WEBHOOK_DELETED("webhook.deleted"),
    PLATFORM_CONNECTED("platform.connected"),
    PLATFORM_REMOVED("platform.removed"),
    CREDENTIALS_CHANGED("credentials.changed"),
    PERMISSION_CHANGED("permission.changed"),
    VISIBILITY_CHANGED("visibility.changed"),
    INVITATION_SENT("invitation.sent"),
    INVITATION_WITHDRAWN("invitation.withdrawn"),
    MAIL_READ("mail.read", true),
    EXPORT_CREATED("export.created"),
    EXPORT_FETCHED("export.fetched"),
    IMPORT_CREATED("import.created"),
    CONTENT_DELETED("content.deleted"),
    TOPIC_DELETED("topic.deleted"),
    COLLECTION_DELETED("collection.deleted"),
    AGENT_DELETED("agent.deleted"),
    DATA_READ("data.read"),
    ADMIN_READ("admin.read", true),
    CONFIGURATION_CHANGED("configuration.changed", true),
    KEYS_ROTATED("keys.rotated", true),
    TRAIL_DAMAGED("audit.damaged");

    private final String word;
    private final boolean isAdministrative;

    Action(String word) {
        this(word, false);
    }

    Action(String word, boolean isAdministrative) {
        this.word = word;
        this.isAdministrative = isAdministrative;
    }

    /// As it is stored and shown, such as `auth.login`.
    public String word() {
        return word;
    }

    /// Whether it must not be done when it can't be written down: who publishes it does so before he acts.
    public boolean isAdministrative() {
        return isAdministrative;
    }

    /// The action of a word; empty when there is none.
    public static Optional<Action> of(String word) {
        return Arrays.stream(values())
                .filter(action -> action.word.equals(word))
                .findFirst();
    }

    /// All words, for people.
    static String words() {
        return Arrays.stream(values()).map(Action::word).collect(Collectors.joining(", "));
    }
}
