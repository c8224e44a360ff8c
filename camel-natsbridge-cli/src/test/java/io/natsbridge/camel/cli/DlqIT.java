/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.nats.client.api.StreamConfiguration;
import io.natsbridge.camel.test.nats.NatsExtension;
import io.natsbridge.camel.test.nats.NatsOptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Dead letters that are listed, shown and replayed. */
class DlqIT {

    @RegisterExtension
    static final NatsExtension NATS =
            NatsExtension.create(NatsOptions.defaults().jetStream(true).controllable(true));

    @RegisterExtension
    final Broker broker = new Broker(NATS);

    private final Cli cli = Cli.of(NATS.url(), "http://127.0.0.1:1");

    @BeforeEach
    void threeLettersOfTwoSubjects() throws Exception {
        broker.stream("jobs", "jobs.>");
        broker.stream("dead", "dead.>");
        cli.run("send", "jobs.new", "--text", "hello", "--jetstream");
        String envelope = broker.first("jobs");
        broker.letter("jobs.new", "NB-105", "the file server failed", envelope);
        broker.letter("jobs.new", "NB-101", "no envelope", "{broken");
        broker.letter("other.new", "max-deliveries", "it was delivered 10 times without success", envelope);
    }

    @Test
    void listTellsWhereLettersCameFromAndWhy() {
        Cli.Run list = cli.run("dlq", "list", "dead.>");
        assertThat(list.code()).as(list.err()).isZero();
        assertThat(list.lines()).hasSize(3);
        assertThat(list.lines().get(0)).containsPattern(" 1  [0-9: -]{19}   10x  jobs.new \\(jobs 7\\)   +NB-105");
        assertThat(list.err()).contains("3 dead letters in stream 'dead'");
    }

    @Test
    void listGivesProgramsJson() throws Exception {
        Cli.Run list = cli.run("dlq", "list", "--stream", "dead", "--from", "2", "-n", "1", "--json");
        assertThat(new JsonMapper().readTree(list.out()).path("reason").asText())
                .as(list.err())
                .isEqualTo("NB-101");
    }

    @Test
    void showShowsTheMessageOrItsBytes() {
        Cli.Run envelope = cli.run("dlq", "show", "dead.>", "--seq", "1");
        assertThat(envelope.out()).contains("reason    NB-105", "the file server failed", "jobs.new (jobs 7)", "hello");
        Cli.Run broken = cli.run("dlq", "show", "dead.>", "--seq", "2");
        assertThat(broken.out()).contains("refused, 7 B: NB-101: ", "    {broken");
    }

    @Test
    void aDryRunChangesNothing() throws Exception {
        Cli.Run replay = cli.run("dlq", "replay", "dead.>", "--all", "--to", "jobs.>", "--dry-run");
        assertThat(replay.lines()).hasSize(2).allMatch(line -> line.startsWith("would replay "));
        assertThat(broker.messages("dead")).isEqualTo(3);
        assertThat(broker.messages("jobs")).isEqualTo(1);
    }

    @Test
    void lettersOfNamedSubjectsAreStoredAgainAndRemoved() throws Exception {
        Cli.Run replay = cli.run("dlq", "replay", "dead.>", "--all", "--to", "jobs.>");
        assertThat(replay.code()).as(replay.err()).isZero();
        assertThat(replay.err()).contains("2 dead letters replayed from stream 'dead'");
        assertThat(broker.messages("dead")).isEqualTo(1);
        assertThat(broker.messages("jobs")).isEqualTo(3);
    }

    @Test
    void oneLetterIsReplayedByItsNumber() throws Exception {
        assertThat(cli.run("dlq", "replay", "--stream", "dead", "--seq", "1").code())
                .isZero();
        assertThat(broker.messages("dead")).isEqualTo(2);
    }

    @Test
    void aLetterThatNobodyStoresStays() throws Exception {
        broker.stream(StreamConfiguration.builder()
                .name("other")
                .subjects("other.>")
                .maximumMessageSize(1)
                .build());
        Cli.Run replay = cli.run("dlq", "replay", "dead.>", "--seq", "3");
        assertThat(replay.code()).isEqualTo(ExitCode.FAILED);
        assertThat(replay.err()).contains("NB-109");
        assertThat(broker.messages("dead")).isEqualTo(3);
    }

    @Test
    void aNumberThatIsNotThereIsAMistakeOfTheCommandLine() {
        Cli.Run show = cli.run("dlq", "show", "dead.>", "--seq", "9");
        assertThat(show.code()).isEqualTo(ExitCode.USAGE);
        assertThat(show.err()).contains("There is no dead letter 9 in stream 'dead'");
    }
}
