/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import io.natsbridge.camel.store.ObjectUrl;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.ExchangePattern;
import org.apache.camel.MultipleConsumersSupport;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.EndpointServiceLocation;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.apache.camel.spi.HeaderFilterStrategyAware;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.support.DefaultEndpoint;

/** Exchange typed, multi-payload messages over NATS with peers in several languages; large payloads travel by link (claim check). */
@UriEndpoint(
        firstVersion = "1.0.0",
        scheme = NatsBridgeConstants.SCHEME,
        title = "NATS Bridge",
        syntax = "natsbridge:subject",
        category = {Category.MESSAGING},
        headersClass = NatsBridgeConstants.class)
public class NatsBridgeEndpoint extends DefaultEndpoint
        implements HeaderFilterStrategyAware, EndpointServiceLocation, MultipleConsumersSupport {

    @UriParam
    private NatsBridgeConfiguration configuration;

    private boolean inOnly;
    private Bridge bridge;

    public NatsBridgeEndpoint(String uri, NatsBridgeComponent component, NatsBridgeConfiguration configuration) {
        super(uri, component);
        this.configuration = configuration;
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        if (configuration.getHeaderFilterStrategy() == null) {
            configuration.setHeaderFilterStrategy(new NatsBridgeHeaderFilterStrategy());
        }
        bridge = new Bridge(configuration, getComponent());
    }

    @Override
    public Producer createProducer() {
        Subjects.forPublishing(configuration.getSubject());
        return new NatsBridgeProducer(this, bridge);
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        Subjects.forSubscribing(configuration.getSubject());
        OptionCheck.checkConsumer(configuration);
        NatsBridgeConsumer consumer = new NatsBridgeConsumer(this, processor, bridge);
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    public NatsBridgeComponent getComponent() {
        return (NatsBridgeComponent) super.getComponent();
    }

    public NatsBridgeConfiguration getConfiguration() {
        return configuration;
    }

    public void setConfiguration(NatsBridgeConfiguration configuration) {
        this.configuration = configuration;
    }

    @Override
    public void setExchangePattern(ExchangePattern exchangePattern) {
        super.setExchangePattern(exchangePattern);
        inOnly = exchangePattern == ExchangePattern.InOnly;
    }

    /** Whether the route's author said that messages get no reply. */
    boolean isInOnly() {
        return inOnly;
    }

    @Override
    public HeaderFilterStrategy getHeaderFilterStrategy() {
        return configuration.getHeaderFilterStrategy();
    }

    @Override
    public void setHeaderFilterStrategy(HeaderFilterStrategy strategy) {
        configuration.setHeaderFilterStrategy(strategy);
    }

    /** The base URLs of the file servers that this endpoint's options name: those that nobody named need not be there. */
    List<String> fileserversToCheck() {
        boolean others = configuration.getClaimCheckUri() != null || configuration.getFileserverUploadHandler() != null;
        return others || configuration.getFileserverUrl() == null
                ? List.of()
                : Defaults.fileserverUrls(configuration.getFileserverUrl()).stream()
                        .filter(url -> !ObjectUrl.isOne(url))
                        .toList();
    }

    /** Why a file server cannot be used, or nothing. */
    Optional<String> checkFileserver(String url) {
        return getComponent().stores().plik(configuration).trouble(url);
    }

    /** Each consumer is a subscriber of its own. */
    @Override
    public boolean isMultipleConsumersSupported() {
        return true;
    }

    @Override
    public String getServiceUrl() {
        return String.join(",", ConnectionSettings.servers(configuration));
    }

    @Override
    public String getServiceProtocol() {
        return "nats";
    }

    @Override
    public Map<String, String> getServiceMetadata() {
        return Map.of("subject", configuration.getSubject());
    }
}
