package io.balsa.raft.core;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import io.balsa.raft.Role;
import java.util.Set;

/** What the packages of this module may know. Each rule is shown to bite by a planted class that breaks it. */
final class ArchitectureRules {
    private static final String OURS = "io.balsa..";
    private static final String SPI = "io.balsa.raft.spi..";
    private static final String CORE = "io.balsa.raft.core..";
    private static final String NODE = "io.balsa.raft.node..";
    // "planted" stands below the root, since the rule of the root must not match every package beneath it
    private static final String[] API = {"io.balsa.raft", "io.balsa.raft.planted"};

    /** Pure by nature, or a value; streams only while they are sequential. A new one needs a reason. */
    private static final Set<String> PURE_PACKAGES =
            Set.of("java.lang", "java.util", "java.util.function", "java.util.stream");

    private static final Set<String> IMPURE_TYPES = Set.of(
            "java.lang.InheritableThreadLocal",
            "java.lang.Process",
            "java.lang.ProcessBuilder",
            "java.lang.ProcessHandle",
            "java.lang.Runtime",
            "java.lang.Thread",
            "java.lang.ThreadGroup",
            "java.lang.ThreadLocal",
            "java.util.Calendar",
            "java.util.Date",
            "java.util.GregorianCalendar",
            "java.util.Random",
            "java.util.Scanner",
            "java.util.SplittableRandom",
            "java.util.Timer",
            "java.util.TimerTask",
            "java.util.UUID");

    /** The only classes of this module that may start threads, sleep and read clocks. */
    private static final Set<String> THREAD_RUNNERS = Set.of(
            "io.balsa.raft.node.AgentThread",
            "io.balsa.raft.node.CallbackThreads",
            "io.balsa.raft.node.SystemClock",
            "io.balsa.raft.node.SystemRandom");

    static final ArchRule CORE_DEPENDS_ON_VALUES_ONLY = classes()
            .that(resideInAPackage(CORE))
            .should()
            .onlyDependOnClassesThat(
                    describe("are of the core, the SPI or Role, or pure types of the JDK", ArchitectureRules::isPure))
            .allowEmptyShould(true);

    static final ArchRule CORE_DRAWS_NOTHING_FROM_THE_SYSTEM = noClasses()
            .that(resideInAPackage(CORE))
            .should()
            .accessTargetWhere(describe(
                    "reads the clock, the console, a property or a random number, or leaves the thread",
                    access -> isOn(access, "java.lang.Math", "random")
                            || Set.of("parallel", "parallelStream")
                                    .contains(access.getTarget().getName())
                            || isOn(access, "java.lang.System")
                                    && !access.getTarget().getName().equals("arraycopy")))
            .allowEmptyShould(true);

    static final ArchRule NO_HIDDEN_INPUTS = noClasses()
            .that(describe("are not a thread runner", type -> !THREAD_RUNNERS.contains(outermost(type))))
            .should()
            .accessTargetWhere(describe(
                    "starts a thread, sleeps, reads a clock or draws a random number",
                    ArchitectureRules::isHiddenInput))
            .allowEmptyShould(true);

    static final ArchRule SPI_KNOWS_NO_OTHER_PACKAGE = noClasses()
            .that(resideInAPackage(SPI))
            .should()
            .dependOnClassesThat(resideInAPackage(OURS).and(not(resideInAPackage(SPI))))
            .allowEmptyShould(true);

    static final ArchRule API_KNOWS_THE_SPI_ONLY = noClasses()
            .that(resideInAnyPackage(API))
            .should()
            .dependOnClassesThat(
                    resideInAPackage(OURS).and(not(resideInAPackage(SPI))).and(not(resideInAnyPackage(API))))
            .allowEmptyShould(true);

    static final ArchRule CORE_KNOWS_THE_SPI_AND_ROLE_ONLY = noClasses()
            .that(resideInAPackage(CORE))
            .should()
            .dependOnClassesThat(resideInAPackage(OURS)
                    .and(not(resideInAnyPackage(CORE, SPI)))
                    .and(not(describe("Role", ArchitectureRules::isRole))))
            .allowEmptyShould(true);

    static final ArchRule NODE_KNOWS_THIS_MODULE_ONLY = noClasses()
            .that(resideInAPackage(NODE))
            .should()
            .dependOnClassesThat(resideInAPackage(OURS)
                    .and(not(resideInAnyPackage(NODE, CORE, SPI)))
                    .and(not(resideInAnyPackage(API))))
            .allowEmptyShould(true);

    static final ArchRule NO_CYCLES_BETWEEN_PACKAGES =
            slices().assignedFrom(new PackageSlices()).should().beFreeOfCycles().allowEmptyShould(true);

    private ArchitectureRules() {}

    private static boolean isPure(JavaClass type) {
        JavaClass element = type.getBaseComponentType();
        String packageName = element.getPackageName();
        if (element.isPrimitive() || isRole(element)) {
            return true;
        }
        return PURE_PACKAGES.contains(packageName) && !IMPURE_TYPES.contains(outermost(element))
                || packageName.equals("java.lang.annotation")
                || resideInAnyPackage(CORE, SPI).test(element);
    }

    private static boolean isRole(JavaClass type) {
        return type.getName().equals(Role.class.getName());
    }

    private static boolean isHiddenInput(JavaAccess<?> access) {
        AccessTarget target = access.getTarget();
        boolean startsThread =
                target.getName().equals("<init>") && target.getOwner().isAssignableTo(Thread.class);
        return startsThread
                || isOn(
                        access,
                        "java.lang.Thread",
                        "sleep",
                        "onSpinWait",
                        "ofVirtual",
                        "ofPlatform",
                        "startVirtualThread")
                || isOn(access, "java.lang.System", "nanoTime", "currentTimeMillis")
                || isOn(access, "java.lang.Math", "random")
                || isOn(access, "java.util.concurrent.ThreadLocalRandom")
                || isOn(access, "java.util.concurrent.locks.LockSupport")
                || isOn(access, "java.util.Random")
                || isOn(access, "java.util.SplittableRandom")
                || isOn(access, "java.util.concurrent.Executors");
    }

    /** Whether the access is to a member of that type; to one of those names, if any are given. */
    private static boolean isOn(JavaAccess<?> access, String owner, String... names) {
        AccessTarget target = access.getTarget();
        return target.getOwner().getName().equals(owner)
                && (names.length == 0 || Set.of(names).contains(target.getName()));
    }

    private static String outermost(JavaClass type) {
        int nested = type.getName().indexOf('$');
        return nested < 0 ? type.getName() : type.getName().substring(0, nested);
    }

    /** Each package is a slice of its own, the root package too; the usual patterns cannot say that. */
    private static final class PackageSlices implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return resideInAPackage(OURS).test(type)
                    ? SliceIdentifier.of(type.getPackageName())
                    : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    }
}
