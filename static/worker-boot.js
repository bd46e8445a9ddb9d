// Starts the program of the worker from the bytes that the page sends it.
importScripts('worker.js');
onmessage = ({ data }) => {
  onmessage = null;
  wasm_bindgen({ module_or_path: data });
};
