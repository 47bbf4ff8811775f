// What a lesson looks like: its step with the cards to predict, change, run and check, redrawn when the session says
// so. Texts go in as text, never as HTML.
//   const panel = makePanel(session, {position: 'Lesson 2 of 14', page: 'lessons/sgd.html', close, list, finish});
//   document.body.append(panel.element);

const {addressOf} = window;
const {countText, t} = await import(addressOf('strings.js'));
const {make} = await import(addressOf('elements.js'));
const {figureText, pieces} = await import(addressOf('lesson_figures.js'));
const {showInForm} = await import(addressOf('lesson_place.js'));

export function makePanel(session, {position, page, close, list, finish}) {
  const {lesson} = session;
  const many = lesson.steps.length;
  const button = (text, act, more = {}) => make('button', {type: 'button', onclick: act, ...more}, text);
  const heading = make('h2', {id: 'lesson-title', tabIndex: -1}, lesson.title);
  const fold = button('', () => setFolded(!element.classList.contains('folded')), {className: 'fold'});
  const header = make('header', {},
    button(position || t('Lesson'), list, {className: 'plain', title: t('All lessons')}),
    make('span', {className: 'room'}),
    fold,
    button('\u00d7', close, {className: 'plain close', 'aria-label': t('Close the lesson')}));
  const counter = make('p', {className: 'quiet counter'});
  const bar = make('progress', {max: many, 'aria-hidden': 'true'});
  const body = make('div', {className: 'body', tabIndex: 0, role: 'region', 'aria-label': t('Lesson')});
  const back = button(t('Back'), () => move(-1));
  const forward = button('', () => (session.last ? finish() : move(1)));
  const live = make('p', {className: 'unseen', role: 'status'});
  const element = make('aside', {id: 'lesson', 'aria-labelledby': heading.id},
    header, make('div', {className: 'title'}, heading, counter, bar), body, make('footer', {}, back, forward), live);
  let shown = null;  // the record of the step that is seen
  let parts = [];  // of the step: {refresh(moment)}

  function setFolded(folded) {
    element.classList.toggle('folded', folded);
    fold.textContent = folded ? '\u2303' : '\u2304';
    fold.setAttribute('aria-label', folded ? t('Open the lesson') : t('Fold the lesson away'));
    fold.setAttribute('aria-expanded', String(!folded));
  }

  // To another step, or this one anew.
  function begin(step) {
    step();
    body.scrollTop = 0;
    element.querySelector('h3').focus();
  }
  const move = (by) => begin(() => session.go(by));

  // --- A step -----------------------------------------------------------------------------------------------------

  // Paragraphs of a text with figures; they follow the moment.
  function prose(text, className = '') {
    const spans = [];
    const paragraphs = text.split(/\n\s*\n/).map((paragraph) => make('p', {className}, ...pieces(paragraph, () => '').map(
      ({text: words, figure}) => {
        if (figure === undefined) return words;
        const span = make('span', {className: 'figure', 'data-figure': figure});
        spans.push([span, figure]);
        return span;
      })));
    const refresh = (moment) => {
      for (const [span, figure] of spans) setText(span, figureText(figure, moment, lesson.measured));
    };
    return {elements: paragraphs, refresh};
  }

  function card(title, className, ...children) {
    return make('section', {className: `card ${className}`}, make('h4', {}, title), ...children);
  }

  function lookLine(place) {
    const go = button(t('Show me where'), () => {
      session.look(place);
      session.show();
      showInForm(place);
    }, {className: 'look'});
    return {elements: [go], refresh: () => {}};
  }

  function changeCard(change) {
    const tick = make('span', {className: 'tick', 'aria-hidden': 'true'});
    const words = make('p', {tabIndex: -1}, tick, change.text);
    const go = button(t('Make this change'), () => session.makeChange());
    const note = make('p', {className: 'quiet'});
    const box = card(t('Change'), 'change', words, go, note);
    const refresh = () => {
      const made = session.changeMade;
      box.classList.toggle('done', made);
      setText(tick, made ? '\u2713' : '');
      if (made && document.activeElement === go) words.focus();
      go.hidden = made;
      setText(note, made ? t('Done.') : t('By hand, or with this button.'));
    };
    return {elements: [box], refresh};
  }

  // Answers as buttons of which one is pressed.
  function answers(texts, choose) {
    const group = make('div', {className: 'answers', role: 'group'});
    const buttons = texts.map((text, index) => {
      const words = prose(text);
      const mark = make('span', {className: 'said'});
      const it = button('', () => choose(index));
      it.append(...words.elements[0].childNodes, mark);
      group.append(it);
      return {it, mark, refresh: words.refresh};
    });
    return {group, buttons};
  }

  function showAnswers({buttons}, moment, {chosen, right, closed}) {
    buttons.forEach(({it, mark, refresh}, index) => {
      refresh(moment);
      it.setAttribute('aria-pressed', String(index === chosen));
      it.classList.toggle('right', index === right);
      it.disabled = closed && index !== chosen && index !== right;
      setText(mark, index === right ? t('right') : right !== undefined && index === chosen ? t('not this time') : '');
    });
  }

  function predictCard(predict) {
    const question = prose(predict.question);
    const choice = answers(predict.answers, (index) => session.predict(index));
    const note = make('p', {className: 'quiet'});
    const box = card(t('Predict, then run'), 'predict', ...question.elements, choice.group, note);
    choice.group.setAttribute('aria-label', predict.question);
    const refresh = (moment) => {
      question.refresh(moment);
      const {verdict, record} = session;
      showAnswers(choice, moment, {chosen: record.answer, right: verdict?.index ?? undefined, closed: Boolean(record.after)});
      setText(note, record.after ? '' : record.answer === undefined ? t('Choose before you run.') : t('Noted. Now run.'));
      note.hidden = note.textContent === '';
    };
    return {elements: [box], refresh};
  }

  function runCard(run) {
    const go = button('', () => (session.record.after ? begin(() => session.again()) : session.run()));
    const hurry = button(t('Faster'), () => session.hurry(), {hidden: true});
    const stop = button(t('Stop'), () => session.stop(), {hidden: true});
    const way = make('progress', {max: 1, value: 0, 'aria-label': t('Progress of the run')});
    const note = make('p', {className: 'quiet'});
    const box = card(run.sweep ? t('Run the sweep') : t('Run'), 'run',
      make('div', {className: 'buttons'}, go, hurry, stop), way, note);
    const kMissing = {change: t('Make the change first.'), predict: t('Predict first.'), '': ''};
    const refresh = () => {
      const {running, record, missing} = session;
      const focused = [go, hurry, stop].includes(document.activeElement);
      setText(go, record.after ? t('Try again') : run.sweep ? t('Run the sweep')
        : t('Run to step {step}', {step: countText(run.to)}));
      go.hidden = Boolean(running);
      go.disabled = !record.after && missing !== '';
      go.classList.toggle('primary', !record.after);
      hurry.hidden = !running || Boolean(run.sweep);
      stop.hidden = !running;
      way.hidden = !running;
      if (running) way.value = running.finished / running.total;
      setText(note, running ? '' : session.trouble || (record.after ? '' : kMissing[missing]));
      note.hidden = note.textContent === '';
      if (focused && document.activeElement.hidden) [go, stop].find((it) => !it.hidden).focus();
    };
    return {elements: [box], refresh};
  }

  function explanation(text) {
    const words = prose(text ?? '');
    const verdict = make('p', {className: 'verdict'});
    const box = make('section', {className: 'explain', hidden: true}, verdict, ...(text ? words.elements : []));
    const refresh = (moment) => {
      const {verdict: found, record} = session;
      const appears = box.hidden && Boolean(record.after);
      box.hidden = !record.after || (!text && !found);
      if (box.hidden) return;
      words.refresh(moment);
      verdict.hidden = !found;
      if (found) {
        setText(verdict, found.index === null ? t('A run diverged, so no answer counts.')
          : found.right ? t('Your prediction was right.') : t('Not what you predicted this time.'));
        verdict.classList.toggle('ok', found.right);
      }
      if (appears) box.scrollIntoView({block: 'nearest'});
    };
    return {elements: [box], refresh};
  }

  function checkCard(check) {
    const question = prose(check.question);
    const choice = answers(check.answers, (index) => session.answerCheck(index));
    choice.group.setAttribute('aria-label', check.question);
    const why = prose(check.why);
    const said = make('div', {className: 'why', hidden: true}, ...why.elements);
    const box = card(t('Check yourself'), 'check', ...question.elements, choice.group, said);
    const refresh = (moment) => {
      question.refresh(moment);
      why.refresh(moment);
      const given = session.record.check;
      showAnswers(choice, moment, {chosen: given, right: given === undefined ? undefined : check.right, closed: false});
      said.hidden = given === undefined;
      box.hidden = Boolean(session.step.run) && !session.record.after;
    };
    return {elements: [box], refresh};
  }

  function ending() {
    const sources = make('ul', {}, ...lesson.sources.map(({text, url}) => make('li', {}, url
      ? make('a', {href: url, rel: 'noopener noreferrer', target: '_blank'}, text) : text)));
    const links = page ? [make('p', {}, make('a', {href: page, target: '_blank'}, t('This lesson as a page to read')))] : [];
    const box = make('section', {className: 'ending'}, ...(lesson.sources.length > 0 ? [make('h4', {}, t('Sources')), sources] : []), ...links);
    return {elements: [box], refresh: () => {}};
  }

  function makeStep() {
    const {step} = session;
    const trouble = make('p', {className: 'error', role: 'alert', hidden: true});
    parts = [
      prose(step.text),
      ...(step.look ? [lookLine(step.look)] : []),
      ...(step.change ? [changeCard(step.change)] : []),
      ...(step.predict ? [predictCard(step.predict)] : []),
      ...(step.run ? [runCard(step.run)] : []),
      ...(step.run ? [explanation(step.explain)] : []),
      ...(step.check ? [checkCard(step.check)] : []),
      {elements: [trouble], refresh: () => {
        const text = step.run ? '' : session.trouble;
        trouble.hidden = text === '';
        setText(trouble, text);
      }},
      ...(session.last ? [ending()] : []),
    ];
    body.replaceChildren(make('h3', {tabIndex: -1}, step.title), ...parts.flatMap((part) => part.elements));
    setText(counter, t('Step {step} of {steps}', {step: session.index + 1, steps: many}));
    bar.value = session.index + 1;
    shown = session.record;
  }

  function refresh() {
    if (shown !== session.record) makeStep();
    const {moment} = session;
    for (const part of parts) part.refresh(moment);
    back.disabled = session.index === 0 || Boolean(session.running);
    forward.disabled = Boolean(session.running);
    forward.classList.toggle('primary', session.done);
    setText(forward, session.last ? t('Finish') : session.done ? t('Next') : t('Skip'));
  }

  // The canvas listens for keys on the window: the lesson keeps its own, and Escape goes back there.
  for (const type of ['keydown', 'keyup', 'keypress', 'wheel']) {
    element.addEventListener(type, (event) => event.stopPropagation());
  }
  element.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') document.getElementById('canvas').focus();
  });
  setFolded(false);
  return {element, heading, refresh, setFolded, say: (text) => { live.textContent = text; }};
}

// Without touching what is the same already: a selection in the text stays.
function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
