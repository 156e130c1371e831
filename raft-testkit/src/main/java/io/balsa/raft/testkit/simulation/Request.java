package io.balsa.raft.testkit.simulation;

import io.balsa.raft.testkit.history.HistoryRecorder;
import java.util.function.Function;

/**
 * One thing that a client asks for, and its place in the history.
 *
 * @param <I> what is asked for
 * @param <O> what is answered
 */
final class Request<I, O> {
    private final HistoryRecorder<I, O> recorder;
    private final int key;
    private final String keyName;
    private final boolean isRead;
    private final byte[] bytes;
    private final I input;
    private final Function<Answer, O> view;
    private HistoryRecorder<I, O>.Call call;

    /**
     * A request.
     *
     * @param recorder who keeps the history
     * @param key the key as the state machine knows it
     * @param keyName the key as the history has it
     * @param isRead whether {@code bytes} are a query and no command
     * @param bytes what the server gets
     * @param input what the history says of it
     * @param view what the history says of an answer
     */
    Request(
            HistoryRecorder<I, O> recorder,
            int key,
            String keyName,
            boolean isRead,
            byte[] bytes,
            I input,
            Function<Answer, O> view) {
        this.recorder = recorder;
        this.key = key;
        this.keyName = keyName;
        this.isRead = isRead;
        this.bytes = bytes;
        this.input = input;
        this.view = view;
    }

    int key() {
        return key;
    }

    boolean isRead() {
        return isRead;
    }

    byte[] bytes() {
        return bytes;
    }

    void begin(int process, long nowNanos) {
        call = recorder.invoke(process, keyName, input, nowNanos);
    }

    void succeeded(Answer answer, long nowNanos) {
        call.ok(view.apply(answer), nowNanos);
    }

    void failed(long nowNanos) {
        call.failed(nowNanos);
    }

    void unknown() {
        call.unknown();
    }

    @Override
    public String toString() {
        return input + " at " + keyName;
    }
}
