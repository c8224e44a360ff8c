/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import org.apache.camel.CamelContext;
import org.apache.camel.Processor;
import org.apache.camel.RouteTemplateContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.ModelCamelContext;

/** The route templates that come with the component; it adds them to its context. */
public class NatsBridgeRouteTemplates extends RouteBuilder {

    /** A claim-check route that stores payloads on Plik. */
    public static final String CLAIM_CHECK = "natsbridge-claim-check";

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
