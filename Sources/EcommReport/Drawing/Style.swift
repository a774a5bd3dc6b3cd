/// The one visual language: colours that stay apart for the colour-blind (after Okabe and Ito, 2008),
/// on screens light and dark and on paper. Marks name a class, never a colour.
enum Style {
  /// Lines have `s1` to `s6`, faces `f1` to `f6`; the sixth is grey.
  static let colours = 6

  /// Beyond all of them.
  static let ink = -1

  static func line(_ index: Int) -> String { "line s\(number(index))" }
  static func face(_ index: Int) -> String { "f\(number(index))" }

  static func stroke(_ index: Int) -> String { "s\(number(index))" }

  private static func number(_ index: Int) -> Int { index < 0 ? 0 : index % colours + 1 }

  static let variables: StaticString = """

    :root { color-scheme: light dark; --ink: #1c2430; --soft: #566170; --paper: #ffffff;
      --panel: #f6f8fa; --grid: #e1e6eb; --c1: #0b62a4; --c2: #b5460f; --c3: #117a5b; --c4: #84499c;
      --c5: #8f6400; --c6: #76808c; --warn: #8f3a0b; }
    @media (prefers-color-scheme: dark) { :root { --ink: #e8ecf1; --soft: #a6b0bc;
      --paper: #14181d; --panel: #1b2127; --grid: #303841; --c1: #6db3ea; --c2: #f0955c;
      --c3: #58c39d; --c4: #cf9ae6; --c5: #e0b34c; --c6: #98a3af; --warn: #f0a574; } }
    @media print { :root { color-scheme: light; --ink: #000; --soft: #444; --paper: #fff;
      --panel: #fff; --grid: #ccc; --c1: #0b62a4; --c2: #b5460f; --c3: #117a5b; --c4: #84499c;
      --c5: #8f6400; --c6: #666; --warn: #8f3a0b; } }

    """

  static let marks: StaticString = """

    svg text { font: 12px system-ui, "Segoe UI", Helvetica, Arial, sans-serif; fill: var(--ink); }
    svg .tick, svg .soft { fill: var(--soft); } svg .strong { font-weight: 600; }
    svg .halo { paint-order: stroke; stroke: var(--paper); stroke-width: 3px; }
    svg .title { font-size: 15px; font-weight: 600; }
    svg .grid { stroke: var(--grid); } svg .zero { stroke: var(--soft); }
    svg .line { fill: none; stroke-width: 1.8; stroke-linejoin: round; }
    svg .thin { stroke-width: 1; } svg .dash { stroke-dasharray: 4 3; }
    svg .guide { fill: none; stroke: var(--soft); stroke-dasharray: 3 3; }
    svg .iso { fill: none; stroke: var(--grid); }
    .s0 { stroke: var(--ink); stroke-opacity: .85; } .f0 { fill: var(--ink); }
    .s1 { stroke: var(--c1); } .s2 { stroke: var(--c2); } .s3 { stroke: var(--c3); }
    .s4 { stroke: var(--c4); } .s5 { stroke: var(--c5); } .s6 { stroke: var(--c6); }
    .f1 { fill: var(--c1); } .f2 { fill: var(--c2); } .f3 { fill: var(--c3); }
    .f4 { fill: var(--c4); } .f5 { fill: var(--c5); } .f6 { fill: var(--c6); }
    svg .band { stroke: none; fill-opacity: .18; } svg .pale { fill-opacity: .35; }
    svg .cloud { fill: none; stroke-width: 4.5; stroke-linecap: round; stroke-opacity: .5; }
    svg .small { stroke-width: 3; } svg .large { stroke-width: 6.5; stroke-opacity: .9; } svg .hit { fill: transparent; }
    svg .mark { fill: var(--paper); stroke: var(--ink); stroke-width: 2; }
    svg .over { fill: var(--paper); } svg .break { stroke: var(--paper); stroke-width: 3; }

    """
}
