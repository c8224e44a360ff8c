/**
 * Claim-check stores behind two handlers; start with {@link io.natsbridge.camel.store.FileserverUploadHandler}. Imports Apache HttpClient 5, Jackson,
 * {@code .content} and {@code .error}.
 */
package io.natsbridge.camel.store;
