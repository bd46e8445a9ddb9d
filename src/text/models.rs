use super::gazetteer::Gazetteer;
use super::names::Recogniser;

/// What the analysis needs besides the article: gazetteer, lexicons and models. Empty by default: analysis then goes
/// by form alone.
#[derive(Clone, Debug, Default)]
pub struct Models {
    /// Known places and peoples.
    pub gazetteer: Gazetteer,
    /// Finds names of people, organisations and places.
    pub names: Option<Recogniser>,
    /// Vectors of word pieces for the alignment of sentences, a safetensors file, and its pieces, one a line.
    pub align_table: &'static [u8],
    pub align_vocabulary: &'static str,
}

impl Models {
    /// The models shipped in `static/models`.
    pub fn builtin() -> Models {
        Models {
            gazetteer: Gazetteer::builtin(),
            names: Recogniser::from_bytes(include_bytes!("../../static/models/names.model")).ok(),
            align_table: include_bytes!("../../static/models/align-static-128x4.safetensors"),
            align_vocabulary: include_str!("../../static/models/align-static-128x4.vocab.txt"),
        }
    }
}
