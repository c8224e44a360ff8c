/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import javax.net.ssl.TrustManagerFactory;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;
import picocli.CommandLine.Option;

/** Which broker and file server, and who asks them: options of the command, else of a file, else of the environment. Everything ends as options of the component. */
final class Target {

    /** Above its options in each command's help. */
    static final String HEADING = "%nServers, and who asks them:%n";

    private static final String CONFIG = "NATSBRIDGE_CONFIG";

    /** What the component does not read by itself. */
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "NATS_USER", "username",
            "NATS_PASSWORD", "password",
            "NATS_TOKEN", "token",
            "NATS_CREDS", "credentialsFilePath",
            "NATS_NKEY", "nkeyPath",
            "FILESERVER_USER", "fileserverUser",
            "FILESERVER_PASSWORD", "fileserverPassword",
            "FILESERVER_TOKEN", "fileserverToken");

    @Option(
            names = {"-s", "--servers"},
            paramLabel = "URL",
            description = "The broker, several separated by commas; else $$NATS_URL, else nats://localhost:4222.")
    String servers;

    @Option(names = "--user", paramLabel = "NAME", description = "User name for the broker; else $$NATS_USER.")
    String user;

    @Option(
            names = "--password",
            arity = "0",
            interactive = true,
            description = "Asks for the broker's password; better than to write it; else $$NATS_PASSWORD.")
    String password;

    @Option(
            names = "--token",
            arity = "0",
            interactive = true,
            description = "Asks for the broker's token; else $$NATS_TOKEN.")
    String token;

    @Option(names = "--creds", paramLabel = "FILE", description = "Credentials file; else $$NATS_CREDS.")
    String credentials;

    @Option(names = "--nkey", paramLabel = "FILE", description = "File with an nkey's seed; else $$NATS_NKEY.")
    String nkey;

    @Option(
            names = "--fileserver",
            paramLabel = "URL",
            description =
                    "The file server, several separated by commas; else $$FILESERVER_URL, else port 8080 of this machine."
                            + " Credentials: $$FILESERVER_USER, $$FILESERVER_PASSWORD, $$FILESERVER_TOKEN.")
    String fileserver;

    @Option(
            names = "--ca",
            paramLabel = "FILE",
            description = "Certificates (PEM) of the authorities to trust, instead of those of the JVM.")
    Path authorities;

    @Option(
            names = {"-o", "--option"},
            paramLabel = "NAME=VALUE",
            description = "Any other option of the component, such as sizeThreshold=10kB.")
    Map<String, String> options = new LinkedHashMap<>();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "Properties file with options of the component: servers=…, password=…; else $$NATSBRIDGE_CONFIG.")
    Path config;

    @Option(
            names = {"-v", "--verbose"},
            description = "Logs what happens on standard error.")
    boolean verbose;

    /**
     * The options of the component, by name.
     *
     * @throws IOException when the file cannot be read
     */
    Map<String, String> values(Map<String, String> environment) throws IOException {
        Map<String, String> values = new LinkedHashMap<>();
        ENVIRONMENT.forEach((variable, option) -> put(values, option, environment.get(variable)));
        for (Map.Entry<Object, Object> entry : file(environment).entrySet()) {
            values.put(entry.getKey().toString(), entry.getValue().toString());
        }
        put(values, "servers", servers);
        put(values, "username", user);
        put(values, "password", password);
        put(values, "token", token);
        put(values, "credentialsFilePath", credentials);
        put(values, "nkeyPath", nkey);
        put(values, "fileserverUrl", fileserver);
        values.putAll(options);
        return values;
    }

    private static void put(Map<String, String> values, String option, String value) {
        if (value != null && !value.isBlank()) {
            values.put(option, value);
        }
    }

    private Properties file(Map<String, String> environment) throws IOException {
        Path path = config != null || environment.get(CONFIG) == null ? config : Path.of(environment.get(CONFIG));
        Properties properties = new Properties();
        if (path != null) {
            try (Reader reader = Files.newBufferedReader(path)) {
                properties.load(reader);
            } catch (IOException e) {
                throw new IOException("Cannot read the options in " + path + ": " + e, e);
            }
        }
        return properties;
    }

    /**
     * TLS with the certificates of a file.
     *
     * @return null for those of the JVM
     * @throws IOException when it holds none
     */
    SSLContextParameters tls() throws IOException {
        if (authorities == null) {
            return null;
        }
        try (InputStream in = Files.newInputStream(authorities)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("ca-" + store.size(), certificate);
            }
            if (store.size() == 0) {
                throw new IOException("there is none in it");
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            TrustManagersParameters trust = new TrustManagersParameters();
            trust.setTrustManager(factory.getTrustManagers()[0]);
            SSLContextParameters tls = new SSLContextParameters();
            tls.setTrustManagers(trust);
            return tls;
        } catch (IOException | GeneralSecurityException e) {
            throw new IOException("Cannot read the certificates in " + authorities + ": " + e.getMessage(), e);
        }
    }
}
