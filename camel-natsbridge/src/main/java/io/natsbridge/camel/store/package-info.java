/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Claim-check stores behind two handlers: {@link io.natsbridge.camel.store.Uploader} and {@link io.natsbridge.camel.store.Downloader} drive
 * {@link io.natsbridge.camel.store.FileserverUploadHandler} and {@link io.natsbridge.camel.store.FileserverDownloadHandler}, which
 * {@link io.natsbridge.camel.store.PlikClient} implements. Start with {@link io.natsbridge.camel.store.FileserverUploadHandler}. Imports Apache HttpClient 5, Jackson,
 * {@code .content} and {@code .error}.
 */
package io.natsbridge.camel.store;
