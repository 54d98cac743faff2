//! Drafts are whole: what was written comes back with all that belongs to it.

#![allow(clippy::unwrap_used)]

mod desk;

use aside::desk::SideRequest;
use aside::model::outgoing::OutgoingFile;
use aside::model::status::Status;
use aside::model::{FileId, TicketId};
use aside::store::{DraftFile, DraftRow, Mode};
use desk::{TestDesk, at, mailbox, reply_request};

fn file(name: &str) -> OutgoingFile {
    OutgoingFile { name: name.into(), media_type: "application/pdf".into(), bytes: name.as_bytes().to_vec() }
}

fn bytes(d: &TestDesk, file: &DraftFile) -> Vec<u8> {
    let DraftFile::Stored { id, gone: false, .. } = file else { panic!("{file:?}") };
    d.desk.file(&d.ana, *id).unwrap().2
}

#[test]
fn a_reply_that_is_taken_back_brings_its_files_its_recipients_and_its_status() {
    let d = TestDesk::new();
    let ticket = d.carla_writes(0);
    let mut reply = reply_request(ticket, "Here is the offer.");
    (reply.files, reply.status) = (vec![file("offer.pdf"), file("terms.pdf")], Some(Status::Solved));
    reply.to = vec![mailbox("carla@customer.example")];
    reply.cc = vec![mailbox("Eva Lima, Office <eva@customer.example>")];
    let sent = d.desk.reply(&d.ana, &reply, at(1)).unwrap();
    let draft = d.desk.undo_send(&d.ana, sent.outbox, at(1)).unwrap();
    assert_eq!((draft.status, draft.cc.as_str()), (Some(Status::Solved), "Eva Lima Office <eva@customer.example>"));
    assert_eq!(draft.files.iter().map(|f| bytes(&d, f)).collect::<Vec<_>>(), [b"offer.pdf", b"terms.pdf"]);
    assert_eq!(d.desk.drafts(&d.ana, ticket).unwrap(), [draft], "a console that starts anew finds the same");
}

#[test]
fn a_question_on_the_side_that_is_taken_back_brings_its_files_and_its_subject() {
    let d = TestDesk::new();
    let ticket = d.carla_writes(0);
    let request = SideRequest {
        ticket,
        subject: "Stock".into(),
        to: vec![mailbox("parts@acme.example")],
        cc: vec![],
        text: "Like this one?".into(),
        files: vec![file("photo.pdf")],
        status: Some(Status::OnHold),
        confirmed: vec![],
        nonce: 3,
    };
    let sent = d.desk.open_side(&d.ana, &request, at(1)).unwrap();
    let draft = d.desk.undo_send(&d.ana, sent.outbox, at(1)).unwrap();
    assert_eq!(
        (draft.mode, draft.to.as_str(), draft.subject.as_str(), draft.status),
        (Mode::NewSide, "parts@acme.example", "Stock", Some(Status::OnHold))
    );
    assert_eq!(bytes(&d, &draft.files[0]), b"photo.pdf");
}

#[test]
fn a_draft_is_kept_as_it_was_typed_and_knows_which_file_is_gone() {
    let d = TestDesk::new();
    let ticket = d.carla_writes(0);
    let whole = DraftRow {
        to: "carla@customer.example, half an addr".into(),
        cc: "  @".into(),
        original: Some("before".into()),
        files: vec![
            DraftFile::Path { path: "/tmp/offer.pdf".into(), size: 12 },
            DraftFile::Stored { id: FileId(4711), name: "photo.jpg".into(), size: 3, gone: false },
        ],
        status: None,
        ..DraftRow::new(ticket, Mode::Reply, "", at(2))
    };
    d.desk.save_draft(&d.ana, &whole).unwrap();
    let kept = d.desk.drafts(&d.ana, ticket).unwrap().remove(0);
    assert_eq!((&kept.to, &kept.cc, &kept.original, kept.status), (&whole.to, &whole.cc, &whole.original, None));
    assert!(matches!(&kept.files[..], [DraftFile::Path { size: 12, .. }, DraftFile::Stored { gone: true, .. }]), "{:?}", kept.files);
    assert!(d.desk.drafts(&d.bruno, ticket).unwrap().is_empty(), "it is nobody else's");
    d.desk.save_draft(&d.ana, &DraftRow::new(TicketId(ticket.0), Mode::Reply, "", at(3))).unwrap();
    assert!(d.desk.drafts(&d.ana, ticket).unwrap().is_empty());
}
