// Of the Share panel: another link's curves beside the present ones.

const {addressOf} = window;
const {make} = await import(addressOf('elements.js'));
const {t} = await import(addressOf('strings.js'));

export function makeComparison(playground, say) {
  const link = make('input', {id: 'share-compare', type: 'text', autocomplete: 'off', spellcheck: false,
                              placeholder: t('Paste a link')});
  const compare = make('button', {type: 'button', id: 'share-compare-start'}, t('Compare'));
  const stop = make('button', {type: 'button', id: 'share-compare-stop'}, t('Stop comparing'));
  const refused = make('p', {id: 'share-compare-error', className: 'error', role: 'alert', hidden: true});
  link.setAttribute('aria-describedby', refused.id);
  async function start() {
    refused.hidden = true;
    say(t('Training the other runs …'));
    try {
      const {runs} = await playground.compare(link.value);
      say(t('{count} dashed curves are drawn beside the present ones.', {count: runs.length}));
    } catch (error) {
      say('');
      refused.textContent = error.message;
      refused.hidden = false;
    }
  }
  compare.addEventListener('click', start);
  link.addEventListener('keydown', (event) => { if (event.key === 'Enter') start(); });
  stop.addEventListener('click', () => {
    playground.compare(null);
    say(t('The dashed curves are gone.'));
  });
  return make('details', {className: 'comparison'},
    make('summary', {}, t('Compare with another link')),
    make('p', {className: 'label'}, make('label', {htmlFor: link.id}, t('The other link'))),
    link, make('div', {className: 'buttons'}, compare, stop), refused);
}
