//! Custom fields: for admins. One that tickets have stays, and so do the values that they have.

use super::renamed::{Renamed, follow};
use super::{Job, Refused, Setting};
use crate::desk::{Actor, DeskError, Right};
use crate::model::settings::{Diff, FieldItem};
use crate::model::written::{Mistake, Wrong};
use crate::store::{Store, StoreError, Write, placeholder_of};

impl Setting for FieldItem {
    const RIGHT: Right = Right::Settings;

    fn stands(s: &Store, _: &Actor) -> Result<Vec<FieldItem>, DeskError> {
        Ok((0u32..).zip(s.fields()?).map(|(place, field)| FieldItem { id: Some(field.name.clone()), field, place }).collect())
    }

    fn check(job: &Job<'_>, _: &[FieldItem], diff: &Diff<FieldItem>) -> Result<(), Refused> {
        for item in &diff.removed {
            let (_, tickets) = job.w.field_values(&item.field.name)?;
            if tickets > 0 {
                let values = vec![("given", item.field.name.clone()), ("tickets", tickets.to_string())];
                return Err(Wrong::of_all(Mistake::Said("settings-field-in-use", values)).into());
            }
        }
        for (was, placed) in &diff.changed {
            let now = &placed.item.field;
            if (was.field.kind, &was.field.choices) == (now.kind, &now.choices) {
                continue;
            }
            let (values, _) = job.w.field_values(&was.field.name)?;
            // a value that would have to be written otherwise does not fit either: tickets keep what they have
            if let Some(left) = values.into_iter().find(|v| now.read(v).as_ref() != Ok(v)) {
                let values = vec![("given", was.field.name.clone()), ("value", left)];
                return Err(Wrong::in_section(placed.at, "[[field]]", Mistake::Said("settings-field-value-left", values)).into());
            }
        }
        Ok(())
    }

    fn set_aside(w: &Write<'_>, was: &FieldItem) -> Result<(), StoreError> {
        w.set_field_aside(&was.field.name)
    }

    fn add(job: &Job<'_>, item: &FieldItem) -> Result<String, StoreError> {
        job.w.add_field(item)?;
        Ok(item.field.name.clone())
    }

    fn put(job: &Job<'_>, was: &FieldItem, item: &FieldItem, aside: bool) -> Result<(), StoreError> {
        let now = if aside { placeholder_of(&was.field.name) } else { was.field.name.clone() };
        job.w.put_field(&now, item)?;
        follow(job, Renamed::Field, &was.field.name, &item.field.name)
    }

    fn remove(job: &Job<'_>, item: &FieldItem) -> Result<(), StoreError> {
        job.w.drop_field(&item.field.name)
    }
}
