/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import java.net.URI;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.spi.annotations.SendDynamic;
import org.apache.camel.support.component.SendDynamicAwareSupport;
import org.apache.camel.util.StringHelper;
import org.apache.camel.util.URISupport;

/**
 * Lets {@code toD("natsbridge:orders.${header.country}")} send by one endpoint, whatever the subject: the endpoint is {@code natsbridge:toD} with the address's options, and the
 * exchange tells the subject.
 *
 * <p>With JetStream each subject keeps an endpoint of its own, since the stream that stores it is looked up when the endpoint starts.
 */
@SendDynamic("natsbridge")
public class NatsBridgeSendDynamicAware extends SendDynamicAwareSupport {

    private static final String PROPERTY = "CamelNatsBridgeDynamicSubject";
    private static final String STATIC_SUBJECT = "toD";

    /**
     * The subject that an exchange is being sent to.
     *
     * @param configured that of the endpoint; null where a message is made without one
     */
    static String subject(Exchange exchange, String configured) {
        return STATIC_SUBJECT.equals(configured)
                ? exchange.getProperty(PROPERTY, configured, String.class)
                : configured;
    }

    /** The component has no options but its own. */
    @Override
    public boolean isLenientProperties() {
        return false;
    }

    @Override
    public DynamicAwareEntry prepare(Exchange exchange, String uri, String originalUri) throws Exception {
        Map<String, Object> options = endpointProperties(exchange, uri);
        if (isStream(options)) {
            return null;
        }
        // not by a pre-processor, which runs only after tracers have seen where the exchange goes
        exchange.setProperty(PROPERTY, URISupport.extractRemainderPath(new URI(URISupport.normalizeUri(uri)), false));
        return new DynamicAwareEntry(uri, originalUri, options, null);
    }

    @Override
    public String resolveStaticUri(Exchange exchange, DynamicAwareEntry entry) {
        String options = StringHelper.after(entry.getUri(), "?");
        return getScheme() + ":" + STATIC_SUBJECT + (options == null ? "" : "?" + options);
    }

    @Override
    public Processor createPreProcessor(Exchange exchange, DynamicAwareEntry entry) throws Exception {
        String subject = URISupport.extractRemainderPath(new URI(URISupport.normalizeUri(entry.getUri())), false);
        return sent -> sent.setProperty(PROPERTY, subject);
    }

    @Override
    public Processor createPostProcessor(Exchange exchange, DynamicAwareEntry entry) {
        return sent -> sent.removeProperty(PROPERTY);
    }

    private boolean isStream(Map<String, Object> options) {
        Object option = options.get("jetstreamEnabled");
        return option == null
                ? getCamelContext()
                        .getComponent(getScheme(), NatsBridgeComponent.class)
                        .getConfiguration()
                        .isJetstreamEnabled()
                : !"false".equalsIgnoreCase(option.toString());
    }
}
