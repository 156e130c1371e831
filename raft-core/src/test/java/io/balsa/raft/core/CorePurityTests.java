package io.balsa.raft.core;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.balsa.raft.Role;
import io.balsa.raft.core.planted.CoreThatCheats;
import io.balsa.raft.node.planted.NodeThatCheats;
import io.balsa.raft.planted.ApiThatKnowsTheNode;
import io.balsa.raft.spi.planted.SpiThatKnowsTheCore;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The core is a function of its inputs, and the packages of this module know each other in one direction only. */
class CorePurityTests {
    private static final Map<String, ArchRule> RULES = Map.of(
            "core depends on values only", ArchitectureRules.CORE_DEPENDS_ON_VALUES_ONLY,
            "core draws nothing from the system", ArchitectureRules.CORE_DRAWS_NOTHING_FROM_THE_SYSTEM,
            "core knows the SPI and Role only", ArchitectureRules.CORE_KNOWS_THE_SPI_AND_ROLE_ONLY,
            "only the thread runner has hidden inputs", ArchitectureRules.NO_HIDDEN_INPUTS,
            "SPI knows no other package", ArchitectureRules.SPI_KNOWS_NO_OTHER_PACKAGE,
            "API knows the SPI only", ArchitectureRules.API_KNOWS_THE_SPI_ONLY,
            "node knows this module only", ArchitectureRules.NODE_KNOWS_THIS_MODULE_ONLY,
            "no cycles between packages", ArchitectureRules.NO_CYCLES_BETWEEN_PACKAGES);

    private static final List<Planted> PLANTED = List.of(
            planted("core depends on values only", CoreThatCheats.HoldsThread.class),
            planted("core depends on values only", CoreThatCheats.HoldsRandom.class),
            planted("core depends on values only", CoreThatCheats.HoldsBuffers.class),
            planted("core depends on values only", CoreThatCheats.HoldsLogger.class),
            planted("core depends on values only", CoreThatCheats.HoldsFile.class),
            planted("core depends on values only", CoreThatCheats.HoldsSocket.class),
            planted("core depends on values only", CoreThatCheats.HoldsConcurrentMap.class),
            planted("core depends on values only", CoreThatCheats.HoldsUuid.class),
            planted("core depends on values only", CoreThatCheats.KnowsTheNode.class),
            planted("core draws nothing from the system", CoreThatCheats.ReadsClock.class),
            planted("core draws nothing from the system", CoreThatCheats.ReadsClockByReference.class),
            planted("core draws nothing from the system", CoreThatCheats.Prints.class),
            planted("core draws nothing from the system", CoreThatCheats.StreamsInParallel.class),
            planted("core draws nothing from the system", CoreThatCheats.DrawsRandom.class),
            planted("core knows the SPI and Role only", CoreThatCheats.KnowsTheNode.class),
            planted("core knows the SPI and Role only", CoreThatCheats.KnowsTheApi.class),
            planted("only the thread runner has hidden inputs", NodeThatCheats.StartsThread.class),
            planted("only the thread runner has hidden inputs", NodeThatCheats.ExtendsThread.class),
            planted("only the thread runner has hidden inputs", NodeThatCheats.MakesThreadByReference.class),
            planted("only the thread runner has hidden inputs", NodeThatCheats.ReadsNanos.class),
            planted("only the thread runner has hidden inputs", NodeThatCheats.ReadsMillis.class),
            planted("only the thread runner has hidden inputs", NodeThatCheats.Sleeps.class),
            planted("only the thread runner has hidden inputs", NodeThatCheats.DrawsThreadLocalRandom.class),
            planted("only the thread runner has hidden inputs", NodeThatCheats.DrawsMathRandom.class),
            planted("only the thread runner has hidden inputs", NodeThatCheats.MakesExecutor.class),
            planted("SPI knows no other package", SpiThatKnowsTheCore.class),
            planted("API knows the SPI only", ApiThatKnowsTheNode.class),
            planted("node knows this module only", NodeThatCheats.KnowsAnotherModule.class),
            planted(
                    "no cycles between packages",
                    CoreThatCheats.KnowsTheNode.class,
                    NodeThatCheats.KnowsTheCore.class));

    @TestFactory
    Stream<DynamicTest> mainCodeKeepsEveryRule() {
        JavaClasses main = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.balsa.raft");
        assertTrue(main.contain(Role.class), "the main classes were not found");
        return RULES.entrySet().stream()
                .map(rule -> DynamicTest.dynamicTest(
                        rule.getKey(), () -> rule.getValue().check(main)));
    }

    @TestFactory
    Stream<DynamicTest> everyRuleRejectsItsPlantedClasses() {
        return PLANTED.stream()
                .map(planted -> DynamicTest.dynamicTest(planted.toString(), () -> {
                    JavaClasses classes = new ClassFileImporter().importClasses(planted.classes());
                    assertTrue(RULES.get(planted.rule()).evaluate(classes).hasViolation(), "the rule let it pass");
                }));
    }

    @TestFactory
    Stream<DynamicTest> noRuleIsWithoutPlantedClass() {
        return RULES.keySet().stream()
                .map(rule -> DynamicTest.dynamicTest(
                        rule,
                        () -> assertTrue(PLANTED.stream()
                                .anyMatch(planted -> planted.rule().equals(rule)))));
    }

    private static Planted planted(String rule, Class<?>... classes) {
        return new Planted(rule, List.of(classes));
    }

    /** Classes that together break a rule. */
    private record Planted(String rule, List<Class<?>> classes) {
        @Override
        public String toString() {
            return rule + ": " + classes.stream().map(Class::getSimpleName).toList();
        }
    }
}
