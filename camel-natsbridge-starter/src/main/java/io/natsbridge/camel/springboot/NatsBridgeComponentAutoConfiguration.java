/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.springboot;

import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.spi.ComponentCustomizer;
import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.apache.camel.spring.boot.util.ConditionalOnCamelContextAndAutoConfigurationBeans;
import org.apache.camel.spring.boot.util.ConditionalOnHierarchicalProperties;
import org.apache.camel.spring.boot.util.HierarchicalPropertiesEvaluator;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Lazy;

/**
 * Configures the component of a Spring Boot application by {@code camel.component.natsbridge.*}, one property for each option of the component.
 *
 * <p>{@code camel.component.natsbridge.enabled=false} switches this off, {@code camel.component.natsbridge.customizer.enabled=false} leaves the component as it is.
 */
@AutoConfiguration(after = CamelAutoConfiguration.class)
@Conditional(ConditionalOnCamelContextAndAutoConfigurationBeans.class)
@ConditionalOnHierarchicalProperties({"camel.component", NatsBridgeComponentProperties.PREFIX})
public class NatsBridgeComponentAutoConfiguration {

    /** @return what gives the component its options, before its first endpoint is made */
    @Lazy
    @Bean
    public ComponentCustomizer configureNatsBridgeComponent(ApplicationContext application, CamelContext camel) {
        NatsBridgeComponentProperties properties = NatsBridgeComponentProperties.of(application.getEnvironment());
        return new ComponentCustomizer() {
            @Override
            public void configure(String name, Component target) {
                properties.setOn(target, camel);
            }

            @Override
            public boolean isEnabled(String name, Component target) {
                return NatsBridgeComponentProperties.SCHEME.equals(name)
                        && HierarchicalPropertiesEvaluator.evaluate(
                                application,
                                "camel.component.customizer",
                                NatsBridgeComponentProperties.PREFIX + ".customizer");
            }
        };
    }
}
