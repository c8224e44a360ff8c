/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.aws2.s3.AWS2S3Constants;

/** A claim-check route that stores payloads in a bucket of S3 and answers with a pre-signed link, and one that deletes them. */
final class S3StoreRoutes implements LargeStoreProgram.Routes {

    static final String STORE = "direct:s3-store";
    static final String BUCKET = "files";

    private static final String KEY = AWS2S3Constants.KEY;

    /** @param argument URL of the server, access key, secret key, and ms that a link lives, separated by commas */
    @Override
    public void addTo(RouteBuilder routes, String argument) {
        // what s3proxy cannot read, and S3 can
        System.setProperty("aws.requestChecksumCalculation", "WHEN_REQUIRED");
        List<String> given = List.of(argument.split(","));
        String bucket = "aws2-s3://" + BUCKET
                + "?region=us-east-1&forcePathStyle=true&overrideEndpoint=true&uriEndpointOverride=" + given.get(0)
                + "&accessKey=" + given.get(1) + "&secretKey=RAW(" + given.get(2) + ")";
        long lifetime = Long.parseLong(given.get(3));
        routes.from(STORE)
                .setHeader(KEY, routes.simple("${uuid}"))
                .setHeader(AWS2S3Constants.CONTENT_LENGTH, routes.header("CamelNatsBridgePayloadSize"))
                .setHeader(AWS2S3Constants.DOWNLOAD_LINK_EXPIRATION_TIME, routes.constant(lifetime))
                .to(bucket)
                .to(bucket + "&operation=createDownloadLink")
                .process(exchange -> answer(exchange, Instant.now().plusMillis(lifetime)));
        routes.from("direct:s3-delete")
                .setHeader(KEY, routes.simple("${body[uploadId]}"))
                .to(bucket + "&operation=deleteObject");
    }

    private static void answer(Exchange exchange, Instant end) {
        Message message = exchange.getMessage();
        message.setBody(Map.of(
                "url",
                message.getBody(),
                "uploadId",
                message.getHeader(KEY),
                "expiresAt",
                end,
                "deleteUri",
                "direct:s3-delete"));
    }
}
