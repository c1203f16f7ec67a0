/* Runs before the first paint: "system" follows the device, so that no page flashes in the wrong theme. */
(function () {
  'use strict';
  var root = document.documentElement;
  var dark = matchMedia('(prefers-color-scheme: dark)');
  function apply() {
    if (root.dataset.theme === 'system') root.setAttribute('data-bs-theme', dark.matches ? 'dark' : 'light');
  }
  apply();
  dark.addEventListener('change', function () {
    apply();
    document.dispatchEvent(new CustomEvent('automedia:theme'));
  });
})();
