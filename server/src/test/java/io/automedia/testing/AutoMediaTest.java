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

/// Runs the tests of a class against the whole application, started once for all such classes on a free port. They
/// share its data, so each test makes people and things of its own; [TestPeople] helps. Whatever the application asks
/// of the
/// embedded store must have an index.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(classes = AutoMedia.class, webEnvironment = WebEnvironment.RANDOM_PORT)
@ExtendWith(NoCollectionScans.class)
@ContextConfiguration(initializers = TestStores.class)
@TestConstructor(autowireMode = AutowireMode.ALL)
public @interface AutoMediaTest {}
