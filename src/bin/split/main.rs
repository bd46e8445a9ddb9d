//! Splits a built program in two, so that the page starts with the half that its first view runs.
//!
//! `split IN NAMES START REST` writes two WebAssembly modules that together do what IN does. NAMES is a text file
//! of patterns (`script/hooks/later`): a function whose path they choose goes to REST, and with it every function that
//! only such functions call. START keeps all indices, the memory and the tables of IN; in place of a function that went and is still
//! called or pointed at from START stands a stub that calls it through a table of its own, which REST fills when it is
//! instantiated with START's exports as its imports. A stub that finds its place in the table empty first calls the
//! import [`LOAD`], so nothing goes wrong when REST is not there yet, only slower.
//!
//! `split IN NAMES START REST SCRIPT` also gives the imports of START short names, in it and in the SCRIPT that
//! wasm-bindgen made for IN, which is written anew ([`names`]).

mod names;

use std::collections::{BTreeMap, BTreeSet};
use std::process::ExitCode;
use wasm_encoder::reencode::{self, Reencode, RoundtripReencoder};
use wasm_encoder::{
    CodeSection, ConstExpr, ElementSection, Elements, EntityType, ExportKind, ExportSection, Function, FunctionSection,
    ImportSection, Instruction, Module, RawSection, RefType, SectionId, TableSection, TableType,
};
use wasmparser::{ElementItems, ExternalKind, FunctionBody, KnownCustom, Name, Operator, Parser, Payload, TypeRef};

/// How the import begins that brings REST, of type `() -> ()`: wasm-bindgen's name for `crossreadRest` of boot.js.
const LOAD: &str = "__wbg_crossreadRest_";
/// In bytes: a body no longer than the stub that would stand for it stays. It may also be one of many alike that the
/// compiler merged, under the name of any.
const SMALL: usize = 24;
/// Before the names of what START exports for REST, so that they never meet those of wasm-bindgen.
const MARK: char = '.';

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (whole, names, start, rest, script) = match arguments.as_slice() {
        [whole, names, start, rest] => (whole, names, start, rest, None),
        [whole, names, start, rest, script] => (whole, names, start, rest, Some(script)),
        _ => {
            eprintln!("usage: split IN NAMES START REST [SCRIPT]");
            return ExitCode::from(2);
        }
    };
    let run = || -> Result<()> {
        let bytes = std::fs::read(whole).map_err(|error| format!("{whole}: {error}"))?;
        let patterns = std::fs::read_to_string(names).map_err(|error| format!("{names}: {error}"))?;
        let patterns: Vec<&str> =
            patterns.lines().map(str::trim).filter(|it| !it.is_empty() && !it.starts_with('#')).collect();
        let (mut first, second) = split(&bytes, &patterns)?;
        if let Some(script) = script {
            let text = std::fs::read_to_string(script).map_err(|error| format!("{script}: {error}"))?;
            let (short, text) = names::shorten(&first, &text).map_err(|error| format!("{script}: {error}"))?;
            first = short;
            std::fs::write(script, text).map_err(|error| format!("{script}: {error}"))?;
        }
        std::fs::write(start, first).map_err(|error| format!("{start}: {error}"))?;
        std::fs::write(rest, second).map_err(|error| format!("{rest}: {error}"))?;
        Ok(())
    };
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("split: {error}");
            ExitCode::FAILURE
        }
    }
}

/// What splitting needs to know of a module.
#[derive(Default)]
struct Program<'a> {
    /// Every section but the custom ones: id and content, in order.
    sections: Vec<(u8, &'a [u8])>,
    types: Vec<wasmparser::FuncType>,
    /// The type of each function, imported ones first.
    functions: Vec<u32>,
    /// How many of them are imported.
    imported: usize,
    tables: Vec<wasmparser::TableType>,
    memories: Vec<wasmparser::MemoryType>,
    globals: Vec<wasmparser::GlobalType>,
    bodies: Vec<FunctionBody<'a>>,
    /// Functions that are exported, started with or pointed at by a table.
    held: BTreeSet<u32>,
    /// The import that brings REST.
    load: Option<u32>,
    /// The paths of functions, without the hashes of crates.
    names: BTreeMap<u32, String>,
}

