package io.automedia.platforms.rss;

import static org.assertj.core.api.Assertions.assertThat;

import io.automedia.content.Content.Hashtag;
import io.automedia.content.Content.Link;
import io.automedia.content.Content.Media;
import io.automedia.content.IncomingPost;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FeedReadingTests {
    @Test
    void aModernRssFeedGivesPostsWithAllThatIsKnown() throws InterruptedException {
        Feed feed = TestFeeds.feed(TestFeeds.named("rss-2.0.xml"));
        List<IncomingPost> posts = TestFeeds.posts(feed);
        IncomingPost ferry = posts.getFirst();

        assertThat(feed.pause()).isEqualTo(Duration.ofMinutes(30));
        assertThat(feed.skipped()).isZero();
        assertThat(posts).hasSize(3);
        assertThat(ferry.text()).isEqualTo("""
                        Ferry timetable changes – what you need to know

                        From Monday the first ferry leaves at six.

                        See the new timetable and the council’s notes.

                        - Adults: 3 €
                        - Children: free""");
        assertThat(ferry.author().displayName()).isEqualTo("Ida Marsh");
        assertThat(ferry.author().username()).isEqualTo("harbour.example");
        assertThat(ferry.author().avatar()).isEqualTo("https://feeds.example/logo.png");
        assertThat(ferry.publishedAt()).isEqualTo(Instant.parse("2026-11-24T08:30:00Z"));
        assertThat(ferry.language()).isEqualTo("en-GB");
        assertThat(ferry.hashtags()).containsExactly(new Hashtag("LocalNews", null), new Hashtag("Transport", null));
        assertThat(ferry.engagement()).isEqualTo(Map.of("comments", 12L));
        assertThat(ferry.links())
                .extracting(Link::url)
                .containsExactly(
                        "https://harbour.example/ferry",
                        "https://harbour.example/timetable",
                        "https://council.example/notes");
        assertThat(ferry.media())
                .extracting(Media::url)
                .containsExactly(
                        "https://harbour.example/ferry.mp3",
                        "https://harbour.example/ferry-large.jpg",
                        "https://harbour.example/img/ferry.jpg");
        assertThat(ferry.media()).extracting(Media::type).containsExactly("audio", "image", "image");
        assertThat(ferry.media().getLast().altText()).isEqualTo("The ferry");
        assertThat(ferry.publiclyReadable()).isTrue();
        assertThat(Map.<String, Object>copyOf(ferry.extras()))
                .containsEntry("feedTitle", "Harbour & Hill")
                .containsEntry("guid", "harbour-101")
                .containsEntry("comments", "https://harbour.example/ferry");
    }

    @Test
    void plainWordsInAFeedStayAsTheyAre() throws InterruptedException {
        List<IncomingPost> posts = TestFeeds.posts(TestFeeds.feed(TestFeeds.named("rss-2.0.xml")));
        IncomingPost second = posts.get(1);

        assertThat(second.text()).isEqualTo("Using the <video> tag\n\nPlain words,\non two lines, 3 < 4 & 5 > 4.");
        assertThat(second.author().displayName()).as("without the address").isEqualTo("Jo Hill");
        assertThat(second.links()).extracting(Link::url).containsExactly("https://harbour.example/video-tag");
        assertThat(posts.get(2).text()).isEqualTo("No title, no link, no date.");
        assertThat(posts.get(2).publishedAt()).isNull();
    }

    @Test
    void rssOneIsRead() throws InterruptedException {
        List<IncomingPost> posts = TestFeeds.posts(TestFeeds.feed(TestFeeds.named("rss-1.0.xml")));

        assertThat(posts).extracting(IncomingPost::text).containsExactly("Second\n\nThe second page.", "First");
        assertThat(posts.getFirst().publishedAt()).isEqualTo(Instant.parse("2026-11-02T09:00:00Z"));
        assertThat(posts.getFirst().author().displayName()).isEqualTo("K. Lind");
        assertThat(posts.getFirst().language()).isEqualTo("de");
        assertThat(posts.getFirst().hashtags()).containsExactly(new Hashtag("weather", null));
    }

    @Test
    void theOldestRssIsReadAndItsDocumentTypeIsNotFetched() throws InterruptedException {
        assertThat(TestFeeds.posts(TestFeeds.feed(TestFeeds.named("rss-0.91.xml"))))
                .singleElement()
                .satisfies(post -> {
                    assertThat(post.text()).isEqualTo("The only story\n\nAs it was written then.");
                    assertThat(post.links()).extracting(Link::url).containsExactly("http://old.example/story.html");
                });
    }

    @Test
    void atomIsReadWithItsBasesAndLanguages() throws InterruptedException {
        Feed feed = TestFeeds.feed(TestFeeds.named("atom-1.0.xml"));
        List<IncomingPost> posts = TestFeeds.posts(feed);
        IncomingPost first = posts.getFirst();

        assertThat(feed.about().title()).isEqualTo("Le carnet");
        assertThat(feed.about().icon()).isEqualTo("https://carnet.example/blog/favicon.png");
        assertThat(first.text()).isEqualTo("Trois & quatre\n\nUn paragraphe & un lien.\n\nUn deuxième.");
        assertThat(first.links())
                .extracting(Link::url)
                .containsExactly("https://carnet.example/blog/2026/trois", "https://carnet.example/blog/2026/autre");
        assertThat(first.publishedAt()).isEqualTo(Instant.parse("2026-11-19T07:15:30Z"));
        assertThat(first.author().displayName()).isEqualTo("Zoé");
        assertThat(first.author().id()).isEqualTo("https://carnet.example/zoe");
        assertThat(first.engagement()).isEqualTo(Map.of("comments", 4L));
        assertThat(first.hashtags()).containsExactly(new Hashtag("Cuisinemaison", null));
        assertThat(first.type()).isEqualTo("video");
        assertThat(first.language()).isEqualTo("fr");
        assertThat(posts.get(1).language()).isEqualTo("en");
        assertThat(posts.get(1).text()).isEqualTo("A <b> is not bold\n\nOne & only");
    }

    @Test
    void atomOfTheFirstDaysIsReadUnderAnyPrefix() throws InterruptedException {
        assertThat(TestFeeds.posts(TestFeeds.feed(TestFeeds.named("atom-0.3.xml"))))
                .singleElement()
                .satisfies(post -> {
                    assertThat(post.text()).isEqualTo("Morning\n\nThe worm.");
                    assertThat(post.publishedAt()).isEqualTo(Instant.parse("2004-03-01T06:00:00Z"));
                    assertThat(post.links()).extracting(Link::url).containsExactly("http://bird.example/morning");
                });
    }

    @Test
    void jsonFeedIsReadAndWhatIsNoItemIsCounted() throws InterruptedException {
        Feed feed = TestFeeds.feed(TestFeeds.named("json-feed-1.1.json"));
        List<IncomingPost> posts = TestFeeds.posts(feed);
        IncomingPost vice = posts.getFirst();

        assertThat(feed.skipped()).isEqualTo(2);
        assertThat(posts).hasSize(2);
        assertThat(vice.text()).isEqualTo("A better vice\n\nWhy\n\nIt holds.");
        assertThat(vice.publishedAt()).isEqualTo(Instant.parse("2026-10-05T19:00:00Z"));
        assertThat(vice.author().avatar()).isEqualTo("https://bench.example/sam.png");
        assertThat(vice.hashtags()).containsExactly(new Hashtag("tools", null), new Hashtag("woodwork", null));
        assertThat(vice.media()).extracting(Media::type).containsExactly("image", "video");
        assertThat(Map.<String, Object>copyOf(vice.extras())).containsEntry("guid", "7");
        assertThat(posts.get(1).text()).isEqualTo("Just text, 1 < 2.\n\nTwo paragraphs.");
        assertThat(posts.get(1).author().displayName()).isEqualTo("The bench");
        assertThat(posts.get(1).links()).extracting(Link::url).containsExactly("https://elsewhere.example/x");
    }

    @Test
    void podcastsAndVideosBringWhatTheyPlayAndHowOftenItWasSeen() throws InterruptedException {
        Feed podcast = TestFeeds.feed(TestFeeds.named("podcast.xml"));
        IncomingPost rain = TestFeeds.posts(podcast).getFirst();
        IncomingPost hedge =
                TestFeeds.posts(TestFeeds.feed(TestFeeds.named("videos.xml"))).getFirst();

        assertThat(podcast.pause()).isEqualTo(Duration.ofHours(1));
        assertThat(rain.text()).isEqualTo("Episode 1: Rain\n\nAn hour of rain.");
        assertThat(rain.publishedAt()).isEqualTo(Instant.parse("2026-11-01T10:00:00Z"));
        assertThat(rain.media())
                .containsExactly(new Media(
                        "https://slow.example/1.mp3?from=feed", "audio", null, null, null, 50_000_000L, "audio/mpeg"));
        assertThat(rain.hashtags()).containsExactly(new Hashtag("rain", null), new Hashtag("quiet", null));
        assertThat(rain.author().avatar()).isEqualTo("https://slow.example/cover.jpg");
        assertThat(hedge.type()).isEqualTo("video");
        assertThat(hedge.text())
                .isEqualTo("Planting a hedge\n\nHow to plant a hedge.\n\n"
                        + "Chapters at https://films.example/ab12/chapters");
        assertThat(hedge.engagement()).isEqualTo(Map.of("views", 4567L, "likes", 321L));
    }

    @Test
    void aTitleThatOnlyBeginsTheTextIsNotRepeated() throws InterruptedException {
        IncomingPost note =
                TestFeeds.posts(TestFeeds.feed(TestFeeds.named("notes-zh.xml"))).getFirst();

        assertThat(note.text()).isEqualTo("周末去哪儿？城市周边的三条徒步路线，适合新手。\n\n#徒步 #周末");
        assertThat(note.publishedAt()).isEqualTo(Instant.parse("2026-11-21T18:30:00Z"));
        assertThat(note.language()).isEqualTo("zh-CN");
        assertThat(note.media()).extracting(Media::url).containsExactly("https://img.example/a.jpg");
        assertThat(note.hashtags()).containsExactly(new Hashtag("旅行", null));
    }

    @Test
    void aDateInTheFutureIsNotBelieved() throws InterruptedException {
        IncomingPost post = TestFeeds.posts(
                        TestFeeds.feed(TestFeeds.rss(TestFeeds.item("1", "Tomorrow", "Thu, 26 Nov 2026 12:00:00 GMT"))))
                .getFirst();

        assertThat(post.publishedAt()).isNull();
        assertThat(Map.<String, Object>copyOf(post.extras()))
                .containsEntry("statedDate", "Thu, 26 Nov 2026 12:00:00 GMT");
    }
}
