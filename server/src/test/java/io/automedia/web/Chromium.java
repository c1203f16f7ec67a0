package io.automedia.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A real browser for tests. What it finds wrong with a page (an error in the console, something that the policy
/// refused, an answer that failed, a barrier that axe knows) is collected, to be looked at when the test ends.
public final class Chromium implements AutoCloseable {
    private static final Path EXECUTABLE = Path.of("/usr/bin/chromium");
    private static final Path SCREENSHOTS = Path.of("target/screenshots");

    private final Playwright playwright;
    private final Browser browser;
    private final List<String> faults = new ArrayList<>();

    public Chromium() {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new LaunchOptions()
                        .setExecutablePath(EXECUTABLE)
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
    }

    /// Whether this machine has one.
    public static boolean isInstalled() {
        return Files.isExecutable(EXECUTABLE);
    }

    /// A person's window: wide or as narrow as a phone, light or dark, in a language.
    public BrowserContext window(int width, int height, boolean dark, String language) {
        return browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setColorScheme(dark ? ColorScheme.DARK : ColorScheme.LIGHT)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setLocale(language)
                .setTimezoneId("Europe/Berlin"));
    }

    /// A page of that window whose faults are collected.
    public Page page(BrowserContext window) {
        Page page = window.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                faults.add(page.url() + ": console: " + message.text());
            }
        });
        page.onPageError(error -> faults.add(page.url() + ": script: " + error));
        page.onRequestFailed(request -> {
            if (!"net::ERR_ABORTED".equals(request.failure())) {
                faults.add(page.url() + ": request: " + request.url() + " " + request.failure());
            }
        });
        return page;
    }

    /// Keeps a picture among the build's artefacts.
    public void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
    }

    /// Looks for barriers, missing words and sideways scrolling.
    public void inspect(Page page) {
        new AxeBuilder(page)
                .analyze()
                .getViolations()
                .forEach(violation -> violation
                        .getNodes()
                        .forEach(node -> faults.add(page.url() + ": axe: " + violation.getId() + " " + node.getTarget()
                                + " " + node.getFailureSummary().replace('\n', ' '))));
        String text = page.locator("body").innerText();
        if (text.contains("??")) {
            faults.add(page.url() + ": missing words: "
                    + text.substring(text.indexOf("??")).lines().findFirst().orElse(""));
        }
        if ((Boolean) page.evaluate("document.documentElement.scrollWidth > innerWidth")) {
            faults.add(page.url() + ": scrolls sideways at " + page.viewportSize().width);
        }
    }

    /// Nothing was wrong so far.
    public void assertFaultless() {
        assertThat(faults.stream().distinct()).isEmpty();
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