/// The two modules, START and REST.
fn split(bytes: &[u8], patterns: &[&str]) -> Result<(Vec<u8>, Vec<u8>)> {
    let program = read(bytes)?;
    let moved = choose(&program, patterns)?;
    if moved.is_empty() {
        return Err(
            "no function matches: is the name section there (build with names, keep them through wasm-bindgen)?".into(),
        );
    }
    let plan = plan(&program, &moved)?;
    Ok((start(&program, &plan)?, rest(&program, &plan)?))
}

fn read(bytes: &[u8]) -> Result<Program<'_>> {
    let mut program = Program::default();
    for payload in Parser::new(0).parse_all(bytes) {
        let payload = payload?;
        if let Some((id, range)) = payload.as_section()
            && id != SectionId::Custom as u8
        {
            program.sections.push((id, &bytes[range.start as usize..range.end as usize]));
        }
        match payload {
            Payload::TypeSection(section) => {
                program.types = section.into_iter_err_on_gc_types().collect::<std::result::Result<_, _>>()?;
            }
            Payload::ImportSection(section) => {
                for import in section.into_imports() {
                    let import = import?;
                    match import.ty {
                        TypeRef::Func(ty) => {
                            if import.name.starts_with(LOAD) {
                                program.load = Some(program.functions.len() as u32);
                            }
                            program.functions.push(ty);
                            program.imported += 1;
                        }
                        TypeRef::Table(ty) => program.tables.push(ty),
                        TypeRef::Memory(ty) => program.memories.push(ty),
                        TypeRef::Global(ty) => program.globals.push(ty),
                        _ => return Err(format!("cannot split a module with an import like {}", import.name).into()),
                    }
                }
            }
            Payload::FunctionSection(section) => {
                for ty in section {
                    program.functions.push(ty?);
                }
            }
            Payload::TableSection(section) => {
                for table in section {
                    program.tables.push(table?.ty);
                }
            }
            Payload::MemorySection(section) => {
                for memory in section {
                    program.memories.push(memory?);
                }
            }
            Payload::GlobalSection(section) => {
                for global in section {
                    program.globals.push(global?.ty);
                }
            }
            Payload::ExportSection(section) => {
                for export in section {
                    let export = export?;
                    if export.kind == ExternalKind::Func {
                        program.held.insert(export.index);
                    }
                }
            }
            Payload::StartSection { func, .. } => {
                program.held.insert(func);
            }
            Payload::ElementSection(section) => {
                for element in section {
                    match element?.items {
                        ElementItems::Functions(items) => {
                            for item in items {
                                program.held.insert(item?);
                            }
                        }
                        ElementItems::Expressions(_, items) => {
                            for item in items {
                                for operator in item?.get_operators_reader() {
                                    if let Operator::RefFunc { function_index } = operator? {
                                        program.held.insert(function_index);
                                    }
                                }
                            }
                        }
                    }
                }
            }
            Payload::CodeSectionEntry(body) => program.bodies.push(body),
            Payload::CustomSection(section) => {
                if let KnownCustom::Name(names) = section.as_known() {
                    for part in names {
                        if let Name::Function(map) = part? {
                            for naming in map {
                                let naming = naming?;
                                program.names.insert(naming.index, path(naming.name));
                            }
                        }
                    }
                }
            }
            _ => {}
        }
    }
    Ok(program)
}

/// The path of a function without the hashes that tell crates of one name apart: `a[12ab]::b` is `a::b`.
fn path(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut rest = name;
    while let Some(at) = rest.find('[') {
        let inner = rest[at + 1..].split(']').next().unwrap_or_default();
        let is_hash = inner.len() >= 8 && inner.bytes().all(|it| it.is_ascii_hexdigit());
        let end = if is_hash { at + inner.len() + 2 } else { at + 1 };
        out.push_str(&rest[..if is_hash { at } else { end }]);
        rest = &rest[end..];
    }
    out + rest
}

/// The functions a body calls, and whether it makes references to any, which a module must declare.
fn calls(body: &FunctionBody) -> Result<(Vec<u32>, bool)> {
    let (mut calls, mut refers) = (vec![], false);
    for operator in body.get_operators_reader()? {
        match operator? {
            Operator::Call { function_index } | Operator::ReturnCall { function_index } => calls.push(function_index),
            Operator::RefFunc { function_index } => {
                refers = true;
                calls.push(function_index);
            }
            _ => {}
        }
    }
    Ok((calls, refers))
}

