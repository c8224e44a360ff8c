/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.arrow;

import static io.natsbridge.camel.arrow.ArrowFixtures.people;
import static io.natsbridge.camel.arrow.ArrowFixtures.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.natsbridge.camel.arrow.ArrowSamples.Sample;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the bytes are: a table, or one of two exceptions; never an Error, never memory that stays. */
class ArrowFuzzTest {

    private static final int MUTANTS = 25;
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int[] VALUES = {0, 1, 0x7F, 0x80, 0xFF};

    static Stream<Arguments> forms() {
        return Stream.of(ArrowFormat.values()).flatMap(format -> Stream.of(ArrowCompression.values())
                .map(compression -> Arguments.of(format, compression)));
    }

    static Stream<Arguments> samples() {
        return ArrowSamples.all()
                .flatMap(sample -> forms().map(form -> Arguments.of(sample, form.get()[0], form.get()[1])));
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @MethodSource("samples")
    void aChangedByteIsHarmless(Sample sample, ArrowFormat format, ArrowCompression compression) {
        byte[] sound = sample.table().toBytes(format, compression);
        Random random = new Random(sample.name().hashCode());

        Assertions.assertTimeoutPreemptively(LIMIT, () -> {
            for (int i = 0; i < MUTANTS; i++) {
                byte[] mutant = sound.clone();
                for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
                    mutant[random.nextInt(mutant.length)] =
                            (byte) (random.nextBoolean() ? random.nextInt() : VALUES[random.nextInt(VALUES.length)]);
                }
                readAll(mutant);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("forms")
    void everyCutIsNoticedOrLeavesWholeBatches(ArrowFormat format, ArrowCompression compression) {
        byte[] sound = write(people(5), new ArrowWriteOptions("t", format, compression));

        Assertions.assertTimeoutPreemptively(LIMIT, () -> {
            for (int length = 0; length < sound.length; length++) {
                List<Long> rows = readAll(Arrays.copyOf(sound, length));
                assertThat(rows).allMatch(count -> format == ArrowFormat.STREAM && (count == 0 || count == 5));
            }
        });
    }

    @ParameterizedTest
    @EnumSource(ArrowFormat.class)
    void everyBitOfASmallTableMayFlip(ArrowFormat format) {
        byte[] sound = write(people(2), new ArrowWriteOptions("t", format, ArrowCompression.NONE));

        Assertions.assertTimeoutPreemptively(LIMIT, () -> {
            for (int bit = 0; bit < sound.length * Byte.SIZE; bit++) {
                byte[] mutant = sound.clone();
                mutant[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
                readAll(mutant);
            }
        });
    }

    private static List<Long> readAll(byte[] bytes) {
        List<Long> rows = ArrowAttempts.readAll(bytes);
        assertThat(ArrowTables.allocatedBytes()).isZero();
        return rows;
    }
}
