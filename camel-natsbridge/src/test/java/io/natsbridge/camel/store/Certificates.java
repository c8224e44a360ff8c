/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate authority and what it signs, made by the JDK's keytool in a directory. */
final class Certificates {

    static final char[] PASSWORD = "changeit".toCharArray();

    private final Path directory;

    Certificates(Path directory) throws IOException {
        this.directory = directory;
        keytool("-genkeypair -alias ca -dname CN=Test-CA -ext bc:c -validity 100 -keystore ca.p12");
        keytool("-exportcert -rfc -alias ca -file ca.pem -keystore ca.p12");
    }

    /** A certificate that the authority signed. */
    KeyStore signed(String name, String san, String validity) throws IOException {
        String store = " -keystore " + name + ".p12";
        keytool("-genkeypair -alias server -dname CN=" + name + store);
        keytool("-certreq -alias server -file " + name + ".csr" + store);
        keytool("-gencert -alias ca -infile " + name + ".csr -outfile " + name + ".pem -rfc -ext san=" + san + " "
                + validity + " -keystore ca.p12");
        keytool("-importcert -noprompt -alias ca -file ca.pem" + store);
        keytool("-importcert -noprompt -alias server -file " + name + ".pem" + store);
        return load(name + ".p12");
    }

    /** A certificate that nobody signed but itself. */
    KeyStore selfSigned(String name, String san) throws IOException {
        keytool("-genkeypair -alias server -dname CN=" + name + " -ext san=" + san + " -validity 100 -keystore " + name
                + ".p12");
        return load(name + ".p12");
    }

    /** Trusts the authority and nobody else. */
    SSLContext trusting() throws IOException {
        try {
            keytool("-importcert -noprompt -alias ca -file ca.pem -keystore trust.p12");
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(load("trust.p12"));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private KeyStore load(String file) throws IOException {
        try (InputStream in = Files.newInputStream(directory.resolve(file))) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, PASSWORD);
            return store;
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private void keytool(String arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments.split(" +")));
        command.addAll(List.of("-storetype", "PKCS12", "-storepass", new String(PASSWORD)));
        if (arguments.startsWith("-genkeypair")) {
            command.addAll(List.of("-keyalg", "EC"));
        }
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(arguments + ": " + output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
