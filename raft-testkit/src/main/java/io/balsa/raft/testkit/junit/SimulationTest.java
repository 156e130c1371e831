package io.balsa.raft.testkit.junit;

import io.balsa.raft.testkit.simulation.Profile;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Calls a test method once for each of many seeds, with a {@link SimulatedRun} of the class's state machine. The class implements
 * {@link io.balsa.raft.testkit.statemachine.StateMachineUnderTest}, perhaps by way of the contract of state machines.
 *
 * <p>{@code -Dbalsa.seed=7} runs only that seed.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@TestTemplate
@ExtendWith(SimulationTestExtension.class)
public @interface SimulationTest {
    /** {@return how many seeds, from 1 on} */
    int seeds() default 50;

    /** {@return how long faults go on in each run, in seconds of virtual time} */
    int seconds() default 10;

    /** {@return what may go wrong} */
    Profile profile() default Profile.SWARM;
}
