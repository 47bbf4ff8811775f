// A person who takes a lesson on the page, by mouse: what tests of lessons and the pictures of lessons share.
//   const walk = walkOf(page);  await walk.ready();  await walk.predict(0);  await walk.run();  await walk.next();

export function walkOf(page) {
  const panel = page.page.locator('#lesson');
  const button = (name) => panel.getByRole('button', { name, exact: true });
  const running = () => panel.getByRole('button', { name: 'Stop', exact: true }).isVisible();
  return {
    panel,
    button,
    ready: () => panel.locator('h3').waitFor(),
    counter: () => panel.locator('.counter').textContent(),
    predict: (index) => panel.locator('.predict .answers button').nth(index).click(),
    check: (index) => panel.locator('.check .answers button').nth(index).click(),
    // As fast as it goes.
    async run() {
      await panel.locator('.run .buttons button').first().click();
      const faster = button('Faster');
      await page.until(async () => (await faster.isVisible()) || !(await running()), 'the run to begin');
      if (await faster.isVisible()) await faster.click({ timeout: 2000 }).catch(() => {}); // it may have ended
      await page.until(async () => !(await running()) && (await button('Try again').isVisible()), 'the end of the run');
    },
    async change() {
      const make = button('Make this change');
      if (await make.isVisible()) await make.click();
      await panel.locator('.change.done').waitFor();
    },
    // Everything a step asks for.
    async step() {
      if (await panel.locator('.change').count()) await this.change();
      if (await panel.locator('.predict').count()) await this.predict(0);
      if (await panel.locator('.run').count()) await this.run();
      if (await panel.locator('.check').count()) await this.check(0);
    },
    figures: () => panel.locator('.body [data-figure]').evaluateAll((spans) => Object.fromEntries(spans
      .filter((span) => !span.dataset.figure.startsWith('measured.'))
      .map((span) => [span.dataset.figure, span.textContent]))),
    async next() {
      const before = await this.counter();
      await panel.locator('footer button').last().click();
      await page.until(async () => !(await panel.isVisible()) || (await this.counter()) !== before, 'the next step');
    },
  };
}
