//! Notifications on the desktop, by the terminal: OSC 9, or OSC 777 where a terminal knows only that, and through tmux.

use super::widgets::text::{clean_line, fit};

/// Most columns of a text: what is longer is cut by every desktop.
const LONGEST: usize = 200;

/// How a terminal is asked to show something on the desktop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Way {
    /// OSC 777 (rxvt-unicode, foot) in place of OSC 9 (iTerm2, kitty, WezTerm, Ghostty, Windows Terminal).
    osc777: bool,
    /// Wrapped for tmux, which passes it on where `allow-passthrough` is on.
    tmux: bool,
}

impl Way {
    /// From the environment, given as a look-up. Inside tmux the terminal outside cannot be told: OSC 9 is what most know.
    #[must_use]
    pub fn detect(var: impl Fn(&str) -> Option<String>) -> Way {
        let term = var("TERM").unwrap_or_default();
        let tmux = var("TMUX").is_some_and(|t| !t.is_empty());
        Way { osc777: !tmux && (term.starts_with("foot") || term.starts_with("rxvt")), tmux }
    }

    /// What is written to the terminal. The text is cleaned: no name in it can end the sequence or begin another.
    #[must_use]
    pub fn sequence(self, text: &str) -> String {
        let text = clean_line(&fit(text, LONGEST)).into_owned();
        // what begins with a number has another meaning in OSC 9: the name comes first
        let asked =
            if self.osc777 { format!("\x1b]777;notify;aside;{}\x1b\\", text.replace(';', ",")) } else { format!("\x1b]9;aside: {text}\x1b\\") };
        if self.tmux { format!("\x1bPtmux;{}\x1b\\", asked.replace('\x1b', "\x1b\x1b")) } else { asked }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn way(vars: &[(&str, &str)]) -> Way {
        Way::detect(|name| vars.iter().find(|(n, _)| *n == name).map(|(_, v)| (*v).to_owned()))
    }

    #[test]
    fn each_terminal_is_asked_as_it_understands() {
        assert_eq!(way(&[("TERM", "xterm-kitty")]).sequence("Ana"), "\x1b]9;aside: Ana\x1b\\");
        assert_eq!(way(&[("TERM", "foot")]).sequence("a;b"), "\x1b]777;notify;aside;a,b\x1b\\");
        assert_eq!(way(&[("TERM", "foot"), ("TMUX", "/tmp/x")]).sequence("Ana"), "\x1bPtmux;\x1b\x1b]9;aside: Ana\x1b\x1b\\\x1b\\");
    }

    #[test]
    fn a_name_is_no_way_in() {
        for way in [way(&[]), way(&[("TERM", "rxvt-unicode")]), way(&[("TMUX", "x")])] {
            let clean = way.sequence("");
            let hostile = way.sequence("4;1;9 \x07 \x1b\\ \x1b]0;evil\x07 \u{9c} \u{9d}52;c;x\u{9c} \u{202e}");
            let controls = |text: &str| text.chars().filter(|c| c.is_control()).count();
            assert_eq!(controls(&hostile), controls(&clean), "{hostile:?}");
            assert!(!hostile.contains('\u{202e}'));
        }
        assert!(way(&[]).sequence(&"x".repeat(9999)).len() < 300);
    }
}
