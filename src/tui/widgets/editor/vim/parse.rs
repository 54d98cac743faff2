//! What typed characters ask of Vim.

use super::motion::{Find, Motion};
use super::object::Object;

/// The largest count: nobody means more.
const MOST: usize = 9_999;

/// What is done to text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Op {
    Delete,
    Change,
    Yank,
}

/// Which text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    Motion(Motion),
    Object(Object),
    /// So many lines: `dd`.
    Lines,
    /// To the end of the line: `D`.
    ToEnd,
    /// So many characters: `x`.
    Chars,
    /// So many characters before: `X`.
    CharsBack,
    /// As much as was selected: rows more, and characters in the last one.
    Shape {
        rows: usize,
        chars: usize,
        lines: bool,
    },
}

/// A command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    Move(Motion),
    Operate(Op, Target),
    /// Extends a selection to an object.
    Select(Object),
    /// `i I a A o O`
    Insert(char),
    /// `r` and a character.
    Replace(char),
    /// `p`, `P`
    Put {
        before: bool,
    },
    Join,
    Toggle,
    Undo,
    Again,
    /// `v`, `V`
    Visual {
        lines: bool,
    },
    /// `o` in a selection: to its other end.
    OtherEnd,
}

/// A command with its count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Command {
    pub count: Option<usize>,
    pub what: What,
}

/// What typed characters are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Parsed {
    /// The beginning of something.
    More,
    /// Nothing.
    No,
    /// A command.
    Whole(Command),
}

fn count(text: &str) -> (Option<usize>, &str) {
    let digits = if text.starts_with('0') { 0 } else { text.bytes().take_while(u8::is_ascii_digit).count() };
    let (number, rest) = text.split_at(digits);
    ((digits > 0).then(|| number.parse().unwrap_or(MOST).min(MOST)), rest)
}

/// Reads what was typed; `visual` while text is selected.
pub(super) fn parse(typed: &str, visual: bool) -> Parsed {
    let (first, rest) = count(typed);
    let whole = |what| Parsed::Whole(Command { count: first, what });
    let mut chars = rest.chars();
    let Some(key) = chars.next() else { return Parsed::More };
    let more: String = chars.collect();
    if visual && let Some(parsed) = selecting(key, &more) {
        return parsed.map_or(Parsed::More, whole);
    }
    let plain = match key {
        'd' | 'c' | 'y' => return operator(key, first, &more),
        'x' => What::Operate(Op::Delete, Target::Chars),
        'X' => What::Operate(Op::Delete, Target::CharsBack),
        's' => What::Operate(Op::Change, Target::Chars),
        'S' => What::Operate(Op::Change, Target::Lines),
        'D' => What::Operate(Op::Delete, Target::ToEnd),
        'C' => What::Operate(Op::Change, Target::ToEnd),
        'Y' => What::Operate(Op::Yank, Target::Lines),
        'p' | 'P' => What::Put { before: key == 'P' },
        'i' | 'I' | 'a' | 'A' | 'o' | 'O' => What::Insert(key),
        'r' => return more.chars().next().map_or(Parsed::More, |c| whole(What::Replace(c))),
        'J' => What::Join,
        '~' => What::Toggle,
        'u' => What::Undo,
        '.' => What::Again,
        'v' | 'V' => What::Visual { lines: key == 'V' },
        _ => {
            return match motion(rest) {
                Ok(motion) => whole(What::Move(motion)),
                Err(parsed) => parsed,
            };
        }
    };
    whole(plain)
}

/// The keys that mean something else while text is selected; the inner `None` waits for more.
fn selecting(key: char, more: &str) -> Option<Option<What>> {
    let shape = Target::Shape { rows: 0, chars: 0, lines: false }; // filled in from the selection
    let lines = Target::Shape { rows: 0, chars: 0, lines: true };
    Some(Some(match key {
        'd' | 'x' => What::Operate(Op::Delete, shape),
        'X' | 'D' => What::Operate(Op::Delete, lines),
        'c' | 's' => What::Operate(Op::Change, shape),
        'C' | 'S' | 'R' => What::Operate(Op::Change, lines),
        'y' => What::Operate(Op::Yank, shape),
        'Y' => What::Operate(Op::Yank, lines),
        'o' | 'O' => What::OtherEnd,
        'i' | 'a' => return Some(more.chars().next().map(|object| What::Select(Object { around: key == 'a', key: object }))),
        _ => return None,
    }))
}

fn operator(key: char, first: Option<usize>, more: &str) -> Parsed {
    let op = match key {
        'd' => Op::Delete,
        'c' => Op::Change,
        _ => Op::Yank,
    };
    let (second, rest) = count(more);
    let both = match (first, second) {
        (None, None) => None,
        (a, b) => Some(a.unwrap_or(1).saturating_mul(b.unwrap_or(1)).min(MOST)),
    };
    let whole = |target| Parsed::Whole(Command { count: both, what: What::Operate(op, target) });
    let mut chars = rest.chars();
    match (chars.next(), chars.next()) {
        (None, _) | (Some('i' | 'a'), None) => Parsed::More,
        (Some(again), _) if again == key => whole(Target::Lines),
        (Some(begun @ ('i' | 'a')), Some(object)) => whole(Target::Object(Object { around: begun == 'a', key: object })),
        _ => match motion(rest) {
            Ok(motion) => whole(Target::Motion(motion)),
            Err(parsed) => parsed,
        },
    }
}

fn motion(text: &str) -> Result<Motion, Parsed> {
    let mut chars = text.chars();
    let key = chars.next().ok_or(Parsed::More)?;
    Ok(match (key, chars.next()) {
        ('g' | 'f' | 'F' | 't' | 'T', None) => return Err(Parsed::More),
        ('g', Some('g')) => Motion::First,
        ('g', Some(end @ ('e' | 'E'))) => Motion::EndBack { big: end == 'E' },
        ('f' | 'F' | 't' | 'T', Some(sought)) => Motion::Find(Find { key, sought }),
        ('h' | 'j' | 'k' | 'l' | 'w' | 'W' | 'b' | 'B' | 'e' | 'E' | '0' | '^' | '$' | 'G' | ';' | ',', _) => Motion::Key(key),
        _ => return Err(Parsed::No),
    })
}
