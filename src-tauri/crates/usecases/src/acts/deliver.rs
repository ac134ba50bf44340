//! How a letter left the building (G14).

use crate::choices::delivery_method;
use crate::view::{DeliveryForm, RequestView};
use crate::when::parse_moment;
use crate::{Error, Result, Session};
use domain::{Delivery, Refusal};

/// Records a delivery, planned or made.
pub fn deliver(session: &mut Session, request: &str, form: DeliveryForm) -> Result<RequestView> {
    let letter = match form.letter.as_str() {
        "" => None,
        text => Some(text.parse().map_err(|_| Error::from(Refusal::not_found()))?),
    };
    let delivery = Delivery {
        letter,
        method: delivery_method(&form.method)?,
        to: form.to,
        address: form.address,
        address_confirmed: form.address_confirmed,
        sent_at: parse_moment(&form.sent_at, "sent_at")?,
        receipt: Some(form.receipt),
        parts: Vec::new(),
    };
    let event = domain::deliver(&session.case(request)?.request, delivery, session.now())?;
    session.act(request, event)
}
