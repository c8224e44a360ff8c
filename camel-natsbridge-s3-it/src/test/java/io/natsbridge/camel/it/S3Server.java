/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.stream.Stream;
import org.gaul.s3proxy.AuthenticationType;
import org.gaul.s3proxy.S3Proxy;
import org.jclouds.ContextBuilder;
import org.jclouds.blobstore.BlobStore;
import org.jclouds.blobstore.BlobStoreContext;

/** An S3 server in this JVM, with one bucket that is a folder, and real signatures. */
final class S3Server {

    static final String ACCESS_KEY = "local-access";
    static final String SECRET_KEY = "local-secret-canary";

    private final Path folder;
    private final BlobStoreContext context;
    private final S3Proxy server;
    private volatile boolean full;

    /** @param folder an empty folder for what is stored */
    S3Server(Path folder) throws Exception {
        this.folder = folder;
        Properties properties = new Properties();
        properties.setProperty("jclouds.filesystem.basedir", folder.toString());
        context = ContextBuilder.newBuilder("filesystem-nio2")
                .credentials(ACCESS_KEY, SECRET_KEY)
                .overrides(properties)
                .build(BlobStoreContext.class);
        BlobStore store = context.getBlobStore();
        store.createContainerInLocation(null, S3StoreRoutes.BUCKET);
        server = S3Proxy.builder()
                .blobStore(limited(store))
                .awsAuthentication(AuthenticationType.AWS_V4, ACCESS_KEY, SECRET_KEY)
                .endpoint(URI.create("http://127.0.0.1:0"))
                .build();
        server.start();
    }

    int port() {
        return server.getPort();
    }

    /** Whether there is room for nothing more. */
    void setFull(boolean full) {
        this.full = full;
    }

    int fileCount() {
        try (Stream<Path> files = Files.list(folder.resolve(S3StoreRoutes.BUCKET))) {
            return (int) files.filter(Files::isRegularFile).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void delete(String key) {
        context.getBlobStore().removeBlob(S3StoreRoutes.BUCKET, key);
    }

    private BlobStore limited(BlobStore store) {
        return (BlobStore) Proxy.newProxyInstance(
                BlobStore.class.getClassLoader(),
                new Class<?>[] {BlobStore.class},
                (proxy, method, arguments) -> call(store, method, arguments));
    }

    private Object call(BlobStore store, Method method, Object[] arguments) throws Throwable {
        if (full && method.getName().equals("putBlob")) {
            throw new IllegalStateException("no space left on device");
        }
        try {
            return method.invoke(store, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    void close() throws Exception {
        server.stop();
        context.close();
    }
}
