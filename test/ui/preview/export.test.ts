import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { comparePictures, describeDifference } from '../../../ui/lvgl/testing/index.ts';
import { decodePng } from '../../kit/png.ts';
import { allStories, play } from '../screens/stage.tsx';

const test = suite('porthole preview --png');
const folder = mkdtempSync(path.join(tmpdir(), 'porthole-preview-'));
test.after(() => rmSync(folder, { recursive: true }));

const entry = path.resolve(import.meta.dirname, '../../../ui/porthole.ts');

function preview(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', entry, 'preview', ...args], {
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
  });
  return { status, stdout, stderr };
}

test('draws the chosen stories in every combination, as the test stage does, with a contact sheet', async () => {
  const out = path.join(folder, 'made/by/it');
  const args = [
    '--screen',
    'login/error,qr-code/voided',
    '--locale',
    'en,de',
    '--theme',
    'light',
    '--size',
    '1024x768',
  ];
  const { status, stdout, stderr } = preview('--png', out, ...args);
  assert.equal({ status, stderr }, { status: 0, stderr: '' });
  assert.is(stdout, `4 pictures and index.html in ${out}\n`);
  const names = ['login-error', 'qr-code-voided'].flatMap((story) =>
    ['de', 'en'].map((locale) => `${story}-1024x768-light-${locale}.png`),
  );
  assert.equal(readdirSync(out).sort(), ['index.html', ...names].sort());
  const sheet = readFileSync(path.join(out, 'index.html'), 'utf8');
  for (const name of names) assert.ok(sheet.includes(`<img src="${name}"`), name);

  const stories = await allStories();
  for (const locale of ['en', 'de'] as const) {
    const story = stories.get('qr-code')?.voided;
    assert.ok(story);
    const stage = await play(story, { width: 1024, height: 768, theme: 'light', locale });
    stage.display.refreshNow();
    const exported = decodePng(readFileSync(path.join(out, `qr-code-voided-1024x768-light-${locale}.png`)));
    const expected = { ...exported, pixels: stage.display.pixels.map((pixel) => pixel | 0xff000000) };
    const difference = comparePictures(exported, expected);
    assert.not(difference, difference ? describeDifference(difference) : '');
    stage.close();
  }
});

test('draws at scale 2 what is 2000 pixels high or more', () => {
  const { status } = preview('--png', folder, '--screen', 'starting', '--size', '3840x2160');
  assert.is(status, 0);
  const { width, height } = decodePng(readFileSync(path.join(folder, 'starting-waiting-3840x2160-dark-en.png')));
  assert.equal([width, height], [3840, 2160]);
});

test('names the stories there are when one is asked for that is not, and writes nothing', () => {
  const out = path.join(folder, 'nothing');
  for (const [screen, known] of [
    ['loggin', 'login'],
    ['login/broken', 'login/throttled'],
  ] as const) {
    const { status, stdout, stderr } = preview('--png', out, '--screen', screen);
    assert.equal({ status, stdout }, { status: 2, stdout: '' });
    assert.match(stderr, new RegExp(`^porthole: there is no story "${screen}"; there are [^\\n]*${known}[^\\n]*\\n$`));
  }
  assert.not(existsSync(out));
});

test('refuses a size, theme, language or port that is none, with exit code 2', () => {
  for (const args of [
    ['--size', '1920'],
    ['--size', '10x10'],
    ['--theme', 'pink'],
    ['--locale', 'xx'],
    ['--port', 'x'],
  ]) {
    const { status, stdout, stderr } = preview('--png', folder, ...args);
    assert.equal({ status, stdout }, { status: 2, stdout: '' }, args.join(' '));
    assert.match(stderr, /^porthole: [^\n]+\n$/);
  }
});

test.run();
