// Buttons that copy a text of the page.

document.addEventListener('click', async event => {
  const button = event.target.closest('[data-copy]');
  if (button) {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
    button.textContent = button.dataset.copied;
  }
});

function ready() {
  // Without TLS, other than on this machine, a browser has no clipboard.
  if (navigator.clipboard) {
    document.querySelectorAll('[data-copy]').forEach(button => { button.hidden = false; });
  }
}

ready();
window.Blazor?.addEventListener('enhancedload', ready);
