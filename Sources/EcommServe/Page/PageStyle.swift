/// How the pages look, in light and dark.
enum PageStyle {
  static let text = #"""
    :root {
      --ground: #fbfaf7; --card: #ffffff; --ink: #1d2126; --soft: #5c6670; --line: #dcd9d0;
      --accent: #0b5f8a; --band: #0b5f8a26; --good: #2c7a3f; --bad: #b3372b; --warm: #b8620e;
      --focus: #d27d1a;
    }
    @media (prefers-color-scheme: dark) {
      :root {
        --ground: #14171a; --card: #1d2226; --ink: #e9e6df; --soft: #a3abb3; --line: #343b41;
        --accent: #6cb8e0; --band: #6cb8e033; --good: #74c686; --bad: #ee8a7d; --warm: #e0a060;
        --focus: #f0b35c;
      }
    }
    * { box-sizing: border-box; }
    body { margin: 0; background: var(--ground); color: var(--ink);
      font: 16px/1.5 system-ui, sans-serif; }
    header { display: flex; flex-wrap: wrap; gap: .4rem 1rem; align-items: center;
      padding: .6rem 1.2rem; border-bottom: 1px solid var(--line); background: var(--card); }
    .brand { font-size: 1.1rem; letter-spacing: .02em; }
    nav { display: flex; flex-wrap: wrap; gap: .2rem; flex: 1; }
    nav button, nav a { background: none; border: 0; border-bottom: 2px solid transparent;
      border-radius: 0; color: var(--soft); padding: .35rem .6rem; font: inherit; cursor: pointer; }
    nav button[aria-current] { color: var(--ink); border-bottom-color: var(--accent); }
    a { color: var(--accent); }
    dt { font-weight: 600; } dd { margin: 0 0 .4rem; }
    @media (max-width: 40rem) { nav { order: 1; flex-basis: 100%; } }
    .skip { position: absolute; left: -99rem; }
    .skip:focus { left: 1rem; top: 1rem; background: var(--card); padding: .5rem; z-index: 2; }
    :focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
    main { max-width: 76rem; margin: 0 auto; padding: 1.2rem; }
    main:focus { outline: none; }
    h1 { font-size: 1.5rem; margin: .4rem 0 .2rem; }
    h2 { font-size: 1.1rem; margin: 1.4rem 0 .4rem; }
    .lead { color: var(--soft); margin: 0 0 1rem; max-width: 46rem; }
    .cards { display: grid; gap: 1rem; grid-template-columns: 
      repeat(auto-fill, minmax(min(17rem, 100%), 1fr)); }
    .card { background: var(--card); border: 1px solid var(--line); border-radius: .5rem;
      padding: 1rem; min-width: 0; overflow-wrap: anywhere; }
    .cards.wide { grid-template-columns: repeat(auto-fit, minmax(min(30rem, 100%), 1fr)); }
    .card h2, .card > p:first-child { margin: 0; }
    .card + .card { margin-top: 1rem; } .cards .card { margin-top: 0; }
    .card p { margin: .4rem 0; }
    .card .figure { font-size: 1.6rem; font-variant-numeric: tabular-nums; }
    .soft { color: var(--soft); font-size: .9rem; }
    .good { color: var(--good); } .bad { color: var(--bad); } .warm { color: var(--warm); }
    table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
    caption { text-align: left; color: var(--soft); padding: .3rem 0; }
    th, td { text-align: left; padding: .3rem .6rem .3rem 0; border-bottom: 1px solid var(--line);
      vertical-align: top; white-space: nowrap; }
    td.words { white-space: normal; min-width: 16rem; }
    td.number, th.number { text-align: right; }
    .scroll { overflow-x: auto; }
    button, input, select, textarea { font: inherit; color: inherit; background: var(--card);
      border: 1px solid var(--line); border-radius: .35rem; padding: .35rem .6rem; }
    input, select, textarea { max-width: 100%; }
    button { cursor: pointer; }
    button.main { background: var(--accent); border-color: var(--accent); color: var(--card);
      font-weight: 600; }
    .fields { display: grid; gap: .7rem 1rem;
      grid-template-columns: repeat(auto-fill, minmax(min(14rem, 100%), 1fr)); }
    .fields label { display: block; font-size: .85rem; color: var(--soft); overflow-wrap: anywhere; }
    .fields input, .fields select { width: 100%; }
    [aria-invalid="true"] { border-color: var(--bad); }
    .fault { color: var(--bad); font-size: .85rem; margin: .1rem 0 0; }
    .row > * { min-width: 0; max-width: 100%; }
    .row { display: flex; flex-wrap: wrap; gap: .6rem 1rem; align-items: end; margin: .8rem 0; }
    .drop { border: 2px dashed var(--line); border-radius: .5rem; padding: 1.6rem;
      text-align: center; }
    .drop.over { border-color: var(--accent); }
    .chart { min-width: 0; overflow: hidden; }
    svg { display: block; max-width: 100%; }
    svg text { fill: var(--soft); font: 12px system-ui, sans-serif; }
    svg .ink { fill: var(--ink); }
    .grid { stroke: var(--line); } .line { stroke: var(--accent); fill: none; stroke-width: 2; }
    .band { fill: var(--band); } .bar { fill: var(--accent); } .bar.less { fill: var(--bad); }
    .bar.quiet { fill: var(--soft); opacity: .45; } .bar.hot { fill: var(--bad); }
    .mark { stroke: var(--warm); stroke-dasharray: 4 3; }
    pre { background: var(--card); border: 1px solid var(--line); border-radius: .35rem;
      padding: .7rem; overflow: auto; max-height: 26rem; font-size: .85rem; }
    textarea { width: 100%; min-height: 9rem; font: .85rem ui-monospace, monospace; }
    details { border-bottom: 1px solid var(--line); padding: .5rem 0; }
    summary { cursor: pointer; }
    .verb { display: inline-block; min-width: 3.6rem; font-weight: 600; color: var(--accent); }
    code { font: .9em ui-monospace, monospace; }
    #status { position: fixed; right: 1rem; bottom: .6rem; margin: 0; padding: .4rem .8rem;
      background: var(--card); border: 1px solid var(--line); border-radius: .35rem; }
    #status:empty { display: none; }
    @media print { header, #status, .skip { display: none; } }
    @media (prefers-reduced-motion: no-preference) { .bar { transition: opacity .2s; } }

    """#
}
