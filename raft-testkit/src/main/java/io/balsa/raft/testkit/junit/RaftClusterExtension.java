package io.balsa.raft.testkit.junit;

import io.balsa.raft.StateMachine;
import io.balsa.raft.testkit.cluster.TestCluster;
import io.balsa.raft.testkit.cluster.TestClusterBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * What {@link RaftCluster} brings in. Register it as a field where the annotation does not say enough:
 *
 * <pre>{@code
 * @RegisterExtension
 * final RaftClusterExtension clusters = RaftClusterExtension.of(() -> new Ledger("EUR"), settings -> settings.voters(5));
 * }</pre>
 *
 * A test, or a method that prepares one, asks for its cluster by a parameter of type {@link TestCluster}.
 */
public final class RaftClusterExtension
        implements ParameterResolver, TestExecutionExceptionHandler, LifecycleMethodExecutionExceptionHandler {
    private static final Namespace NAMESPACE = Namespace.create(RaftClusterExtension.class);
    private static final String CLUSTER = "cluster";

    private final Optional<TestClusterBuilder> registered;

    /** For JUnit: takes the settings from {@link RaftCluster}. */
    public RaftClusterExtension() {
        this.registered = Optional.empty();
    }

    private RaftClusterExtension(TestClusterBuilder registered) {
        this.registered = Optional.of(registered);
    }

    /**
     * An extension to register as a field.
     *
     * @param stateMachine makes the state machine for each start of each server: a new object in its initial state
     * @param settings sets what is to differ from the defaults
     * @return the extension
     */
    public static RaftClusterExtension of(
            Supplier<? extends StateMachine> stateMachine, Consumer<TestClusterBuilder> settings) {
        TestClusterBuilder builder = TestCluster.of(stateMachine);
        settings.accept(builder);
        return new RaftClusterExtension(builder);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TestCluster.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        if (context.getTestMethod().isEmpty()) {
            throw new ParameterResolutionException(
                    "each test has a cluster of its own: ask for it in the test or in @BeforeEach, not for the whole class");
        }
        return context.getStore(NAMESPACE).computeIfAbsent(CLUSTER, key -> start(context), TestCluster.class);
    }

    private TestCluster start(ExtensionContext context) {
        try {
            return registered.orElseGet(() -> annotated(context)).start();
        } catch (IOException e) {
            throw new UncheckedIOException("the cluster does not start", e);
        }
    }

    private static TestClusterBuilder annotated(ExtensionContext context) {
        RaftCluster settings = annotation(context)
                .orElseThrow(() -> new ParameterResolutionException(
                        "no cluster is described: expected @RaftCluster on the test or its class, or a field with"
                                + " @RegisterExtension"));
        return TestCluster.of(() -> ReflectionSupport.newInstance(settings.stateMachine()))
                .voters(settings.voters())
                .timeout(Duration.ofMillis(settings.timeoutMillis()));
    }

    /** The nearest annotation: on the test, its class, or the classes around that. */
    private static Optional<RaftCluster> annotation(ExtensionContext context) {
        Optional<ExtensionContext> at = Optional.of(context);
        while (at.isPresent()) {
            Optional<RaftCluster> found =
                    AnnotationSupport.findAnnotation(at.get().getElement(), RaftCluster.class);
            if (found.isPresent()) {
                return found;
            }
            at = at.get().getParent();
        }
        return Optional.empty();
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw withServers(context, failure);
    }

    @Override
    public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw withServers(context, failure);
    }

    @Override
    public void handleAfterEachMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw withServers(context, failure);
    }

    private static Throwable withServers(ExtensionContext context, Throwable failure) {
        TestCluster cluster = context.getStore(NAMESPACE).get(CLUSTER, TestCluster.class);
        if (cluster != null) {
            failure.addSuppressed(new ServersAtFailure(cluster.describe()));
        }
        return failure;
    }
}