/// Whether a path is of the second half: the last pattern that it holds decides, `!` says no.
fn is_later(path: &str, patterns: &[&str]) -> bool {
    let matching = patterns.iter().rev().find(|it| path.contains(it.trim_start_matches('!')));
    matching.is_some_and(|it| !it.starts_with('!'))
}

/// The functions that go to REST: those whose path matches, and what only they call.
fn choose(program: &Program, patterns: &[&str]) -> Result<BTreeSet<u32>> {
    let mut callers: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    let mut moved = BTreeSet::new();
    let mut stays = BTreeSet::new();
    for (at, body) in program.bodies.iter().enumerate() {
        let function = (program.imported + at) as u32;
        let (calls, refers) = calls(body)?;
        for called in calls {
            callers.entry(called).or_default().push(function);
        }
        let name = program.names.get(&function).map_or("", String::as_str);
        if refers {
            stays.insert(function);
        } else if is_later(name, patterns) && body.as_bytes().len() > SMALL {
            moved.insert(function);
        }
    }
    // What only moved functions call follows them, until nothing does any more.
    let mut looks = moved.clone();
    while !looks.is_empty() {
        let mut next = BTreeSet::new();
        for (&called, by) in &callers {
            let may = called as usize >= program.imported
                && !moved.contains(&called)
                && !stays.contains(&called)
                && !program.held.contains(&called);
            if may && by.iter().all(|it| moved.contains(it) || *it == called) {
                next.insert(called);
            }
        }
        moved.extend(&next);
        looks = next;
    }
    Ok(moved)
}

/// Where everything goes.
struct Plan {
    moved: BTreeSet<u32>,
    /// The moved functions that START can reach, by their place in the new table.
    slots: BTreeMap<u32, u32>,
    /// What REST calls and START keeps: imports of REST, in order.
    kept: Vec<u32>,
    load: u32,
}

fn plan(program: &Program, moved: &BTreeSet<u32>) -> Result<Plan> {
    let load = program.load.ok_or(format!("the module has no import {LOAD}…: does the page call it?"))?;
    let (mut reached, mut kept) = (BTreeSet::new(), BTreeSet::new());
    for (at, body) in program.bodies.iter().enumerate() {
        let is_moved = moved.contains(&((program.imported + at) as u32));
        for called in calls(body)?.0 {
            match (is_moved, moved.contains(&called)) {
                (true, false) => _ = kept.insert(called),
                (false, true) => _ = reached.insert(called),
                _ => {}
            }
        }
    }
    reached.extend(program.held.intersection(moved));
    let slots = reached.into_iter().zip(0..).collect();
    Ok(Plan { moved: moved.clone(), slots, kept: kept.into_iter().collect(), load })
}

impl Plan {
    fn table(&self) -> TableType {
        let size = self.slots.len() as u64;
        TableType { element_type: RefType::FUNCREF, table64: false, minimum: size, maximum: Some(size), shared: false }
    }
}

/// A short name for an export or import: its kind and number.
fn label(kind: char, at: usize) -> String {
    format!("{MARK}{kind}{at}")
}

/// START: IN with stubs for what moved, a table for REST to fill, and exports for it to work with.
fn start(program: &Program, plan: &Plan) -> Result<Vec<u8>> {
    let new_table = program.tables.len() as u32;
    let mut module = Module::new();
    for &(id, data) in &program.sections {
        if id == SectionId::Table as u8 {
            let mut section = TableSection::new();
            let reader = wasmparser::TableSectionReader::new(wasmparser::BinaryReader::new(data, 0))?;
            RoundtripReencoder.parse_table_section(&mut section, reader)?;
            section.table(plan.table());
            module.section(&section);
        } else if id == SectionId::Export as u8 {
            let mut section = ExportSection::new();
            let reader = wasmparser::ExportSectionReader::new(wasmparser::BinaryReader::new(data, 0))?;
            RoundtripReencoder.parse_export_section(&mut section, reader)?;
            for at in 0..program.memories.len() {
                section.export(&label('m', at), ExportKind::Memory, at as u32);
            }
            for at in 0..=program.tables.len() {
                section.export(&label('t', at), ExportKind::Table, at as u32);
            }
            for at in 0..program.globals.len() {
                section.export(&label('g', at), ExportKind::Global, at as u32);
            }
            for (at, &function) in plan.kept.iter().enumerate() {
                section.export(&label('f', at), ExportKind::Func, function);
            }
            module.section(&section);
        } else if id == SectionId::Code as u8 {
            let mut section = CodeSection::new();
            for (at, body) in program.bodies.iter().enumerate() {
                let function = (program.imported + at) as u32;
                if !plan.moved.contains(&function) {
                    section.raw(body.as_bytes());
                } else if let Some(&slot) = plan.slots.get(&function) {
                    section.function(&stub(program, plan, function, slot, new_table));
                } else {
                    section.function(&dead());
                }
            }
            module.section(&section);
        } else {
            module.section(&RawSection { id, data });
        }
    }
    Ok(module.finish())
}

