/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.store;

import io.natsbridge.camel.error.NatsBridgeException.FileserverException;
import io.natsbridge.camel.error.NatsBridgeException.LinkGoneException;
import io.natsbridge.camel.error.NatsBridgeException.LinkGoneException.Reason;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/**
 * An unsuccessful answer, and the failure that it stands for. A Plik server says what is wrong as plain text, but to anyone whom it takes for a browser in the target of a
 * redirect ({@code /#/?err=…&errcode=404&uri=…}, unencoded).
 *
 * @param status the HTTP status; that of the redirect's target where it names one
 * @param text what the server says, its first line; possibly empty
 * @param retryAfter how long the server asks to wait, or null
 */
record Complaint(int status, String text, Duration retryAfter) {

    private static final String ERROR = "err=";
    private static final String ERROR_CODE = "&errcode=";

    static Complaint of(HttpAnswer answer) throws IOException {
        Duration retryAfter = retryAfter(answer.header("Retry-After"), Instant.now());
        String location = answer.header("Location");
        if (answer.status() / 100 == 3) {
            return ofRedirect(answer.status(), location == null ? "" : location);
        }
        String type = answer.header("Content-Type");
        boolean plain = type != null && type.toLowerCase(Locale.ROOT).startsWith("text/plain");
        return new Complaint(answer.status(), plain ? answer.firstLine() : "", retryAfter);
    }

    static Complaint ofRedirect(int status, String location) {
        int error = location.indexOf(ERROR);
        int code = location.indexOf(ERROR_CODE, error + 1);
        if (error < 0) {
            return new Complaint(status, "redirected to " + target(location), null);
        }
        String text = location.substring(error + ERROR.length(), code < 0 ? location.length() : code);
        String number = code < 0 ? "" : location.substring(code + ERROR_CODE.length());
        return number.matches("[45][0-9]{2}(&.*)?")
                ? new Complaint(Integer.parseInt(number.substring(0, 3)), decoded(text), null)
                : new Complaint(status, decoded(text), null);
    }

    /** The failure of an operation on the API. */
    FileserverException failure(Step step) {
        return new FileserverException(
                step.message(described(step) + remedy()), status, isTransient(), retryAfter, null);
    }

    /**
     * The failure of a request for a stored file.
     *
     * @param oneShot asked when the file was there and is no more: whether its first reader consumes it
     */
    FileserverException fileFailure(Step step, BooleanSupplier oneShot) {
        if (status != 404 && status != 410) {
            return failure(step);
        }
        Reason reason = Reason.NOT_FOUND;
        if (text.contains("has expired")) {
            reason = Reason.EXPIRED;
        } else if (text.matches("(?s).*not available : (removed|deleted)") && oneShot.getAsBoolean()) {
            reason = Reason.CONSUMED;
        }
        return new LinkGoneException(reason, step.message(described(step) + remedy(reason)), status);
    }

    private String described(Step step) {
        return "the server answered " + status + (text.isEmpty() ? "" : " (" + step.quoted(text) + ")") + "; ";
    }

    private boolean isTransient() {
        return status == 408 || status == 429 || status / 100 == 5;
    }

    private String remedy() {
        if (status / 100 == 3) {
            return "redirects are not followed, name the file server by its final URL";
        }
        if (isTransient()) {
            return "try again later";
        }
        return switch (status) {
            case 401, 403 -> "check fileserverUser, fileserverPassword and fileserverToken";
            case 404, 405 -> "check that fileserverUrl is that of a Plik server";
            case 413 -> "raise the server's limit, or send less";
            default -> "change what the server complains about";
        };
    }

    private static String remedy(Reason reason) {
        return switch (reason) {
            case CONSUMED -> "its one permitted reader has read it, ask the sender to send it again without oneShot";
            case EXPIRED -> "its time to live is over, ask the sender to send it again with a longer linkTtl";
            case NOT_FOUND -> "ask the sender to send it again";
        };
    }

    /** Seconds or an HTTP date; anything else is as good as nothing. */
    static Duration retryAfter(String value, Instant now) {
        if (value == null) {
            return null;
        }
        String text = value.strip();
        if (text.matches("[0-9]{1,12}")) {
            return Duration.ofSeconds(Long.parseLong(text));
        }
        try {
            Duration wait = Duration.between(
                    now,
                    ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
            return wait.isNegative() ? Duration.ZERO : wait;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8)
                    .strip();
        } catch (IllegalArgumentException e) {
            return text.strip();
        }
    }

    private static String target(String location) {
        try {
            return HttpUrl.parse(location.replaceFirst("#.*", "")).origin();
        } catch (IllegalArgumentException e) {
            return "another path";
        }
    }
}
