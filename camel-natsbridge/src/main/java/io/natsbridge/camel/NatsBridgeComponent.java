/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import io.nats.client.Connection;
import io.nats.client.ErrorListener;
import io.natsbridge.camel.bridge.BridgeObserver;
import io.natsbridge.camel.bridge.Ids;
import io.natsbridge.camel.bridge.NoObserver;
import io.natsbridge.camel.content.Spool;
import io.natsbridge.camel.error.Names;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.SSLContextParametersAware;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.PropertyConfigurer;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.HealthCheckComponent;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.util.URISupport;
import org.apache.camel.util.UnsafeUriCharactersEncoder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Typed, multi-payload messages over NATS, large ones by link. Owns what its endpoints share: connections, HTTP clients, threads. */
@Component(NatsBridgeConstants.SCHEME)
public class NatsBridgeComponent extends HealthCheckComponent implements SSLContextParametersAware {

    private static final Logger LOG = LoggerFactory.getLogger(NatsBridgeComponent.class);
    private static final String HASH = "hash";

    private final Incidents incidents = new Incidents(this);
    private final NatsBridgeConnections connections = new NatsBridgeConnections(incidents);
    private final Ids ids = new Ids();
    private final String senderId = ids.next();
    private Stores stores;
    private ExecutorService workers;
    private ScheduledExecutorService timer;
    private Continuations continuations;
    private ProducerTemplate template;
    private BridgeObserver observer = NoObserver.INSTANCE;
    private Traces traces = NoTraces.INSTANCE;

    @Metadata(description = "The options that endpoints have where their URI does not set them.")
    private NatsBridgeConfiguration configuration = new NatsBridgeConfiguration();

    @Metadata(label = "security", description = "Whether the context's global TLS parameters are used.")
    private boolean useGlobalSslContextParameters;

    /** As the superclass does it, with one more option: Camel takes {@code hash} for its own and drops it. */
    @Override
    public Endpoint createEndpoint(String uri, Map<String, Object> properties) throws Exception {
        Endpoint endpoint = super.createEndpoint(uri, properties);
        Map<String, Object> parameters = URISupport.parseParameters(new URI(UnsafeUriCharactersEncoder.encode(uri)));
        if (properties != null) {
            parameters.putAll(properties);
        }
        parameters.keySet().retainAll(Set.of(HASH));
        setProperties(endpoint, parameters);
        return endpoint;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        NatsBridgeConfiguration copy = configuration.copy();
        copy.setSubject(remaining);
        if (copy.getSslContextParameters() == null) {
            copy.setSslContextParameters(retrieveGlobalSslContextParameters());
        }
        NatsBridgeEndpoint endpoint = new NatsBridgeEndpoint(uri, this, copy);
        setProperties(endpoint, parameters);
        return endpoint;
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        stores = new Stores(getCamelContext(), connections);
        NatsBridgeRouteTemplates.addTo(getCamelContext());
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        String directory = configuration.getSpoolDirectory();
        (directory == null ? Spool.inTemporaryDirectory() : new Spool(Path.of(directory), 0)).sweep();
        observer = observer();
        traces = traces();
        template = getCamelContext().createProducerTemplate();
        workers = getCamelContext().getExecutorServiceManager().newCachedThreadPool(this, "natsbridge");
        timer = getCamelContext()
                .getExecutorServiceManager()
                .newSingleThreadScheduledExecutor(this, "natsbridge-timer");
        continuations = new Continuations(workers, timer);
    }

    @Override
    protected void doStop() throws Exception {
        super.doStop();
        if (stores == null) {
            return;
        }
        getCamelContext().getExecutorServiceManager().shutdownGraceful(workers);
        getCamelContext().getExecutorServiceManager().shutdown(timer);
        ServiceHelper.stopService(template);
        stores.close();
    }

    @Override
    public PropertyConfigurer getComponentPropertyConfigurer() {
        return StrictConfigurer.around(super.getComponentPropertyConfigurer());
    }

    @Override
    public PropertyConfigurer getEndpointPropertyConfigurer() {
        return StrictConfigurer.around(super.getEndpointPropertyConfigurer());
    }

    /** The context's component, its options read and its parts there. */
    static NatsBridgeComponent of(CamelContext context) {
        NatsBridgeComponent component = context.getComponent(NatsBridgeConstants.SCHEME, NatsBridgeComponent.class);
        ServiceHelper.initService(component);
        return component;
    }

    /**
     * Opens a connection to the broker as an endpoint with these options would, for a program that wants more of the broker than endpoints do: the same authentication, the same
     * TLS. It is not shared with endpoints; hand it to them by their option {@code connection} for that.
     *
     * @param options how to connect
     * @return the connection; the caller closes it
     * @throws IllegalArgumentException when an option is not valid, such as a URL with credentials
     * @throws io.natsbridge.camel.error.NatsBridgeException.ConnectionException when the broker cannot be reached, or refuses this client
     */
    public Connection connect(NatsBridgeConfiguration options) {
        OptionCheck.check(options);
        return ConnectionOptions.connect(
                ConnectionSettings.of(options, getCamelContext().getName()),
                getCamelContext(),
                (connection, event) -> LOG.debug("The connection to the broker: {}", event),
                new ErrorListener() {
                    @Override
                    public void errorOccurred(Connection source, String error) {
                        LOG.warn("The NATS server reports: {}", Names.printable(error));
                    }
                });
    }

    /** A processor with the options of the component, started. */
    SmartSend smartSend() {
        return started(new SmartSend(configuration.copy()));
    }

    /** A new processor with the options that the component has now, started; for whoever receives by other means than an endpoint. */
    public SmartReceive smartReceive() {
        return started(new SmartReceive(configuration.copy()));
    }

    private <T extends BridgeProcessor> T started(T processor) {
        processor.setCamelContext(getCamelContext());
        ServiceHelper.startService(processor);
        return processor;
    }

    /** Who counts and times what passes. Its meters may be there only when the context starts. */
    synchronized BridgeObserver observer() {
        if (observer == NoObserver.INSTANCE && !isStarted()) {
            observer = MeterLookup.in(getCamelContext());
        }
        return observer;
    }

    /** Who traces what passes. */
    synchronized Traces traces() {
        if (traces == NoTraces.INSTANCE && !isStarted()) {
            traces = Traces.in(getCamelContext());
        }
        return traces;
    }

    /** Tells of what happens beside exchanges. */
    Incidents incidents() {
        return incidents;
    }

    NatsBridgeConnections connections() {
        return connections;
    }

    Stores stores() {
        return stores;
    }

    Ids ids() {
        return ids;
    }

    /** The id of this sender as long as it runs. */
    String senderId() {
        return senderId;
    }

    /** Threads for what may block: uploads, downloads, and routes that go on. */
    ExecutorService workers() {
        return workers;
    }

    /** Lets routes go on after a confirmation. */
    Executor continuations() {
        return continuations;
    }

    /** Calls claim-check endpoints. */
    ProducerTemplate template() {
        return template;
    }

    /** The thread that ends requests whose time is over. */
    ScheduledExecutorService timer() {
        return timer;
    }

    public NatsBridgeConfiguration getConfiguration() {
        return configuration;
    }

    public void setConfiguration(NatsBridgeConfiguration configuration) {
        this.configuration = configuration;
    }

    @Override
    public boolean isUseGlobalSslContextParameters() {
        return useGlobalSslContextParameters;
    }

    @Override
    public void setUseGlobalSslContextParameters(boolean useGlobalSslContextParameters) {
        this.useGlobalSslContextParameters = useGlobalSslContextParameters;
    }
}
