/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;

/** A store of the user's own: the file component puts payloads into a folder, and an HTTP route gives them out. */
final class FileStoreRoutes implements LargeStoreProgram.Routes {

    static final String STORE = "direct:file-store";

    private Path folder;

    /** @param argument folder, port of the HTTP route, port in links, and seconds that a file is said to live, separated by commas */
    @Override
    public void addTo(RouteBuilder routes, String argument) {
        List<String> given = List.of(argument.split(","));
        folder = Path.of(given.get(0));
        routes.from(STORE)
                .setHeader(Exchange.FILE_NAME, routes.simple("${uuid}"))
                .to("file:" + folder)
                .process(exchange -> {
                    Message message = exchange.getMessage();
                    String name = message.getHeader(Exchange.FILE_NAME, String.class);
                    message.setBody(answer(name, given.get(2), Long.parseLong(given.get(3))));
                });
        routes.from("direct:file-delete")
                .process(exchange -> Files.deleteIfExists(
                        file((String) exchange.getMessage().getBody(Map.class).get("uploadId"))));
        routes.from("jetty:http://localhost:" + given.get(1) + "/files?matchOnUriPrefix=true")
                .streamCache("false")
                .process(this::serve);
    }

    private static Map<String, Object> answer(String name, String port, long seconds) {
        Map<String, Object> answer = new HashMap<>();
        answer.put("url", "http://localhost:" + port + "/files/" + name);
        answer.put("uploadId", name);
        answer.put("deleteUri", "direct:file-delete");
        if (seconds > 0) {
            answer.put("expiresAt", Instant.now().plusSeconds(seconds));
        }
        return answer;
    }

    private void serve(Exchange exchange) throws IOException {
        Message message = exchange.getMessage();
        Path file = file(message.getHeader(Exchange.HTTP_PATH, String.class));
        boolean delete = "DELETE".equals(message.getHeader(Exchange.HTTP_METHOD));
        message.removeHeaders("*");
        if (!Files.isRegularFile(file)) {
            message.setHeader(Exchange.HTTP_RESPONSE_CODE, 404);
            message.setBody("");
        } else if (delete) {
            Files.delete(file);
            message.setBody("");
        } else {
            message.setHeader(Exchange.CONTENT_TYPE, "application/octet-stream");
            message.setBody(Files.newInputStream(file));
        }
    }

    private Path file(String path) {
        return folder.resolve(Path.of(path).getFileName());
    }
}
