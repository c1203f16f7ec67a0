package io.automedia.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A real browser for tests. What it finds wrong with a page (an error in the console, something that the policy
/// refused, a request that failed, a barrier that axe knows) is collected, to be looked at when the test ends.
final class Chromium implements AutoCloseable {
    /// How long a slow machine may take for anything, in milliseconds.
    private static final double PATIENCE = 180_000;

    private static final Path EXECUTABLE = Path.of("/usr/bin/chromium");
    private static final Path PICTURES = Path.of("target/screenshots");
    private static final Pattern MISSING_WORDS = Pattern.compile("\\?\\?[a-z][A-Za-z.]+_[a-z]{2}\\?\\?");

    /// True when nothing on the page is still to come: fonts, charts, what htmx fetches, the connection.
    private static final String SETTLED = """
            () => document.readyState === 'complete' && document.fonts.status === 'loaded'
              && !document.querySelector('.htmx-request, .am-skel, [data-chart]:not([data-drawn])')
              && (!document.body.dataset.seq || document.body.dataset.connection === 'connected')
            """;

    private static final String UNSETTLED = """
            () => JSON.stringify({state: document.readyState, fonts: document.fonts.status, seq: document.body.dataset.seq,
              connection: document.body.dataset.connection,
              waiting: [...document.querySelectorAll('.htmx-request, .am-skel, [data-chart]:not([data-drawn])')].map((part) => part.outerHTML.slice(0, 200))})
            """;

    private final Playwright playwright;
    private final Browser browser;
    private final List<String> faults = new ArrayList<>();

    Chromium() {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new LaunchOptions()
                        .setExecutablePath(EXECUTABLE)
                        .setTimeout(PATIENCE)
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
    }

    /// Whether this machine has one.
    static boolean isInstalled() {
        return Files.isExecutable(EXECUTABLE);
    }

    /// A person's window: wide or as narrow as a phone, in a language.
    BrowserContext window(int width, int height, String language) {
        BrowserContext window = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setColorScheme(ColorScheme.LIGHT)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setLocale(language)
                .setTimezoneId("Europe/Berlin"));
        window.setDefaultTimeout(PATIENCE);
        return window;
    }

    /// A page of that window whose faults are collected.
    Page page(BrowserContext window) {
        Page page = window.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                faults.add(page.url() + ": console: " + message.text());
            }
        });
        page.onPageError(error -> faults.add(page.url() + ": script: " + error));
        page.onRequestFailed(request -> {
            // what was still on its way when the page was left
            if (!"net::ERR_ABORTED".equals(request.failure())) {
                faults.add(page.url() + ": request: " + request.url() + " " + request.failure());
            }
        });
        return page;
    }

    /// Looks at a page for barriers, missing words and sideways scrolling, and keeps a picture of it; of axe's rules,
    /// some may be left out.
    void inspect(Page page, String name, String... without) {
        settle(page);
        AxeBuilder axe = axe(page);
        collect(page, without.length == 0 ? axe : axe.disableRules(List.of(without)));
        Matcher missing = MISSING_WORDS.matcher(page.locator("body").innerText());
        if (missing.find()) {
            faults.add(page.url() + ": missing words: " + missing.group());
        }
        if ((Boolean) page.evaluate("document.documentElement.scrollWidth > innerWidth")) {
            faults.add(page.url() + ": scrolls sideways at " + page.viewportSize().width);
        }
        picture(page, name);
    }

    /// Looks at a page in the dark, which changes nothing but colours.
    void inspectInTheDark(Page page, String name) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        page.waitForFunction("() => document.documentElement.dataset.bsTheme === 'dark'");
        settle(page);
        collect(page, axe(page).withRules(List.of("color-contrast")));
        picture(page, name + "-dark");
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    }

    /// Waits until nothing on the page is still to come.
    static void settle(Page page) {
        try {
            page.waitForFunction(SETTLED);
        } catch (TimeoutError stillToCome) {
            throw new AssertionError(page.url() + " has not settled: " + page.evaluate(UNSETTLED), stillToCome);
        }
    }

    /// It needn't describe what is right, nor open a page of its own to put frames together: ours have none.
    private static AxeBuilder axe(Page page) {
        AxeRunOptions options = new AxeRunOptions();
        options.setResultTypes(List.of("violations"));
        return new AxeBuilder(page).options(options).setLegacyMode(true);
    }

    private void collect(Page page, AxeBuilder axe) {
        axe.analyze()
                .getViolations()
                .forEach(barrier -> barrier.getNodes()
                        .forEach(node -> faults.add(page.url() + ": axe: " + barrier.getId() + " " + node.getTarget()
                                + " " + node.getFailureSummary().replace('\n', ' '))));
    }

    /// Keeps a picture among the build's artefacts.
    static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")));
    }

    /// Nothing was wrong so far.
    void assertFaultless() {
        assertThat(faults.stream().distinct()).isEmpty();
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
