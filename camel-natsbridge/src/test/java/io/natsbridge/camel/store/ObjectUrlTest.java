/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectUrlTest {

    @Test
    void takesAnAddressApartAndPutsItTogether() {
        ObjectUrl url = ObjectUrl.parse("nats-object://My_bucket-1/a/b.c=d.bin");

        assertThat(url).isEqualTo(new ObjectUrl("My_bucket-1", "a/b.c=d.bin"));
        assertThat(url.base()).hasToString("nats-object://My_bucket-1");
        assertThat(url.base().object("x/y")).hasToString("nats-object://My_bucket-1/x/y");
        assertThat(url.toUri()).isEqualTo(URI.create("nats-object://My_bucket-1/a/b.c=d.bin"));
    }

    @Test
    void aBucketMayEndWithASlash() {
        assertThat(ObjectUrl.parse("nats-object://bucket/")).isEqualTo(new ObjectUrl("bucket", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nats-object:",
                "nats-object://",
                "nats-object:///name",
                "nats-object://bucket//name",
                "nats-object://bucket/a//b",
                "nats-object://bucket/a/",
                "nats-object://bucket/.",
                "nats-object://bucket/..",
                "nats-object://bucket/../other",
                "nats-object://bucket/a/../b",
                "nats-object://bucket/a/..",
                "nats-object://user@bucket/name",
                "nats-object://bucket:4222/name",
                "nats-object://bucket/name?x",
                "nats-object://bucket/name#x",
                "nats-object://bucket/a%2fb",
                "nats-object://bucket/a b",
                "nats-object://bucket/ü",
                "nats-object://bucket/a*",
                "nats-object://bucket/a>",
                "nats-object://bu.cket/a",
                "nats-object://bu cket/a",
                "nats-object://bucket/a\n",
                "NATS-OBJECT://bucket/a",
                "http://bucket/a"
            })
    void refusesWhatIsNoAddressOfAnObject(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ObjectUrl.parse(text))
                .withMessage("it is not of the form nats-object://bucket/name");
    }

    @Test
    void refusesWhatIsTooLong() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ObjectUrl.parse("nats-object://bucket/" + "x".repeat(1024)));
    }

    @Test
    void namesTheOptionThatIsNoBucket() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ObjectUrl.parseBucket("fileserverUrl", "nats-object://bucket/name"))
                .withMessage(
                        "fileserverUrl 'nats-object://bucket/name' is not the address of a bucket: it names an object");
    }
}
