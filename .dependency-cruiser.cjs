// Who may import whom. The plan is in README.md, "Architecture"; `npm run lint:imports` checks it.
const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });
const ours = '^(core|drivers|ui|assets|test)/';

module.exports = {
  forbidden: [
    rule(
      'no-circular',
      'A circle means two rooms that are really one.',
      {},
      { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    ),
    rule(
      'no-unresolved',
      'Every import resolves from a clean install.',
      {},
      { couldNotResolve: true, pathNot: '\\?url$' },
    ),
    rule('product-not-test', 'The product never needs its tests.', { pathNot: '^test/' }, { path: '^test/' }),
    rule(
      'sealed-pure',
      'core/sealed also runs in a browser.',
      { path: '^core/sealed/' },
      { path: ours, pathNot: '^core/sealed/' },
    ),
    rule('lvgl-pure', 'The toolkit knows no host.', { path: '^ui/lvgl/' }, { path: ours, pathNot: '^ui/lvgl/' }),
    rule(
      'pure-no-node',
      'No Node API where code also runs in a browser.',
      { path: '^(core/(sealed|api|accounts|reset)|ui/(lvgl|jsx|screens))/' },
      { dependencyTypes: ['core'] },
    ),
    rule('core-no-screen', 'core has no screen and no hardware.', { path: '^core/' }, { path: '^(ui|drivers)/' }),
    rule(
      'core-lower',
      'The device core never depends on the programs built from it.',
      { path: '^core/(sealed|accounts|reset|store|api)/' },
      { path: '^core/(daemon|recovery)/' },
    ),
    rule(
      'drivers-lvgl-only',
      'A driver sees the interfaces of the toolkit and nothing else of ours.',
      { path: '^drivers/' },
      { path: ours, pathNot: '^(drivers/|ui/lvgl/hal\\.ts$)' },
    ),
    rule(
      'jsx-lvgl-only',
      'jsx binds signals to toolkit objects.',
      { path: '^ui/jsx/' },
      { path: ours, pathNot: '^ui/(jsx|lvgl)/' },
    ),
    rule(
      'screens-see-no-device',
      'A screen knows the toolkit and the typed contract.',
      { path: '^ui/screens/' },
      { path: ours, pathNot: '^(ui/(screens|jsx|lvgl)|core/api|assets)/' },
    ),
    rule(
      'preview-on-top',
      'The preview shows everything, so nothing is made of it but the command that starts it.',
      { path: ours, pathNot: '^(ui/preview/|ui/porthole\\.ts$|test/)' },
      { path: '^ui/preview/' },
    ),
    rule(
      'phone-page',
      'The scan page shares words with us and nothing of the device.',
      { path: '^ui/phone/' },
      { path: ours, pathNot: '^(ui/phone|core/sealed|assets)/' },
    ),
    rule(
      'recovery-not-device',
      "The vendor's service shares only the sealed payload with the device.",
      { path: '^core/recovery/' },
      { path: ours, pathNot: '^(core/(recovery|sealed)|assets/locales/mail)/' },
    ),
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^node_modules|^\\.build' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
    },
  },
};
