package io.automedia.textanalysis.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearDuplicatesTest {
    @Test
    void aCopyWithAnotherMentionTopicOrLinkIsNear() {
        NearDuplicates judged = new NearDuplicates();
        judged.add(new LabelledText("大家快来给我们喜欢的歌手投票吧，一天只要五分钟！@somebody {%#新歌榜#%}[心]", 2));
        LabelledText copy = new LabelledText("大家快来给我们喜欢的歌手投票吧，一天只要五分钟 @another http://example.org/a", 2);
        LabelledText other = new LabelledText("今天一天都在下雨，哪里也不想去，只想睡觉", 0);
        assertThat(judged.without(List.of(copy, other))).containsExactly(other);
    }
}
