package io.automedia.testing;

import io.automedia.AutoMedia;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestConstructor;
import org.springframework.test.context.TestConstructor.AutowireMode;

/// As [AutoMediaTest], against an application that speaks TLS; [TestTls] knows its certificate.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(classes = AutoMedia.class, webEnvironment = WebEnvironment.RANDOM_PORT)
@ExtendWith(NoCollectionScans.class)
@ContextConfiguration(initializers = {TestStores.class, TestTls.class})
@TestConstructor(autowireMode = AutowireMode.ALL)
public @interface OverTls {}
