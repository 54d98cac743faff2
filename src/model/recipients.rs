//! Who gets a mail, and who must not: the recipient firewall.

use serde::{Deserialize, Serialize};

use super::entry::{Entry, EntryKind};
use super::{Address, Mailbox};

/// Something that stops a send until a person has dealt with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Obstacle {
    /// The customer's address is among the recipients of a side conversation.
    CustomerInSide {
        /// Which.
        address: Address,
    },
    /// A third party's address is among the recipients of a public reply.
    ThirdPartyInReply {
        /// Which.
        address: Address,
    },
    /// A customer whose own ticket was merged into this one is among the recipients of a public reply.
    OtherCustomerInReply {
        /// Which.
        address: Address,
    },
    /// The text speaks of an attachment and there is none.
    AttachmentMissing {
        /// The word that says so.
        word: String,
    },
    /// A variable of a canned response has no value.
    VariableEmpty {
        /// Which.
        name: String,
    },
    /// Something arrived, or someone answered, since the draft was begun.
    ThreadMoved {
        /// How many things happened.
        events: u32,
    },
}

impl Obstacle {
    /// Whether a person may send all the same by typing the confirmation. A variable has to be dealt with, and two customers are never joined.
    #[must_use]
    pub fn can_be_confirmed(&self) -> bool {
        !matches!(self, Obstacle::VariableEmpty { .. } | Obstacle::OtherCustomerInReply { .. })
    }
}

/// Mailboxes as a recipients' field shows them. A comma in a name is left out, for commas part the recipients.
#[must_use]
pub fn written(people: &[Mailbox]) -> String {
    let one = |m: &Mailbox| Mailbox { name: m.name.replace([',', ';'], ""), address: m.address.clone() }.to_string();
    people.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// Customers' addresses that would get a side conversation's mail.
#[must_use]
pub fn customers_in_side(recipients: &[Mailbox], customer: &[Address]) -> Vec<Obstacle> {
    let hit = |m: &&Mailbox| customer.iter().any(|c| same(c, &m.address));
    recipients.iter().filter(hit).map(|m| Obstacle::CustomerInSide { address: m.address.clone() }).collect()
}

/// Third parties' addresses that would get a public reply. Someone who has written on the ticket as a customer is none.
#[must_use]
pub fn third_parties_in_reply(recipients: &[Mailbox], third: &[Address], customer: &[Address]) -> Vec<Obstacle> {
    let hit = |m: &&Mailbox| third.iter().any(|t| same(t, &m.address)) && !customer.iter().any(|c| same(c, &m.address));
    recipients.iter().filter(hit).map(|m| Obstacle::ThirdPartyInReply { address: m.address.clone() }).collect()
}

/// Addresses of other customers, whose tickets were merged into this one, that would get its requester's public reply.
#[must_use]
pub fn other_customers_in_reply(recipients: &[Mailbox], others: &[Address], customer: &[Address]) -> Vec<Obstacle> {
    let hit = |m: &&Mailbox| others.iter().any(|o| same(o, &m.address)) && !customer.iter().any(|c| same(c, &m.address));
    recipients.iter().filter(hit).map(|m| Obstacle::OtherCustomerInReply { address: m.address.clone() }).collect()
}

/// The same mailbox, whatever stands behind a `+`.
#[must_use]
pub fn same(a: &Address, b: &Address) -> bool {
    a.split_detail().0 == b.split_detail().0
}

const ATTACHED: &[&str] = &[
    "attached",
    "attach",
    "attaching",
    "attachment",
    "attachments",
    "enclosed",
    "enclosing",
    "anexo",
    "anexos",
    "anexa",
    "anexas",
    "anexado",
    "anexada",
    "anexados",
    "anexadas",
    "anexar",
    "anexei",
    "anexamos",
    "anexando",
    "adjunto",
    "adjunta",
    "adjuntos",
    "adjuntas",
    "adjuntar",
    "adjuntado",
    "adjuntada",
    "adjuntamos",
    "adjunté",
    "adjuntando",
    "anbei",
    "angehängt",
    "angehängte",
    "angehängten",
    "anhang",
    "anhänge",
    "anhängen",
    "beigefügt",
    "beigefügte",
    "beigefügten",
    "beiliegend",
    "ci-joint",
    "ci-jointe",
    "ci-joints",
    "ci-jointes",
    "pièce jointe",
    "pièces jointes",
    "je joins",
    "nous joignons",
    "allegato",
    "allegata",
    "allegati",
    "allegate",
    "allego",
    "alleghiamo",
    "bijlage",
    "bijlagen",
    "bijgevoegd",
    "bijgevoegde",
    "załącznik",
    "załączniki",
    "załączniku",
    "załącznikach",
    "załącznikiem",
    "załączam",
];

/// The word in a text that promises an attachment, in the languages that the desk speaks and its neighbours.
#[must_use]
pub fn promises_attachment(text: &str) -> Option<&'static str> {
    let lower = text.to_lowercase();
    let own: String = lower.lines().filter(|l| !l.trim_start().starts_with('>')).collect::<Vec<_>>().join("\n");
    ATTACHED.iter().copied().find(|word| {
        own.match_indices(word).any(|(i, w)| {
            let before = own[..i].chars().next_back();
            let after = own[i + w.len()..].chars().next();
            !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
        })
    })
}

