// Starts the program of the worker with what the page sends: its bytes, and this script as a blob where it came as one. The
// worker starts another from that blob: in a page out of a file it cannot open the address that the page gave its own.
importScripts('worker.js');
onmessage = ({ data: [program, script] }) => {
  onmessage = null;
  self.crossreadScript = script;
  wasm_bindgen({ module_or_path: program });
};
