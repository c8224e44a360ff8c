/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.plik;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.natsbridge.camel.test.plik.PlikFeature.Mode;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;

/** Writes the server's JSON answers with the real one's fields in the real one's order. */
final class PlikJson {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final EmbeddedPlikOptions options;

    PlikJson(EmbeddedPlikOptions options) {
        this.options = options;
    }

    static byte[] bytes(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("Cannot write the answer as JSON", e);
        }
    }

    /** The upload token is for the owner only. */
    ObjectNode upload(Upload upload, boolean owner) {
        UploadTerms terms = upload.terms();
        ObjectNode json = object();
        json.put("id", upload.id());
        json.put("ttl", terms.ttlSeconds());
        json.put("extend_ttl", terms.extendTtl());
        json.put("downloadDomain", downloadDomain());
        json.put("comments", terms.comments());
        json.set("files", files(upload));
        if (owner) {
            json.put("uploadToken", upload.token());
        }
        json.put("admin", owner);
        json.put("stream", terms.stream());
        json.put("oneShot", terms.oneShot());
        json.put("removable", terms.removable());
        json.put("protectedByPassword", terms.isProtected());
        json.put("createdAt", upload.createdAt().toString());
        json.put("expireAt", upload.expireAt().map(Instant::toString).orElse(null));
        return json;
    }

    private JsonNode files(Upload upload) {
        if (upload.files().isEmpty()) {
            return JsonNodeFactory.instance.nullNode();
        }
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        upload.files().forEach(file -> list.add(file(file)));
        return list;
    }

    ObjectNode file(StoredFile file) {
        StoredFile.Content content = file.content();
        ObjectNode json = object();
        json.put("id", file.id());
        json.put("fileName", file.name());
        json.put("status", file.status().wireName());
        json.put("fileMd5", content.md5());
        json.put("fileType", content.type());
        json.put("fileSize", content.size());
        json.put("reference", file.reference());
        json.put("createdAt", file.createdAt().toString());
        return json;
    }

    ObjectNode config() {
        ObjectNode json = object();
        json.put("maxFileSize", options.maxFileSize());
        json.put("maxUserSize", -1);
        json.put("maxFilePerUpload", options.maxFilesPerUpload());
        json.put("defaultTTL", options.defaultTtlSeconds());
        json.put("maxTTL", options.maxTtlSeconds());
        json.put("downloadDomain", downloadDomain());
        json.putNull("downloadDomainAlias");
        json.put("abuseContact", "");
        for (PlikFeature feature : PlikFeature.values()) {
            json.put(feature.wireName(), options.feature(feature).wireName());
        }
        json.put("authentication", !options.isOff(PlikFeature.AUTHENTICATION));
        json.put("noAnonymousUploads", options.feature(PlikFeature.AUTHENTICATION) == Mode.FORCED);
        json.put("oneShot", !options.isOff(PlikFeature.ONE_SHOT));
        json.put("removable", !options.isOff(PlikFeature.REMOVABLE));
        json.put("stream", !options.isOff(PlikFeature.STREAM));
        json.put("protectedByPassword", !options.isOff(PlikFeature.PASSWORD));
        json.put("googleAuthentication", false);
        json.put("ovhAuthentication", false);
        json.put("ovhApiEndpoint", "https://eu.api.ovh.com/1.0");
        return json;
    }

    ObjectNode version() {
        ObjectNode json = object();
        json.put("version", "1.3.8");
        json.put("date", 0);
        json.put("isRelease", true);
        json.put("isMint", true);
        json.putNull("clients");
        json.putNull("releases");
        return json;
    }

    private String downloadDomain() {
        return options.downloadDomain().map(URI::toString).orElse("");
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
