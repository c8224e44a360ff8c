/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import java.util.Map;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.Processor;
import org.apache.camel.RouteTemplateContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.util.TimeUtils;

/** The route templates that come with the component; it adds them to its context. */
public class NatsBridgeRouteTemplates extends RouteBuilder {

    private static final String BUCKET = "bucket";
    private static final String SERVERS = "servers";
    private static final String SUBJECT = "subject";
    private static final String DEAD_LETTER_SUBJECT = "deadLetterSubject";

    /** A claim-check route that stores payloads on Plik. */
    public static final String CLAIM_CHECK = "natsbridge-claim-check";

    /** A claim-check route that stores payloads in a NATS object store. */
    public static final String CLAIM_CHECK_OBJECT_STORE = "natsbridge-claim-check-object-store";

    /** A route that gives the objects of a bucket out by HTTP. */
    public static final String OBJECT_STORE_HTTP = "natsbridge-object-store-http";

    /** A route that publishes dead letters again, to where they came from. */
    public static final String DEAD_LETTER_REPLAY = "natsbridge-dead-letter-replay";

    /** Adds the templates to a context that does not have them. */
    static void addTo(CamelContext context) throws Exception {
        boolean wanted =
                context instanceof ModelCamelContext model && model.getRouteTemplateDefinition(CLAIM_CHECK) == null;
        if (wanted) {
            context.addRoutes(new NatsBridgeRouteTemplates());
        }
    }

    @Override
    public void configure() {
        routeTemplate(CLAIM_CHECK)
                .description("Stores the body on a Plik server and answers with its link")
                .templateParameter("name", CLAIM_CHECK, "The name of the direct endpoint that the route begins with")
                .templateOptionalParameter("fileserverUrl")
                .templateOptionalParameter("processor")
                .templateBean("upload", Processor.class, NatsBridgeRouteTemplates::processor)
                .from("direct:{{name}}")
                .process("{{upload}}");
        routeTemplate(CLAIM_CHECK_OBJECT_STORE)
                .description("Stores the body in a bucket of a NATS object store and answers with its link")
                .templateParameter(
                        "name", CLAIM_CHECK_OBJECT_STORE, "The name of the direct endpoint that the route begins with")
                .templateParameter(BUCKET, null, "The bucket")
                .templateOptionalParameter("linkUrl")
                .templateOptionalParameter("createBucket")
                .templateOptionalParameter("linkTtl")
                .templateOptionalParameter(SERVERS)
                .templateBean("upload", Processor.class, NatsBridgeRouteTemplates::objectUpload)
                .from("direct:{{name}}")
                .process("{{upload}}");
        routeTemplate(OBJECT_STORE_HTTP)
                .description("Gives the objects of a bucket out by HTTP, below the path of the consumer")
                .templateParameter("from", null, "The HTTP consumer, with matchOnUriPrefix=true")
                .templateParameter(BUCKET, null, "The bucket")
                .templateOptionalParameter(SERVERS)
                .templateBean("download", Processor.class, NatsBridgeRouteTemplates::objectDownload)
                .from("{{from}}")
                .streamCache("false")
                .process("{{download}}");
        routeTemplate(DEAD_LETTER_REPLAY)
                .description("Publishes dead letters again as they were, each to the subject it came from,"
                        + " and removes those that were stored; answers with their number")
                .templateParameter(
                        "from", "direct:" + DEAD_LETTER_REPLAY, "What starts a replay: each exchange is one of them")
                .templateParameter(DEAD_LETTER_SUBJECT, null, "Where the dead letters are; may have wildcards")
                .templateParameter(
                        SUBJECT,
                        null,
                        "What they may be published to again; may have wildcards. Letters from elsewhere stay where they are")
                .templateOptionalParameter(SERVERS)
                .templateBean("replay", Processor.class, NatsBridgeRouteTemplates::replay)
                .from("{{from}}")
                .process("{{replay}}");
    }

    private static Processor replay(RouteTemplateContext template) {
        Map<String, Object> parameters = template.getParameters();
        NatsBridgeConfiguration configuration = NatsBridgeComponent.of(template.getCamelContext())
                .getConfiguration()
                .copy();
        with(parameters, SERVERS, configuration::setServers);
        configuration.setDeadLetterSubject(
                Subjects.forSubscribing(parameters.get(DEAD_LETTER_SUBJECT).toString()));
        configuration.setSubject(Subjects.forSubscribing(parameters.get(SUBJECT).toString()));
        return new DeadLetterReplay(template.getCamelContext(), configuration);
    }

    private static Processor objectUpload(RouteTemplateContext template) {
        ObjectStoreUploadProcessor processor = new ObjectStoreUploadProcessor();
        Map<String, Object> parameters = template.getParameters();
        processor.setBucket(parameters.get(BUCKET).toString());
        with(parameters, SERVERS, processor::setServers);
        with(parameters, "linkUrl", processor::setLinkUrl);
        with(parameters, "createBucket", value -> processor.setCreateBucket(Boolean.parseBoolean(value)));
        with(parameters, "linkTtl", value -> processor.setLinkTtl(TimeUtils.toMilliSeconds(value)));
        return processor;
    }

    private static Processor objectDownload(RouteTemplateContext template) {
        ObjectStoreDownloadProcessor processor = new ObjectStoreDownloadProcessor();
        processor.setBucket(template.getParameters().get(BUCKET).toString());
        with(template.getParameters(), SERVERS, processor::setServers);
        return processor;
    }

    private static void with(Map<String, Object> parameters, String name, Consumer<String> setter) {
        Object value = parameters.get(name);
        if (value != null) {
            setter.accept(value.toString());
        }
    }

    private static Processor processor(RouteTemplateContext template) {
        Object name = template.getParameters().get("processor");
        if (name != null) {
            String bean = name.toString().startsWith("#") ? name.toString().substring(1) : name.toString();
            return template.getCamelContext().getRegistry().lookupByNameAndType(bean, Processor.class);
        }
        PlikUploadProcessor processor = new PlikUploadProcessor();
        Object url = template.getParameters().get("fileserverUrl");
        if (url != null) {
            processor.setFileserverUrl(url.toString());
        }
        return processor;
    }
}
