package io.balsa.raft.testkit.junit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs a test class as a build would, to see what it makes of something broken. */
public final class Launched {
    private Launched() {}

    /** {@return what each test ended with, by the test's method: its failure, or nothing} */
    public static Map<String, Optional<Throwable>> run(Class<?> tests) {
        Map<String, Optional<Throwable>> results = new TreeMap<>();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(tests))
                                .build(),
                        new TestExecutionListener() {
                            @Override
                            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                                if (test.isTest()) {
                                    results.put(test.getDisplayName().replaceAll("\\(.*", ""), result.getThrowable());
                                }
                            }
                        });
        return results;
    }
}
