// The language of the texts that people read: t('English text with {name}', {name: 'a value'}) is the text in the
// language chosen (parts.js holds it). tKey marks a text of a constant table, which t() translates where it is shown.

export const {t, setCatalogue} = window;
export const tKey = (english) => english;
// "1,640", with what the language puts between thousands.
export function countText(value) {
  const own = t('@thousands');
  return String(value).replace(/\B(?=(\d{3})+$)/g, own === '@thousands' ? ',' : own);
}
