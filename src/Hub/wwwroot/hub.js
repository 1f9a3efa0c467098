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

// A form that is on its way is not sent again; the registry would not do it twice either.
document.addEventListener('submit', event => {
  if (event.target.dataset.sending !== undefined) {
    event.preventDefault();
    return;
  }
  event.target.dataset.sending = '';
  event.submitter?.setAttribute('aria-busy', 'true');
});

function ready() {
  for (const form of document.querySelectorAll('form[data-sending]')) {
    delete form.dataset.sending;
  }
  for (const button of document.querySelectorAll('button[aria-busy]')) {
    button.removeAttribute('aria-busy');
  }
  localTimes();
  focusFaults();
  pageModules();
}

ready();
window.addEventListener('pageshow', ready);
window.Blazor?.addEventListener('enhancedload', ready);