fn stub(program: &Program, plan: &Plan, function: u32, slot: u32, table: u32) -> Function {
    let ty = program.functions[function as usize];
    let mut stub = Function::new([]);
    stub.instruction(&Instruction::I32Const(slot as i32))
        .instruction(&Instruction::TableGet(table))
        .instruction(&Instruction::RefIsNull)
        .instruction(&Instruction::If(wasm_encoder::BlockType::Empty))
        .instruction(&Instruction::Call(plan.load))
        .instruction(&Instruction::End);
    for parameter in 0..program.types[ty as usize].params().len() {
        stub.instruction(&Instruction::LocalGet(parameter as u32));
    }
    stub.instruction(&Instruction::I32Const(slot as i32))
        .instruction(&Instruction::CallIndirect { type_index: ty, table_index: table })
        .instruction(&Instruction::End);
    stub
}

/// Stands where a function was that nothing in START calls.
fn dead() -> Function {
    let mut dead = Function::new([]);
    dead.instruction(&Instruction::Unreachable).instruction(&Instruction::End);
    dead
}

/// Gives functions the numbers they have in REST.
struct Renumber(BTreeMap<u32, u32>);

impl Reencode for Renumber {
    type Error = std::convert::Infallible;

    fn function_index(&mut self, function: u32) -> std::result::Result<u32, reencode::Error<Self::Error>> {
        // Every function a moved body calls is either kept, so an import of REST, or moved itself.
        Ok(self.0[&function])
    }
}

/// REST: the moved bodies, which import what they share with START.
fn rest(program: &Program, plan: &Plan) -> Result<Vec<u8>> {
    let mut module = Module::new();
    if let Some(&(id, data)) = program.sections.iter().find(|it| it.0 == SectionId::Type as u8) {
        module.section(&RawSection { id, data });
    }

    let mut same = RoundtripReencoder;
    let mut imports = ImportSection::new();
    for (at, &memory) in program.memories.iter().enumerate() {
        imports.import("", &label('m', at), EntityType::Memory(same.memory_type(memory)?));
    }
    for (at, &table) in program.tables.iter().enumerate() {
        imports.import("", &label('t', at), EntityType::Table(same.table_type(table)?));
    }
    imports.import("", &label('t', program.tables.len()), EntityType::Table(plan.table()));
    for (at, &global) in program.globals.iter().enumerate() {
        imports.import("", &label('g', at), EntityType::Global(same.global_type(global)?));
    }
    for (at, &function) in plan.kept.iter().enumerate() {
        imports.import("", &label('f', at), EntityType::Function(program.functions[function as usize]));
    }
    module.section(&imports);

    let numbers = plan.kept.iter().chain(&plan.moved).copied().zip(0..).collect();
    let mut renumber = Renumber(numbers);
    let mut functions = FunctionSection::new();
    for &function in &plan.moved {
        functions.function(program.functions[function as usize]);
    }
    module.section(&functions);

    let slots: Vec<u32> = plan.slots.keys().map(|it| renumber.0[it]).collect();
    let mut elements = ElementSection::new();
    let table = program.tables.len() as u32;
    elements.active(Some(table), &ConstExpr::i32_const(0), Elements::Functions(slots.into()));
    module.section(&elements);

    let mut code = CodeSection::new();
    for &function in &plan.moved {
        renumber.parse_function_body(&mut code, program.bodies[function as usize - program.imported].clone())?;
    }
    module.section(&code);
    Ok(module.finish())
}

#[cfg(test)]
mod tests;
