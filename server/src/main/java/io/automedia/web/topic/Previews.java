package io.automedia.web.topic;

import io.automedia.shared.ProblemException;
import io.automedia.topics.TopicPreview;
import io.automedia.web.chart.Chart;
import io.automedia.web.chart.ChartData;
import io.automedia.web.filter.PostLists;
import io.automedia.web.page.Formats;
import io.automedia.web.page.Refusal;
import io.automedia.web.page.Visit;
import io.automedia.web.post.PostCards;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Tries a draft and says what it would have matched.
@Component
final class Previews {
    private static final int EXAMPLES = 5;

    private final TopicPreview preview;
    private final PostLists lists;

    Previews(TopicPreview preview, PostLists lists) {
        this.preview = preview;
        this.lists = lists;
    }

    PreviewPart of(Visit visit, TopicForm form) {
        if (!form.hasTerm()) {
            return PreviewPart.WANTING;
        }
        try {
            String name = visit.words().of("topics.new");
            return part(visit, preview.of(visit.caller(), form.request(name).draft(), TopicPreview.DAYS));
        } catch (ProblemException wrong) {
            return PreviewPart.wrong(Refusal.of(visit.words(), wrong.problem()).text());
        }
    }

    private PreviewPart part(Visit visit, TopicPreview.Result result) {
        Formats formats = visit.formats();
        PostCards cards = lists.cards(visit);
        String matched = visit.words().of("count.posts", formats.number(result.matched()), result.matched());
        return new PreviewPart(
                false,
                null,
                figures(visit, result),
                visit.words().of("preview.says", matched),
                result.matched() == 0 ? null : chart(visit, result.perDay(), matched),
                result.matched() == 0,
                result.examples().stream()
                        .limit(EXAMPLES)
                        .map(example -> cards.explained(
                                example.post(), example.explanation().hits()))
                        .toList());
    }

    private static List<PreviewPart.Figure> figures(Visit visit, TopicPreview.Result result) {
        Formats formats = visit.formats();
        LocalDate today = LocalDate.ofInstant(formats.now(), ZoneOffset.UTC);
        int touched = result.matched() + result.heldBack();
        return List.of(
                new PreviewPart.Figure(
                        visit.words().of("preview.would"),
                        formats.number(result.matched()),
                        visit.words().of("preview.of", formats.number(result.posts()))),
                new PreviewPart.Figure(
                        visit.words().of("preview.perDay"),
                        formats.number(Math.round((double) result.matched() / result.days())),
                        visit.words()
                                .of(
                                        "preview.today",
                                        formats.number(result.perDay().getOrDefault(today, 0)))),
                new PreviewPart.Figure(
                        visit.words().of("preview.held"),
                        formats.number(result.heldBack()),
                        touched == 0 ? null : formats.percent((double) result.heldBack() / touched)));
    }

    private static @Nullable Chart chart(Visit visit, Map<LocalDate, Integer> perDay, String matched) {
        LocalDate last = LocalDate.ofInstant(visit.formats().now(), ZoneOffset.UTC);
        List<String> labels = new ArrayList<>();
        List<String> starts = new ArrayList<>();
        List<Long> values = new ArrayList<>();
        for (LocalDate day = last.minusDays(TopicPreview.DAYS - 1L); !day.isAfter(last); day = day.plusDays(1)) {
            Instant start = day.atStartOfDay(ZoneOffset.UTC).toInstant();
            labels.add(visit.formats().day(day));
            starts.add(start.toString());
            values.add((long) perDay.getOrDefault(day, 0));
        }
        String would = visit.words().of("preview.would");
        return new Chart(
                visit.words().of("preview.chart"),
                visit.words().of("preview.says", matched),
                new ChartData(
                        labels,
                        labels,
                        starts,
                        1,
                        0,
                        true,
                        would,
                        "",
                        visit.words().of("chart.time"),
                        visit.words().of("chart.empty"),
                        List.of(new ChartData.Series("would", would, "series-1", "am-series-1", values, null))));
    }
}
