/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.plik;

import static io.natsbridge.camel.test.plik.ContractBase.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.natsbridge.camel.test.plik.PlikClient.Created;
import io.natsbridge.camel.test.plik.RawHttp.Answer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of file names, and which file a declared name leads to. */
interface NameContract extends ContractBase {

    private Answer uploadWith(String disposition) {
        byte[] body = RawHttp.concat(Multipart.part(disposition, bytes("x")), Multipart.END);
        return plik().upload(plik().create("{}"), body);
    }

    private static String fileName(Answer answer) {
        return PlikClient.json(answer).get("fileName").asText();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "form-data; name=\"file\"",
                "form-data; name=\"file\"; filename=\"\"",
                "form-data; name=\"file\"; filename*=ISO-8859-1''%fc.txt"
            })
    default void refusesAFileWithoutName(String disposition) {
        assertRefused(uploadWith(disposition), 400, "missing file name from multipart form");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "attachment; name=\"file\"; filename=\"x\"",
                "form-data; name=\"FILE\"; filename=\"x\"",
                "form-data; name=\"file\"; filename=\"a\"; filename=\"b\"",
                "form-data; name=\"file\"; filename=\"unterminated"
            })
    default void doesNotTakeAPartWithAnotherHeaderForTheFile(String disposition) {
        assertRefused(uploadWith(disposition), 400, "missing file from multipart form");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '!', textBlock = """
                    form-data; name="file"; filename="a/b.txt"                    | b.txt
                    form-data; name="file"; filename="a/"                         | a
                    form-data; name="file"; filename="a\\b"                       | a\\b
                    form-data; name="file"; filename="a\\\\b"                     | a\\b
                    form-data; name="file"; filename="\\""                        | "
                    form-data; name="file"; filename="%22"                        | %22
                    form-data; name="file"; filename="%0D%0A"                     | %0D%0A
                    form-data; name="file"; filename=plain.txt                    | plain.txt
                    form-data; filename="x"; name=file                            | x
                    form-data; name="file"; filename*=UTF-8''%e2%82%ac.txt        | €.txt
                    form-data; name="file"; filename="x"; filename*=utf-8''%C3%BC | ü
                    form-data; name="file"; filename="=?UTF-8?B?w7w=?="           | =?UTF-8?B?w7w=?=
                    """)
    default void storesTheName(String disposition, String name) {
        assumeStored();

        assertThat(fileName(uploadWith(disposition))).isEqualTo(name);
    }

    @Test
    default void replacesWhatIsNoUtf8InAName() {
        assumeStored();
        byte[] disposition = RawHttp.concat(
                bytes("form-data; name=\"file\"; filename=\""), new byte[] {(byte) 0xff, 'a'}, bytes("\""));
        byte[] body = RawHttp.concat(Multipart.part(disposition, bytes("x")), Multipart.END);

        assertThat(fileName(plik().upload(plik().create("{}"), body))).isEqualTo("\ufffda");
    }

    @Test
    default void takesANameOf1024Bytes() {
        assumeStored();

        assertThat(fileName(plik().upload(plik().create("{}"), "é".repeat(512), bytes("x"))))
                .isEqualTo("é".repeat(512));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "é"})
    default void refusesANameOfMoreThan1024Bytes(String letter) {
        String name = letter.repeat(1024 / bytes(letter).length) + "x";

        assertRefused(plik().upload(plik().create("{}"), name, bytes("x")), 400, "is too long");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "ü", "100%", "q?x#y", "a\\b", "%22", "a;b=c", " lead", "it's", "d..", "C:\\x"})
    default void servesAFileUnderItsEncodedName(String name) {
        assumeStored();
        Created upload = plik().create("{}");
        JsonNode file = plik().store(upload, name, "content");

        Answer answer = plik().download(upload, file);

        assertThat(file.get("fileName").asText()).isEqualTo(name);
        assertThat(answer.text()).isEqualTo("content");
    }

    @Test
    default void doesNotTakeAPlusForABlank() {
        assumeStored();
        Created upload = plik().create("{}");
        JsonNode file = plik().store(upload, "a b", "content");
        String path = PlikClient.path(upload, file).replace("%20", "+");

        assertRefused(plik().get(path, "Authorization", upload.authorization()), 400, "invalid file name");
    }

    @ParameterizedTest
    @ValueSource(strings = {".", ".."})
    default void movesAwayFromANameOfDots(String name) {
        assumeStored();
        Created upload = plik().create("{}");
        JsonNode file = plik().store(upload, name, "content");

        Answer answer = plik().get("/file/" + upload.id() + "/" + file.get("id").asText() + "/" + name);

        assertThat(answer.status()).isEqualTo(301);
        assertThat(answer.header("Location")).startsWith("/file/" + upload.id()).doesNotEndWith(name);
    }

    private Created declared(String name) {
        return plik().create("{\"files\":[{\"fileName\":\"" + name + "\",\"fileSize\":99,\"reference\":\"r\"}]}");
    }

    private Answer uploadDeclared(Created upload, String path, String name) {
        return plik().call("POST", path, Multipart.file(name, bytes("hello")), plik().uploadHeaders(upload));
    }

    @Test
    default void fillsADeclaredFileWhateverSizeWasDeclared() {
        assumeStored();
        Created upload = declared("d.txt");
        JsonNode file = upload.json().get("files").get(0);

        JsonNode filled = PlikClient.json(uploadDeclared(upload, PlikClient.path(upload, file), "d.txt"));

        assertThat(filled.get("id")).isEqualTo(file.get("id"));
        assertThat(filled.get("fileSize").asLong()).isEqualTo(5);
        assertThat(filled.get("reference").asText()).isEqualTo("r");
    }

    @Test
    default void refusesADeclaredFileUnderAnotherName() {
        Created upload = declared("d.txt");
        String path = PlikClient.path(upload, upload.json().get("files").get(0));

        assertRefused(uploadDeclared(upload, path, "e.txt"), 400, "invalid file name");
    }

    @Test
    default void fillsADeclaredFileOnceOnly() {
        assumeStored();
        Created upload = declared("d.txt");
        String path = PlikClient.path(upload, upload.json().get("files").get(0));
        uploadDeclared(upload, path, "d.txt");

        assertRefused(uploadDeclared(upload, path, "d.txt"), 400, "invalid file status uploaded, expected missing");
    }

    @Test
    default void refusesAFileThatWasNeverDeclared() {
        Created upload = declared("d.txt");

        assertRefused(
                uploadDeclared(upload, "/file/" + upload.id() + "/nosuch/d.txt", "d.txt"),
                404,
                "file nosuch not found");
    }

    @Test
    default void doesNotMatchAnUndeclaredUploadWithADeclaredName() {
        assumeStored();
        Created upload = declared("d.txt");

        plik().store(upload, "d.txt", "hello");

        assertThat(plik().info(upload).get("files").findValuesAsText("status"))
                .containsExactlyInAnyOrderElementsOf(Arrays.asList("missing", "uploaded"));
    }
}
