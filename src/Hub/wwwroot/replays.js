// How far a running replay has come, kept up to date; everything else of the page stays as the reader has it.

const interval = 2000;
let timer;

async function refresh() {
  const current = document.querySelector('[data-replay-progress]');
  if (!current) {
    return;
  }
  try {
    const answer = await fetch(location.href, { headers: { Accept: 'text/html' } });
    const next = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('[data-replay-progress]');
    if (answer.ok && !next && !document.activeElement?.matches('input, select')) {
      // It has ended, and the page has more to tell about it.
      window.Blazor.navigateTo(location.href, { replaceHistoryEntry: true });
      return;
    }
    if (next) {
      current.replaceChildren(...next.childNodes);
    }
  } catch {
    // Out of reach for the moment.
  }
  plan();
}

function plan() {
  clearTimeout(timer);
  if (document.querySelector('[data-replay-progress]')) {
    timer = setTimeout(refresh, interval);
  }
}

plan();
window.Blazor?.addEventListener('enhancedload', plan);
