// The search box over the topics of the Webhooks page.

function filter() {
  const panel = document.querySelector('.topic-search');
  const words = panel.querySelector('input').value.toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const option of document.querySelectorAll('.topic')) {
    const text = option.textContent.toLowerCase();
    option.hidden = !words.every(word => text.includes(word));
    shown += option.hidden ? 0 : 1;
  }
  for (const group of document.querySelectorAll('.topic-group')) {
    group.hidden = !group.querySelector('.topic:not([hidden])');
  }
  document.querySelector('.topic-jump').hidden = words.length > 0;
  const { none, one, many } = panel.dataset;
  panel.querySelector('[role=status]').textContent = words.length === 0 ? '' : shown === 0 ? none : (shown === 1 ? one : many).replace('{0}', shown.toLocaleString('en'));
}

document.addEventListener('input', event => {
  if (event.target.id === 'topic-search') {
    filter();
  }
});
document.addEventListener('keydown', event => {
  // Enter in the search is not meant to send the form.
  if (event.target.id === 'topic-search' && event.key === 'Enter') {
    event.preventDefault();
  }
});

function ready() {
  const panel = document.querySelector('.topic-search');
  if (panel) {
    panel.hidden = false;
    filter();
  }
}

ready();
window.addEventListener('pageshow', ready);
window.Blazor?.addEventListener('enhancedload', ready);
