/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.springboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nats.client.Connection;
import io.natsbridge.camel.NatsBridgeComponent;
import io.natsbridge.camel.store.FileserverDownloadHandler;
import io.natsbridge.camel.store.FileserverUploadHandler;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.apache.camel.spi.PropertyConfigurerGetter;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.tooling.model.ComponentModel.ComponentOptionModel;
import org.apache.camel.util.StringHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/** What an application's properties make of the component. */
class PropertyBindingTest {

    private static final String PREFIX = "camel.component.natsbridge.";

    /** Beans that options name. */
    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {

        @Bean(autowireCandidate = false)
        HeaderFilterStrategy filter() {
            return proxy(HeaderFilterStrategy.class);
        }

        @Bean(autowireCandidate = false)
        FileserverUploadHandler uploads() {
            return proxy(FileserverUploadHandler.class);
        }

        @Bean(autowireCandidate = false)
        FileserverDownloadHandler downloads() {
            return proxy(FileserverDownloadHandler.class);
        }

        @Bean(autowireCandidate = false)
        Connection broker() {
            return proxy(Connection.class);
        }

        @Bean(autowireCandidate = false)
        SSLContextParameters tls() {
            return new SSLContextParameters();
        }

        private static <T> T proxy(Class<T> type) {
            return type.cast(Proxy.newProxyInstance(
                    type.getClassLoader(),
                    new Class<?>[] {type},
                    (proxy, method, arguments) -> switch (method.getName()) {
                        case "hashCode" -> System.identityHashCode(proxy);
                        case "equals" -> proxy == arguments[0];
                        case "toString" -> type.getSimpleName();
                        default -> null;
                    }));
        }
    }

    static Stream<ComponentOptionModel> options() {
        return ComponentCatalog.options().stream();
    }

    @Test
    void everyOptionIsSetByAProperty() {
        Map<String, Object> texts = new HashMap<>();
        options().forEach(option -> texts.put(PREFIX + StringHelper.camelCaseToDash(option.getName()), text(option)));
        withComponent(texts, component -> {
            PropertyConfigurerGetter getter = (PropertyConfigurerGetter) component.getComponentPropertyConfigurer();
            assertThat(options()).hasSizeGreaterThan(80).allSatisfy(option -> assertThat(
                            getter.getOptionValue(component, option.getName(), false))
                    .as(option.getName())
                    .satisfies(value -> assertThat(told(option, value)).isEqualTo(expected(option))));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"sizeThreshold", "size-threshold", "sizethreshold", "SIZE_THRESHOLD"})
    void namesAreWrittenAsInSpringBoot(String name) {
        withComponent(Map.of(PREFIX + name, "2MB"), component -> assertThat(
                        component.getConfiguration().getSizeThreshold())
                .isEqualTo(2 * 1024 * 1024));
    }

    @Test
    void withoutPropertiesTheComponentKeepsItsDefaults() {
        withComponent(
                Map.of(), component -> assertThat(component.getConfiguration().getSizeThreshold())
                        .isNull());
    }

    @ParameterizedTest
    @ValueSource(strings = {"enabled", "customizer.enabled"})
    void propertiesCanBeSwitchedOff(String name) {
        withComponent(Map.of(PREFIX + name, false, PREFIX + "size-threshold", 5), component -> assertThat(
                        component.getConfiguration().getSizeThreshold())
                .isNull());
    }

    @Test
    void aPropertyThatIsNoOptionIsRefusedWithoutItsValue() {
        assertThatThrownBy(() -> withComponent(Map.of(PREFIX + "size-treshold", "planted"), component -> {}))
                .hasStackTraceContaining("by [camel.component.natsbridge.size-treshold]: it has no such option")
                .satisfies(e ->
                        assertThat(e).extracting(Throwable::toString).asString().doesNotContain("planted"));
    }

    private static void withComponent(Map<String, Object> properties, Consumer<NatsBridgeComponent> look) {
        try (ConfigurableApplicationContext application = new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .properties(properties)
                .run()) {
            look.accept(application.getBean(CamelContext.class).getComponent("natsbridge", NatsBridgeComponent.class));
        }
    }

    /** A value that is not the default. */
    private static String text(ComponentOptionModel option) {
        return switch (option.getType()) {
            case "boolean" -> String.valueOf(!Boolean.parseBoolean(String.valueOf(option.getDefaultValue())));
            case "integer" -> "12345";
            case "duration" -> "7s";
            case "object" -> "#bean:" + bean(option);
            case "enum" -> option.getEnums().get(option.getEnums().size() - 1);
            default -> "some-" + option.getName();
        };
    }

    private static String bean(ComponentOptionModel option) {
        return switch (option.getName()) {
            case "headerFilterStrategy" -> "filter";
            case "fileserverUploadHandler" -> "uploads";
            case "fileserverDownloadHandler" -> "downloads";
            case "connection" -> "broker";
            case "sslContextParameters" -> "tls";
            default -> throw new IllegalStateException("No bean is there for option " + option.getName());
        };
    }

    private static String expected(ComponentOptionModel option) {
        return switch (option.getType()) {
            case "duration" -> "7000";
            case "object" -> "true";
            default -> text(option);
        };
    }

    private static String told(ComponentOptionModel option, Object value) {
        if (option.getType().equals("object")) {
            return String.valueOf(value != null);
        }
        return value instanceof Enum<?> constant ? constant.name().toLowerCase(Locale.ROOT) : String.valueOf(value);
    }
}
