//! Text with format=flowed (RFC 3676): lines that end in a blank go on in the next.

/// The text with its flowed lines joined. Quoted lines stay quoted, and flow among lines of the same depth; `delsp` takes the
/// blank away at each joint.
pub(super) fn unfold(text: &str, delsp: bool) -> String {
    let mut out = String::with_capacity(text.len());
    // the depth of the line that is still open, if one is
    let mut open: Option<usize> = None;
    for line in text.lines() {
        let depth = line.bytes().take_while(|b| *b == b'>').count();
        let content = &line[depth..];
        let content = content.strip_prefix(' ').unwrap_or(content); // space-stuffing
        let signature = content == "-- ";
        if open != Some(depth) || signature {
            end_line(&mut out, open);
            if depth > 0 {
                out.push_str(&line[..depth]);
                out.push(' ');
            }
        }
        let flows = content.ends_with(' ') && !signature;
        let cut = usize::from(flows && delsp);
        out.push_str(&content[..content.len() - cut]);
        open = flows.then_some(depth);
        if !flows {
            out.push('\n');
        }
    }
    end_line(&mut out, open);
    out
}

fn end_line(out: &mut String, open: Option<usize>) {
    if open.is_some() {
        out.truncate(out.trim_end_matches(' ').len());
        out.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flowed_lines_are_joined_and_fixed_ones_are_not() {
        assert_eq!(unfold("this is a long \nline\nnext\n", false), "this is a long line\nnext\n");
        assert_eq!(unfold("ab \ncd\n", true), "abcd\n");
        assert_eq!(unfold("> one \n> two\n>> deeper \n> back\nmine\n", false), "> one two\n>> deeper\n> back\nmine\n");
        assert_eq!(unfold("text \n-- \nAna\n", false), "text\n-- \nAna\n", "the signature's line never flows");
        assert_eq!(unfold(" > not a quote\n From x\n", false), "> not a quote\nFrom x\n");
        assert_eq!(unfold("", false), "");
    }
}
