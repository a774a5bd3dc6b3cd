import EcommBase
import EcommData
import EcommReport
import EcommTasks

extension ClassifyCommands {
  private static let describes = Option.list(
    "text", "COLUMN,...", "texts that describe products: brand, size, pieces and more of each")
  private static let attributes = Option.file(
    "output", "write the rows with what the texts say, as CSV")

  static let explore = Command(
    "classify explore", "what each column holds and tells of the target",
    examples: [
      "classify explore Data/sessions.csv --target Revenue",
      "classify explore Data/products.csv --text name --output attributes.csv",
    ],
    inputs: .files("INPUT...", 1...Int.max),
    options: [
      ClassifyOptions.target.declaration, ClassifyOptions.positive.declaration,
      ClassifyOptions.drop.declaration, ClassifyOptions.keep.declaration,
      describes.declaration, attributes.declaration, ClassifyOptions.keepDuplicates.declaration,
      InputOptions.onErrorSkip.declaration,
    ] + InputOptions.rows + Reports.options + [
      Shared.threads.declaration, Shared.json.declaration,
      Shared.quiet.declaration,
    ],
    notes: [
      "'tells' is how much of the target a column tells alone: mutual information as a share of what "
        + "there is to know; 'AUC' how well it ranks the rows alone. The last columns hold its mean in each "
        + "class, or the share of its most frequent category. Pairs are told by Pearson's correlation and that of ranks for numbers, "
        + "Cramér's V for categories, and the correlation ratio between the two."
    ]
  ) { invocation in
    let loaded = try Reading.table(invocation, onError: invocation[InputOptions.onErrorSkip])
    try writeAttributes(loaded.table, invocation)
    var wishes = try ClassifyOptions.wishes(invocation)
    wishes.texts = invocation[describes]
    let input = try input(loaded, wishes, invocation.console)
    let exploration = try ClassExploration(
      input, describes: invocation[describes], parallel: invocation.parallel)
    if invocation[Shared.json] {
      try invocation.console.print(JSONWriter.text(exploration.json))
    } else {
      try invocation.console.print(lines(exploration))
    }
    try Reports.write(invocation) { ClassPages.exploration(exploration) }
    return .done
  }

  private static func writeAttributes(_ table: Table, _ invocation: Invocation) throws {
    guard let path = invocation[attributes] else { return }
    let columns = try invocation[describes].flatMap { name -> [Column] in
      guard let column = table[name] else {
        throw ColumnError.missing(name, nearest: Nearest.match(name, in: table.names))
      }
      return ProductAttributes(column.values, name: name, taken: table.names).columns
    }
    guard !columns.isEmpty else {
      throw UsageError.needs(
        option: attributes.declaration.name, other: describes.declaration.name)
    }
    let file = try AtomicFile(path)
    let writer = CSVWriter(parallel: invocation.parallel) { try file.write($0) }
    let all = Table(table.columns + columns, rowCount: table.rowCount)
    try writer.header(all.names)
    try writer.rows(of: all)
    try file.commit()
    invocation.console.say("Wrote \(path).")
  }

  private static let shownPairs = 8

  private static func lines(_ exploration: ClassExploration) -> [String] {
    let isBinary = exploration.classes.count == 2
    var table = TextTable(
      ["column", "values", "missing", "tells", "AUC"] + (isBinary ? exploration.classes : []),
      leftColumns: 2)
    for column in exploration.columns {
      let profile = column.profile
      let share = Double(profile.missing) / Double(max(1, profile.rows))
      table.add(
        [
          profile.name, words(profile), profile.missing == 0 ? "-" : Figures.percent(share),
          column.bits.map { Figures.percent($0 / max(exploration.entropy, 1e-300)) } ?? "-",
          column.area.map { Figures.fixed($0, 2) } ?? "-",
        ] + (isBinary ? column.byClass.map { byClass($0, profile) } : []))
    }
    var pairs = TextTable(["go together", "", "by rank"])
    for pair in exploration.associations.prefix(shownPairs) {
      pairs.add([
        "\(pair.first) and \(pair.second)", Figures.fixed(pair.value, 2),
        pair.rank.map { Figures.fixed($0, 2) } ?? "-",
      ])
    }
    return [exploration.targetLine + ".", ""] + table.lines
      + (exploration.associations.isEmpty ? [] : [""] + pairs.lines)
  }

  private static func byClass(_ value: Double, _ profile: ColumnProfile) -> String {
    if case .categories = profile.values { return Figures.percent(value, 0) }
    return Figures.short(value)
  }

  private static func words(_ profile: ColumnProfile) -> String {
    switch profile.values {
    case .numbers(let quartiles, _, _, _):
      "\(Figures.plain(quartiles[0])) to \(Figures.plain(quartiles[4])), half of them "
        + "\(Figures.plain(quartiles[1])) to \(Figures.plain(quartiles[3]))"
    case .dates(let first, let last): "\(first) to \(last)"
    case .categories(let frequent):
      "\(Figures.count(profile.distinct)): \(frequent.prefix(3).map(\.name).joined(separator: ", "))"
        + (profile.distinct > 3 ? ", ..." : "")
    case .texts(let words): "texts of \(Figures.fixed(words)) words"
    case .none: "none"
    }
  }
}
