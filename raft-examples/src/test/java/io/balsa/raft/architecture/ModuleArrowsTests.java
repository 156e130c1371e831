package io.balsa.raft.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.balsa.raft.Role;
import io.balsa.raft.core.planted.CoreThatKnowsStorage;
import io.balsa.raft.examples.planted.SomeExample;
import io.balsa.raft.storage.planted.StorageThatCheats;
import io.balsa.raft.testkit.planted.TestkitThatKnowsTransport;
import io.balsa.raft.transport.planted.TransportThatKnowsStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The modules know each other in one direction only, and no file is too long. */
class ModuleArrowsTests {
    private static final Map<String, ArchRule> RULES = Map.of(
            "raft-core knows no other module", ModuleRules.RAFT_CORE_KNOWS_NO_OTHER_MODULE,
            "storage knows raft-core only", ModuleRules.STORAGE_KNOWS_RAFT_CORE_ONLY,
            "transport knows raft-core only", ModuleRules.TRANSPORT_KNOWS_RAFT_CORE_ONLY,
            "testkit knows the codec of the transport only", ModuleRules.TESTKIT_KNOWS_THE_CODEC_OF_THE_TRANSPORT_ONLY,
            "nobody knows the examples", ModuleRules.NOBODY_KNOWS_THE_EXAMPLES,
            "only the transport touches Netty and protobuf", ModuleRules.ONLY_THE_TRANSPORT_TOUCHES_NETTY_AND_PROTOBUF,
            "no cycles between packages", ModuleRules.NO_CYCLES_BETWEEN_PACKAGES);

    private static final List<Planted> PLANTED = List.of(
            planted("raft-core knows no other module", CoreThatKnowsStorage.class),
            planted("storage knows raft-core only", StorageThatCheats.KnowsTransport.class),
            planted("transport knows raft-core only", TransportThatKnowsStorage.class),
            planted("testkit knows the codec of the transport only", TestkitThatKnowsTransport.class),
            planted("nobody knows the examples", StorageThatCheats.KnowsExample.class),
            planted("only the transport touches Netty and protobuf", StorageThatCheats.TouchesProtobuf.class),
            planted("only the transport touches Netty and protobuf", StorageThatCheats.TouchesNetty.class),
            planted(
                    "no cycles between packages",
                    StorageThatCheats.KnowsTransport.class,
                    TransportThatKnowsStorage.class));

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

    @Test
    void examplesMayKnowEverybody() {
        JavaClasses classes = new ClassFileImporter().importClasses(SomeExample.class);
        RULES.get("nobody knows the examples").check(classes);
    }

    @Test
    void noMainSourceIsLongerThanTheLimit() throws IOException {
        assertEquals(List.of(), ModuleRules.overlongSources(checkout()));
    }

    @Test
    void sourceOneLineOverTheLimitIsFound(@TempDir Path checkout) throws IOException {
        Path sources = Files.createDirectories(checkout.resolve("a-module/src/main/java"));
        Files.writeString(sources.resolve("Fits.java"), "\n".repeat(ModuleRules.MAX_FILE_LINES));
        Files.writeString(sources.resolve("Long.java"), "\n".repeat(ModuleRules.MAX_FILE_LINES + 1));
        assertEquals(List.of("a-module/src/main/java/Long.java: 401 lines"), ModuleRules.overlongSources(checkout));
    }

    private static Path checkout() {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.exists(directory.resolve("mvnw"))) {
            directory = directory.getParent();
            assertTrue(directory != null, "no mvnw above the working directory");
        }
        return directory;
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
