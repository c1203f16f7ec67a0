package io.automedia.web.http;

import io.automedia.testing.AutoMediaTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.test.context.TestPropertySource;

/// Runs the tests of a class against an application behind a proxy at 127.0.0.1, which is the test. The platform is one
/// for which Spring would believe every private address. All such classes share one application; where addresses are it
/// would know from a file that isn't there when it starts. People can't register.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@AutoMediaTest
@TestPropertySource(
        properties = {
            "automedia.trusted-proxies=127.0.0.1, 10.0.0.0/8, 2001:db8:aaaa::/48",
            "automedia.registration=closed",
            "automedia.geoip-file=" + BehindAProxy.PLACES,
            "spring.main.cloud-platform=kubernetes"
        })
@interface BehindAProxy {
    String PLACES = "target/places-of-tests.mmdb";
}
