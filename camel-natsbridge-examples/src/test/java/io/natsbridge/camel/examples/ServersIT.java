/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.natsbridge.camel.NatsBridgeComponent;
import io.natsbridge.camel.NatsBridgeConfiguration;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.NotifyBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;

class ServersIT {

    @Test
    void theFirstRouteOfTheReadmeHearsWhatItSays() throws Exception {
        try (Servers servers = Servers.start(0, 0);
                CamelContext context = context(servers)) {
            NotifyBuilder heard = new NotifyBuilder(context)
                    .fromRoute("hear")
                    .filter(exchange ->
                            String.valueOf(exchange.getMessage().getBody()).contains("Hello"))
                    .whenCompleted(1)
                    .create();
            context.start();
            assertThat(heard.matches(1, TimeUnit.MINUTES)).isTrue();
        }
    }

    @Test
    void theFileServerTakesALink() throws Exception {
        try (Servers servers = Servers.start(0, 0);
                CamelContext context = context(servers)) {
            context.start();
            byte[] large = new byte[2_000_000];
            String envelope = context.createProducerTemplate()
                    .requestBody("natsbridge:large?publish=false&dataname=large.bin", large, String.class);
            assertThat(envelope).contains(servers.fileserverUrl());
        }
    }

    private static CamelContext context(Servers servers) throws Exception {
        CamelContext context = new DefaultCamelContext();
        NatsBridgeConfiguration configuration =
                context.getComponent("natsbridge", NatsBridgeComponent.class).getConfiguration();
        configuration.setServers(servers.natsUrl());
        configuration.setFileserverUrl(servers.fileserverUrl());
        PluginHelper.getRoutesLoader(context)
                .loadRoutes(ResourceHelper.resolveMandatoryResource(context, "classpath:routes/first.camel.yaml"));
        return context;
    }
}