/// Recipients without those that are the desk's own, and without repeats. Own addresses are never written to.
#[must_use]
pub fn without_own(recipients: &[Mailbox], own: &[Address]) -> Vec<Mailbox> {
    let mut out: Vec<Mailbox> = Vec::new();
    for m in recipients {
        let is_own = own.iter().any(|o| same(o, &m.address));
        if !is_own && !out.iter().any(|x| x.address == m.address) {
            out.push(m.clone());
        }
    }
    out
}

/// Whom an answer to the requester is also to: whoever wrote, and whoever was named in, the newest public message of somebody known in the
/// thread. Known are the requester, the desk, and whom one of those has named; who only has the reply address names nobody. `public` is oldest
/// first; nobody in `kept_out` is among them, and what a merge brought from another requester names nobody.
#[must_use]
pub fn copies(public: &[&Entry], requester: &Address, kept_out: &[Address]) -> Vec<Mailbox> {
    let mut known = vec![requester.clone()];
    let mut newest: Vec<Mailbox> = Vec::new();
    for entry in public.iter().filter(|e| !e.automatic && !e.is_of_other_requester()) {
        let author = Address::parse(&entry.author.email).filter(|_| entry.kind == EntryKind::Customer);
        let trusted = match &author {
            Some(author) => known.iter().any(|k| same(k, author)),
            None => entry.kind == EntryKind::Reply,
        };
        if trusted {
            let wrote = author.map(|a| Mailbox::new(entry.author.name.clone(), a));
            newest = wrote.into_iter().chain(entry.to.iter().cloned()).chain(entry.cc.iter().cloned()).collect();
            known.extend(newest.iter().map(|m| m.address.clone()));
        }
    }
    newest.retain(|m| !same(&m.address, requester));
    without_own(&newest, kept_out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mailbox(a: &str) -> Mailbox {
        Mailbox::parse(a).unwrap()
    }

    fn address(a: &str) -> Address {
        Address::parse(a).unwrap()
    }

    #[test]
    fn a_customer_in_a_side_is_found_behind_any_detail() {
        let found = customers_in_side(&[mailbox("parts@example.org"), mailbox("Ana+x@example.com")], &[address("ana@example.com")]);
        assert_eq!(found, [Obstacle::CustomerInSide { address: address("ana+x@example.com") }]);
    }

    #[test]
    fn a_third_party_in_a_reply_is_found_unless_they_are_the_customer() {
        let third = [address("parts@example.org"), address("ana@example.com")];
        let found = third_parties_in_reply(&[mailbox("ana@example.com"), mailbox("parts@example.org")], &third, &[address("ana@example.com")]);
        assert_eq!(found, [Obstacle::ThirdPartyInReply { address: address("parts@example.org") }]);
    }

    #[test]
    fn a_promised_attachment_is_noticed_in_the_new_text_only() {
        assert_eq!(promises_attachment("Please find the invoice attached."), Some("attached"));
        assert_eq!(promises_attachment("Segue em anexo."), Some("anexo"));
        for text in ["I attach it.", "Attaching the invoice", "Veja os anexos.", "Voir les pièces jointes", "Im Anhang", "Le adjuntamos la factura"]
        {
            assert!(promises_attachment(text).is_some(), "{text}");
        }
        assert_eq!(promises_attachment("> see attached\nThanks"), None);
        assert_eq!(promises_attachment("unattachedness"), None);
    }

    #[test]
    fn the_desk_never_writes_to_itself() {
        let kept =
            without_own(&[mailbox("desk+t4.x@example.com"), mailbox("ana@example.com"), mailbox("ANA@example.com")], &[address("desk@example.com")]);
        assert_eq!(kept, [mailbox("ana@example.com")]);
    }
}
