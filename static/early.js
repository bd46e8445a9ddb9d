// Runs before the first paint, as a classic script so that any browser reads it. Only what must not flash:
// the chosen theme, and hiding the prerendered start page when the address asks for another view.
(function (root) {
  'use strict';
  var theme = null;
  try {
    theme = localStorage.getItem('crossread-theme');
  } catch (denied) {
    // No storage (a private window, a file): the system's theme it is.
  }
  if (theme === 'light' || theme === 'dark') root.setAttribute('data-theme', theme);

  var isPlain = location.search === '?plain';
  if (typeof WebAssembly !== 'object' || !('noModule' in document.createElement('script'))) {
    document.addEventListener('DOMContentLoaded', function () {
      document.getElementById('failure').hidden = false;
    });
  } else if (!isPlain && location.hash.length > 2) {
    root.className += ' is-deep-link';
  }
})(document.documentElement);
