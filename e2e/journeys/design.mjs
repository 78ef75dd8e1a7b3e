// Every part of the design system in every state, on both devices, light and dark.
export const name = 'the design system shows every part without a barrier';

export async function run(t) {
  for (const device of ['phone', 'desktop']) {
    for (const dark of [false, true]) {
      await t.sitAt(device, { dark });
      await t.open('/design');
      await t.page.getByRole('heading', { level: 1 }).waitFor();
    }
  }
  await t.sitAt('desktop');
  await t.open('/design?lang=en');
  await t.page.locator('html[lang=en]').waitFor();
}
