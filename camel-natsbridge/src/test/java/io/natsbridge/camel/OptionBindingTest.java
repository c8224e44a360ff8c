/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.natsbridge.camel.arrow.ArrowCompression;
import io.natsbridge.camel.bridge.FetchMode;
import io.natsbridge.camel.bridge.MemoryStore;
import io.natsbridge.camel.bridge.TargetPlatform;
import io.natsbridge.camel.bridge.UnsafeNumbers;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PropertyBindingSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the options of a URI and of the component's properties are read. */
class OptionBindingTest {

    private final DefaultCamelContext context = new DefaultCamelContext();

    @BeforeEach
    void start() {
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void readsDurationsSizesNumbersAndNames() {
        NatsBridgeConfiguration c = configuration(
                "requestTimeout=30s&linkTtl=2h&baseDelay=250&maxDelay=1m5s3ms&downloadTimeout=PT2M&sizeThreshold=500KB"
                        + "&maxDownloadBytes=1GB&spoolThreshold=1MB&maxRetries=7&publish=false&targetPlatform=python&fetch=lazy"
                        + "&bodyMode=list&arrowCompression=zstd&requireHash=TRUE&unsafeNumbers=convert");
        assertThat(c.getRequestTimeout()).isEqualTo(30_000);
        assertThat(c.getLinkTtl()).isEqualTo(7_200_000);
        assertThat(c.getBaseDelay()).isEqualTo(250);
        assertThat(c.getMaxDelay()).isEqualTo(65_003);
        assertThat(c.getDownloadTimeout()).isEqualTo(120_000);
        assertThat(c.getSizeThreshold()).isEqualTo(512_000);
        assertThat(c.getMaxDownloadBytes()).isEqualTo(1L << 30);
        assertThat(c.getSpoolThreshold()).isEqualTo(1 << 20);
        assertThat(c.getMaxRetries()).isEqualTo(7);
        assertThat(c.isPublish()).isFalse();
        assertThat(c.getTargetPlatform()).isEqualTo(TargetPlatform.PYTHON);
        assertThat(c.getFetch()).isEqualTo(FetchMode.LAZY);
        assertThat(c.getBodyMode()).isEqualTo(BodyMode.LIST);
        assertThat(c.getArrowCompression()).isEqualTo(ArrowCompression.ZSTD);
        assertThat(c.isRequireHash()).isTrue();
        assertThat(c.getUnsafeNumbers()).isEqualTo(UnsafeNumbers.CONVERT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "requestTimeout=abc",
                "requestTimeout=",
                "linkTtl=soon",
                "baseDelay=1x",
                "baseDelay=1s5",
                "baseDelay=1.5s",
                "maxDelay=5 s",
                "downloadTimeout=1m30",
                "sizeThreshold=abc",
                "sizeThreshold=-5",
                "maxDownloadBytes=1TB",
                "spoolThreshold=3GB",
                "maxRetries=abc",
                "maxRetries=1.5",
                "maxPayloads=9999999999",
                "publish=maybe",
                "requireHash=1",
                "targetPlatform=cobol",
                "unsafeNumbers=round",
                "fetch=never",
                "bodyMode=x",
                "concurrentConsumers=two",
                "unknownOption=1"
            })
    void refusesWhatItCannotReadAndNamesTheOption(String option) {
        assertThatThrownBy(() -> context.getEndpoint("natsbridge:s?" + option))
                .hasStackTraceContaining(option.substring(0, option.indexOf('=')));
    }

    @Test
    void takesComponentOptionsWhereTheUriSetsNone() {
        NatsBridgeComponent component = context.getComponent("natsbridge", NatsBridgeComponent.class);
        component.getConfiguration().setSenderName("component");
        component.getConfiguration().setMaxRetries(9);
        NatsBridgeConfiguration c = configuration("senderName=endpoint");
        assertThat(c.getSenderName()).isEqualTo("endpoint");
        assertThat(c.getMaxRetries()).isEqualTo(9);
        assertThat(component.getConfiguration().getSenderName())
                .as("an endpoint changes nothing of the component")
                .isEqualTo("component");
    }

    @Test
    void keepsEndpointsApart() {
        NatsBridgeConfiguration one = configuration("senderName=one");
        NatsBridgeConfiguration two = configuration("senderName=two");
        assertThat(one.getSenderName()).isEqualTo("one");
        assertThat(two.getSenderName()).isEqualTo("two");
    }

    @Test
    void readsComponentPropertiesAsStrictly() {
        NatsBridgeConfiguration c = configured(Map.of("sizeThreshold", "64KB", "requestTimeout", "3s"));
        assertThat(c.getSizeThreshold()).isEqualTo(65_536);
        assertThat(c.getRequestTimeout()).isEqualTo(3000);
        assertThatThrownBy(() -> configured(Map.of("maxRetries", "abc")))
                .hasStackTraceContaining("must be a whole number");
        assertThatThrownBy(() -> configured(Map.of("requestTimeout", "abc"))).hasStackTraceContaining("requestTimeout");
    }

    @Test
    void readsABeanByItsName() {
        MemoryStore store = new MemoryStore();
        context.getRegistry().bind("store", store);
        NatsBridgeConfiguration c =
                configuration("fileserverUploadHandler=#store&fileserverDownloadHandler=#bean:store");
        assertThat(c.getFileserverUploadHandler()).isSameAs(store);
        assertThat(c.getFileserverDownloadHandler()).isSameAs(store);
    }

    private NatsBridgeConfiguration configuration(String options) {
        return context.getEndpoint("natsbridge:s?" + options, NatsBridgeEndpoint.class)
                .getConfiguration();
    }

    private NatsBridgeConfiguration configured(Map<String, Object> properties) {
        NatsBridgeComponent component = context.getComponent("natsbridge", NatsBridgeComponent.class);
        PropertyBindingSupport.build()
                .withCamelContext(context)
                .withTarget(component)
                .withConfigurer(component.getComponentPropertyConfigurer())
                .withIgnoreCase(true)
                .withMandatory(true)
                .withProperties(new HashMap<>(properties))
                .bind();
        return component.getConfiguration();
    }
}
