/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.cli;

import java.util.Locale;
import java.util.Map;

/** How a terminal shows images. */
enum Graphics {
    /** Not at all. */
    NONE,
    /** Two pixels in each character, as upper half block in 24-bit colour. */
    BLOCKS,
    /** The protocol of xterm's VT340 emulation, foot and others. */
    SIXEL,
    /** The protocol of iTerm2, WezTerm and others. */
    ITERM,
    /** The protocol of kitty, Ghostty and others. */
    KITTY;

    /** What the environment of a terminal with colours says that it can do. */
    static Graphics of(Map<String, String> environment) {
        String term = environment.getOrDefault("TERM", "").toLowerCase(Locale.ROOT);
        String program = environment.getOrDefault("TERM_PROGRAM", "").toLowerCase(Locale.ROOT);
        boolean multiplexed = environment.containsKey("TMUX") || term.startsWith("screen") || term.startsWith("tmux");
        if (multiplexed) {
            return BLOCKS;
        }
        if (environment.containsKey("KITTY_WINDOW_ID") || term.contains("kitty") || program.equals("ghostty")) {
            return KITTY;
        }
        if (program.equals("iterm.app") || program.equals("wezterm")) {
            return ITERM;
        }
        return term.contains("sixel") || term.startsWith("foot") || term.startsWith("mlterm") ? SIXEL : BLOCKS;
    }
}
