import EcommBase
import EcommData

@testable import EcommTasks

/// Small tables with a planted truth.
enum ClassSamples {
  /// `bought` follows `pages` and `channel`; `noise` plays no part.
  static func visits(_ rows: Int = 400, seed: UInt64 = 1) -> Table {
    var random = SeededRandom(seed: seed)
    var columns: (pages: [Double], noise: [Double], channel: [Int32], bought: [Int8]) = (
      [], [], [], []
    )
    for _ in 0..<rows {
      let pages = Double(random.below(20))
      let channel = Int32(random.below(3))
      let score = 0.4 * (pages - 10) + (channel == 2 ? 1.5 : -0.5) + random.normal()
      columns.pages.append(pages)
      columns.noise.append(random.normal())
      columns.channel.append(channel)
      columns.bought.append(score > 0 ? 1 : 0)
    }
    return Table([
      Column("pages", .numbers(columns.pages)), Column("noise", .numbers(columns.noise)),
      Column(
        "channel",
        .categories(Categories(levels: ["ad", "mail", "search"], codes: columns.channel))),
      Column("bought", .booleans(columns.bought)),
    ])
  }

  /// Three kinds of goods by the words of their titles.
  static func goods(_ rows: Int = 150) -> Table {
    let words = [["red", "cup"], ["blue", "lamp"], ["green", "sock"]]
    var random = SeededRandom(seed: 3)
    var texts = Texts()
    var codes: [Int32] = []
    for row in 0..<rows {
      let kind = row % 3
      let own = words[kind][random.below(2)]
      texts.append("a nice \(own) of good make number \(random.below(1000))".utf8)
      codes.append(Int32(kind))
    }
    return Table([
      Column("title", .texts(texts)),
      Column("kind", .categories(Categories(levels: ["cup", "lamp", "sock"], codes: codes))),
    ])
  }

  static func train(
    _ table: Table, target: String, kinds: [ClassifierKind] = [],
    parallel: Parallel = Parallel(), change: (inout ClassSettings) -> Void = { _ in }
  ) throws -> ClassTraining {
    var wishes = ClassInput.Wishes()
    wishes.target = target
    var settings = ClassSettings()
    settings.kinds = kinds
    settings.boosting.trees = 30
    settings.folds = 3
    change(&settings)
    return try ClassTraining.train(
      ClassInput(table, wishes: wishes, rejectedRows: 0), settings: settings, parallel: parallel)
  }
}
