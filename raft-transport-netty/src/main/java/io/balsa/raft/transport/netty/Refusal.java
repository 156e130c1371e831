package io.balsa.raft.transport.netty;

/**
 * The answer to a handshake that does not fit.
 *
 * @param reason for programs
 * @param detail for people
 */
record Refusal(RefusalReason reason, String detail) {
    private static final int MAX_DETAIL_CHARS = 400;

    /** What the other side wrote ends up in our log, so it is kept to one line of bounded length. */
    Refusal {
        detail = printable(detail);
    }

    /** The text without control characters, which could forge log lines, and not longer than a log line should be. */
    static String printable(String text) {
        String cut = text.length() <= MAX_DETAIL_CHARS ? text : text.substring(0, MAX_DETAIL_CHARS) + "…";
        return cut.replaceAll("\\p{Cntrl}", "?");
    }
}
