// Small comforts on top of pages that work without script.

const format = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

// Times in the reader's own time zone.
function localTimes() {
  for (const element of document.querySelectorAll('time[datetime]:not([data-local])')) {
    element.title = element.textContent;
    element.textContent = format.format(new Date(element.dateTime));
    element.dataset.local = '';
  }
}

// After a form that was not taken, the reader (and the screen reader) is taken to what is wrong.
function focusFaults() {
  document.querySelector('[data-focus]')?.focus();
}

// Scripts of single pages. A page that comes by enhanced navigation does not run script elements, so it names its module instead.
function pageModules() {
  for (const element of document.querySelectorAll('[data-module]')) {
    import(new URL(element.dataset.module, document.baseURI));
  }
}

// A form that is on its way is not sent again: the registry would not do it twice, but the page that comes of it might lack what the
// first one had to say. On the way down, as Blazor, which was here first, sends forms on the way up. No page may ever come, where the
// registry can't be reached; then the form can be sent again after a while.
const patience = 10_000;
const sending = new Map();

document.addEventListener('submit', event => {
  if (sending.has(event.target)) {
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  sending.set(event.target, setTimeout(release, patience, event.target));
  event.submitter?.setAttribute('aria-busy', 'true');
}, true);

function release(form) {
  clearTimeout(sending.get(form));
  sending.delete(form);
  for (const button of form.querySelectorAll('button[aria-busy]')) {
    button.removeAttribute('aria-busy');
  }
}

function ready() {
  [...sending.keys()].forEach(release);
  localTimes();
  focusFaults();
  pageModules();
}

ready();
window.addEventListener('pageshow', ready);
window.Blazor?.addEventListener('enhancedload', ready);
