/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import io.natsbridge.camel.test.nats.NatsExtension;
import io.natsbridge.camel.test.nats.NatsOptions;
import io.natsbridge.camel.test.plik.EmbeddedPlikOptions;
import io.natsbridge.camel.test.plik.PlikExtension;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What {@code doctor} finds at servers that are well, and at some that are not. */
class DoctorIT {

    @RegisterExtension
    static final NatsExtension NATS = NatsExtension.create(
            NatsOptions.defaults().jetStream(true).controllable(true).user("ann", "s3cret"));

    @RegisterExtension
    static final PlikExtension PLIK = PlikExtension.embedded(
            EmbeddedPlikOptions.builder().maxFileSize(900_000).build());

    @RegisterExtension
    final Broker broker = new Broker(NATS, "ann:s3cret@");

    private Cli cli() {
        return Cli.of(Url.withoutCredentials(NATS.url()), PLIK.url());
    }

    private static final String[] ANN = {"--user", "ann", "-o", "password=s3cret"};

    private Cli.Run doctor(String... args) {
        return cli().run(Stream.of(new String[] {"doctor"}, args, ANN)
                .flatMap(Arrays::stream)
                .toArray(String[]::new));
    }

    @Test
    void findsThatEverythingWorksAndWhatIsUnwise() {
        Cli.Run doctor = doctor("-o", "sizeThreshold=500kB");
        assertThat(doctor.code()).as(doctor.out() + doctor.err()).isEqualTo(1);
        assertThat(doctor.out())
                .containsPattern("ok +broker +nats-server 2\\.")
                .containsPattern("ok +broker +it wants to know who connects")
                .containsPattern("ok +jetstream +0 streams")
                .containsPattern("ok +files +Plik ")
                .containsPattern("ok +files +a file of 1.0 kB was stored, fetched and deleted")
                .containsPattern("ok +clocks +this machine's and that of the file server differ by -?0")
                .containsPattern("warning +policies +a secret stands on the command line")
                .doesNotContain("s3cret", "broken");
    }

    @Test
    void findsThatNoPayloadThatGoesByLinkFitsTheFileServer() {
        Cli.Run doctor = doctor();
        assertThat(doctor.code()).isEqualTo(2);
        assertThat(doctor.out())
                .containsPattern("broken +files +no payload that goes by link, from 1.0 MB on, fits\n +-> raise");
    }

    @Test
    void findsWhatAStreamDoesNotKeep() throws Exception {
        broker.stream(StreamConfiguration.builder()
                .name("jobs")
                .subjects("jobs.>")
                .storageType(StorageType.Memory)
                .maxBytes(100_000)
                .maxAge(Duration.ofDays(3))
                .duplicateWindow(Duration.ofSeconds(5))
                .build());
        Cli.Run doctor = doctor("jobs.new", "--durable", "worker", "-o", "sizeThreshold=500kB");
        assertThat(doctor.out())
                .contains("'jobs' is kept in memory")
                .contains("drops its oldest messages when it is full")
                .contains("raise linkTtl to ")
                .contains("knows what it has already for 5s, but a send is repeated for up to 30s")
                .contains("durable consumer 'worker' is not there yet")
                .contains("this machine's and that of the broker differ by");
    }

    @Test
    void tellsProgramsInJson() throws Exception {
        Cli.Run doctor = doctor("jobs.new", "--stream", "none", "--json");
        JsonNode json = new JsonMapper().readTree(doctor.out());
        assertThat(json.path("exit_code").asInt()).isEqualTo(2).isEqualTo(doctor.code());
        assertThat(json.path("findings").findValuesAsText("text")).contains("there is no stream 'none'");
    }

    @Test
    void findsThatNothingIsThere() {
        Cli.Run doctor = Cli.of("nats://127.0.0.1:1", "http://127.0.0.1:1").run("doctor", "-o", "maxRetries=1");
        assertThat(doctor.code()).isEqualTo(2);
        assertThat(doctor.out())
                .containsPattern("broken +broker +NB-112: ")
                .containsPattern("broken +files +http://127.0.0.1:1 does not answer")
                .containsPattern("info +clocks +nobody told the time");
    }
}
