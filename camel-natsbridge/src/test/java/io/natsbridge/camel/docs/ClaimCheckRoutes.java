/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.docs;

import org.apache.camel.builder.RouteBuilder;

class ClaimCheckRoutes extends RouteBuilder {
    @Override
    public void configure() {
        // tag::plik[]
        templatedRoute("natsbridge-claim-check")
                .parameter("name", "store")
                .parameter("fileserverUrl", "http://files.example.com:8080");

        from("direct:report").to("natsbridge:reports?claimCheckUri=direct:store");
        // end::plik[]

        // tag::own[]
        from("direct:own-store")
                .setHeader("CamelFileName", simple("${header.CamelNatsBridgeMsgId}.bin"))
                .to("file:/srv/www/files")
                .setBody(simple("https://files.example.com/${header.CamelFileName}"));
        // end::own[]

        // tag::objects[]
        from("direct:orders").to("natsbridge:orders?fileserverUrl=nats-object://payloads");

        from("natsbridge:orders?fileserverUrl=nats-object://payloads").to("direct:process");
        // end::objects[]

        // tag::objects-http[]
        templatedRoute("natsbridge-claim-check-object-store")
                .parameter("name", "objects")
                .parameter("bucket", "payloads")
                .parameter("linkUrl", "https://files.example.com/file");

        templatedRoute("natsbridge-object-store-http")
                .parameter("from", "jetty:http://0.0.0.0:8080/file?matchOnUriPrefix=true")
                .parameter("bucket", "payloads");

        from("direct:to-all").to("natsbridge:orders?claimCheckUri=direct:objects");
        // end::objects-http[]

        // tag::s3[]
        from("direct:s3")
                .setHeader("CamelAwsS3Key", simple("${uuid}"))
                .setHeader("CamelAwsS3ContentLength", header("CamelNatsBridgePayloadSize"))
                .setHeader("CamelAwsS3DowloadLinkExpirationTime", constant(86_400_000L))
                .to("aws2-s3:payloads")
                .to("aws2-s3:payloads?operation=createDownloadLink"); // the answer is the link

        from("direct:films").to("natsbridge:films?claimCheckUri=direct:s3");
        // end::s3[]

        // tag::stores[]
        from("direct:to-plik").to("natsbridge:films?fileserverUrl=http://files.example.com:8080");

        from("direct:to-nats").to("natsbridge:films?fileserverUrl=nats-object://payloads");

        from("direct:to-s3").to("natsbridge:films?claimCheckUri=direct:bucket");
        from("direct:bucket")
                .setHeader("CamelAwsS3Key", simple("${uuid}"))
                .setHeader("CamelAwsS3ContentLength", header("CamelNatsBridgePayloadSize"))
                .to("aws2-s3:payloads")
                .to("aws2-s3:payloads?operation=createDownloadLink"); // the answer is the link

        from("direct:to-files").to("natsbridge:films?claimCheckUri=direct:web-server");
        from("direct:web-server")
                .setHeader("CamelFileName", simple("${header.CamelNatsBridgeMsgId}.bin"))
                .to("file:/srv/www/files") // or azure-storage-blob, minio, ftp, ...
                .setBody(simple("https://files.example.com/${header.CamelFileName}"));
        // end::stores[]

        // tag::choice[]
        from("direct:choose")
                .choice()
                .when(simple("${header.CamelNatsBridgePayloadType} == 'video'"))
                .to("direct:s3")
                .otherwise()
                .to("direct:objects");
        // end::choice[]
    }
}
