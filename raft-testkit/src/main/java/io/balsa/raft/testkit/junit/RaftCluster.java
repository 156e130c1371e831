package io.balsa.raft.testkit.junit;

import io.balsa.raft.StateMachine;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives each test of a class, or one test, a cluster of its own: for a parameter of type {@link io.balsa.raft.testkit.cluster.TestCluster}. The cluster is closed
 * after the test, and a test that fails shows how each server was doing.
 *
 * <p>For a state machine whose constructor has arguments, or for other settings, register a {@link RaftClusterExtension} instead.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
@ExtendWith(RaftClusterExtension.class)
public @interface RaftCluster {
    /** {@return the state machine; has a constructor without arguments, and is made anew for each start of each server} */
    Class<? extends StateMachine> stateMachine();

    /** {@return how many servers there are, 1 to 9} */
    int voters() default 3;

    /** {@return how long the cluster waits for anything before the test fails, in milliseconds} */
    long timeoutMillis() default 30_000;
}
