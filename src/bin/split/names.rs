//! Short names for what START imports from its script.
//!
//! wasm-bindgen names each import by what it does and a hash of 16 digits, in the program and in the script: eight
//! thousand bytes of each that hardly compress. Both are given the same short names here.

use super::Result;
use std::collections::BTreeMap;
use wasm_encoder::reencode::{Reencode, RoundtripReencoder};
use wasm_encoder::{ImportSection, Module, RawSection};
use wasmparser::{Parser, Payload};

/// The program and its script with short names; `script` must be the one wasm-bindgen made with the program.
pub fn shorten(program: &[u8], script: &str) -> Result<(Vec<u8>, String)> {
    let names = imports(program)?;
    let short: BTreeMap<&str, String> =
        names.iter().enumerate().map(|(at, name)| (name.as_str(), format!("i{at}"))).collect();
    Ok((renamed(program, &short)?, rewritten(script, &short)?))
}

/// What is imported under a name with a hash: sorted, each once.
fn imports(program: &[u8]) -> Result<Vec<String>> {
    let mut names = vec![];
    for payload in Parser::new(0).parse_all(program) {
        if let Payload::ImportSection(section) = payload? {
            for import in section.into_imports() {
                let name = import?.name;
                if is_hashed(name) {
                    names.push(name.to_string());
                }
            }
        }
    }
    names.sort();
    names.dedup();
    Ok(names)
}

/// Whether a name ends in an underscore and 16 hexadecimal digits.
fn is_hashed(name: &str) -> bool {
    let Some((head, hash)) = name.rsplit_once('_') else { return false };
    !head.is_empty() && hash.len() == 16 && hash.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn renamed(program: &[u8], short: &BTreeMap<&str, String>) -> Result<Vec<u8>> {
    let mut module = Module::new();
    for payload in Parser::new(0).parse_all(program) {
        let payload = payload?;
        let Some((id, range)) = payload.as_section() else { continue };
        match payload {
            Payload::ImportSection(section) => {
                let mut imports = ImportSection::new();
                for import in section.into_imports() {
                    let import = import?;
                    let name = short.get(import.name).map_or(import.name, String::as_str);
                    imports.import(import.module, name, RoundtripReencoder.entity_type(import.ty)?);
                }
                module.section(&imports);
            }
            _ => {
                module.section(&RawSection { id, data: &program[range.start as usize..range.end as usize] });
            }
        }
    }
    Ok(module.finish())
}

/// The script with its identifiers renamed. Every name must be in it.
fn rewritten(script: &str, short: &BTreeMap<&str, String>) -> Result<String> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '$';
    let mut out = String::with_capacity(script.len());
    let mut missing: BTreeMap<&str, ()> = short.keys().map(|name| (*name, ())).collect();
    let mut rest = script;
    while !rest.is_empty() {
        let word = &rest[..rest.find(|c| !is_part(c)).unwrap_or(rest.len())];
        match short.get(word) {
            Some(name) => {
                missing.remove(word);
                out.push_str(name);
            }
            None => out.push_str(word),
        }
        rest = &rest[word.len()..];
        let gap = rest.find(is_part).unwrap_or(rest.len());
        out.push_str(&rest[..gap]);
        rest = &rest[gap..];
    }
    match missing.keys().next() {
        Some(name) => Err(format!("the script lacks {name}: take the one that was made with the program").into()),
        None => Ok(out),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{EntityType, TypeSection};

    const NOW: &str = "__wbg_now_0123456789abcdef";
    const LOG: &str = "__wbg_log_fedcba9876543210";

    fn program() -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let mut imports = ImportSection::new();
        for name in [NOW, "__wbindgen_throw", LOG] {
            imports.import("./page.js", name, EntityType::Function(0));
        }
        let mut module = Module::new();
        module.section(&types).section(&imports);
        module.finish()
    }

    #[test]
    fn program_and_script_get_the_same_names() {
        let script =
            format!("const a = {{ {NOW}: function() {{}}, {LOG}: () => {NOW}_more, __wbindgen_throw: 1 }}; // é");
        let (short, written) = shorten(&program(), &script).unwrap();
        assert_eq!(
            written,
            format!("const a = {{ i1: function() {{}}, i0: () => {NOW}_more, __wbindgen_throw: 1 }}; // é")
        );
        let mut names = vec![];
        for payload in Parser::new(0).parse_all(&short) {
            if let Payload::ImportSection(section) = payload.unwrap() {
                names.extend(section.into_imports().map(|import| import.unwrap().name.to_string()));
            }
        }
        assert_eq!(names, ["i1", "__wbindgen_throw", "i0"]);
        wasmparser::validate(&short).unwrap();
    }

    #[test]
    fn another_script_is_refused() {
        let error = shorten(&program(), &format!("{NOW}()")).unwrap_err().to_string();
        assert!(error.contains(LOG), "{error}");
    }
}
