package io.balsa.raft.examples.kv.server;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;

/** Reads the body of a request, never more than a limit of it into memory. */
final class RequestBody {
    // A client that is still sending when the connection is closed may never see our answer: TCP resets it. So what is
    // too much is
    // read on and thrown away, within reason.
    private static final int MAX_DISCARDED_BYTES = 16 << 20;

    private RequestBody() {}

    static byte[] read(HttpExchange exchange, int maxBytes) throws IOException, RequestException {
        InputStream in = exchange.getRequestBody();
        long announced = contentLength(exchange);
        if (announced > maxBytes) {
            discard(in);
            throw tooLarge(announced + " bytes", maxBytes);
        }
        byte[] body = in.readNBytes(maxBytes + 1);
        if (body.length > maxBytes) {
            discard(in);
            throw tooLarge("more than " + maxBytes + " bytes", maxBytes);
        }
        if (announced >= 0 && body.length != announced) {
            throw new IOException("connection ended after " + body.length + " of " + announced + " bytes of a body");
        }
        return body;
    }

    private static long contentLength(HttpExchange exchange) throws RequestException {
        String text = exchange.getRequestHeaders().getFirst("Content-Length");
        try {
            return text == null ? -1 : Long.parseLong(text.trim());
        } catch (NumberFormatException e) {
            throw new RequestException(ErrorCode.BAD_REQUEST, "Content-Length '" + text + "': expected a number");
        }
    }

    private static void discard(InputStream in) throws IOException {
        byte[] chunk = new byte[8192];
        int left = MAX_DISCARDED_BYTES;
        int count = 0;
        while (left > 0 && count >= 0) {
            count = in.read(chunk, 0, Math.min(chunk.length, left));
            left -= count;
        }
    }

    private static RequestException tooLarge(String length, int maxBytes) {
        return new RequestException(
                ErrorCode.VALUE_TOO_LARGE, "value of " + length + ": expected at most " + maxBytes + " bytes");
    }
}
