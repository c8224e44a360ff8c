/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Processor;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.service.ServiceSupport;

/** What the component's processors have in common: options of their own, and the threads and HTTP clients of the context's component. */
public abstract class BridgeProcessor extends ServiceSupport implements Processor, CamelContextAware {

    private final NatsBridgeConfiguration configuration;
    private CamelContext camelContext;

    BridgeProcessor() {
        this(new NatsBridgeConfiguration());
    }

    BridgeProcessor(NatsBridgeConfiguration configuration) {
        this.configuration = configuration;
    }

    final NatsBridgeConfiguration configuration() {
        return configuration;
    }

    /**
     * What the options amount to.
     *
     * @throws IllegalArgumentException when one is not valid
     */
    final Bridge bridge() {
        NatsBridgeComponent component = component();
        BucketOptions broker = BucketOptions.DEFAULT.withServers(configuration.getServers());
        return new Bridge(configuration, broker.over(component.getConfiguration()), component);
    }

    /** The broker's object stores, over a connection as the component is configured. */
    final ObjectStoreClient objects(BucketOptions options) {
        return component().stores().objects(options.over(component().getConfiguration()), options.createBucket());
    }

    private NatsBridgeComponent component() {
        return NatsBridgeComponent.of(camelContext);
    }

    @Override
    public CamelContext getCamelContext() {
        return camelContext;
    }

    @Override
    public void setCamelContext(CamelContext camelContext) {
        this.camelContext = camelContext;
    }

    /** Base URLs of the file servers, separated by commas; else the environment's {@code FILESERVER_URL}, else {@code http://localhost:8080}. */
    public void setFileserverUrl(String fileserverUrl) {
        configuration.setFileserverUrl(fileserverUrl);
    }

    /** The user name that protects uploads, and with which protected files are fetched. */
    public void setFileserverUser(String fileserverUser) {
        configuration.setFileserverUser(fileserverUser);
    }

    /** The password that protects uploads, and with which protected files are fetched. */
    public void setFileserverPassword(String fileserverPassword) {
        configuration.setFileserverPassword(fileserverPassword);
    }

    /** The file server's user token. */
    public void setFileserverToken(String fileserverToken) {
        configuration.setFileserverToken(fileserverToken);
    }

    /** How often an upload or a download is tried in all, at least 1. */
    public void setMaxRetries(int maxRetries) {
        configuration.setMaxRetries(maxRetries);
    }

    /** The wait before the second try, in milliseconds. */
    public void setBaseDelay(long baseDelay) {
        configuration.setBaseDelay(baseDelay);
    }

    /** The longest wait between two tries, in milliseconds. */
    public void setMaxDelay(long maxDelay) {
        configuration.setMaxDelay(maxDelay);
    }

    /** The directory in which bytes wait that are too many for memory. */
    public void setSpoolDirectory(String spoolDirectory) {
        configuration.setSpoolDirectory(spoolDirectory);
    }

    /** Bytes up to which a stream waits in memory. */
    public void setSpoolThreshold(int spoolThreshold) {
        configuration.setSpoolThreshold(spoolThreshold);
    }

    /** TLS towards the file server. */
    public void setSslContextParameters(SSLContextParameters sslContextParameters) {
        configuration.setSslContextParameters(sslContextParameters);
    }
}
