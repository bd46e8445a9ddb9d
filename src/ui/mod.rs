//! Yew components: they draw what `view` decided and send back what the reader did.
