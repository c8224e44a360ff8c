package com.example;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Camel's starter finds the routes in {@code camel/}, and the component by its own. */
@SpringBootApplication
public class First {

    public static void main(String[] arguments) {
        SpringApplication.run(First.class, arguments);
    }
}
