package io.balsa.raft.testkit.junit;

import io.balsa.raft.testkit.simulation.StateMachineSimulation;
import io.balsa.raft.testkit.statemachine.StateMachineUnderTest;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.commons.support.AnnotationSupport;

/** What {@link SimulationTest} brings in: one test a seed. */
public final class SimulationTestExtension implements TestTemplateInvocationContextProvider {
    /** For JUnit. */
    public SimulationTestExtension() {}

    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return AnnotationSupport.isAnnotated(context.getTestMethod(), SimulationTest.class);
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        if (!StateMachineUnderTest.class.isAssignableFrom(context.getRequiredTestClass())) {
            throw new ExtensionConfigurationException(
                    context.getRequiredTestClass().getName() + " has a @SimulationTest: expected it to implement "
                            + StateMachineUnderTest.class.getName());
        }
        SimulationTest settings = AnnotationSupport.findAnnotation(context.getTestMethod(), SimulationTest.class)
                .orElseThrow();
        Long chosen = Long.getLong("balsa.seed");
        LongStream seeds = chosen == null ? LongStream.rangeClosed(1, settings.seeds()) : LongStream.of(chosen);
        return seeds.mapToObj(seed -> new Seed(seed, settings));
    }

    /** One of the tests. */
    private record Seed(long seed, SimulationTest settings)
            implements TestTemplateInvocationContext, ParameterResolver {
        @Override
        public String getDisplayName(int invocationIndex) {
            return "seed " + seed;
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            return List.of(this);
        }

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == SimulatedRun.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            StateMachineUnderTest subject = (StateMachineUnderTest) context.getRequiredTestInstance();
            return new SimulatedRun(
                    new StateMachineSimulation(subject, settings.profile(), Duration.ofSeconds(settings.seconds())),
                    seed);
        }
    }
}
