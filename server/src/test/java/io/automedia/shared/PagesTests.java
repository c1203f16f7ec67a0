package io.automedia.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Base64;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagesTests {
    @Test
    void a_cursor_is_read_as_it_is_written() {
        Cursor cursor = new Cursor("publishedAt", "2026-01-15T09:30:00Z / 山", new ObjectId());

        assertThat(cursor.toString()).matches("[A-Za-z0-9_-]+");
        assertThat(Cursor.parse(cursor.toString())).isEqualTo(cursor);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "====", "a b", "山"})
    void what_is_no_cursor_is_told_by_the_name_of_its_parameter(String text) {
        assertThat(wrongField(() -> Cursor.parse(text))).isEqualTo("after");
        String plain = Base64.getUrlEncoder()
                .encodeToString((text + "\n1\nnoId").getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(wrongField(() -> Cursor.parse(plain))).isEqualTo("after");
    }

    @Test
    void a_page_has_20_things_unless_asked_for_others() {
        assertThat(PageRequest.of(null, null, null, null)).isEqualTo(new PageRequest(20, 0, null, false));
        assertThat(PageRequest.of(100, 40, "", "exact")).isEqualTo(new PageRequest(100, 40, null, true));
    }

    @Test
    void a_page_out_of_range_is_told() {
        String cursor = new Cursor("id", "", new ObjectId()).toString();

        assertThat(wrongField(() -> PageRequest.of(0, null, null, null))).isEqualTo("limit");
        assertThat(wrongField(() -> PageRequest.of(101, null, null, null))).isEqualTo("limit");
        assertThat(wrongField(() -> PageRequest.of(1, -1, null, null))).isEqualTo("offset");
        assertThat(wrongField(() -> PageRequest.of(1, 1, cursor, null))).isEqualTo("offset");
    }

    @Test
    void an_id_has_24_hexadecimal_digits() {
        ObjectId id = new ObjectId();
        assertThat(UserId.of(id.toHexString())).isEqualTo(new UserId(id)).hasToString(id.toHexString());
        assertThat(wrongField(() -> Ids.objectId("nonsense"))).isEqualTo("id");
        assertThat(wrongField(() -> Ids.objectId("{\"$gt\":\"\"}"))).isEqualTo("id");
    }

    private static String wrongField(ThrowingCallable work) {
        ProblemException refused = catchThrowableOfType(ProblemException.class, work);
        assertThat(refused).isNotNull();
        assertThat(refused.problem()).isInstanceOf(Problem.Invalid.class);
        return ((Problem.Invalid) refused.problem()).errors().getFirst().field();
    }
}
