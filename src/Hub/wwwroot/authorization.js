// The Authorization settings: forced scopes follow their capability at once, the count follows the boxes, and a long list can be filtered.

const form = () => document.querySelector('.scope-form');
const box = option => option.querySelector('input[type=checkbox]');

// The names of the switched-on capabilities that require a scope.
function forcedBy(scope) {
  return [...form().querySelectorAll('input[data-capability]:checked')]
    .filter(capability => capability.dataset.requires.split(' ').includes(scope))
    .map(capability => capability.dataset.capability);
}

function force(option) {
  const capabilities = forcedBy(option.dataset.scope);
  const isForced = capabilities.length > 0;
  const input = box(option);
  if (isForced && !input.checked) {
    input.checked = true;
    option.dataset.followed = '';
  } else if (!isForced && input.disabled && option.dataset.followed !== undefined) {
    // It was checked by the switch alone, which is off again.
    input.checked = false;
    delete option.dataset.followed;
  }
  input.disabled = isForced;
  option.querySelector('input[data-forced]')?.toggleAttribute('disabled', !isForced);

  const text = option.querySelector('.option-forced');
  text.hidden = !isForced;
  text.textContent = isForced ? text.dataset.text.replace('{0}', capabilities.join(', ')) : '';
  option.querySelector('.reason-optional').hidden = !isForced;
}

function count() {
  const output = form().querySelector('[data-count]');
  const number = form().querySelectorAll('.scope-option input[type=checkbox]:checked').length;
  output.textContent = (number === 1 ? output.dataset.countOne : output.dataset.count).replace('{0}', number.toLocaleString('en'));
}

function filter() {
  const panel = form().querySelector('.scope-filter');
  const words = panel.querySelector('input').value.toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const option of form().querySelectorAll('.scope-option')) {
    const text = [option.dataset.scope, option.querySelector('label').textContent, option.querySelector('.option-text').textContent].join(' ').toLowerCase();
    option.hidden = !words.every(word => text.includes(word));
    shown += option.hidden ? 0 : 1;
  }
  for (const group of form().querySelectorAll('.scope-group')) {
    group.hidden = !group.querySelector('.scope-option:not([hidden])');
  }
  const { none, one, many } = panel.dataset;
  panel.querySelector('[role=status]').textContent = words.length === 0 ? '' : shown === 0 ? none : (shown === 1 ? one : many).replace('{0}', shown.toLocaleString('en'));
}

document.addEventListener('change', event => {
  if (!form()?.contains(event.target)) {
    return;
  }
  if (event.target.dataset.capability !== undefined) {
    form().querySelectorAll('.scope-option').forEach(force);
  }
  if (form().querySelector('[data-count]')) {
    count();
  }
});
document.addEventListener('input', event => {
  if (event.target.id === 'scope-filter') {
    filter();
  }
});
document.addEventListener('keydown', event => {
  // Enter in the filter is not meant to send the form.
  if (event.target.id === 'scope-filter' && event.key === 'Enter') {
    event.preventDefault();
  }
});

function ready() {
  const panel = form()?.querySelector('.scope-filter');
  if (panel) {
    panel.hidden = false;
    form().querySelectorAll('.scope-option').forEach(option => delete option.dataset.followed);
    filter();
    count();
  }
}

ready();
window.addEventListener('pageshow', ready);
window.Blazor?.addEventListener('enhancedload', ready);
