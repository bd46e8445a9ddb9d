use super::*;
use wasm_encoder::{ElementSection, MemorySection, MemoryType, NameMap, NameSection, TypeSection, ValType};

/// `start` (exported) calls `later` and `shared`; `later` (in the table too) calls `helper`, `shared` and itself.
fn program(load: &str) -> Vec<u8> {
    let mut types = TypeSection::new();
    types.ty().function([], []);
    types.ty().function([ValType::I32], [ValType::I32]);
    let mut imports = ImportSection::new();
    imports.import("./page.js", load, EntityType::Function(0));
    let mut functions = FunctionSection::new();
    for _ in 0..4 {
        functions.function(1);
    }
    let mut tables = TableSection::new();
    let size = Some(2);
    tables.table(TableType {
        element_type: RefType::FUNCREF,
        table64: false,
        minimum: 2,
        maximum: size,
        shared: false,
    });
    let mut memories = MemorySection::new();
    memories.memory(MemoryType { minimum: 1, maximum: None, memory64: false, shared: false, page_size_log2: None });
    let mut exports = ExportSection::new();
    exports.export("start", ExportKind::Func, 1).export("memory", ExportKind::Memory, 0);
    let mut elements = ElementSection::new();
    elements.active(None, &ConstExpr::i32_const(1), Elements::Functions([2].as_slice().into()));
    let mut code = CodeSection::new();
    for calls in [vec![2, 4], vec![3, 4, 2], vec![], vec![]] {
        let mut body = Function::new([]);
        body.instruction(&Instruction::LocalGet(0));
        for _ in 0..SMALL {
            body.instruction(&Instruction::Nop);
        }
        for called in calls {
            body.instruction(&Instruction::Call(called));
        }
        body.instruction(&Instruction::End);
        code.function(&body);
    }
    let mut map = NameMap::new();
    for (index, name) in
        [(1, "a[0123456789abcdef]::start"), (2, "a[0123456789abcdef]::later"), (3, "helper"), (4, "shared")]
    {
        map.append(index, name);
    }
    let mut names = NameSection::new();
    names.functions(&map);
    let mut module = Module::new();
    module.section(&types).section(&imports).section(&functions).section(&tables).section(&memories);
    module.section(&exports).section(&elements).section(&code).section(&names);
    module.finish()
}

fn validate(bytes: &[u8]) {
    wasmparser::Validator::new().validate_all(bytes).unwrap();
}

fn sizes(program: &Program) -> Vec<usize> {
    program.bodies.iter().map(|body| body.as_bytes().len()).collect()
}

#[test]
fn moves_what_is_named_and_what_only_that_calls() {
    let whole = program("__wbg_crossreadRest_12");
    validate(&whole);
    let (first, second) = split(&whole, &["a::later"]).unwrap();
    validate(&first);
    validate(&second);
    let (whole, first, second) = (read(&whole).unwrap(), read(&first).unwrap(), read(&second).unwrap());
    assert_eq!(second.bodies.len(), 2, "later and helper");
    assert_eq!((second.imported, second.tables.len(), second.memories.len()), (1, 2, 1), "shared is imported");
    // The numbers of all functions stay; the body of `helper`, which nothing here calls, is the shortest there is.
    assert_eq!(first.functions, whole.functions);
    let (before, after) = (sizes(&whole), sizes(&first));
    assert_eq!((after[0], after[3]), (before[0], before[3]));
    assert!(after[1] > after[2], "a stub for later, none for helper: {after:?}");
    assert_eq!(first.tables[1].initial, 1);
    assert!(first.names.is_empty() && second.names.is_empty());
}

#[test]
fn an_exclamation_mark_keeps() {
    let whole = program("__wbg_crossreadRest_12");
    let patterns = ["a::", "helper", "!a::start"];
    let program = read(&whole).unwrap();
    assert_eq!(choose(&program, &patterns).unwrap(), BTreeSet::from([2, 3]));
    assert!(is_later("a::b::c", &["!a", "b"]) && !is_later("a::b::c", &["b", "!a"]) && !is_later("x", &["b"]));
}

#[test]
fn says_what_is_missing() {
    let error = split(&program("__wbg_crossreadRest_12"), &["nothing like it"]).unwrap_err().to_string();
    assert!(error.contains("name section"), "{error}");
    let error = split(&program("other"), &["a::later"]).unwrap_err().to_string();
    assert!(error.contains(LOAD), "{error}");
    assert!(split(b"\0asm", &["a"]).is_err());
}

#[test]
fn paths_lose_the_hashes_only() {
    assert_eq!(path("<a[0123456789abcdef]::B as c[fedcba9876543210]::D>::e::<[u8]>"), "<a::B as c::D>::e::<[u8]>");
    assert_eq!(path("drop[1]"), "drop[1]");
}
