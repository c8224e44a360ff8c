/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.nats.client.NKey;
import io.natsbridge.camel.error.NatsBridgeException.ConnectionException;
import io.natsbridge.camel.test.nats.NatsOptions;
import io.natsbridge.camel.test.nats.NatsService;
import io.natsbridge.camel.test.nats.NatsServices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Each way to prove who one is to the broker; a failure names the broker and no secret. */
class AuthenticationIT {

    private static final NatsOptions CONTROLLABLE = NatsOptions.defaults().controllable(true);

    private static final String UNLIMITED = "\"subs\":-1,\"data\":-1,\"payload\":-1";

    @RegisterExtension
    final Contexts camel = new Contexts();

    @TempDir
    Path directory;

    private final Inbox in = new Inbox();

    @Test
    void byUserAndPassword() {
        try (NatsService nats = NatsServices.start(CONTROLLABLE.user("ann", "s3cret $x&y"))) {
            assertLetIn(nats, "username=ann", "password=RAW(s3cret $x&y)");
            assertRefused(nats, "username=ann", "password=s3cret");
            assertRefused(nats, "connectionName=s3cret");
        }
    }

    @Test
    void byToken() {
        try (NatsService nats = NatsServices.start(CONTROLLABLE.token("s3cret"))) {
            assertLetIn(nats, "token=s3cret");
            assertRefused(nats, "token=other-s3cret");
        }
    }

    @Test
    void byKey() throws Exception {
        NKey right = NKey.createUser(new SecureRandom());
        NKey wrong = NKey.createUser(new SecureRandom());
        try (NatsService nats = NatsServices.start(CONTROLLABLE.nkey(new String(right.getPublicKey())))) {
            assertLetIn(nats, "nkeyPath=" + file("right.nk", new String(right.getSeed()) + "\n"));
            assertRefused(nats, "nkeyPath=" + file("wrong.nk", new String(wrong.getSeed())));
        }
    }

    @Test
    void byCredentialsFile() throws Exception {
        NKey operator = NKey.createOperator(new SecureRandom());
        NKey account = NKey.createAccount(new SecureRandom());
        NKey stranger = NKey.createAccount(new SecureRandom());
        String config = "operator: " + jwt(operator, operator, "operator") + "\nresolver: MEMORY\nresolver_preload: { "
                + new String(account.getPublicKey()) + ": " + jwt(operator, account, "account") + " }";
        try (NatsService nats = NatsServices.start(CONTROLLABLE.config(config))) {
            assertLetIn(nats, "credentialsFilePath=" + credentials("right.creds", account));
            assertRefused(nats, "credentialsFilePath=" + credentials("wrong.creds", stranger));
        }
    }

    private void assertLetIn(NatsService nats, String... options) {
        String uri = Uri.of(nats, "authentication", options);
        CamelContext context = camel.start(routes -> routes.from(uri).process(in));
        Contexts.sent(context, uri, "text");
        assertThat(in.first().body()).isEqualTo("text");
    }

    private void assertRefused(NatsService nats, String... options) {
        String uri = Uri.of(nats, "authentication", options);
        Throwable failure =
                catchThrowable(() -> camel.start(routes -> routes.from(uri).process(in)));
        while (failure != null && !(failure instanceof ConnectionException)) {
            assertThat(failure.getMessage()).doesNotContain("s3cret");
            failure = failure.getCause();
        }
        assertThat(failure)
                .isNotNull()
                .hasMessageContaining(nats.url())
                .hasMessageContaining("credentials")
                .hasMessageNotContaining("s3cret");
    }

    private Path file(String name, String text) throws Exception {
        return Files.writeString(directory.resolve(name), text);
    }

    /** What a user of an account gets from its administrator. */
    private Path credentials(String name, NKey account) throws Exception {
        NKey user = NKey.createUser(new SecureRandom());
        return file(
                name,
                "-----BEGIN NATS USER JWT-----\n" + jwt(account, user, "user") + "\n------END NATS USER JWT------\n\n"
                        + "-----BEGIN USER NKEY SEED-----\n" + new String(user.getSeed())
                        + "\n------END USER NKEY SEED------\n");
    }

    /** A claim that the broker trusts when it trusts the issuer. */
    private static String jwt(NKey issuer, NKey subject, String type) throws GeneralSecurityException, IOException {
        String limits =
                switch (type) {
                    case "account" ->
                        ",\"limits\":{" + UNLIMITED + ",\"imports\":-1,\"exports\":-1,\"conn\":-1,\"leaf\":-1}";
                    case "user" -> "," + UNLIMITED;
                    default -> "";
                };
        String claims = "{\"jti\":\"" + type + "\",\"iat\":1700000000,\"iss\":\"" + new String(issuer.getPublicKey())
                + "\",\"name\":\"" + type + "\",\"sub\":\"" + new String(subject.getPublicKey())
                + "\",\"nats\":{\"type\":\"" + type + "\",\"version\":2" + limits + "}}";
        String text = base64("{\"typ\":\"JWT\",\"alg\":\"ed25519-nkey\"}".getBytes(UTF_8)) + "."
                + base64(claims.getBytes(UTF_8));
        return text + "." + base64(issuer.sign(text.getBytes(UTF_8)));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
