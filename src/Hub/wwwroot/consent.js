// While boxes of a consent change, shows at once which notifications follow from them.

function show(root) {
  const boxes = [...root.querySelectorAll('.option input[type=checkbox]')];
  const granted = new Set([
    ...boxes.filter(box => box.checked).map(box => box.value),
    ...[...root.querySelectorAll('[data-held]')].map(item => item.dataset.held),
  ]);
  for (const topic of root.querySelectorAll('[data-needs]')) {
    const needs = topic.dataset.needs.split(' ').filter(Boolean);
    const met = needs.length === 0 || needs.some(scope => granted.has(scope));
    topic.classList.toggle('is-silent', !met || topic.dataset.off !== undefined);
    topic.querySelector('[data-silent]')?.toggleAttribute('hidden', met);
  }
  const chosen = root.querySelector('[data-chosen]');
  if (chosen) {
    chosen.textContent = boxes.filter(box => box.checked).length;
  }
}

// One listener for all pages to come: a script is not run again after enhanced navigation.
document.addEventListener('change', event => {
  const root = event.target.closest('[data-consent]');
  if (root) {
    show(root);
  }
});
