package io.balsa.raft.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Which module may know which: raft-core knows nobody, storage and transport know raft-core, examples know all. */
final class ModuleRules {
    static final int MAX_FILE_LINES = 400;

    private static final String STORAGE = "io.balsa.raft.storage..";
    private static final String TRANSPORT = "io.balsa.raft.transport..";
    private static final String TESTKIT = "io.balsa.raft.testkit..";
    private static final String EXAMPLES = "io.balsa.raft.examples..";
    private static final String BENCHMARKS = "io.balsa.raft.benchmarks..";
    private static final String[] RAFT_CORE = {
        "io.balsa.raft", "io.balsa.raft.spi..", "io.balsa.raft.core..", "io.balsa.raft.node.."
    };

    static final ArchRule RAFT_CORE_KNOWS_NO_OTHER_MODULE = mustNotKnow(
            resideInAnyPackage(RAFT_CORE), resideInAnyPackage(STORAGE, TRANSPORT, TESTKIT, EXAMPLES, BENCHMARKS));

    static final ArchRule STORAGE_KNOWS_RAFT_CORE_ONLY =
            mustNotKnow(resideInAPackage(STORAGE), resideInAnyPackage(TRANSPORT, TESTKIT, EXAMPLES, BENCHMARKS));

    static final ArchRule TRANSPORT_KNOWS_RAFT_CORE_ONLY =
            mustNotKnow(resideInAPackage(TRANSPORT), resideInAnyPackage(STORAGE, TESTKIT, EXAMPLES, BENCHMARKS));

    /** Simulated messages are encoded as real ones are; that is all the test kit wants of the transport. */
    static final ArchRule TESTKIT_KNOWS_THE_CODEC_OF_THE_TRANSPORT_ONLY = mustNotKnow(
            resideInAPackage(TESTKIT),
            resideInAnyPackage(TRANSPORT, EXAMPLES, BENCHMARKS)
                    .and(not(name("io.balsa.raft.transport.netty.MessageCodec")))
                    .and(not(name("io.balsa.raft.transport.netty.MalformedFrameException"))));

    static final ArchRule NOBODY_KNOWS_THE_EXAMPLES = mustNotKnow(
            resideInAPackage("io.balsa..").and(not(resideInAPackage(EXAMPLES))), resideInAPackage(EXAMPLES));

    static final ArchRule ONLY_THE_TRANSPORT_TOUCHES_NETTY_AND_PROTOBUF = mustNotKnow(
            resideInAPackage("io.balsa..").and(not(resideInAPackage("io.balsa.raft.transport.netty.."))),
            resideInAnyPackage("com.google.protobuf..", "io.netty.."));

    static final ArchRule NO_CYCLES_BETWEEN_PACKAGES =
            slices().assignedFrom(new PackageSlices()).should().beFreeOfCycles().allowEmptyShould(true);

    private ModuleRules() {}

    private static ArchRule mustNotKnow(
            DescribedPredicate<? super JavaClass> who, DescribedPredicate<? super JavaClass> whom) {
        return noClasses().that(who).should().dependOnClassesThat(whom).allowEmptyShould(true);
    }

    /** The main sources below a checkout that are too long to be read in one sitting. */
    static List<String> overlongSources(Path checkout) throws IOException {
        List<String> overlong = new ArrayList<>();
        try (Stream<Path> modules = Files.list(checkout)) {
            for (Path module : modules.sorted().toList()) {
                Path sources = module.resolve("src/main/java");
                if (Files.isDirectory(sources)) {
                    collectOverlong(checkout, sources, overlong);
                }
            }
        }
        return overlong;
    }

    private static void collectOverlong(Path checkout, Path sources, List<String> overlong) throws IOException {
        try (Stream<Path> files = Files.walk(sources)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".java")).sorted().toList()) {
                int lines = Files.readAllLines(file).size();
                if (lines > MAX_FILE_LINES) {
                    overlong.add(checkout.relativize(file) + ": " + lines + " lines");
                }
            }
        }
    }

    /** Each package is a slice of its own, the root package too. */
    private static final class PackageSlices implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return resideInAPackage("io.balsa..").test(type)
                    ? SliceIdentifier.of(type.getPackageName())
                    : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    }
}
