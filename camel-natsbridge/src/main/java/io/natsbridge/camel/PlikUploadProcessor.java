/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import io.natsbridge.camel.store.Uploader;

/**
 * Stores the body on a Plik server and puts the link in its place, as a map with {@code url}, {@code uploadId}, {@code fileId}, {@code size}, {@code expiresAt} and {@code
 * uploadToken}. The claim-check route calls it; a subclass or another bean takes its place there. Thread-safe once started.
 */
public class PlikUploadProcessor extends UploadProcessor {

    @Override
    final Uploader uploader(Bridge bridge) {
        return bridge.uploader();
    }
}
