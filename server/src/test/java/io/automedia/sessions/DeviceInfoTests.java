package io.automedia.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeviceInfoTests {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0 | desktop | Windows 10 | Edge
            Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.0 Safari/605.1.15 | desktop | macOS | Safari
            Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0 | desktop | Linux | Firefox
            Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 CriOS/140.0 Mobile/15E148 Safari/604.1 | mobile | iOS | Chrome
            Mozilla/5.0 (iPad; CPU OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1 | tablet | iPadOS | Safari
            Mozilla/5.0 (Linux; Android 15; SM-X900) AppleWebKit/537.36 SamsungBrowser/27.0 Chrome/140.0 Safari/537.36 | tablet | Android | Samsung Internet
            curl/8.9.1 | other | unknown | curl
            python-requests/2.32 | other | unknown | Python
            """)
    void a_person_recognises_his_devices(String userAgent, String type, String system, String browser) {
        assertThat(DeviceInfo.of(userAgent)).isEqualTo(new DeviceInfo(type, system, browser));
    }

    @Test
    void one_that_says_nothing_is_unknown() {
        assertThat(DeviceInfo.of(null)).isEqualTo(new DeviceInfo("other", "unknown", "unknown"));
    }
}
